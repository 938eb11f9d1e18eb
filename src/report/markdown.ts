import type { Report } from "../model/report.ts";
import { plural } from "../text/words.ts";
import { LONGEST_LINE, markdownBlock, markdownCode, markdownProse, markdownText } from "./escape.ts";
import { details } from "./markdown-details.ts";
import { fold, joinBlocks, keepUnits, logTail, table, tableOfRows } from "./markdown-parts.ts";
import { type Room, rooms } from "./markdown-room.ts";
import {
  CHANGES_SHOWN,
  FILES_SHOWN,
  type FindingView,
  type ImageView,
  type ReportView,
  reportView,
} from "./view.ts";
import { LEVEL_MARKS, VERDICT_MARKS } from "./words.ts";

/** GitHub refuses a comment of more than 65,536 characters. */
export const LONGEST_COMMENT = 60_000;

/**
 * The report as GitHub Markdown, for the pull request's comment and the job's summary. If it is too long,
 * logs are cut first, then details, notices and warnings. What fails an image stays with the end of its log;
 * only of hundreds some are left out. The text says how many rows, findings and logs are left out.
 * @param longest characters it may have
 */
export function markdown(report: Report, longest: number = LONGEST_COMMENT): string {
  const view = reportView(report);
  const [whole, cuts] = rooms(longest, LONGEST_LINE);
  const inRoom = (room: Room): string | null => {
    const text = leastLength(view, room) > longest ? null : compose(view, room);
    return text === null || text.length > longest ? null : text;
  };
  let text = inRoom(whole);
  // The first cut that fits: what fits after one cut fits after all that come behind it.
  for (let [low, high] = [0, text === null ? cuts.length : 0]; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const cut = inRoom(cuts[middle] ?? whole);
    text = cut ?? text;
    if (cut === null) low = middle + 1;
    else high = middle;
  }
  return text ?? withMostFindings(view, cuts.at(-1) ?? whole, longest);
}

/** Part of the text that findings leave to logs, if not all of both have room. */
const LOGS_PART = 0.25;

/** As many failing findings as have room, with the images that fail, and then as many of their logs. */
function withMostFindings(view: ReportView, smallest: Room, longest: number): string {
  const failing = view.images.filter(({ verdict }) => verdict !== "pass").length;
  const withFindings = (count: number): Room => ({
    ...smallest,
    images: Math.min(count, failing),
    findings: { ...smallest.findings, error: count },
    logs: 0,
  });
  const hasLogs = view.images.some((image) => failureLogs(image).length > 0);
  const forFindings = hasLogs ? longest * (1 - LOGS_PART) : longest;
  const count = mostThatFit(longest, (some) => compose(view, withFindings(some)).length <= forFindings);
  const withLogs = (logs: number): Room => ({ ...withFindings(count), logs });
  const logs = mostThatFit(longest, (some) => compose(view, withLogs(some)).length <= longest);
  const text = compose(view, withLogs(logs));
  return text.length <= longest ? text : `${title(view)}\n`;
}

