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

/** Text without colors. */
const PLAIN = pc.createColors(false);

/** The report for a terminal or, without colors, for a log, ending with a line end. */
export function terminal(report: Report, colors: Colors = PLAIN): string {
  const view = reportView(report);
  const paint = view.verdict === "pass" ? colors.green : colors.red;
  return [
    ...summary(view, colors),
    ...(view.findings.length === 0 ? [] : [""]),
    ...view.findings.flatMap((finding) => findingLines(finding, colors)),
    ...view.images.flatMap((image) => imageLines(image, colors)),
    "",
    ...view.comparison.map((line) => colors.dim(terminalText(line))),
    ...view.images.flatMap(({ baselineLog }) => logLines(baselineLog, colors)),
    ...lines(view.waiver, colors.yellow),
    ...lines(view.engine, colors.dim),
    ...lines(view.sources, colors.dim),
    "",
    paint(`stagegate: ${view.mark} ${view.headline}`),
    "",
  ].join("\n");
}

/** A row for each image. */
function summary({ columns, images }: ReportView, colors: Colors): string[] {
  const head = ["", "Image", ...columns.map(({ name }) => name)];
  const rows = images.map(({ mark, name, cells }) => [mark, name, ...cells]);
  return withHead(escapeCells([head, ...rows]), colors);
}

function imageLines(image: ImageView, colors: Colors): string[] {
  const facts = [image.measured?.baseImage ?? null, image.context, image.leftOut];
  return [
    "",
    colors.bold(terminalText(image.name)),
    ...facts.flatMap((fact) => lines(fact, colors.dim, "  ")),
    ...changeLines(image, colors),
    ...image.findings.flatMap((finding) => findingLines(finding, colors)),
  ];
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

function findingLines({ level, mark, message, place, label, advice, log }: FindingView, colors: Colors) {
  const paint: Record<Level, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.cyan,
  };
  const where = place === null ? "" : `  ${terminalText(place)}`;
  return [
    `  ${paint[level](`${mark} ${terminalText(message)}`)}${colors.dim(`${where} (${terminalText(label)})`)}`,
    ...lines(advice, String, "    "),
    ...logLines(log, colors),
  ];
}

function logLines(log: string | null, colors: Colors): string[] {
  if (log === null) return [];
  return terminalBlock(log)
    .split("\n")
    .map((line) => colors.dim(`    │ ${line}`));
}

/** A text on a line, none for null. */
function lines(text: string | null, paint: (text: string) => string, indent = ""): string[] {
  return text === null ? [] : [`${indent}${paint(terminalText(text))}`];
}
