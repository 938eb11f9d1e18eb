import { BASELINES } from "../values/kinds.ts";
import { type Problem, writerFor } from "../values/problem.ts";
import type { Settings } from "./config.ts";

/**
 * What is wrong if `baseline` names one image and the run gates several: it can be the previous image of one of them
 * only. Images that are only reported do not count.
 */
export function baselineProblems({ run, images, placeOf }: Settings): Problem[] {
  if (run.baseline === null || BASELINES.includes(run.baseline)) return [];
  const gated = images.filter(({ settings }) => settings.reportOnly !== true);
  if (gated.length < 2) return [];
  const names = gated.flatMap(({ name }) => name ?? []);
  // With an image, `only` selects the one that it is compared with.
  const alone = gated.find(({ settings }) => settings.compareWith === null)?.name;
  const place = placeOf("baseline");
  const write = writerFor(place);
  return [
    {
      place,
      message: `baseline names one image, but this run gates ${COUNTS[gated.length] ?? gated.length}: ${names.join(", ")}`,
      hint: `${alone == null ? "Set report-only for the others" : `Select one with ${write("only", alone)}`}, or set ${write("baseline", "auto")}.`,
    },
  ];
}

const COUNTS = ["none", "one", "two", "three"];
