import type { Report } from "../model/report.ts";
import { growthRule } from "../rules/growth.ts";

/**
 * Names of the images that are said to have grown too much, by a measurement that is too old to say so: what was
 * merged since is not this change's.
 */
export function doubtfulImages({ images }: Pick<Report, "images">): string[] {
  return images
    .filter(({ baseline, findings }) => baseline.behind > 0 && findings.some(isGrowth))
    .map(({ name }) => name);
}

function isGrowth({ rule, actual }: Report["findings"][number]): boolean {
  return rule === growthRule.id && actual !== null;
}
