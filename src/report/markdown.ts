import type { Report } from "../model/report.ts";
import { plural } from "../text/words.ts";
import {
  LONGEST_LINE,
  markdownBlock,
  markdownCellCode,
  markdownCode,
  markdownProse,
  markdownText,
} from "./escape.ts";
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
import { EMOJI_MARKS, firstItems } from "./words.ts";

/** GitHub refuses a comment of more than 65,536 characters. */
export const LONGEST_COMMENT = 60_000;

/**
 * The report as GitHub Markdown, for the pull request's comment and the job's summary. If the text is too long, it cuts
 * logs first, then details, notices and warnings. It keeps findings that fail an image with the ends of their logs,
 * unless there are hundreds. The text says how many rows, findings and logs it leaves out.
 * @param longest characters of the whole text
 */
export function markdown(report: Report, longest: number = LONGEST_COMMENT): string {
  const view = reportView(report, EMOJI_MARKS);
  const [whole, cuts] = rooms(longest, LONGEST_LINE);
  const inRoom = (room: Room): string | null => {
    const text = leastLength(view, room) > longest ? null : compose(view, room);
    return text === null || text.length > longest ? null : text;
  };
  let text = inRoom(whole);
  // A binary search for the first cut that fits: all later cuts are smaller and fit, too.
  for (let [low, high] = [0, text === null ? cuts.length : 0]; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const cut = inRoom(cuts[middle] ?? whole);
    text = cut ?? text;
    if (cut === null) low = middle + 1;
    else high = middle;
  }
  return text ?? withMostFindings(view, cuts.at(-1) ?? whole, longest);
}

/** The part of the text for logs, if findings and logs do not fit together. */
const LOGS_PART = 0.25;

/** As many failing findings as fit, with the images that fail, and then as many of their logs as fit. */
function withMostFindings(view: ReportView, smallest: Room, longest: number): string {
  const failing = view.images.filter(({ verdict }) => verdict !== "pass").length;
  const withFindings = (count: number): Room => ({
    ...smallest,
    images: Math.min(count, failing),
    findings: { ...smallest.findings, error: count },
    logs: 0,
  });
  const hasLogs = view.logs.some(isOfFailure);
  const forFindings = hasLogs ? longest * (1 - LOGS_PART) : longest;
  const count = mostThatFit(longest, (some) => compose(view, withFindings(some)).length <= forFindings);
  const withLogs = (logs: number): Room => ({ ...withFindings(count), logs });
  const logs = mostThatFit(longest, (some) => compose(view, withLogs(some)).length <= longest);
  const text = compose(view, withLogs(logs));
  return text.length <= longest ? text : `${title(view)}\n`;
}

/** The largest number from 0 to `most` that fits; 0 if none fits. If a number fits, all smaller ones must fit. */
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

/** The least number of characters in this room. It saves composing a text of hundreds of megabytes. */
function leastLength({ images, findings: own, imageFindings }: ReportView, room: Room): number {
  const rowsOf = ({ measured }: ImageView) =>
    measured === null
      ? 0
      : Math.min(room.details, measured.layers.length) + Math.min(room.details, measured.waste.length);
  const rows = images.slice(0, room.details).reduce((sum, image) => sum + rowsOf(image), 0);
  const shown = Math.min(
    own.length + imageFindings.length,
    room.findings.error + room.findings.warning + room.findings.notice,
  );
  return SHORTEST_ROW * (rows + Math.min(images.length, room.images) + shown);
}

function compose(view: ReportView, room: Room): string {
  return `${joinBlocks(blocks(view, room))}\n`;
}

function blocks(view: ReportView, room: Room): string[] {
  const { images, shown, hasNews } = view;
  const rest = hasNews
    ? [
        guards(view, room),
        imageTable(shown, room.images, room),
        foldedImages(view, room),
        comparison(view, room),
        findings(view, room),
        ...changed(shown.images, room),
        variants(images, room),
        ...logs(view, room),
      ]
    : [
        comparison(view, room),
        fold(
          "The same as before",
          joinBlocks([...imageTables(view, room), findings(view, room), variants(images, room)]),
        ),
      ];
  return [title(view), ...rest, ruleAddresses(view, rest), details(view, room)];
}

/** Where the links of the rules that some blocks name lead to: one address for all links to a rule. */
function ruleAddresses({ findings, imageFindings }: ReportView, shown: readonly string[]): string {
  const pages = new Map([...findings, ...imageFindings].map(({ rule, page }) => [rule, page]));
  return [...pages]
    .filter(([rule, page]) => page !== null && shown.some((block) => block.includes(`[${rule}])`)))
    .map(([rule, page]) => `[${rule}]: ${page}`)
    .join("\n");
}

function title({ mark, headline, hasNews, images }: ReportView): string {
  // The headline of unchanged images says so itself.
  const needsNoWord = hasNews || images.every(({ isUnchanged }) => isUnchanged);
  return `### stagegate: ${mark} ${headline}${needsNoWord ? "" : ", nothing changed"}`;
}

function imageTables({ shown, folded }: ReportView, room: Room): string[] {
  return [imageTable(shown, room.images, room), imageTable(folded, room.images - shown.images.length, room)];
}

