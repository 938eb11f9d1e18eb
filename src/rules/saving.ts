import { formatSize } from "../text/size.ts";
import { bytesOf, formatAmount } from "../values/amount.ts";
import type { Rule } from "./rule.ts";

export const saving: Rule = {
  id: "saving",
  why: "A multi-stage build that saves nothing only costs time to read.",
  level: "error",
  settings: ["compare-with", "min-saving"],
  check: ({ name, settings, image, variant, place }) => {
    const minimum = settings.minSaving;
    if (image === null || variant === null || minimum === null) return [];
    if (variant.size === null) {
      return [
        {
          message: `${name} cannot be compared with ${variant.name}, which could not be measured`,
        },
      ];
    }
    const saved = variant.size - image.size;
    const limit = bytesOf(minimum, variant.size);
    if (saved >= limit) return [];
    const percent = variant.size === 0 ? 0 : (saved / variant.size) * 100;
    return [
      {
        message: `${name} saves ${formatSize(saved)} (${percent.toFixed(1)} %) against ${variant.name}, less than ${formatAmount(minimum)}`,
        actual: saved,
        limit,
        place,
      },
    ];
  },
};
