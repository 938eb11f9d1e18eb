import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Report } from "../model/report.ts";
import { gatherFacts, isSmokeRun } from "./facts.ts";
import { judgeByRules } from "./judge.ts";

/**
 * The images that passed with everything that they are judged by: a later run need not build them again if nothing
 * changed. A failing test or smoke test counts also where the settings have it as a warning, and a finding of level
 * error where the image is only reported, since a later run would not say so.
 * @param compared the images of the report, in its order
 */
export function passedImages(
  compared: readonly ComparedImage[],
  { images, waiver }: JudgedRun,
): ExaminedImage[] {
  return compared.flatMap((image, at) => {
    const { own } = image;
    const isPassed = images[at]?.verdict === "pass" && hasAllResults(own, compared);
    return isPassed && !hidesFailure(image, compared, waiver !== null) ? [own] : [];
  });
}

/** What of a report decides which images passed. */
interface JudgedRun extends Pick<Report, "waiver"> {
  readonly images: readonly Pick<Report["images"][number], "verdict">[];
}

/** Whether an image would fail if it were not only reported. */
function hidesFailure(image: ComparedImage, all: readonly ComparedImage[], isWaived: boolean): boolean {
  const { settings } = image.own.image;
  if (settings.reportOnly !== true) return false;
  const facts = gatherFacts(image, all, "optional");
  const { findings } = judgeByRules(facts, { ...settings, reportOnly: false }, isWaived);
  return findings.some(({ level }) => level === "error");
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