/** A row for each image; if not all rows fit, for the first images. */
function imageTable({ columns, images }: ReportView["shown"], most: number, { text }: Room): string {
  const head = ["", "Image", ...columns.map(({ name }) => name)];
  const body = images
    .slice(0, Math.max(0, most))
    .map(({ mark, name, isReportOnly, cells }) => [
      mark,
      markdownText(name, text) + (isReportOnly ? " (report only)" : ""),
      ...cells.map(({ words, isBad }) =>
        isBad ? `**${markdownText(words, text)}**` : markdownText(words, text),
      ),
    ]);
  return table(
    [head.map((cell) => markdownText(cell, text)), ...body].map((row) => row.map(keepUnits)),
    images.length,
  );
}

/** The images that pass, if there are many: a fold. */
function foldedImages(view: ReportView, room: Room): string {
  const { words, images } = view.folded;
  if (images.length === 0) return "";
  const [, rows = ""] = imageTables(view, room);
  return fold(markdownText(words), joinBlocks([rows, ...changed(images, room)]));
}

/** The baselines of the images, and the waiver. */
function comparison({ comparison, waiver }: ReportView, { lines, text }: Room): string {
  const left = comparison.length - lines;
  return [
    ...comparison.slice(0, lines).map((line) => `${markdownText(line, text)}.`),
    ...(left > 0 ? [`${plural(left, "comparison")} left out.`] : []),
    ...(waiver === null ? [] : [`${EMOJI_MARKS.levels.warning} **${markdownText(waiver, text)}.**`]),
  ].join("<br>");
}

/** Findings about the configuration, and characters of each, that no cut removes. */
const MOST_GUARDS = 20;
const LONGEST_GUARD = 200;

/** Findings about the run and about the configuration, which no other finding may crowd out. */
function guards({ findings, imageFindings, images }: ReportView, room: Room): string {
  const { warning } = room.findings;
  const all = [...findings, ...imageFindings.filter(({ isOfGuard }) => isOfGuard)];
  return findingList(all, images.length, {
    ...room,
    findings: { ...room.findings, warning: Math.max(warning, MOST_GUARDS) },
    text: Math.max(room.text, LONGEST_GUARD),
  });
}

function findings({ imageFindings, images }: ReportView, room: Room): string {
  return findingList(
    imageFindings.filter(({ isOfGuard }) => !isOfGuard),
    images.length,
    room,
  );
}

/**
 * The findings in their order, for each level as many as fit.
 * @param images number of images in the report
 */
function findingList(findings: readonly FindingView[], images: number, room: Room): string {
  const left = { ...room.findings };
  let dropped = 0;
  const lines: string[] = [];
  for (const finding of findings) {
    left[finding.level] -= 1;
    if (left[finding.level] < 0) dropped += 1;
    else lines.push(findingLine(images === 1 ? { ...finding, of: null } : finding, room));
  }
  return [...lines, ...(dropped > 0 ? [`- and ${plural(dropped, "more finding")}`] : [])].join("\n");
}

function findingLine(
  { level, mark, message, place, rule, page, label, advice, of, also }: FindingView,
  { names, text }: Room,
): string {
  const shown = markdownText(message, text);
  const what = level === "error" ? `**${shown}**` : shown;
  const where = place === null ? "" : ` ${markdownCode(place, text)}`;
  // Most messages name their image.
  const named = of === null ? "" : markdownText(of, text);
  const image = shown.includes(named) ? "" : `${named}: `;
  const then = advice === null ? "" : `<br>${markdownProse(advice, 3 * text)}`;
  const words = markdownText(label, text);
  const ruleLink = page === null ? words : label === rule ? `[${rule}]` : `[${words}][${rule}]`;
  const others = also.map(({ name, size, place: own }) =>
    [markdownText(name, text), size && keepUnits(size), own && markdownCode(own, text)]
      .filter(Boolean)
      .join(" "),
  );
  const same = also.length === 0 ? "" : `<br>The same for ${firstItems(others, names).join(", ")}`;
  return `- ${mark} ${what}${where} (${image}${ruleLink})${then}${same}`;
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
        [madeBy, ...trace].map((words) => keepUnits(markdownCellCode(words, text))).join("<br>"),
      "Largest files": ({ files }) =>
        files
          .slice(0, FILES_SHOWN)
          .map(({ words }) => keepUnits(markdownCellCode(words, text)))
          .join("<br>"),
    }),
    notableChange.drift === null ? "" : `${markdownText(notableChange.drift, text)}.`,
  ]);
}

/** The files that variants have in addition to the images that are compared with them. */
function variants(images: readonly ImageView[], { lines, text }: Room): string {
  const all = images.flatMap(({ leftOut }) => leftOut ?? []);
  const left = all.length - lines;
  return [
    ...all.slice(0, lines).map((line) => `${markdownText(line, text)}.`),
    ...(left > 0 ? [`and ${plural(left, "more variant")}`] : []),
  ].join("<br>");
}

type LogView = ReportView["logs"][number];

function isOfFailure({ level }: LogView): boolean {
  return level === "error";
}

/** The logs of findings that fail an image, and the logs of other findings if these are shown. */
function logs({ logs: all }: ReportView, room: Room): string[] {
  const failures = all.filter(isOfFailure).slice(0, room.logs);
  const others = all.filter(({ level }) => level !== "error" && room.logs > 0 && room.findings[level] > 0);
  const shown = [...failures, ...others];
  const left = all.length - shown.length;
  return [
    ...shown.map(({ title, log, logFile }) =>
      fold(
        markdownText(title, room.text),
        joinBlocks([
          markdownBlock(logTail(log, room.logLine, room.logLines)),
          logFile === null ? "" : `Whole log: ${markdownCode(logFile, room.text)} in the output folder`,
        ]),
      ),
    ),
    ...(left > 0 ? [`${plural(left, "log")} left out`] : []),
  ];
}
