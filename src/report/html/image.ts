import { baselineWords } from "../../model/baseline-words.ts";
import type { Finding, ImageReport, MeasuredImage, Verdict } from "../../model/report.ts";
import { amountWords, placeWords } from "../../text/words.ts";
import {
  againstBudget,
  baseImageWords,
  changeWords,
  LEVEL_MARKS,
  layersAgainstBudget,
  numberBudget,
  savingWords,
  scanWords,
  smokeWords,
  testWords,
  userWords,
  VERDICT_MARKS,
} from "../words.ts";
import { type Content, logBlock, type Markup, markup, prose } from "./markup.ts";
import { changeTable, duplicatesTable, layersTable, leftoversTable, wasteTable } from "./tables.ts";
import { timeline } from "./timeline.ts";
import { treemapOf } from "./treemap.ts";
import { leftOutTable, smokeTable, vulnerabilityTable } from "./trial-tables.ts";

/**
 * Everything about one image, folded under its name.
 * @param id unique on the page; a link to it opens the fold
 */
export function imageSection(report: ImageReport, id: string, isOpen: boolean): Markup {
  const { name, target, image, change, findings, reportOnly, steps, variant, smoke, scan } = report;
  const about = [
    reportOnly ? "report only" : null,
    target === null || target === name ? null : `stage ${target}`,
    image?.platform ?? null,
  ].filter((words) => words !== null);
  return markup`
<details class="image"${isOpen ? markup` open` : null}>
<summary><h2>${reportOnly ? null : verdictMark(report.verdict)}<span>${name}</span> <small>${about.join(", ")}</small></h2></summary>
<dl class="numbers" id="${id}">${numbers(report)}</dl>
${findings.length === 0 ? null : markup`<ul class="findings">${findings.map((own) => findingItem(own, reportOnly))}</ul>`}
${image === null ? null : optionalPart("What is in it", treemapOf(report, image, `${id}-map`))}
${change === null || change.origins.length === 0 ? null : part("What changed", changeTable(change, report))}
${image === null ? null : part("Layers", markup`<p>${baseImageWords(image)}</p>${layersTable(report, image)}`)}
${image === null ? null : savable(image)}
${variant === null ? null : optionalPart(`What ${variant.name} has more`, leftOutTable(variant))}
${smoke === null ? null : part("Smoke test", smokeTable(smoke))}
${scan === null ? null : optionalPart("Worst vulnerabilities", vulnerabilityTable(scan))}
${optionalPart("Build", timeline(steps))}
</details>`;
}

/** ✓, ✗ or ! on its color. */
export function verdictMark(verdict: Verdict): Markup {
  return markup`<span class="mark ${verdict}">${VERDICT_MARKS[verdict]}</span>`;
}

function numbers(report: ImageReport): Markup {
  const { image, budgets, baseline, tests, smoke, scan, context } = report;
  const saving = savingWords(report);
  const [size, transferSize] = [numberBudget(budgets, "size"), numberBudget(budgets, "transferSize")];
  const failed = tests.some(({ status }) => status === "failed");
  return markup`
${figure("Size", againstBudget(image?.size, size), meter(image?.size, size))}
${figure("Change", changeWords(report), markup`<small>${baselineWords(report)}</small>${logFold("Why the baseline does not build", baseline.log)}`)}
${figure("Transfer", againstBudget(image?.transferSize, transferSize), meter(image?.transferSize, transferSize))}
${figure("Layers", layersAgainstBudget(report), meter(image?.layers.length, numberBudget(budgets, "layers")))}
${figure("Runs as", userWords(image?.user), null)}
${figure("Tests", marked(testWords(tests), failed), null)}
${smoke === null ? null : figure("Smoke", marked(smokeWords(report), smoke.status === "failed"), null)}
${scan === null ? null : figure("Vulnerabilities", scanWords(report), null)}
${context === null ? null : figure("Context", amountWords(context), null)}
${saving === null ? null : figure("Saves", saving, null)}`;
}

function marked(words: string, isBad: boolean): Markup {
  return markup`<span${isBad ? markup` class="bad"` : null}>${words}</span>`;
}

function figure(name: string, value: Content, below: Markup | null): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}${below}</dd></div>`;
}

/** How much of a budget is used up; null without a budget. */
function meter(actual: number | null | undefined, budget: number | null): Markup | null {
  if (actual === null || actual === undefined || budget === null) return null;
  const used = budget === 0 ? 100 : Math.min(100, Math.round((actual / budget) * 100));
  return markup`<span class="${actual > budget ? "meter over" : "meter"}" style="--p:${used}%"></span>`;
}

function findingItem(
  { level, waived, message, place, advice, rule, log }: Finding,
  reportOnly: boolean,
): Markup {
  const shown = reportOnly ? "notice" : level;
  const where = place === null ? null : markup` <code>${placeWords(place)}</code>`;
  return markup`<li class="${shown}"><span class="level">${LEVEL_MARKS[shown]}</span><div><p><strong>${message}</strong>${where} <small>${waived ? `${rule}, waived` : rule}</small></p>${advice === null ? null : markup`<p>${prose(advice)}</p>`}${logFold("Log", log)}</div></li>`;
}

function logFold(title: string, log: string | null): Markup | null {
  return log === null ? null : markup`<details><summary>${title}</summary>${logBlock(log)}</details>`;
}

/** What could go from it. */
function savable(image: MeasuredImage): Markup {
  return markup`${optionalPart("What needs not be in it", leftoversTable(image))}
${optionalPart("Hidden by later layers, but still shipped", wasteTable(image))}
${optionalPart("More than once in it", duplicatesTable(image))}`;
}

function optionalPart(title: string, content: Markup | null): Markup | null {
  return content === null ? null : part(title, content);
}

function part(title: string, content: Markup): Markup {
  return markup`<section><h3>${title}</h3>${content}</section>`;
}
