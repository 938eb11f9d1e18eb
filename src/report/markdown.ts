import { markdownTable } from "markdown-table";
import { formatSize } from "../config/size.ts";
import { markdownBlock, markdownCode, markdownText } from "./escape.ts";
import type { Finding, ImageReport, MeasuredImage, Report } from "./report.ts";
import {
  againstBudget,
  baseImageWords,
  engineWords,
  headline,
  LEVEL_MARKS,
  layersAgainstBudget,
  originWords,
  placeWords,
  plural,
  savingWords,
  testWords,
  userWords,
  VERDICT_MARKS,
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
  const parts = [
    title(report),
    table(report.images, rows),
    ...findings(report.images, rows),
    ...logs(report.images, rows),
    details(report, rows),
  ];
  return `${parts.join("\n\n")}\n`;
}

function title(report: Report): string {
  return `### stagegate: ${VERDICT_MARKS[report.verdict]} ${headline(report)}`;
}

function table(images: readonly ImageReport[], rows: number): string {
  const withVariants = images.some((image) => savingWords(image) !== null);
  const head = [
    "",
    "Image",
    "Size",
    "Transfer",
    "Layers",
    "Runs as",
    "Tests",
    ...(withVariants ? ["Saves"] : []),
  ];
  const body = images.map((image) => [
    image.reportOnly ? "" : VERDICT_MARKS[image.verdict],
    markdownText(image.reportOnly ? `${image.name} (report only)` : image.name),
    againstBudget(image.image?.size, image.budgets.size),
    againstBudget(image.image?.transferSize, image.budgets.transferSize),
    layersAgainstBudget(image.image, image.budgets.layers),
    markdownText(userWords(image.image?.user)),
    markdownText(testWords(image.tests)),
    ...(withVariants ? [markdownText(savingWords(image) ?? "")] : []),
  ]);
  return cutTable([head, ...body.map((row) => row.map(unbroken))], rows);
}

/** Keeps a number and its unit on one line. */
function unbroken(cell: string): string {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✓|✗) /g, "\u00a0");
}

function findings(images: readonly ImageReport[], rows: number): string[] {
  const lines = images.flatMap(({ findings: own, reportOnly }) =>
    own.map((finding) => findingLine(finding, reportOnly)),
  );
  if (lines.length === 0) return [];
  return [cut(lines, rows, (left) => `- and ${plural(left, "finding")} more`).join("\n")];
}

function logs(images: readonly ImageReport[], rows: number): string[] {
  const folds = images.flatMap(({ name, findings: own }) =>
    own.flatMap(({ log, rule }) =>
      log === null ? [] : [folded(`${rule} log of ${markdownText(name)}`, markdownBlock(log))],
    ),
  );
  return cut(folds, rows, (left) => `${plural(left, "log")} left out`);
}

function findingLine({ level, message, place, advice, rule }: Finding, reportOnly: boolean): string {
  const where = place === null ? "" : ` ${markdownCode(placeWords(place))}`;
  const what = level === "error" && !reportOnly ? `**${markdownText(message)}**` : markdownText(message);
  return `- ${LEVEL_MARKS[reportOnly ? "notice" : level]} ${what}${where} (${rule})${advice === null ? "" : `<br>${markdownText(advice)}`}`;
}

function details(report: Report, rows: number): string {
  const images = report.images.flatMap(({ name, image }) =>
    image === null ? [] : [layers(name, image, rows)],
  );
  const engine =
    report.engine === null
      ? "No engine was needed."
      : `Measured with ${markdownText(engineWords(report.engine))}.`;
  const metric =
    "Size is the sum of the regular files of all layers; transfer is the sum of the compressed layers.";
  return folded(
    "Layers, and how it was measured",
    [...cut(images, rows, (count) => `${plural(count, "image")} left out`), `${engine} ${metric}`].join(
      "\n\n",
    ),
  );
}

function layers(name: string, image: MeasuredImage, rows: number): string {
  const body = image.layers
    .map((layer, index) => ({
      layer,
      row: [
        `${index + 1}`,
        formatSize(layer.size),
        `${layer.files}`,
        markdownCode(originWords(layer.origin, image)),
      ],
    }))
    .filter(({ layer }) => layer.origin.kind !== "base")
    .map(({ row }) => row);
  const own = body.length === 0 ? "" : `\n\n${cutTable([["#", "Size", "Files", "Made by"], ...body], rows)}`;
  return `**${markdownText(name)}** ${markdownText(image.platform)}, ${markdownText(baseImageWords(image))}${own}`;
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function cutTable([head = [], ...body]: string[][], rows: number): string {
  const kept = body.slice(0, rows);
  const more = body.length > rows ? `\n\n${plural(body.length - rows, "row")} left out` : "";
  return markdownTable([head, ...kept], { padding: true, alignDelimiters: false }) + more;
}

function cut(items: readonly string[], count: number, more: (left: number) => string): string[] {
  return items.length <= count ? [...items] : [...items.slice(0, count), more(items.length - count)];
}
