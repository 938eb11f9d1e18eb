import pc from "picocolors";
import { shares } from "../analysis/shares.ts";
import { formatSize } from "../config/size.ts";
import { terminalBlock, terminalText } from "./escape.ts";
import type { Finding, ImageReport, Level, MeasuredImage, Report } from "./report.ts";
import {
  againstBudget,
  baseImageWords,
  changeWords,
  comparisonLines,
  driftWords,
  engineWords,
  fileChangeWords,
  formatChange,
  headline,
  LEVEL_MARKS,
  layersAgainstBudget,
  originChangeWords,
  originWords,
  placeWords,
  savingWords,
  testWords,
  userWords,
  VERDICT_MARKS,
  waiverWords,
} from "./words.ts";

type Colors = ReturnType<typeof pc.createColors>;

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

/** One image and its layers, as `stagegate inspect` prints it, ending with a line end. */
export function inspection(source: string, image: MeasuredImage, colors: Colors): string {
  const facts = [
    ["size", formatSize(image.size)],
    ["transfer", image.transferSize === null ? "unknown" : formatSize(image.transferSize)],
    ["layers", `${image.layers.length}`],
    ["runs as", terminalText(userWords(image.user))],
    ["platform", terminalText(image.platform)],
    ["made of", terminalText(baseImageWords(image))],
  ];
  const layers = image.layers.map(({ diffId, size, transferSize, files, origin }, index) => [
    `${index + 1}`,
    formatSize(size),
    transferSize === null ? "unknown" : formatSize(transferSize),
    `${files}`,
    diffId.slice(0, 19),
    terminalText(originWords(origin, image)),
  ]);
  const lines = [
    colors.bold(terminalText(source)),
    ...aligned(facts),
    "",
    ...withHead(["#", "size", "transfer", "files", "diff id", "made by"], layers, colors),
  ];
  return `${lines.join("\n")}\n`;
}

const BAR = 24;

/** Whose bytes an image's are, largest first, with bars: as `stagegate explain` prints it. */
export function explanation(source: string, image: MeasuredImage, colors: Colors): string {
  const found = shares(image).sort((a, b) => b.size - a.size);
  const rows = found.map(({ origin, size, files }) => {
    const part = image.size === 0 ? 0 : size / image.size;
    const bar = "█".repeat(Math.round(part * BAR));
    return [
      formatSize(size),
      `${(part * 100).toFixed(1)} %`,
      bar,
      `${files}`,
      terminalText(originWords(origin, image)),
    ];
  });
  const title = `${terminalText(source)}: ${formatSize(image.size)}, ${terminalText(baseImageWords(image))}`;
  return `${[colors.bold(title), "", ...withHead(["size", "part", "", "files", "made by"], rows, colors)].join("\n")}\n`;
}

function table(images: readonly ImageReport[], colors: Colors): string[] {
  const withChange = images.some(({ change }) => change !== null);
  const head = [
    "",
    "image",
    "size",
    ...(withChange ? ["change"] : []),
    "transfer",
    "layers",
    "runs as",
    "tests",
  ];
  const rows = images.map((report) => [
    report.reportOnly ? " " : VERDICT_MARKS[report.verdict],
    terminalText(report.name),
    againstBudget(report.image?.size, report.budgets.size),
    ...(withChange ? [changeWords(report)] : []),
    againstBudget(report.image?.transferSize, report.budgets.transferSize),
    layersAgainstBudget(report),
    terminalText(userWords(report.image?.user)),
    terminalText(testWords(report.tests)),
  ]);
  return withHead(head, rows, colors);
}

function withHead(head: string[], rows: string[][], colors: Colors): string[] {
  const [first = "", ...rest] = aligned([head, ...rows]);
  return [colors.dim(first), ...rest];
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function about(report: ImageReport, colors: Colors): string[] {
  const saving = savingWords(report);
  const facts = [
    report.image === null ? null : baseImageWords(report.image),
    saving === null ? null : `saves ${saving}`,
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
    ...(log === null
      ? []
      : terminalBlock(log)
          .split("\n")
          .map((line) => colors.dim(`    │ ${line}`))),
  ];
}
