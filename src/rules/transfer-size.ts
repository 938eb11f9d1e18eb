import { excessWords } from "../text/size.ts";
import { size } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { mostGrown } from "./growth-advice.ts";
import { explainSize } from "./largest-parts.ts";
import { checkLimit } from "./limit.ts";
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
  check: ({ name, image, contents, change, place }, settings) => {
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
    const actual = image.transferSize;
    const layers = image.layers.map((layer) => ({ ...layer, size: layer.transferSize ?? 0 }));
    const compressed = { ...image, layers };
    // The compressed growth of a single origin is unknown.
    const grown =
      change === null ? null : { change: mostGrown(change, true), bytes: change.transferSize ?? 0 };
    return checkLimit(
      {
        what: `the compressed size of ${name} is`,
        setting: "transfer-size",
        actual,
        max,
        warn,
        explain: explainSize({ image: compressed, contents, isOwn: false, actual }, grown, place),
      },
      excessWords,
    );
  },
});
