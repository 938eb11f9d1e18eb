import { markdownTable } from "markdown-table";
import { plural } from "../text/words.ts";
import { type Columns, cellsOf } from "./table.ts";

/** A table of Markdown with at most `longest` rows; "" without rows. The cells are already Markdown. */
export function tableOfRows<Row>(rows: readonly Row[], longest: number, columns: Columns<Row>): string {
  return table(cellsOf(rows.slice(0, longest), columns), rows.length);
}

/**
 * A table of Markdown from a head and rows.
 * @param all number of rows, with those that are left out
 */
export function table(cells: string[][], all: number): string {
  if (all === 0) return "";
  const left = all - (cells.length - 1);
  if (left === all) return `${plural(left, "row")} left out`;
  const shown = markdownTable(cells, { padding: true, alignDelimiters: false });
  return left > 0 ? `${shown}\n\n${plural(left, "row")} left out` : shown;
}

/**
 * The last lines of a log.
 * @param longest characters of a line
 * @param count number of lines; if the log has more, the first line says how many are left out
 */
export function logTail(log: string, longest: number, count: number): string {
  const lines = log.trimEnd().split(/\r\n?|\n/);
  const left = lines.length - count;
  const shown = lines
    .slice(-count)
    .map((line) =>
      line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/\p{Cs}$/u, "")}…`,
    );
  return [...(left > 0 ? [`… ${plural(left, "line")} left out`] : []), ...shown].join("\n");
}

/** Blocks with an empty line between them, without empty blocks. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** A block that opens with a click on its summary. */
export function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Keeps a number and its unit on one line. */
export function keepUnits(cell: string): string {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✅|❌|⚠️|≈) /g, "\u00a0");
}
