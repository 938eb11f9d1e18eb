import type { Cell } from "../view/figures.ts";
import type { FindingView, ImageView, ReportView } from "../view.ts";
import { type Content, logBlock, type Markup, markup, prose } from "./markup.ts";
import {
  changeTable,
  duplicatesTable,
  layersTable,
  leftOutTable,
  leftoversTable,
  smokeTables,
  vulnerabilityTable,
  wasteTable,
} from "./tables.ts";
import { timeline } from "./timeline.ts";
import { treemapOf } from "./treemap.ts";

const WITHOUT_MAP = markup`<p>This page has too many images to show a map of each one. The file report.json of the run that built this image lists its contents.</p>`;

/** How the section of an image is shown. */
export interface SectionStyle {
  readonly isOpen: boolean;
  /** Whether a map shows the image's contents; else a sentence says where to find them. */
  readonly hasMap: boolean;
}

/**
 * Everything about one image, folded under its name.
 * @param id unique on the page; a link to it opens the fold
 */
export function imageSection(image: ImageView, id: string, { isOpen, hasMap }: SectionStyle): Markup {
  const { name, notes, findings, measured, change, variant, smoke, build } = image;
  const contents = hasMap
    ? image.contents && treemapOf(image.contents, `${id}-map`)
    : measured && WITHOUT_MAP;
  return markup`
<details class="image"${isOpen ? markup` open` : null}>
<summary><h2>${verdictMark(image)}<span>${name}</span> <small>${notes.join(", ")}</small></h2></summary>
<dl class="numbers" id="${id}">${image.figures.map((own) => figure(own, image))}</dl>
${findingList(findings)}
${part("Contents", contents)}
${part("What changed", change && changeTable(change))}
${part("Layers", measured && markup`<p>${measured.baseImage}</p>${layersTable(measured, change !== null)}`)}
${part("Removable files", measured && leftoversTable(measured))}
${part("Hidden by later layers, but still shipped", measured && wasteTable(measured))}
${part("Duplicate files", measured && duplicatesTable(measured))}
${part(`What ${variant?.name} has in addition`, variant && leftOutTable(variant))}
${part("Smoke test", smoke && smokeTables(smoke))}
${part("Worst vulnerabilities", vulnerabilityTable(image))}
${part("Build", build && timeline(build))}
</details>`;
}

/** ✓, ✗ or ! on its color; null for a `report-only` image. */
export function verdictMark({ mark, verdict }: Pick<ReportView, "mark" | "verdict">): Markup | null {
  return mark === "" ? null : markup`<span class="mark ${verdict}">${mark}</span>`;
}

function figure({ name, words, isBad, meter, note }: ImageView["figures"][number], image: ImageView): Markup {
  const value = cellValue({ words, isBad });
  const bar =
    meter &&
    markup`<span class="${meter.isOver ? "meter over" : "meter"}" style="--p:${meter.percent}%"></span>`;
  const below =
    note &&
    markup`<small>${note}</small>${logFold("Why the baseline does not build", image.baselineLog, image.baselineLogFile)}`;
  return markup`<div><dt>${name}</dt><dd>${value}${bar}${below}</dd></div>`;
}

/** The words of a cell, in red if the image fails because of its value. */
export function cellValue({ words, isBad }: Cell): Content {
  return isBad ? markup`<span class="bad">${words}</span>` : words;
}

/**
 * Findings as a list; null without any.
 * @param ids of the sections of images, by the names of the images
 */
export function findingList(
  findings: readonly FindingView[],
  ids: ReadonlyMap<string, string> = new Map(),
): Markup | null {
  if (findings.length === 0) return null;
  return markup`<ul class="findings">${findings.map((finding) => findingItem(finding, ids))}</ul>`;
}

/**
 * The reasons why images fail, as a list; null if no image fails.
 * @param own findings that stand in the sections of their images; in this list, they link to these sections
 * @param ids of the sections, by the names of the images
 */
export function reasonList(
  findings: readonly FindingView[],
  own: ReadonlySet<FindingView>,
  ids: ReadonlyMap<string, string>,
): Markup | null {
  if (findings.length === 0) return null;
  const items = findings.map((finding) =>
    own.has(finding) ? reasonItem(finding, ids) : findingItem(finding, ids),
  );
  return markup`<ul class="findings reasons" aria-label="Why images fail">${items}</ul>`;
}

function reasonItem(finding: FindingView, ids: ReadonlyMap<string, string>): Markup {
  const { level, mark, message, place, of } = finding;
  const words = linkTo(of ?? "", message, ids);
  const where = place && markup` <code>${place}</code>`;
  // Most messages name their image.
  const image = of === null || message.includes(of) ? null : markup`${of}: `;
  return markup`<li class="${level}"><span class="level">${mark}</span><div><p><strong>${words}</strong>${where} <small>${image}${ruleLink(finding)}</small></p></div></li>`;
}

/** The name of the rule, as a link to its explanation. */
function ruleLink({ label, page }: FindingView): Content {
  return page === null ? label : markup`<a href="${page}">${label}</a>`;
}

/** A link to the section of an image; only the words if there is none. */
function linkTo(image: string, words: string, ids: ReadonlyMap<string, string>): Content {
  const id = ids.get(image);
  return id === undefined ? words : markup`<a href="#${id}">${words}</a>`;
}

function findingItem(finding: FindingView, ids: ReadonlyMap<string, string>): Markup {
  const { level, mark, message, place, advice, log, logFile, of, also } = finding;
  const where = place && markup` <code>${place}</code>`;
  const others = also.map(({ name, size, place: own }, index) => {
    const words = markup`${linkTo(name, name, ids)}${size && markup` ${size}`}${own && markup` <code>${own}</code>`}`;
    return index === 0 ? words : markup`, ${words}`;
  });
  const same = others.length === 0 ? null : markup`<p>The same for ${others}</p>`;
  return markup`<li class="${level}"><span class="level">${mark}</span><div><p><strong>${linkTo(of ?? "", message, ids)}</strong>${where} <small>${ruleLink(finding)}</small></p>${advice && markup`<p>${prose(advice)}</p>`}${same}${logFold("Log", log, logFile)}</div></li>`;
}

/** The end of a log, and a link to the whole of it. */
function logFold(title: string, log: string | null, file: string | null): Markup {
  const end = log === null ? null : markup`<details><summary>${title}</summary>${logBlock(log)}</details>`;
  return markup`${end}${file && markup`<p><a href="${file}">Whole log</a></p>`}`;
}

/** A part with a heading; null if the part has no content. */
function part(title: string, content: Markup | null): Markup | null {
  return content && markup`<section><h3>${title}</h3>${content}</section>`;
}
