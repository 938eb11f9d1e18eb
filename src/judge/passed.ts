import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Report } from "../model/report.ts";
import { gatherFacts, isSmokeRun } from "./facts.ts";
import { judgeByRules } from "./judge.ts";

/**
 * The images that passed every rule and check, so that a later run need not build them again if nothing changed. An
 * image with a failing test or smoke test is not among them, even if the settings make that a warning; nor is a
 * `report-only` image with an error. A later run would not report these failures.
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

/** The parts of a report that decide which images passed. */
interface JudgedRun extends Pick<Report, "waiver"> {
  readonly images: readonly Pick<Report["images"][number], "verdict">[];
}

/** Whether an image would fail without `report-only`. */
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
