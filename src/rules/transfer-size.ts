import { excessWords } from "../text/size.ts";
import { size } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { checkLimit } from "./limit.ts";
import { placeOfMost } from "./origin-place.ts";
import { rule } from "./rule.ts";

export const transferSizeRule = rule({
  id: "transfer-size",
  why: "Every push, pull and cold start waits for the compressed layers.",
  level: "error",
  settings: {
    "max-transfer-size": setting(
      "limits",
      size,
      "60MB",
      "Largest compressed size that passes: the size of the layers as a registry holds them.",
      higherLimit,
      { isBudget: true },
    ),
    "warn-transfer-size": setting(
      "limits",
      size,
      "50MB",
      "Compressed size above which the gate warns.",
      higherLimit,
    ),
  },
  waivable: true,
  check: ({ name, image, place }, settings) => {
    const { maxTransferSize: max, warnTransferSize: warn } = settings;
    if (image === null || (max === null && warn === null)) return [];
    if (image.transferSize === null) {
      return [
        {
          level: max === null ? "warning" : "error",
          message: `the compressed size of ${name} is unknown: its source holds uncompressed layers`,
          limit: max ?? warn,
          place,
          advice:
            "Build with the containerd image store or a docker-container builder, or set `max-size` instead.",
        },
      ];
    }
    return checkLimit(
      {
        what: `the compressed size of ${name} is`,
        setting: "transfer-size",
        actual: image.transferSize,
        max,
        warn,
        place: placeOfMost(
          image.layers.map((layer) => ({ ...layer, size: layer.transferSize ?? 0 })),
          place,
        ),
      },
      excessWords,
    );
  },
});
