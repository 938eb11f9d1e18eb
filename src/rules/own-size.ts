import { ownSize, unknownOwnLayers } from "../model/own-size.ts";
import { excessWords, formatSize } from "../text/size.ts";
import { size } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { grownMost } from "./growth-advice.ts";
import { explainSize } from "./largest-parts.ts";
import { checkLimit } from "./limit.ts";
import { rule } from "./rule.ts";
import { lacksLayers } from "./unknown-layers.ts";

export const ownSizeRule = rule({
  id: "own-size",
  why: "Your layers are the part of an image that you can make smaller, whatever its base image does.",
  level: "error",
  settings: {
    "max-own-size": setting(
      "limits",
      size,
      "40MB",
      "Largest unpacked size of your own layers, without the base image, that passes.",
      higherLimit,
      { isBudget: true },
    ),
    "warn-own-size": setting(
      "limits",
      size,
      "30MB",
      "Unpacked size of your own layers above which the gate warns.",
      higherLimit,
    ),
  },
  waivable: true,
  check: ({ name, image, contents, change, place }, { maxOwnSize: max, warnOwnSize: warn }) => {
    if (image === null || (max === null && warn === null)) return [];
    const actual = ownSize(image);
    const layers = unknownOwnLayers(image);
    if (layers > 0) {
      const rest = `the other layers have ${formatSize(actual)}`;
      return [lacksLayers({ what: `the own size of ${name} is`, layers, rest, max, warn, place })];
    }
    // If the base image is unknown, all layers count: with none of them, every image would pass.
    const hasBase = image.baseImage !== null;
    return checkLimit(
      {
        what: `the own size of ${name} is`,
        ...(hasBase ? {} : { of: "(all layers, because the base image is unknown)" }),
        setting: "own-size",
        actual,
        max,
        warn,
        explain: explainSize({ image, contents, isOwn: true, actual }, grownMost(change, true), place),
      },
      excessWords,
    );
  },
});
