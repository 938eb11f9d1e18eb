import pc from "picocolors";
import type { Finding, ImageReport, Level, Report } from "../model/report.ts";
import { placeWords } from "../text/words.ts";
import { columnsFor } from "./columns.ts";
import { terminalBlock, terminalText } from "./escape.ts";
import { aligned, type Colors, withHead } from "./terminal-parts.ts";
import {
  baseImageWords,
  comparisonLines,
  contextWords,
  driftWords,
  engineWords,
  fileChangeWords,
  formatChange,
  headline,
  LEVEL_MARKS,
  leftOutWords,
  originChangeWords,
  VERDICT_MARKS,
  waiverWords,
} from "./words.ts";

/** Text without colors. */
const PLAIN = pc.createColors(false);

/** The report for a terminal or, without colors, for a log, ending with a line end. */
export function terminal(report: Report, colors: Colors = PLAIN): string {
  const paint = report.verdict === "pass" ? colors.green : colors.red;
  const engine = report.engine === null ? [] : [colors.dim(terminalText(engineWords(report.engine)))];
  return [
    ...table(report.images, colors),
    ...report.images.flatMap((image) => about(image, colors)),
    "",
    ...comparison(report, colors),
    ...engine,
    "",
    paint(`stagegate: ${VERDICT_MARKS[report.verdict]} ${headline(report)}`),
    "",
  ].join("\n");
}

function table(images: readonly ImageReport[], colors: Colors): string[] {
  const columns = columnsFor(images);
  const head = ["", "Image", ...columns.map(({ name }) => terminalText(name))];
  const rows = images.map((image) => [
    image.reportOnly ? " " : VERDICT_MARKS[image.verdict],
    terminalText(image.name),
    ...columns.map(({ cell }) => terminalText(cell(image))),
  ]);
  return withHead(head, rows, colors);
}

function about(report: ImageReport, colors: Colors): string[] {
  const facts = [
    report.image === null ? null : baseImageWords(report.image),
    contextWords(report),
    leftOutWords(report),
  ];
  const lines = facts.flatMap((fact) => (fact === null ? [] : [`  ${colors.dim(terminalText(fact))}`]));
  return [
    "",
    colors.bold(terminalText(report.name)),
    ...lines,
    ...changes(report, colors),
    ...report.findings.flatMap((finding) => findingLines(finding, report.reportOnly, colors)),
  ];
}

const ORIGINS_SHOWN = 6;
const FILES_SHOWN = 3;

/** The lines and files that changed its size, largest first. */
function changes(report: ImageReport, colors: Colors): string[] {
  const { change } = report;
  if (change === null || change.negligible) return [];
  const rows = change.origins
    .slice(0, ORIGINS_SHOWN)
    .flatMap((origin): string[][] => [
      [formatChange(origin.size), terminalText(originChangeWords(origin, report))],
      ...origin.files.slice(0, FILES_SHOWN).map((file) => ["", `  ${terminalText(fileChangeWords(file))}`]),
    ]);
  const drift = driftWords(change, report);
  return [
    ...aligned(rows).map((row) => `  ${row}`),
    ...(drift === null ? [] : [`  ${colors.dim(terminalText(drift))}`]),
  ];
}

function comparison(report: Report, colors: Colors): string[] {
  const waiver = waiverWords(report);
  return [
    ...comparisonLines(report).map((line) => colors.dim(terminalText(line))),
    ...report.images.flatMap(({ baseline }) => logLines(baseline.log, colors)),
    ...(waiver === null ? [] : [colors.yellow(terminalText(waiver))]),
  ];
}

function findingLines(
  { level, message, place, advice, rule, log, waived }: Finding,
  reportOnly: boolean,
  colors: Colors,
): string[] {
  const shown = reportOnly ? "notice" : level;
  const paint: Record<Level, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.cyan,
  };
  const where = place === null ? "" : `  ${terminalText(placeWords(place))}`;
  return [
    `  ${paint[shown](`${LEVEL_MARKS[shown]} ${terminalText(message)}`)}${colors.dim(`${where} (${rule}${waived ? ", waived" : ""})`)}`,
    ...(advice === null ? [] : [`    ${terminalText(advice)}`]),
    ...logLines(log, colors),
  ];
}

function logLines(log: string | null, colors: Colors): string[] {
  if (log === null) return [];
  return terminalBlock(log)
    .split("\n")
    .map((line) => colors.dim(`    │ ${line}`));
}
