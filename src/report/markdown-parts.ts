import { markdownTable } from "markdown-table";
import { plural } from "../text/words.ts";

/** A table of Markdown with at most so many rows below its head, and how many were left out. */
export function cutTable([head = [], ...body]: string[][], rows: number): string {
  const kept = body.slice(0, rows);
  const more = body.length > rows ? `\n\n${plural(body.length - rows, "row")} left out` : "";
  return markdownTable([head, ...kept], { padding: true, alignDelimiters: false }) + more;
}

/** The first so many items, and one that says how many more there are. */
export function cut(items: readonly string[], count: number, more: (left: number) => string): string[] {
  return items.length <= count ? [...items] : [...items.slice(0, count), more(items.length - count)];
}

/** A block that is shown when its summary is clicked. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Keeps a number and its unit on one line. */
export function unbroken(cell: string): string {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✓|✗|≈) /g, "\u00a0");
}
