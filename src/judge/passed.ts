import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Report } from "../model/report.ts";

/**
 * The images that passed with everything that they are judged by: a later run needs not build them again if nothing
 * changed. A failing test or smoke test counts also where the settings have it as a warning, since a later run would
 * not say so.
 * @param compared the images of the report, in its order
 */
export function passedImages(
  compared: readonly ComparedImage[],
  { images }: Pick<Report, "images">,
): ExaminedImage[] {
  return compared.flatMap(({ own }, at) =>
    images[at]?.verdict === "pass" && hasAllResults(own) ? [own] : [],
  );
}

function hasAllResults({ measurement, isUnchanged, tests, outcomes }: ExaminedImage): boolean {
  if (measurement === null || isUnchanged === true) return false;
  const { smoke } = outcomes;
  const isSound = smoke.kind !== "done" || smoke.result.checks.every(({ problem }) => problem === null);
  const hasRun = Object.values(outcomes).every(({ kind }) => kind === "done" || kind === "skipped");
  return isSound && hasRun && tests.every(({ failure }) => failure === null);
}
