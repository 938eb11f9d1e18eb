import type { BuildResult } from "../build/bake.ts";
import { stageStep } from "../build/progress.ts";
import type { StepReport } from "../report/report.ts";
import { linesOfSteps } from "./provenance.ts";

/**
 * The steps of an image's targets as one timeline: those that ran in the order in which they started, then
 * the cached ones. Instructions are told as the Dockerfile has them, since BuildKit's own words hold values
 * of arguments.
 */
export function stepReports(results: readonly Pick<BuildResult, "steps" | "provenance">[]): StepReport[] {
  const lines = new Map(results.flatMap(({ provenance }) => [...linesOfSteps(provenance)]));
  const steps = new Map(results.flatMap((result) => result.steps.map((step) => [step.digest, step])));
  const own = [...steps.values()].flatMap((step) => {
    const found = stageStep(step.name);
    return found === null ? [] : [{ ...step, stage: found.stage }];
  });
  const first = Math.min(...own.flatMap(({ started }) => started ?? []));
  return own
    .map(({ digest, stage, started, completed, cached }): StepReport => {
      const ran = !cached && started !== null;
      const at = lines.get(digest);
      return {
        stage,
        instruction: at?.instruction ?? null,
        lines: at?.lines ?? null,
        started: ran ? started - first : null,
        duration: ran && completed !== null ? completed - started : null,
        cached,
      };
    })
    .sort((a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY) || 0);
}
