import { formatSize } from "../text/size.ts";
import { bytesOf, formatAmount } from "../values/amount.ts";
import { amount, text } from "../values/kinds.ts";
import { goneOrOther, lowerAmount } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { rule } from "./rule.ts";

export const savingRule = rule({
  id: "saving",
  why: "A multi-stage build that saves nothing only costs time to read.",
  level: "error",
  settings: {
    "compare-with": setting(
      text,
      "single-stage",
      "Name of another image of the configuration that this one is a variant of.",
      goneOrOther,
    ),
    "min-saving": setting(
      amount,
      "50%",
      "How much smaller than that variant it must be, in percent or as a size.",
      lowerAmount,
    ),
  },
  skip: ({ variant }) => (variant === null ? "compare-with is not set" : null),
  check: ({ name, image, variant, place }, settings) => {
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
});
