import { plural } from "../text/words.ts";
import { count } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { checkLimit } from "./limit.ts";
import { rule } from "./rule.ts";

export const layersRule = rule({
  id: "layers",
  why: "Layers hide deleted files, and engines have a limit on their number.",
  level: "error",
  settings: {
    "max-layers": setting("limits", count, "15", "Largest number of layers that passes.", higherLimit, {
      isBudget: true,
    }),
    "warn-layers": setting(
      "limits",
      count,
      "12",
      "Number of layers above which the gate warns.",
      higherLimit,
    ),
  },
  check: ({ name, image, place }, settings) =>
    image === null
      ? []
      : checkLimit(
          {
            what: `${name} has`,
            setting: "layers",
            actual: image.layers.length,
            max: settings.maxLayers,
            warn: settings.warnLayers,
            place,
          },
          (actual, limit) => ({
            actual: plural(actual, "layer"),
            over: `${actual - limit}`,
            limit: `${limit}`,
          }),
        ),
});
