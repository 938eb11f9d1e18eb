import type { ComparedImage } from "../baseline/compared-image.ts";
import { driftedLines, grownByThemselves } from "../model/line-drift.ts";
import { mostBytes } from "../values/amount.ts";

/**
 * Names of the images whose growth is limited and is not known well enough to judge it: it was counted from a
 * measurement of an earlier commit, so that what was merged since then counts as well and can hide what is this
 * change's; or whether it is within its limits depends on lines that may have grown by themselves since then.
 */
export function doubtfulImages(compared: readonly ComparedImage[]): string[] {
  return compared
    .filter((image) => image.plan.kind === "stored" && image.change !== null && isLimited(image))
    .filter((image) => (image.plan.kind === "stored" && image.plan.behind > 0) || restsOnLines(image))
    .map(({ own }) => own.image.name);
}

function isLimited({ own }: ComparedImage): boolean {
  return limitsOf(own.image.settings).length > 0;
}

function limitsOf({ maxGrowth, warnGrowth }: ComparedImage["own"]["image"]["settings"]) {
  return [maxGrowth, warnGrowth].filter((limit) => limit !== null);
}

/** Whether growth is over a limit if it is all that it may be, and within that if it is as little as it may be. */
function restsOnLines({ own, change, openGrowth, baseline }: ComparedImage): boolean {
  const { settings } = own.image;
  const before = baseline.report.image;
  // Whatever is drift counts then, too.
  if (change === null || before === null || settings.maxGrowthIncludesDrift === true) return false;
  const shrunk = driftedLines(change).reduce((sum, { drift }) => sum + Math.min(0, drift), 0);
  const most = change.growth + grownByThemselves(change);
  const least = change.growth - openGrowth + shrunk;
  return limitsOf(settings).some((limit) => {
    const bytes = mostBytes(limit, before.size);
    return most > bytes && least <= bytes;
  });
}
