import type { BuildResult } from "../build/bake.ts";
import { stageStep } from "../build/progress.ts";
import type { StepReport } from "../model/report.ts";
import { linesOfSteps } from "./provenance-origins.ts";

/**
 * The steps of an image's targets as one timeline: first the steps that ran, in the order of their starts, then the
 * cached ones. The instructions are the Dockerfile's own text, because BuildKit's text holds values of arguments. A
 * line that several targets need is one step, even if BuildKit has a step for each target.
 */
export function stepReports(results: readonly Pick<BuildResult, "steps" | "provenance">[]): StepReport[] {
  const lines = new Map(results.flatMap(({ provenance }) => [...linesOfSteps(provenance)]));
  const own = results
    .flatMap(({ steps }) => steps)
    .flatMap((step) => {
      const found = stageStep(step.name);
      return found === null ? [] : [{ ...step, stage: found.stage, at: lines.get(step.digest) ?? null }];
    });
  const first = Math.min(...own.flatMap(({ started }) => started ?? []));
  const reports = new Map<string, StepReport>();
  for (const { digest, stage, started, completed, cached, at } of own) {
    // Lines alone are not unique if a context has a Dockerfile of its own.
    const key = at === null ? digest : `${at.lines} ${at.instruction}`;
    const ran = !cached && started !== null;
    // The first target ran the step, and the others found it in the cache.
    if (reports.has(key) && !ran) continue;
    reports.set(key, {
      stage,
      instruction: at?.instruction ?? null,
      lines: at?.lines ?? null,
      started: ran ? started - first : null,
      duration: ran && completed !== null ? completed - started : null,
      cached,
    });
  }
  return [...reports.values()].sort(
    (a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY) || 0,
  );
}
