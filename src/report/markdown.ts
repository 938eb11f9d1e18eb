import type { Finding, ImageReport, Report } from "../model/report.ts";
import { placeWords, plural } from "../text/words.ts";
import { columnsFor } from "./columns.ts";
import { markdownBlock, markdownCode, markdownProse, markdownText } from "./escape.ts";
import { details } from "./markdown-details.ts";
import { cut, cutTable, folded, unbroken } from "./markdown-parts.ts";
import { hasNews } from "./news.ts";
import {
  comparisonLines,
  driftWords,
  fileChangeWords,
  formatChange,
  headline,
  LEVEL_MARKS,
  leftOutWords,
  originChangeWords,
  VERDICT_MARKS,
  waiverWords,
} from "./words.ts";

/** GitHub refuses a comment of more than 65,536 characters. */
export const LONGEST_COMMENT = 60_000;

/**
 * The report as GitHub Markdown, for the pull request's comment and the job's summary.
 * @param longest characters it may have; whole rows are dropped until it fits, and their number is said
 */
export function markdown(report: Report, longest: number = LONGEST_COMMENT): string {
  for (let rows = 4096; rows >= 1; rows /= 2) {
    const text = render(report, rows);
    if (text.length <= longest) return text;
  }
  return title(report);
}

/** The comment of a run that ended before there was anything to report. */
export function unjudged(message: string): string {
  return `### stagegate: ${VERDICT_MARKS.error} nothing could be judged\n\n${markdownBlock(message)}\n`;
}

function render(report: Report, rows: number): string {
  const parts = hasNews(report)
    ? [
        title(report),
        table(report.images, rows),
        ...comparison(report),
        ...findings(report, rows),
        ...changes(report.images, rows),
        ...variants(report.images, rows),
        ...logs(report.images, rows),
        details(report, rows),
      ]
    : [
        title(report),
        ...comparison(report),
        folded(
          "The same as before",
          [table(report.images, rows), ...findings(report, rows), ...variants(report.images, rows)].join(
            "\n\n",
          ),
        ),
        details(report, rows),
      ];
  return `${parts.join("\n\n")}\n`;
}

function title(report: Report): string {
  const quiet = hasNews(report) ? "" : ", nothing changed";
  return `### stagegate: ${VERDICT_MARKS[report.verdict]} ${headline(report)}${quiet}`;
}

function table(images: readonly ImageReport[], rows: number): string {
  const columns = columnsFor(images);
  const head = ["", "Image", ...columns.map(({ name }) => markdownText(name))];
  const body = images.map((image) => [
    image.reportOnly ? "" : VERDICT_MARKS[image.verdict],
    markdownText(image.reportOnly ? `${image.name} (report only)` : image.name),
    ...columns.map(({ cell }) => markdownText(cell(image))),
  ]);
  return cutTable([head, ...body.map((row) => row.map(unbroken))], rows);
}

/** What variants have more than the images that are compared with them. */
function variants(images: readonly ImageReport[], rows: number): string[] {
  const lines = images
    .flatMap((image) => leftOutWords(image) ?? [])
    .map((words) => markdownText(`${words}.`));
  return lines.length === 0
    ? []
    : [cut(lines, rows, (left) => `and ${plural(left, "variant")} more`).join("<br>")];
}

/** What was compared with what, and what is unusual about it. */
function comparison(report: Report): string[] {
  const waiver = waiverWords(report);
  const lines = [
    ...comparisonLines(report).map((line) => markdownText(`${line}.`)),
    ...(waiver === null ? [] : [`${LEVEL_MARKS.warning} **${markdownText(waiver)}.**`]),
  ];
  return lines.length === 0 ? [] : [lines.join("<br>")];
}

/** The lines and files that changed an image's size, largest first. */
function changes(images: readonly ImageReport[], rows: number): string[] {
  return images.flatMap((image) => {
    const { name, change, baseline } = image;
    if (change === null || change.negligible) return [];
    const body = change.origins.map((origin) => [
      formatChange(origin.size),
      markdownCode(originChangeWords(origin, image)),
      origin.files
        .slice(0, FILES_SHOWN)
        .map((file) => markdownCode(fileChangeWords(file)))
        .join("<br>"),
    ]);
    const kept = Math.min(rows, ORIGINS_SHOWN);
    const drift = driftWords(change, image);
    const parts = [
      `**${markdownText(name)}** ${markdownText(`${formatChange(change.size)} against ${baseline.name ?? "its baseline"}:`)}`,
      cutTable([["Δ", "Made by", "Largest files"], ...body.map((row) => row.map(unbroken))], kept),
      ...(drift === null ? [] : [markdownText(`${drift}.`)]),
    ];
    return [parts.join("\n\n")];
  });
}

const ORIGINS_SHOWN = 6;
const FILES_SHOWN = 3;

function findings({ images }: Report, rows: number): string[] {
  const lines = images.flatMap(({ findings: own, reportOnly }) =>
    own.map((finding) => findingLine(finding, reportOnly)),
  );
  if (lines.length === 0) return [];
  return [cut(lines, rows, (left) => `- and ${plural(left, "finding")} more`).join("\n")];
}

function logs(images: readonly ImageReport[], rows: number): string[] {
  const folds = images.flatMap(({ name, findings: own, baseline }) =>
    [...own.map(({ log, rule }) => [rule, log] as const), ["baseline", baseline.log] as const].flatMap(
      ([what, log]) =>
        log === null ? [] : [folded(`${what} log of ${markdownText(name)}`, markdownBlock(log))],
    ),
  );
  return cut(folds, rows, (left) => `${plural(left, "log")} left out`);
}

function findingLine({ level, message, place, advice, rule, waived }: Finding, reportOnly: boolean): string {
  const where = place === null ? "" : ` ${markdownCode(placeWords(place))}`;
  const what = level === "error" && !reportOnly ? `**${markdownText(message)}**` : markdownText(message);
  return `- ${LEVEL_MARKS[reportOnly ? "notice" : level]} ${what}${where} (${rule}${waived ? ", waived" : ""})${advice === null ? "" : `<br>${markdownProse(advice)}`}`;
}
