// Draws what a program wrote to a terminal as an SVG that plays it:
//   COLUMNS=104 ROWS=36 node scripts/lib/draw-terminal.mjs OUTPUT TIMING TITLE PICTURE
// OUTPUT and TIMING are from `script --log-out OUTPUT --log-timing TIMING`; TITLE is the command line.
import { readFileSync, writeFileSync } from "node:fs";
import xterm from "@xterm/headless";

const [output, timing, title, picture] = process.argv.slice(2);
const [columns, rows] = [Number(process.env.COLUMNS), Number(process.env.ROWS)];

/** Seconds: of a pause at most, of the whole run at most, of a screen at least, and of the last one. */
const [PAUSE, RUN, SHORTEST, LAST] = [0.7, 14, 0.2, 8];
/** Pixels of a cell, and around all cells. */
const [WIDTH, HEIGHT, MARGIN] = [8, 18, 16];
const [GROUND, TEXT] = ["#0d1117", "#e6edf3"];
const FONTS = "ui-monospace, SF Mono, Menlo, Consolas, Noto Sans Mono, DejaVu Sans Mono, monospace";
/** The sixteen colors of a terminal, as GitHub's dark theme has them. */
const COLORS = [
  ["#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
  ["#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
].flat();

const frames = await record();
writeFileSync(picture, svg(frames));

/** The screens in their order, each with the seconds that it stays. A long run is played faster. */
async function record() {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const write = (data) => new Promise((done) => terminal.write(data, done));
  const steps = readFileSync(timing, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number))
    .map(([delay, count]) => [Math.min(delay, PAUSE), count]);
  const speed = Math.max(1, steps.reduce((sum, [delay]) => sum + delay, 0) / RUN);
  const bytes = readFileSync(output);
  // `script` writes a line of its own before the output, which the timing does not count.
  let at = bytes.indexOf("\n") + 1;
  await write(`${title}\r\n`);
  const shown = [{ screen: screenOf(terminal), seconds: 1 }];
  for (const [delay, count] of steps) {
    shown.at(-1).seconds += delay / speed;
    await write(bytes.subarray(at, at + count));
    at += count;
    const screen = screenOf(terminal);
    if (shown.at(-1).seconds < SHORTEST) shown.at(-1).screen = screen;
    else if (screen.join("\n") !== shown.at(-1).screen.join("\n")) shown.push({ screen, seconds: 0 });
  }
  shown.at(-1).seconds = LAST;
  return shown;
}

/** The rows of the screen as SVG; "" for an empty one. */
function screenOf({ buffer: { active } }) {
  return Array.from({ length: rows }, (_, row) => rowOf(active.getLine(active.viewportY + row)));
}

/** Runs of cells with one style. */
function rowOf(line) {
  const runs = [];
  for (let column = 0; column < columns; column++) {
    const cell = line.getCell(column);
    if (cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const last = runs.at(-1);
    const text = cell.getChars() || " ";
    if (last?.style === style) {
      last.text += text;
      last.cells += cell.getWidth();
    } else runs.push({ style, text, column, cells: cell.getWidth() });
  }
  return runs
    .map((run) => ({
      ...run,
      cells: run.cells - (run.text.length - run.text.trimEnd().length),
      text: run.text.trimEnd(),
    }))
    .filter(({ text }) => text !== "")
    .map(({ style, text, column, cells }) => {
      const skip = text.length - text.trimStart().length;
      const length = (cells - skip) * WIDTH;
      return `<text x="${(column + skip) * WIDTH}" textLength="${length}"${style}>${escaped(text.trim())}</text>`;
    })
    .join("");
}

function styleOf(cell) {
  const fill = cell.isFgPalette() ? COLORS[cell.getFgColor()] : undefined;
  return `${fill === undefined ? "" : ` fill="${fill}"`}${cell.isDim() ? ' opacity=".6"' : ""}${cell.isBold() ? ' font-weight="700"' : ""}`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** All screens side by side in a strip that moves; without motion, the last one. */
function svg(all) {
  const [width, height] = [columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN];
  const ids = new Map();
  const idOf = (row) => {
    if (!ids.has(row)) ids.set(row, `r${ids.size}`);
    return ids.get(row);
  };
  const screens = all.map(({ screen }, at) => {
    const uses = screen.map((row, line) =>
      row === "" ? "" : `<use href="#${idOf(row)}" y="${line * HEIGHT}"/>`,
    );
    return `<g transform="translate(${at * width})">${uses.join("")}</g>`;
  });
  const total = all.reduce((sum, { seconds }) => sum + seconds, 0);
  let passed = 0;
  const keys = all.map(({ seconds }, at) => {
    const percent = ((100 * passed) / total).toFixed(2);
    passed += seconds;
    return `${percent}%{transform:translateX(${-at * width}px)}`;
  });
  const rowsOnce = [...ids].map(([row, id]) => `<g id="${id}">${row}</g>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="stagegate in a terminal">
<style>text{white-space:pre}
.strip{transform:translateX(${-(all.length - 1) * width}px)}
@media (prefers-reduced-motion:no-preference){.strip{animation:play ${total.toFixed(2)}s step-end infinite}}
@keyframes play{${keys.join("")}}</style>
<defs><clipPath id="screen"><rect width="${width - 2 * MARGIN}" height="${height - 2 * MARGIN}"/></clipPath>
${rowsOnce}</defs>
<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>
<g transform="translate(${MARGIN} ${MARGIN})" clip-path="url(#screen)"><g transform="translate(0 14)"><g class="strip" fill="${TEXT}" font-size="13.3" font-family="${FONTS}">
${screens.join("\n")}
</g></g></g>
</svg>
`;
}