/** The largest number from 0 to `most` that fits, if all smaller ones fit as well; 0 if none does. */
function mostThatFit(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Characters of the shortest row. */
const SHORTEST_ROW = 8;

/** Characters that a text of this room has at least, so that none of hundreds of megabytes is made. */
function leastLength({ images, findings: own }: ReportView, room: Room): number {
  const rowsOf = ({ measured }: ImageView) =>
    measured === null
      ? 0
      : Math.min(room.details, measured.layers.length) + Math.min(room.details, measured.waste.length);
  const rows = images.slice(0, room.details).reduce((sum, image) => sum + rowsOf(image), 0);
  const findings = images.reduce((sum, image) => sum + image.findings.length, own.length);
  const shown = Math.min(findings, room.findings.error + room.findings.warning + room.findings.notice);
  return SHORTEST_ROW * (rows + Math.min(images.length, room.images) + shown);
}

/** Lines of an error that are shown, and characters of each. */
const ERROR_LINES = 50;
const ERROR_LINE = 1000;

/** The comment of a run that ended before there was anything to report. */
export function errorComment(message: string): string {
  const lines = message.trimEnd().split("\n");
  const shown = lines.slice(0, ERROR_LINES).map((line) => logTail(line, ERROR_LINE, 1));
  const left = lines.length - shown.length;
  const text = [...shown, ...(left > 0 ? [`… ${plural(left, "line")} left out`] : [])].join("\n");
  return `### stagegate: ${VERDICT_MARKS.error} nothing could be judged\n\n${markdownBlock(text)}\n`;
}

function compose(view: ReportView, room: Room): string {
  return `${joinBlocks(blocks(view, room))}\n`;
}

function blocks(view: ReportView, room: Room): string[] {
  const { images, hasNews } = view;
  const overview = summary(view, room);
  const rest = hasNews
    ? [
        guards(view, room),
        overview,
        comparison(view, room),
        findings(images, room),
        ...changed(images, room),
        variants(images, room),
        ...logs(images, room),
      ]
    : [
        comparison(view, room),
        fold("The same as before", joinBlocks([overview, findings(images, room), variants(images, room)])),
      ];
  return [title(view), ...rest, details(view, room)];
}

function title({ mark, headline, hasNews }: ReportView): string {
  return `### stagegate: ${mark} ${headline}${hasNews ? "" : ", nothing changed"}`;
}

/** A row for each image; if some have no room, those that do not pass have. */
function summary({ columns, images }: ReportView, { images: most, text }: Room): string {
  const head = ["", "Image", ...columns.map(({ name }) => name)];
  const body = notableFirst(images, most).map(({ mark, name, isReportOnly, cells }) => [
    mark,
    markdownText(name, text) + (isReportOnly ? " (report only)" : ""),
    ...cells.map((cell) => markdownText(cell, text)),
  ]);
  return table(
    [head.map((cell) => markdownText(cell, text)), ...body].map((row) => row.map(keepUnits)),
    images.length,
  );
}

/** So many images in their order, those that do not pass before the others. */
function notableFirst(images: readonly ImageView[], most: number): readonly ImageView[] {
  if (images.length <= most) return images;
  const isNotable = ({ verdict }: ImageView) => verdict !== "pass";
  const chosen = [...images.filter(isNotable), ...images.filter((image) => !isNotable(image))];
  const kept = new Set(chosen.slice(0, most));
  return images.filter((image) => kept.has(image));
}

/** What was compared with what, and what is unusual about it. */
function comparison({ comparison, waiver }: ReportView, { lines, text }: Room): string {
  const left = comparison.length - lines;
  return [
    ...comparison.slice(0, lines).map((line) => `${markdownText(line, text)}.`),
    ...(left > 0 ? [`${plural(left, "comparison")} left out.`] : []),
    ...(waiver === null ? [] : [`${LEVEL_MARKS.warning} **${markdownText(waiver, text)}.**`]),
  ].join("<br>");
}

/** Findings about the configuration that stay, and characters of each, whatever is cut. */
const MOST_GUARDS = 20;
const LONGEST_GUARD = 200;

/** What concerns no single image, and what became of the configuration: nothing else may crowd it out. */
function guards(view: ReportView, room: Room): string {
  const { warning } = room.findings;
  const findings = { ...room.findings, warning: Math.max(warning, MOST_GUARDS) };
  const own = view.findings.map((finding) => ({ finding, image: null }));
  const text = Math.max(room.text, LONGEST_GUARD);
  return findingList([...own, ...findingsOf(view.images, true)], { ...room, findings, text });
}

function findings(images: readonly ImageView[], room: Room): string {
  return findingList(findingsOf(images, false), room);
}

function findingsOf(images: readonly ImageView[], areOfGuard: boolean): readonly ListedFinding[] {
  const isOneOfMany = images.length > 1;
  return images.flatMap(({ findings }) =>
    findings
      .filter(({ isOfGuard }) => isOfGuard === areOfGuard)
      .map((finding) => ({ finding, image: isOneOfMany ? finding.of : null })),
  );
}

/** A finding, and the image that it is of; null if that goes without saying. */
interface ListedFinding {
  readonly finding: FindingView;
  readonly image: string | null;
}

/** In their order; of each level so many. */
function findingList(findings: readonly ListedFinding[], room: Room): string {
  const left = { ...room.findings };
  let dropped = 0;
  const lines: string[] = [];
  for (const { finding, image } of findings) {
    left[finding.level] -= 1;
    if (left[finding.level] < 0) dropped += 1;
    else lines.push(findingLine(finding, image, room.text));
  }
  return [...lines, ...(dropped > 0 ? [`- and ${plural(dropped, "finding")} more`] : [])].join("\n");
}

/** @param image null if there is only one */
function findingLine(
  { level, mark, message, place, label, advice }: FindingView,
  image: string | null,
  longest: number,
): string {
  const shown = markdownText(message, longest);
  const what = level === "error" ? `**${shown}**` : shown;
  const where = place === null ? "" : ` ${markdownCode(place, longest)}`;
  // Most messages name their image.
  const named = image === null ? "" : markdownText(image, longest);
  const of = shown.includes(named) ? "" : `${named}: `;
  const then = advice === null ? "" : `<br>${markdownProse(advice, 3 * longest)}`;
  return `- ${mark} ${what}${where} (${of}${markdownText(label, longest)})${then}`;
}

function changed(images: readonly ImageView[], room: Room): string[] {
  const notable = images.filter(({ notableChange }) => notableChange !== null);
  const left = notable.length - room.changes;
  return [
    ...notable.slice(0, room.changes).map((image) => changes(image, room)),
    ...(left > 0 ? [`${plural(left, "change")} left out`] : []),
  ];
}

/** The lines and files that changed an image's size. */
function changes({ name, notableChange }: ImageView, { changes: rows, text }: Room): string {
  if (notableChange === null) return "";
  return joinBlocks([
    `**${markdownText(name, text)}** ${markdownText(notableChange.summary, text)}:`,
    tableOfRows(notableChange.rows, Math.min(rows, CHANGES_SHOWN), {
      Δ: ({ size }) => keepUnits(size),
      "Made by": ({ madeBy, trace }) =>
        [madeBy, ...trace].map((words) => keepUnits(markdownCode(words, text))).join("<br>"),
      "Largest files": ({ files }) =>
        files
          .slice(0, FILES_SHOWN)
          .map(({ words }) => keepUnits(markdownCode(words, text)))
          .join("<br>"),
    }),
    notableChange.drift === null ? "" : `${markdownText(notableChange.drift, text)}.`,
  ]);
}

/** What variants have more than the images that are compared with them. */
function variants(images: readonly ImageView[], { lines, text }: Room): string {
  const all = images.flatMap(({ leftOut }) => leftOut ?? []);
  const left = all.length - lines;
  return [
    ...all.slice(0, lines).map((line) => `${markdownText(line, text)}.`),
    ...(left > 0 ? [`and ${plural(left, "variant")} more`] : []),
  ].join("<br>");
}

interface LogView {
  readonly title: string;
  readonly log: string;
}

function failureLogs({ name, findings }: ImageView): LogView[] {
  return logsOf(name, findings, "error");
}

function logsOf(name: string, findings: readonly FindingView[], level: FindingView["level"]): LogView[] {
  return findings.flatMap(({ log, rule, level: own }) =>
    log === null || own !== level ? [] : [{ title: `${rule} log of ${name}`, log }],
  );
}

/** The logs of what fails an image, and as far as their findings are shown those of the rest. */
function logs(images: readonly ImageView[], room: Room): string[] {
  const failures = images.flatMap(failureLogs);
  const others = images.flatMap(({ name, findings, baselineLog }) => [
    ...(room.findings.warning === 0 ? [] : logsOf(name, findings, "warning")),
    ...(room.findings.notice === 0 ? [] : logsOf(name, findings, "notice")),
    ...(baselineLog === null || room.findings.notice === 0
      ? []
      : [{ title: `baseline log of ${name}`, log: baselineLog }]),
  ]);
  const shown = [...failures.slice(0, room.logs), ...(room.logs === 0 ? [] : others)];
  const all = images.reduce((sum, image) => sum + image.logs.length, 0);
  const left = all - shown.length;
  return [
    ...shown.map(({ title, log }) =>
      fold(markdownText(title, room.text), markdownBlock(logTail(log, room.logLine, room.logLines))),
    ),
    ...(left > 0 ? [`${plural(left, "log")} left out`] : []),
  ];
}
