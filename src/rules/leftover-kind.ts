import type { ContextReport, LeftoverKind } from "../model/report.ts";
import { mayBeOfBase } from "../model/unknown-base.ts";
import { formatSize } from "../text/size.ts";
import { placeOf } from "./origin-place.ts";
import type { Rule } from "./rule.ts";

/**
 * Makes the check of a rule that reports one kind of leftover.
 * @param isLeast whether the size in the message is a minimum, because other files go with these
 */
export function checkLeftovers(kind: LeftoverKind, isLeast = false): Rule["check"] {
  return ({ name, image, place, context }) =>
    image === null
      ? []
      : image.leftovers
          .filter((leftover) => leftover.kind === kind)
          .map(({ what, origin, madeBy, path, size, advice }) => {
            const isDoubtful = mayBeOfBase(image, origin);
            const doubt = isDoubtful ? ", but may belong to the base image" : "";
            return {
              message: `${isLeast ? "at least " : ""}${formatSize(size)} of ${name} can be removed${doubt}: ${what} in ${path.replace(/(.)\/$/, "$1")}`,
              actual: size,
              place: placeOf(madeBy ?? origin, place),
              advice: `${isDoubtful ? "If they are yours: " : ""}${withPatternsOf(context, advice)}`,
            };
          });
}

/** The advice with the pattern that the rule `context` shows for the same paths: `.git`, not `**\/.git`. */
function withPatternsOf(context: ContextReport | null, advice: string): string {
  const patterns = context?.needless.map(({ pattern }) => pattern) ?? [];
  return patterns.reduce((text, pattern) => text.replace(`\`**/${pattern}\``, `\`${pattern}\``), advice);
}
