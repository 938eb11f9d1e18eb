// Writes bench/RESULTS.md and the plots from what was measured.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { duration, megabytes, ratio, times } from "./figures.mjs";
import { judgeGoals } from "./goals.mjs";
import { median } from "./pairs.mjs";
import { drawPlot } from "./plot.mjs";
import { OUT } from "./results.mjs";
import { SECTIONS } from "./sections.mjs";

const HOW = `Written by \`npm run bench\`, which measures everything on the machine it runs on. Commands are run in turn, A B A B …, and
a first round is not counted where it is to warm up; a ratio is the median of those within a round. Peak memory is that of the
program itself, as the kernel counts it.

To run a command by hand: \`stagegate\` is \`node dist/cli.cjs\`, and \`$BENCH\` a folder for the images. \`node bench/images.mjs L
$BENCH/L/context\` writes the build context of one, the same bytes on every machine; \`docker buildx build\` makes the rest of it with
\`--output=type=oci,tar=false,dest=$BENCH/L/oci\`, \`--output=type=docker,name=stagegate-bench:l,dest=$BENCH/L/containerd.tar\` or
\`--load --tag=stagegate-bench:l\`. A cache folder of \`$BENCH/no-cache\` is removed before each run. What
else the folder holds is made by bench/sections and removed with it.

S has 283 MB in 6 layers and 9,000 files, M 416 MB in 3 layers and 206,000 files, L 2.58 GB in 12 layers and 62,000 files.`;

/** @param results as they are kept */
export function renderResults(results) {
  const plots = join(OUT, "plots");
  mkdirSync(plots, { recursive: true });
  for (const plot of Object.values(results.sections).flatMap((section) => section.plots ?? [])) {
    writeFileSync(join(plots, plot.file), drawPlot(plot));
  }
  writeFileSync(join(OUT, "RESULTS.md"), markdown(results));
}

function markdown(results) {
  return [
    "# What it costs",
    HOW,
    table([["", ""], ...Object.entries(results.machine)]),
    "## Goals",
    goals(judgeGoals(results)),
    ...SECTIONS.flatMap((name) =>
      results.sections[name] === undefined ? [] : sectionText(results.sections[name]),
    ),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function goals(judged) {
  return table([
    ["Goal", "Measured", ""],
    ...judged.map(({ goal, measured }) => [
      goal,
      measured.map(measuredText).join("<br>"),
      verdict(measured.flatMap(({ met }) => met ?? [])),
    ]),
  ]);
}

function measuredText({ where, text, met }) {
  const whole = where === "" ? text : `${where}: ${text}`;
  return met === false ? `**${whole}**` : whole;
}

function verdict(all) {
  if (all.length === 0) return "–";
  return all.every(Boolean) ? "met" : "missed";
}

function sectionText({ title, text, tables, plots = [] }) {
  return [
    `## ${title}`,
    text,
    ...plots.map(({ file, title: about }) => `![${about}](plots/${file})`),
    ...tables.flatMap((one) => [`### ${one.title}`, one.head === undefined ? timings(one.rows) : facts(one)]),
  ];
}

function facts({ head, cells, command }) {
  const whole = table([
    head,
    ...cells.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell))),
  ]);
  return command === undefined ? whole : `${whole}\n\n${code(command)}`;
}

function timings(rows) {
  const line = (row) => [
    row.name,
    ...(row.ms.length === 0
      ? [row.missing, "", ""]
      : [spread(row.ms), compared(row, rows), row.memory === null ? "" : megabytes(row.memory)]),
    row.command === null || row.missing !== null ? "" : code(row.command),
  ];
  return table([["What", "Median (range, runs)", "Ratio", "Peak memory", "Command"], ...rows.map(line)]);
}

function spread(ms) {
  return `${duration(median(ms))} (${duration(Math.min(...ms))}–${duration(Math.max(...ms))}, ${ms.length})`;
}

function compared(row, rows) {
  const others = row.against.flatMap((id) => rows.find((one) => one.id === id && one.ms.length > 0) ?? []);
  return others.map((other) => `${times(ratio(row, other))} × ${other.name}`).join("<br>");
}

function code(command) {
  return `\`${command.replaceAll("|", "\\|")}\``;
}

function table(rows) {
  return markdownTable(rows, { alignDelimiters: false, padding: true });
}
