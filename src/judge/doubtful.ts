import type { ComparedImage } from "../baseline/compared-image.ts";
import { driftedLines, grownByThemselves } from "../model/line-drift.ts";
import { mostBytes } from "../values/amount.ts";

/**
 * Names of the images with a growth limit whose growth is not known well enough to judge it. Either the growth is
 * counted from an earlier commit, so that it includes changes that were merged since then; or it is within its limit
 * only if lines that may have grown by themselves count, or do not count, as drift.
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

/** Whether the largest possible growth is over a limit that the smallest possible growth keeps. */
function restsOnLines({ own, change, openGrowth, baseline }: ComparedImage): boolean {
  const { settings } = own.image;
  const before = baseline.report.image;
  // If drift counts, it does not matter which part of the growth is drift.
  if (change === null || before === null || settings.maxGrowthIncludesDrift === true) return false;
  const shrunk = driftedLines(change).reduce((sum, { drift }) => sum + Math.min(0, drift), 0);
  const most = change.growth + grownByThemselves(change);
  const least = change.growth - openGrowth + shrunk;
  return limitsOf(settings).some((limit) => {
    const bytes = mostBytes(limit, before.size);
    return most > bytes && least <= bytes;
  });
}
