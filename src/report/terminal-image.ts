import type { MeasuredImage } from "../model/report.ts";
import { shares } from "../model/shares.ts";
import { formatSize } from "../text/size.ts";
import { terminalText } from "./escape.ts";
import { aligned, type Colors, withHead } from "./terminal-parts.ts";
import { baseImageWords, originWords, userWords } from "./words.ts";

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
  const lines = [
    colors.bold(title),
    "",
    ...withHead(["size", "part", "", "files", "made by"], rows, colors),
    ...section("hidden by later layers", waste(image), colors),
    ...section("stored more than once", duplicates(image), colors),
    ...section("can go", leftovers(image), colors),
    ...section("secrets", secrets(image), colors),
  ];
  return `${lines.join("\n")}\n`;
}

function section(title: string, rows: string[][], colors: Colors): string[] {
  return rows.length === 0 ? [] : ["", colors.bold(title), ...aligned(rows)];
}

function waste(image: MeasuredImage): string[][] {
  return image.waste.map(({ size, how, path, origin, hiddenBy }) => [
    formatSize(size),
    `${terminalText(path)} ${how}`,
    terminalText(`${originWords(origin, image)} ← ${originWords(hiddenBy, image)}`),
  ]);
}

function duplicates(image: MeasuredImage): string[][] {
  return image.duplicates.map(({ size, paths }) => [formatSize(size), terminalText(paths.join(", "))]);
}

function leftovers(image: MeasuredImage): string[][] {
  return image.leftovers.map(({ size, what, path, origin, advice }) => [
    formatSize(size),
    terminalText(`${what}: ${path}`),
    terminalText(`${originWords(origin, image)} → ${advice}`),
  ]);
}

function secrets(image: MeasuredImage): string[][] {
  return image.secrets.map(({ kind, name, what, origin, hidden }) => [
    terminalText(kind === "file" ? `/${name}` : name),
    terminalText(hidden ? `${what}, hidden by a later layer` : what),
    terminalText(originWords(origin, image)),
  ]);
}
