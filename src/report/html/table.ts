import { type Content, type Markup, markup } from "./markup.ts";

/** A column of a table: of text, or of numbers, which stand to the right. */
export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  /** Its text is of a few words, and needs no more room than these take. */
  readonly isShort?: boolean;
}

/**
 * A table in a box of its own that scrolls sideways where the page is too narrow for it.
 * @param label what it is, for those who do not see what stands above it
 */
export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Markup {
  const head = columns.map((column) => markup`<th scope="col"${kind(column)}>${column.name}</th>`);
  const body = rows.map(
    (row) => markup`<tr>${row.map((cell, index) => markup`<td${kind(columns[index])}>${cell}</td>`)}</tr>`,
  );
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function numbers(name: string): Column {
  return { name, isNumber: true };
}

export function text(name: string): Column {
  return { name, isNumber: false, isShort: name === "" };
}

function kind(column: Column | undefined): Markup | null {
  if (column === undefined || column.isShort === true) return null;
  return column.isNumber ? markup` class="n"` : markup` class="t"`;
}
