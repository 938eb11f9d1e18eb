import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Report } from "../model/report.ts";
import { isSmokeRun } from "./facts.ts";

/**
 * The images that passed with everything that they are judged by: a later run need not build them again if nothing
 * changed. A failing test or smoke test counts also where the settings have it as a warning, since a later run would
 * not say so.
 * @param compared the images of the report, in its order
 */
export function passedImages(
  compared: readonly ComparedImage[],
  { images }: { readonly images: readonly Pick<Report["images"][number], "verdict">[] },
): ExaminedImage[] {
  return compared.flatMap(({ own }, at) =>
    images[at]?.verdict === "pass" && hasAllResults(own, compared) ? [own] : [],
  );
}

function hasAllResults(own: ExaminedImage, all: readonly ComparedImage[]): boolean {
  const { measurement, isUnchanged, tests, testsNotRun, outcomes } = own;
  if (measurement === null || isUnchanged === true) return false;
  const { smoke, scan } = outcomes;
  const isStarted =
    smoke.kind === "done"
      ? smoke.result.status === "passed"
      : smoke.kind !== "unavailable" || isSmokeRun(own, all);
  const isScanned = scan.kind !== "done" || scan.result.problem === null;
  const isFailed = Object.values(outcomes).some(({ kind }) => kind === "failed");
  const isTested = testsNotRun.length === 0 && tests.every(({ failure }) => failure === null);
  return isStarted && isScanned && !isFailed && isTested;
}
