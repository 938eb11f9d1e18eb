import { plural } from "../../text/words.ts";
import { type Content, type Markup, markup } from "./markup.ts";

/** Largest number of rows of a table: no browser opens a page with hundreds of thousands of rows. */
const MOST_ROWS = 1000;

/** A column of a table. */
export interface HtmlColumn<Row> {
  readonly name: string;
  /** `n`: numbers, aligned to the right; `t`: text that gets the free width; null: only as wide as its cells. */
  readonly kind: "n" | "t" | null;
  readonly cell: (row: Row) => Content;
}

export function numberColumn<Row>(name: string, cell: HtmlColumn<Row>["cell"]): HtmlColumn<Row> {
  return { name, kind: "n", cell };
}

export function textColumn<Row>(name: string, cell: HtmlColumn<Row>["cell"]): HtmlColumn<Row> {
  return { name, kind: "t", cell };
}

export function narrowColumn<Row>(name: string, cell: HtmlColumn<Row>["cell"]): HtmlColumn<Row> {
  return { name, kind: null, cell };
}

/**
 * A table in a box that scrolls sideways if the page is too narrow; null without rows. It shows at most 1,000 rows, and
 * says how many are left out.
 * @param label the table's name for screen readers
 */
export function htmlTable<Row>(
  label: string,
  rows: readonly Row[],
  columns: readonly HtmlColumn<Row>[],
): Markup | null {
  if (rows.length === 0) return null;
  const head = columns.map(({ name, kind }) => markup`<th scope="col"${classOf(kind)}>${name}</th>`);
  const body = rows
    .slice(0, MOST_ROWS)
    .map(
      (row) =>
        markup`<tr>${columns.map(({ kind, cell }) => markup`<td${classOf(kind)}>${cell(row)}</td>`)}</tr>`,
    );
  const left = rows.length - MOST_ROWS;
  const more = left > 0 ? markup`<p>${plural(left, "row")} left out</p>` : null;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${more}</div>`;
}

function classOf(kind: HtmlColumn<never>["kind"]): Markup | null {
  return kind === null ? null : markup` class="${kind}"`;
}
