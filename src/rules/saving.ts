import { knownSize } from "../model/known-size.ts";
import { formatBytes, formatSize, looksEqual } from "../text/size.ts";
import { type Amount, formatAmount, leastBytes } from "../values/amount.ts";
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
      "compare",
      text,
      "single-stage",
      "Name of another image of the configuration that this one is a variant of, for example a single-stage build.",
      goneOrOther,
    ),
    "min-saving": setting(
      "compare",
      amount,
      "50%",
      "How much smaller than that variant the image must be, in percent or as a size.",
      lowerAmount,
    ),
  },
  skip: ({ variant }) => (variant === null ? "compare-with is not set" : null),
  check: ({ name, image, variant, place }, settings) => {
    const minimum = settings.minSaving;
    if (image === null || variant === null || minimum === null) return [];
    const size = knownSize(image);
    if (variant.size === null || size === null) {
      const why =
        size === null ? "the size of some of its layers is unknown" : `${variant.name} could not be measured`;
      return [{ message: `${name} cannot be compared with ${variant.name}: ${why}` }];
    }
    const saved = variant.size - size;
    const limit = leastBytes(minimum, variant.size);
    if (saved >= limit) return [];
    return [
      {
        message: `${name} saves ${savingWords(saved, limit, minimum, { name: variant.name, size: variant.size })}`,
        actual: saved,
        limit,
        place,
      },
    ];
  },
});

/** The saving and its minimum, with exact bytes if rounding would hide the difference. */
function savingWords(saved: number, limit: number, minimum: Amount, variant: VariantSize): string {
  const percent = (variant.size === 0 ? 0 : (saved / variant.size) * 100).toFixed(1);
  const isClose = looksEqual(limit, saved) || ("percent" in minimum && Number(percent) >= minimum.percent);
  const least = formatAmount(minimum);
  if (!isClose)
    return `${formatSize(saved)} (${percent} %) against ${variant.name}, less than min-saving (${least})`;
  const bytes = "percent" in minimum ? `${least}, ${formatBytes(limit)}` : formatBytes(limit);
  return `${formatBytes(saved)} against ${variant.name}, less than min-saving (${bytes})`;
}

interface VariantSize {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}
