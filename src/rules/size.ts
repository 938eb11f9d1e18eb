import { formatLimit, formatSize } from "../text/size.ts";
import { checkLimit } from "./limit.ts";
import type { Rule } from "./rule.ts";

export const size: Rule = {
  id: "size",
  why: "Every byte is stored and unpacked on every machine that runs the image.",
  level: "error",
  settings: ["max-size", "warn-size"],
  waivable: true,
  check: ({ name, settings, image, place }) => {
    if (image === null) return [];
    const { maxSize: max, warnSize: warn } = settings;
    if (max === null && warn === null && settings.reportOnly !== true) {
      return [
        {
          level: "notice",
          message: `${name} has no size budget; it is ${formatSize(image.size)} now`,
          actual: image.size,
          advice: `Set one, for example: max-size: ${suggestBudget(image.size)}`,
        },
      ];
    }
    return checkLimit({ what: `${name} is`, actual: image.size, max, warn, place }, formatSize, formatLimit);
  },
};

/** A round size with some head-room, in two digits: 162.4 MB → 180MB. */
function suggestBudget(bytes: number): string {
  const roomy = Math.max(1, bytes * 1.1);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(roomy)) - 1);
  return formatLimit(Math.ceil(roomy / step) * step).replace(" ", "");
}
