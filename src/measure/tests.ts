import { isDeepStrictEqual } from "node:util";
import type { BuildResult } from "../build/bake.ts";
import { type Step, stageStep } from "../build/progress.ts";
import type { BuildTarget } from "../build/target.ts";
import type { Failure, TestOutcome } from "../model/outcomes.ts";
import type { ExaminedImage } from "./examined-image.ts";

/**
 * The outcomes of the test targets of an image, in order. A test target that failed in the same step as the image did
 * not run at all, unless the step is in its own stage.
 * @param results by the ids of targets
 * @param ofImage why the image could not be built; null if it could
 */
export function testOutcomes(
  targets: readonly BuildTarget[],
  results: ReadonlyMap<string, BuildResult>,
  ofImage: Failure | null,
): Pick<ExaminedImage, "tests" | "testsNotRun"> {
  const isRun = (target: BuildTarget) => {
    const result = results.get(target.id);
    return (
      target.stage === null ||
      ofImage === null ||
      !isDeepStrictEqual(result?.failure, ofImage) ||
      ownSteps(target, result).some(({ error }) => error !== "")
    );
  };
  return {
    tests: targets.filter(isRun).map((target) => testOutcome(target, results.get(target.id))),
    testsNotRun: targets.filter((target) => !isRun(target)).map(({ stage }) => stage ?? ""),
  };
}

function ownSteps({ stage }: BuildTarget, result: BuildResult | undefined): Step[] {
  return (result?.steps ?? []).filter(({ name }) => stageStep(name)?.stage === stage?.toLowerCase());
}

/** The outcome of a test target, by the steps of its own stage. */
function testOutcome(target: BuildTarget, result: BuildResult | undefined): TestOutcome {
  const own = ownSteps(target, result);
  const started = own.flatMap((step) => step.started ?? []);
  const completed = own.flatMap((step) => step.completed ?? []);
  const failure = result?.failure ?? null;
  return {
    target: target.stage ?? "",
    status: failure === null ? "passed" : "failed",
    cached: own.length > 0 && own.every((step) => step.cached),
    duration:
      started.length === 0 || completed.length === 0
        ? null
        : Math.max(0, Math.max(...completed) - Math.min(...started)),
    failure,
  };
}
