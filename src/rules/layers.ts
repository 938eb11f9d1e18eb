import type { ChangeReport, FilePlace, LayerReport, MeasuredImage } from "../model/report.ts";
import { originKey } from "../model/shares.ts";
import { plural } from "../text/words.ts";
import { count } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { checkLimit, type LimitedValue } from "./limit.ts";
import { placeOf } from "./origin-place.ts";
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
  check: ({ name, image, change, place }, settings) =>
    image === null
      ? []
      : checkLimit(
          {
            what: `${name} has`,
            setting: "layers",
            actual: image.layers.length,
            max: settings.maxLayers,
            warn: settings.warnLayers,
            explain: explainLayers(image, change, place),
          },
          (actual, limit) => ({
            actual: plural(actual, "layer"),
            over: `${actual - limit}`,
            limit: `${limit}`,
          }),
        ),
});

/** If the lines that are new since the baseline are too many, the place is the last of them. */
function explainLayers(
  { layers, baseImage }: MeasuredImage,
  change: ChangeReport | null,
  from: FilePlace | null,
): LimitedValue["explain"] {
  return ({ limit, setting }) => {
    const isByChange = change !== null && layers.length - change.layers <= limit;
    const added = isByChange ? change.origins.filter(({ before }) => before === null) : [];
    const isAdded = ({ origin }: LayerReport) =>
      added.some(({ after }) => after !== null && originKey(after) === originKey(origin));
    const ofBase = baseImage === null ? "" : `The base image has ${baseImage.layers} of them. `;
    return {
      place: placeOf(layers.findLast(isAdded)?.origin, from),
      advice: `${ofBase}Write RUN or COPY instructions that follow each other as one, or raise \`${setting}\`.`,
    };
  };
}
