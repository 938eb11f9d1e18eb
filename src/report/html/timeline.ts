import type { BuildView } from "../view/steps.ts";
import { type Markup, markup } from "./markup.ts";

/** The steps of the build, stage by stage, as bars on one time axis. */
export function timeline({ stages, axis }: BuildView): Markup {
  const lists = stages.map(
    ({ name, duration, steps }) =>
      markup`<h4>${name} <small>${duration}</small></h4><ol>${steps.map(stepItem)}</ol>`,
  );
  const times = axis.map((time) => markup`<span>${time}</span>`);
  return markup`<div class="timeline">${lists}<p class="axis" aria-hidden="true">${times}</p></div>`;
}

function stepItem({
  line,
  instruction,
  duration,
  isCached,
  bar,
}: BuildView["stages"][number]["steps"][number]): Markup {
  const number = line === null ? null : markup`<small>${line}</small> `;
  const track = isCached
    ? markup`<span class="cached"></span>`
    : bar && markup`<span class="run" style="--l:${percent(bar.start)};--d:${percent(bar.length)}"></span>`;
  return markup`<li><span class="what">${number}<code>${instruction}</code></span><span class="track" aria-hidden="true">${track}</span><span class="took">${duration}</span></li>`;
}

function percent(part: number): string {
  return `${Math.round(part * 10_000) / 100}%`;
}
