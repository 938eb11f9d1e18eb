import type { MeasuredImage } from "../model/report.ts";
import { terminalText } from "./escape.ts";
import { alignRows, type Colors, escapeCells, terminalTable } from "./terminal-parts.ts";
import { measuredView } from "./view/measured.ts";

/** One image and its layers, as `stagegate inspect` prints it, ending with a line end. */
export function inspection(source: string, image: MeasuredImage, colors: Colors): string {
  const { size, compressedSize, layers, user, platform, baseImage, source: place } = measuredView(image);
  const facts = [
    ...(place === null ? [] : [["source", place]]),
    ["size", size],
    ["compressed", compressedSize],
    ["layers", `${layers.length}`],
    ["runs as", user],
    ["platform", platform],
    ["made of", baseImage],
  ];
  const lines = [
    colors.bold(terminalText(source)),
    ...alignRows(escapeCells(facts)),
    "",
    ...terminalTable(
      layers,
      {
        "#": ({ position }) => `${position}`,
        size: (layer) => layer.size,
        compressed: (layer) => layer.compressedSize,
        files: ({ files }) => `${files}`,
        "diff id": ({ diffId }) => diffId,
        "made by": ({ madeBy }) => madeBy,
      },
      colors,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Characters of the longest bar. */
const BAR = 24;

/** The origins of an image's bytes, with bars: as `stagegate explain` prints them. */
export function explanation(source: string, image: MeasuredImage, colors: Colors): string {
  const { size, baseImage, shares, waste, duplicates, leftovers, secrets } = measuredView(image);
  const section = (title: string, rows: string[][]) =>
    rows.length === 0 ? [] : ["", colors.bold(title), ...alignRows(escapeCells(rows))];
  const lines = [
    colors.bold(`${terminalText(source)}: ${size}, ${terminalText(baseImage)}`),
    "",
    ...terminalTable(
      shares,
      {
        size: (share) => share.size,
        part: ({ part }) => `${(part * 100).toFixed(1)} %`,
        "": ({ part }) => "█".repeat(Math.round(part * BAR)),
        files: ({ files }) => `${files}`,
        "made by": ({ madeBy }) => madeBy,
      },
      colors,
    ),
    ...section(
      "hidden by later layers",
      waste.map(({ size, path, how, madeBy, hiddenBy }) => [
        size,
        `${path} ${how}`,
        `${madeBy} ← ${hiddenBy}`,
      ]),
    ),
    ...section(
      "duplicate files",
      duplicates.map(({ size, paths }) => [size, paths.join(", ")]),
    ),
    ...section(
      "removable files",
      leftovers.map(({ size, what, path, madeBy, advice }) => [
        size,
        `${what}: ${path}`,
        `${madeBy} → ${advice}`,
      ]),
    ),
    ...section(
      "secrets",
      secrets.map(({ name, what, madeBy }) => [name, what, madeBy]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}
