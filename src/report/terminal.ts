import { join } from "node:path";
import pc from "picocolors";
import type { Level, Report } from "../model/report.ts";
import { terminalBlock, terminalText } from "./escape.ts";
import { alignRows, type Colors, listLines } from "./terminal-parts.ts";
import { imageTable } from "./terminal-table.ts";
import {
  CHANGES_SHOWN,
  FILES_SHOWN,
  type FindingView,
  type ImageView,
  type ReportView,
  reportView,
} from "./view.ts";
import { firstItems } from "./words.ts";

/** Images that one line names. */
const NAMES_SHOWN = 50;

/** Text without colors. */
const PLAIN = pc.createColors(false);

/** How a report is shown. */
export interface TerminalStyle {
  readonly colors: Colors;
  /** Characters of a line; null for a log, whose lines have any length. */
  readonly columns: number | null;
  /** The folder of the report's files, as a path from the working folder; null if it is unknown. */
  readonly folder: string | null;
}

/** The report for a terminal or, by default, for a log, with a line end at the end. */
export function terminal(
  report: Report,
  { colors = PLAIN, columns = null, folder = null }: Partial<TerminalStyle> = {},
): string {
  const style = { colors, columns, folder };
  const view = reportView(report);
  const common = [...view.findings, ...view.sharedFindings];
  const paint = view.verdict === "pass" ? colors.green : colors.red;
  return [
    ...imageTable(view.shown, colors, columns),
    ...foldedLine(view.folded, style),
    ...(common.length === 0 ? [] : [""]),
    ...common.flatMap((finding) => findingLines(finding, style)),
    ...view.shown.images.flatMap((image) => imageLines(image, view.images.length === 1, style)),
    ...view.folded.images.flatMap((image) => foldedLines(image, style)),
    "",
    ...view.comparison.map((line) => colors.dim(terminalText(line))),
    ...view.images.flatMap(({ baselineLog, baselineLogFile }) =>
      logLines(baselineLog, baselineLogFile, style),
    ),
    ...lines(view.waiver, colors.yellow),
    ...lines(view.engine, colors.dim),
    ...lines(view.sources, colors.dim),
    ...lines(view.rulesPage && `What the rules in brackets mean: ${view.rulesPage}`, colors.dim),
    "",
    paint(`stagegate: ${view.mark} ${view.headline}`),
    "",
  ].join("\n");
}

/** The images that pass, if there are many. */
function foldedLine({ words, images }: ReportView["folded"], { columns }: TerminalStyle): string[] {
  if (images.length === 0) return [];
  const names = firstItems(
    images.map(({ brief }) => terminalText(brief)),
    NAMES_SHOWN,
  );
  return listLines(`${words}:`, names, "", columns);
}

/** The lines about an image below the table. One of several images has none if they would only show its facts. */
function imageLines(image: ImageView, isOnly: boolean, style: TerminalStyle): string[] {
  const { findings, notableChange, leftOut, measured, context } = image;
  if (!isOnly && findings.length === 0 && notableChange === null && leftOut === null) return [];
  const facts = [measured?.baseImage ?? null, context, leftOut];
  return [
    ...heading(image, style),
    ...facts.flatMap((fact) => lines(fact, style.colors.dim, "  ")),
    ...findings.flatMap((finding) => findingLines(finding, style)),
    ...changeLines(image, style),
  ];
}

/** The findings of an image in the line of images that pass. */
function foldedLines(image: ImageView, style: TerminalStyle): string[] {
  if (image.findings.length === 0) return [];
  return [...heading(image, style), ...image.findings.flatMap((finding) => findingLines(finding, style))];
}

function heading({ name }: ImageView, { colors }: TerminalStyle): string[] {
  return ["", colors.bold(terminalText(name))];
}

/** The lines and files that changed its size. */
function changeLines({ notableChange }: ImageView, { colors }: TerminalStyle): string[] {
  if (notableChange === null) return [];
  const rows = notableChange.rows
    .slice(0, CHANGES_SHOWN)
    .flatMap(({ size, madeBy, trace, files }) => [
      [size, terminalText(madeBy)],
      ...trace.map((words) => ["", terminalText(words)]),
      ...files.slice(0, FILES_SHOWN).map(({ words }) => ["", `  ${terminalText(words)}`]),
    ]);
  return [...alignRows(rows).map((row) => `  ${row}`), ...lines(notableChange.drift, colors.dim, "  ")];
}

function findingLines(finding: FindingView, style: TerminalStyle): string[] {
  const { colors, columns } = style;
  const { level, mark, message, place, label, advice, log, logFile, also } = finding;
  const paint: Record<Level, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.cyan,
  };
  const where = place === null ? "" : `  ${terminalText(place)}`;
  return [
    `  ${paint[level](`${mark} ${terminalText(message)}`)}${colors.dim(`${where} (${terminalText(label)})`)}`,
    ...lines(advice, String, "    "),
    ...alsoLines(also, columns),
    ...logLines(log, logFile, style),
  ];
}

function alsoLines(also: FindingView["also"], columns: number | null): string[] {
  if (also.length === 0) return [];
  const others = also.map(({ name, size, place }) =>
    [name, size, place].flatMap((words) => (words === null ? [] : [terminalText(words)])).join(" "),
  );
  return listLines("The same for", firstItems(others, NAMES_SHOWN), "    ", columns);
}

/** The end of a log, and the path of the whole log. */
function logLines(log: string | null, file: string | null, { colors, folder }: TerminalStyle): string[] {
  const place = file === null || folder === null ? `${file} in the output folder` : join(folder, file);
  const shown = log === null ? [] : terminalBlock(log).split("\n");
  return [
    ...shown.map((line) => colors.dim(`    │ ${line}`)),
    ...lines(file === null ? null : `Whole log: ${place}`, colors.dim, "    "),
  ];
}

/** A text as one line; no line for null. */
function lines(text: string | null, paint: (text: string) => string, indent = ""): string[] {
  return text === null ? [] : [`${indent}${paint(terminalText(text))}`];
}
