import pc from "picocolors";
import type { Level, Report } from "../model/report.ts";
import { terminalBlock, terminalText } from "./escape.ts";
import { alignRows, type Colors, escapeCells, withHead } from "./terminal-parts.ts";
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

/** The report for a terminal or, without colors, for a log, ending with a line end. */
export function terminal(report: Report, colors: Colors = PLAIN): string {
  const view = reportView(report);
  const common = [...view.findings, ...view.sharedFindings];
  const paint = view.verdict === "pass" ? colors.green : colors.red;
  return [
    ...summary(view.shown, colors),
    ...foldedLine(view.folded),
    ...(common.length === 0 ? [] : [""]),
    ...common.flatMap((finding) => findingLines(finding, colors)),
    ...view.shown.images.flatMap((image) => imageLines(image, colors)),
    ...view.folded.images.flatMap((image) => foldedLines(image, colors)),
    "",
    ...view.comparison.map((line) => colors.dim(terminalText(line))),
    ...view.images.flatMap(({ baselineLog, baselineLogFile }) =>
      logLines(baselineLog, baselineLogFile, colors),
    ),
    ...lines(view.waiver, colors.yellow),
    ...lines(view.engine, colors.dim),
    ...lines(view.sources, colors.dim),
    "",
    paint(`stagegate: ${view.mark} ${view.headline}`),
    "",
  ].join("\n");
}

/** A row for each image. */
function summary({ columns, images }: ReportView["shown"], colors: Colors): string[] {
  if (images.length === 0) return [];
  const plain = { words: "", isBad: false };
  const head = ["", "Image", ...columns.map(({ name }) => name)].map((words) => ({ ...plain, words }));
  const rows = images.map(({ mark, name, cells }) => [
    { ...plain, words: mark },
    { ...plain, words: name },
    ...cells,
  ]);
  const all = [head, ...rows];
  return withHead(
    escapeCells(all.map((row) => row.map(({ words }) => words))),
    colors,
    (cell, row, column) => (all[row]?.[column]?.isBad === true ? colors.red(cell) : cell),
  );
}

/** The images that pass, if there are many. */
function foldedLine({ words, images }: ReportView["folded"]): string[] {
  if (images.length === 0) return [];
  const names = firstItems(
    images.map(({ brief }) => terminalText(brief)),
    NAMES_SHOWN,
  );
  return [`${words}: ${names.join(", ")}`];
}

function imageLines(image: ImageView, colors: Colors): string[] {
  const facts = [image.measured?.baseImage ?? null, image.context, image.leftOut];
  return [
    ...heading(image, colors),
    ...facts.flatMap((fact) => lines(fact, colors.dim, "  ")),
    ...changeLines(image, colors),
    ...image.findings.flatMap((finding) => findingLines(finding, colors)),
  ];
}

/** What is to be said of an image beside that it passes. */
function foldedLines(image: ImageView, colors: Colors): string[] {
  if (image.findings.length === 0) return [];
  return [...heading(image, colors), ...image.findings.flatMap((finding) => findingLines(finding, colors))];
}

function heading({ name }: ImageView, colors: Colors): string[] {
  return ["", colors.bold(terminalText(name))];
}

/** The lines and files that changed its size. */
function changeLines({ notableChange }: ImageView, colors: Colors): string[] {
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

function findingLines(finding: FindingView, colors: Colors): string[] {
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
    ...alsoLine(also),
    ...logLines(log, logFile, colors),
  ];
}

function alsoLine(also: FindingView["also"]): string[] {
  if (also.length === 0) return [];
  const others = also.map(({ name, size, place }) =>
    [name, size, place].flatMap((words) => (words === null ? [] : [terminalText(words)])).join(" "),
  );
  return [`    The same for ${firstItems(others, NAMES_SHOWN).join(", ")}`];
}

/** The end of a log, and where the whole of it is. */
function logLines(log: string | null, file: string | null, colors: Colors): string[] {
  const shown = log === null ? [] : terminalBlock(log).split("\n");
  return [
    ...shown.map((line) => colors.dim(`    │ ${line}`)),
    ...lines(file === null ? null : `Whole log: ${file} in the output folder`, colors.dim, "    "),
  ];
}

/** A text on a line, none for null. */
function lines(text: string | null, paint: (text: string) => string, indent = ""): string[] {
  return text === null ? [] : [`${indent}${paint(terminalText(text))}`];
}
