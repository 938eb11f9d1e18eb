import type { StepReport } from "../../model/report.ts";
import { formatDuration } from "../../text/words.ts";

export type BuildView = Readonly<ReturnType<typeof buildView>>;

/** The steps of a build, stage by stage, with their positions on one time axis. */
export function buildView(steps: readonly StepReport[]) {
  const end = latest(steps, 1);
  const stages = [...new Set(steps.map(({ stage }) => stage))].map((stage) => {
    const own = steps.filter((step) => step.stage === stage).sort((a, b) => lineOf(a) - lineOf(b));
    return {
      name: stage ?? "unnamed stage",
      duration: stageDuration(own),
      steps: own.map((step) => stepRow(step, end)),
    };
  });
  return { stages, axis: [0, end / 2, end].map(formatDuration) };
}

function stepRow(step: StepReport, end: number) {
  const { lines, instruction, started, duration, cached } = step;
  return {
    line: lines?.[0] ?? null,
    instruction: instruction ?? "unknown step",
    isCached: cached,
    duration: stepDuration(step),
    /** In parts of the whole time; null if it did not run. */
    bar: started === null ? null : { start: started / end, length: (duration ?? end - started) / end },
  };
}

function lineOf({ lines }: StepReport): number {
  return lines === null ? 0 : lines[0];
}

/** The end of the last step, or `least` if that is later. */
function latest(steps: readonly StepReport[], least: number): number {
  return steps.reduce((last, step) => Math.max(last, endOf(step)), least);
}

function endOf({ started, duration }: StepReport): number {
  return (started ?? 0) + (duration ?? 0);
}

/** From the first step's start to the last one's end. */
function stageDuration(steps: readonly StepReport[]): string {
  if (steps.every(({ cached }) => cached)) return "cached";
  const starts = steps.flatMap(({ started }) => started ?? []);
  return starts.length === 0
    ? "did not run"
    : formatDuration(latest(steps, 0) - starts.reduce((first, start) => Math.min(first, start)));
}

function stepDuration({ started, duration, cached }: StepReport): string {
  if (cached) return "cached";
  if (started === null) return "did not run";
  return duration === null ? "did not end" : formatDuration(duration);
}
