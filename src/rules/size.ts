import { knownSize } from "../model/known-size.ts";
import { excessWords, formatSize, roomyBudget } from "../text/size.ts";
import { size as sizeKind } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { grownMost } from "./growth-advice.ts";
import { explainSize } from "./largest-parts.ts";
import { checkLimit } from "./limit.ts";
import { rule } from "./rule.ts";
import { lacksLayers } from "./unknown-layers.ts";

export const sizeRule = rule({
  id: "size",
  why: "Every byte is stored and unpacked on every machine that runs the image.",
  level: "error",
  settings: {
    "max-size": setting("limits", sizeKind, "150MB", "Largest unpacked size that passes.", higherLimit, {
      isBudget: true,
    }),
    "warn-size": setting(
      "limits",
      sizeKind,
      "120MB",
      "Unpacked size above which the gate warns.",
      higherLimit,
    ),
  },
  waivable: true,
  check: ({ name, image, contents, change, place, hasOwnSizeBudget }, settings) => {
    if (image === null) return [];
    const { maxSize: max, warnSize: warn } = settings;
    const size = knownSize(image);
    if (size === null) {
      if (max === null && warn === null && hasOwnSizeBudget) return [];
      const [what, layers] = [`the size of ${name} is`, image.unknownLayers ?? 0];
      const rest = `the other layers have ${formatSize(image.size)}`;
      return [lacksLayers({ what, layers, rest, max, warn, place })];
    }
    if (max === null && warn === null) {
      if (hasOwnSizeBudget) return [];
      return [
        {
          level: "notice",
          isAdvice: true,
          message: `${name} has no size budget; it is ${formatSize(size)} now`,
          actual: size,
          advice: `Set a budget, for example \`max-size: ${roomyBudget(size)}\`.`,
        },
      ];
    }
    return checkLimit(
      {
        what: `${name} is`,
        setting: "size",
        actual: size,
        max,
        warn,
        explain: explainSize(
          { image, contents, isOwn: false, actual: size },
          grownMost(change, false),
          place,
        ),
      },
      excessWords,
    );
  },
});
