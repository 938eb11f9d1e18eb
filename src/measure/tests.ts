import type { BuildResult } from "../build/bake.ts";
import { stageStep } from "../build/progress.ts";
import type { BuildTarget } from "../build/target.ts";
import type { TestOutcome } from "../model/outcomes.ts";

/** How a test target went, by the steps of its own stage. */
export function testReport({ stage }: BuildTarget, result: BuildResult | undefined): TestOutcome {
  const own = (result?.steps ?? []).filter(({ name }) => stageStep(name)?.stage === stage?.toLowerCase());
  const started = own.flatMap((step) => step.started ?? []);
  const completed = own.flatMap((step) => step.completed ?? []);
  const failure = result?.failure ?? null;
  return {
    target: stage ?? "",
    status: failure === null ? "passed" : "failed",
    cached: own.length > 0 && own.every((step) => step.cached),
    duration:
      started.length === 0 || completed.length === 0
        ? null
        : Math.max(0, Math.max(...completed) - Math.min(...started)),
    failure,
  };
}
