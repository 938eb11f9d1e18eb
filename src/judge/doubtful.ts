import type { ComparedImage } from "../baseline/compared-image.ts";

/**
 * Names of the images whose growth is limited and was counted from a measurement that is too old to judge it: what
 * was merged since then is not this change's, and can hide what is.
 */
export function doubtfulImages(compared: readonly ComparedImage[]): string[] {
  return compared
    .filter(({ own, plan, change }) => {
      const { maxGrowth, warnGrowth } = own.image.settings;
      const isOld = plan.kind === "stored" && plan.behind > 0;
      return isOld && change !== null && (maxGrowth ?? warnGrowth) !== null;
    })
    .map(({ own }) => own.image.name);
}
