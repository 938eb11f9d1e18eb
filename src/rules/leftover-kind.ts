import type { ContextReport, LeftoverKind } from "../model/report.ts";
import { formatSize } from "../text/size.ts";
import { placeOf } from "./origin-place.ts";
import type { Rule } from "./rule.ts";

/**
 * Tells what an image holds of one kind of leftovers.
 * @param isLeast whether more than those bytes go with them
 */
export function checkLeftovers(kind: LeftoverKind, isLeast = false): Rule["check"] {
  return ({ name, image, place, context }) =>
    image === null
      ? []
      : image.leftovers
          .filter((leftover) => leftover.kind === kind)
          .map(({ what, origin, madeBy, path, size, advice }) => ({
            message: `${isLeast ? "at least " : ""}${formatSize(size)} of ${name} can go: ${what} in ${path.replace(/(.)\/$/, "$1")}`,
            actual: size,
            place: placeOf(madeBy ?? origin, place),
            advice: withPatternsOf(context, advice),
          }));
}

/** Has advice name the pattern that the rule `context` names for the same paths: `.git`, not `**\/.git`. */
function withPatternsOf(context: ContextReport | null, advice: string): string {
  const patterns = context?.needless.map(({ pattern }) => pattern) ?? [];
  return patterns.reduce((text, pattern) => text.replace(`\`**/${pattern}\``, `\`${pattern}\``), advice);
}
