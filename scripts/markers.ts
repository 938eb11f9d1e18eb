import { markdownTable } from "markdown-table";

/**
 * The text with new content between `<!-- NAME -->` and `<!-- /NAME -->`.
 * @throws Error if the text lacks these markers
 */
export function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`there is no ${start} … ${end} in the text`);
  return `${before}${start}\n${content}\n${end}${after}`;
}

/** A table whose first row is its head. Cells are Markdown. */
export function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  return markdownTable(cells, { alignDelimiters: false });
}
