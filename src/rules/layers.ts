import { checkLimit } from "./limit.ts";
import type { Rule } from "./rule.ts";

export const layers: Rule = {
  id: "layers",
  why: "Layers hide deleted files, and engines have a limit on their number.",
  level: "error",
  settings: ["max-layers", "warn-layers"],
  check: ({ name, settings, image, place }) =>
    image === null
      ? []
      : checkLimit(
          {
            what: `${name} has`,
            actual: image.layers.length,
            max: settings.maxLayers,
            warn: settings.warnLayers,
            place,
          },
          words,
          words,
        ),
};

function words(count: number): string {
  return count === 1 ? "1 layer" : `${count} layers`;
}
