import type { Report } from "../model/report.ts";
import { plural } from "../text/words.ts";
import { markdownBlock, markdownCode, markdownProse, markdownText } from "./escape.ts";
import { details } from "./markdown-details.ts";
import { cut, cutTable, fold, joinBlocks, keepUnits, tableOfRows } from "./markdown-parts.ts";
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
 * The report as GitHub Markdown, for the pull request's comment and the job's summary.
 * @param longest characters it may have; whole rows are dropped until it fits, and their number is said
 */
export function markdown(report: Report, longest: number = LONGEST_COMMENT): string {
  const view = reportView(report);
  for (let rows = 4096; rows >= 1; rows /= 2) {
    const text = `${joinBlocks(blocks(view, rows))}\n`;
    if (text.length <= longest) return text;
  }
  return title(view);
}

/** The comment of a run that ended before there was anything to report. */
export function errorComment(message: string): string {
  return `### stagegate: ${VERDICT_MARKS.error} nothing could be judged\n\n${markdownBlock(message)}\n`;
}

function blocks(view: ReportView, rows: number): string[] {
  const { images, hasNews } = view;
  const overview = summary(view, rows);
  const rest = hasNews
    ? [
        guards(view, rows),
        overview,
        comparison(view),
        findings(images, rows),
        ...images.map((image) => changes(image, rows)),
        variants(images, rows),
        ...logs(images, rows),
      ]
    : [
        comparison(view),
        fold("The same as before", joinBlocks([overview, findings(images, rows), variants(images, rows)])),
      ];
  return [title(view), ...rest, details(view, rows)];
}

function title({ mark, headline, hasNews }: ReportView): string {
  return `### stagegate: ${mark} ${headline}${hasNews ? "" : ", nothing changed"}`;
}

/** A row for each image. */
function summary({ columns, images }: ReportView, rows: number): string {
  const head = ["", "Image", ...columns.map(({ name }) => name)];
  const body = images.map(({ mark, name, isReportOnly, cells }) => [
    mark,
    isReportOnly ? `${name} (report only)` : name,
    ...cells,
  ]);
  return cutTable(
    [head, ...body].map((row) => row.map((cell) => keepUnits(markdownText(cell)))),
    rows,
  );
}

/** What was compared with what, and what is unusual about it. */
function comparison({ comparison, waiver }: ReportView): string {
  return [
    ...comparison.map((line) => markdownText(`${line}.`)),
    ...(waiver === null ? [] : [`${LEVEL_MARKS.warning} **${markdownText(waiver)}.**`]),
  ].join("<br>");
}

/** What concerns no single image, and what became of the configuration: nothing else may crowd it out. */
function guards({ findings, images }: ReportView, rows: number): string {
  const ofImages = images.flatMap((image) => image.findings.filter(({ isOfGuard }) => isOfGuard));
  return findingList([...findings, ...ofImages], rows);
}

function findings(images: readonly ImageView[], rows: number): string {
  const others = images.flatMap((image) => image.findings.filter(({ isOfGuard }) => !isOfGuard));
  return findingList(others, rows);
}

function findingList(findings: readonly FindingView[], rows: number): string {
  const lines = findings.map(findingLine);
  return cut(lines, rows, (left) => `- and ${plural(left, "finding")} more`).join("\n");
}

function findingLine({ level, mark, message, place, label, advice }: FindingView): string {
  const what = level === "error" ? `**${markdownText(message)}**` : markdownText(message);
  const where = place === null ? "" : ` ${markdownCode(place)}`;
  return `- ${mark} ${what}${where} (${markdownText(label)})${advice === null ? "" : `<br>${markdownProse(advice)}`}`;
}

/** The lines and files that changed an image's size. */
function changes({ name, notableChange }: ImageView, rows: number): string {
  if (notableChange === null) return "";
  return joinBlocks([
    `**${markdownText(name)}** ${markdownText(`${notableChange.summary}:`)}`,
    tableOfRows(notableChange.rows, Math.min(rows, CHANGES_SHOWN), {
      Δ: ({ size }) => keepUnits(size),
      "Made by": ({ madeBy }) => keepUnits(markdownCode(madeBy)),
      "Largest files": ({ files }) =>
        files
          .slice(0, FILES_SHOWN)
          .map(({ words }) => keepUnits(markdownCode(words)))
          .join("<br>"),
    }),
    notableChange.drift === null ? "" : markdownText(`${notableChange.drift}.`),
  ]);
}

/** What variants have more than the images that are compared with them. */
function variants(images: readonly ImageView[], rows: number): string {
  const lines = images.flatMap(({ leftOut }) => (leftOut === null ? [] : markdownText(`${leftOut}.`)));
  return cut(lines, rows, (left) => `and ${plural(left, "variant")} more`).join("<br>");
}

function logs(images: readonly ImageView[], rows: number): string[] {
  const folds = images.flatMap((image) =>
    image.logs.map(({ title, log }) => fold(markdownText(title), markdownBlock(log))),
  );
  return cut(folds, rows, (left) => `${plural(left, "log")} left out`);
}
