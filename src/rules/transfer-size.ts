import { formatLimit, formatSize } from "../text/size.ts";
import { checkLimit } from "./limit.ts";
import type { Rule } from "./rule.ts";

export const transferSize: Rule = {
  id: "transfer-size",
  why: "Every push, pull and cold start waits for the compressed layers.",
  level: "error",
  settings: ["max-transfer-size", "warn-transfer-size"],
  waivable: true,
  check: ({ name, settings, image, place }) => {
    const { maxTransferSize: max, warnTransferSize: warn } = settings;
    if (image === null || (max === null && warn === null)) return [];
    if (image.transferSize === null) {
      return [
        {
          level: max === null ? "warning" : "error",
          message: `the transfer size of ${name} is not known: its source holds uncompressed layers`,
          limit: max ?? warn,
          place,
          advice:
            "Build with the containerd image store or a docker-container builder, or set max-size instead",
        },
      ];
    }
    return checkLimit(
      { what: `the transfer size of ${name} is`, actual: image.transferSize, max, warn, place },
      formatSize,
      formatLimit,
    );
  },
};
