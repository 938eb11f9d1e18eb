import { markdownTable } from "markdown-table";
import { plural } from "../text/words.ts";
import { type Columns, cellsOf } from "./table.ts";

/** A table of Markdown with at most so many rows; "" without rows. What columns have is Markdown already. */
export function tableOfRows<Row>(rows: readonly Row[], longest: number, columns: Columns<Row>): string {
  return cutTable(cellsOf(rows, columns), longest);
}

/** The same of a head and its rows. */
export function cutTable([head = [], ...rows]: string[][], longest: number): string {
  if (rows.length === 0) return "";
  const table = markdownTable([head, ...rows.slice(0, longest)], { padding: true, alignDelimiters: false });
  return rows.length > longest ? `${table}\n\n${plural(rows.length - longest, "row")} left out` : table;
}

/** The first so many items, and one that says how many more there are. */
export function cut(items: readonly string[], count: number, more: (left: number) => string): string[] {
  return items.length <= count ? [...items] : [...items.slice(0, count), more(items.length - count)];
}

/** Blocks with an empty line between them; "" is none. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** A block that is shown when its summary is clicked. */
export function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Keeps a number and its unit on one line. */
export function keepUnits(cell: string): string {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✓|✗|≈) /g, "\u00a0");
}
