import type { StepReport } from "../../model/report.ts";
import { formatDuration } from "../../text/words.ts";
import { type Markup, markup } from "./markup.ts";

/** When each step of the build ran, stage by stage, as bars over one time; null without steps. */
export function timeline(steps: readonly StepReport[]): Markup | null {
  if (steps.length === 0) return null;
  const end = Math.max(1, ...steps.map(endOf));
  const stages = [...new Set(steps.map(({ stage }) => stage))].map((stage) => {
    const own = steps.filter((step) => step.stage === stage).sort((a, b) => lineOf(a) - lineOf(b));
    return markup`<h4>${stage ?? "unnamed stage"} <small>${stageWords(own)}</small></h4><ol>${own.map((step) => row(step, end))}</ol>`;
  });
  const axis = [0, end / 2, end].map((time) => markup`<span>${formatDuration(time)}</span>`);
  return markup`<div class="timeline">${stages}<p class="axis" aria-hidden="true">${axis}</p></div>`;
}

function lineOf({ lines }: StepReport): number {
  return lines === null ? 0 : lines[0];
}

function endOf({ started, duration }: StepReport): number {
  return (started ?? 0) + (duration ?? 0);
}

/** How long the steps of a stage took, from the first one's start to the last one's end. */
function stageWords(steps: readonly StepReport[]): string {
  if (steps.every(({ cached }) => cached)) return "cached";
  const starts = steps.flatMap(({ started }) => started ?? []);
  return starts.length === 0
    ? "did not run"
    : formatDuration(Math.max(...steps.map(endOf)) - Math.min(...starts));
}

function row(step: StepReport, end: number): Markup {
  const { instruction, lines, started, duration, cached } = step;
  const line = lines === null ? null : markup`<small>${lines[0]}</small> `;
  const ran =
    started === null
      ? null
      : `--l:${percent(started / end)};--d:${percent((duration ?? end - started) / end)}`;
  const bar = cached
    ? markup`<span class="cached"></span>`
    : ran === null
      ? null
      : markup`<span class="run" style="${ran}"></span>`;
  return markup`<li><span class="what">${line}<code>${instruction ?? "unknown step"}</code></span><span class="track" aria-hidden="true">${bar}</span><span class="took">${timeWords(step)}</span></li>`;
}

function timeWords({ started, duration, cached }: StepReport): string {
  if (cached) return "cached";
  if (started === null) return "did not run";
  return duration === null ? "did not end" : formatDuration(duration);
}

function percent(part: number): string {
  return `${Math.round(part * 10_000) / 100}%`;
}
