import { shorten } from "../text/words.ts";
import { type Colors, escapeCells, listLines, widthsOf, withHead } from "./terminal-parts.ts";
import type { ReportView } from "./view.ts";

type Table = ReportView["shown"];

/** Characters between two columns. */
const GAP = 2;

/** Characters of reasons that even the narrowest terminal shows. */
const SHORTEST_REASON = 16;

/**
 * A row for each image. If the terminal is too narrow, the table cuts long reasons first. Then it leaves out the least
 * needed columns, first those in which no image fails. Marks, names and the beginnings of reasons stay.
 * @param width characters of a line; null for no limit
 */
export function imageTable(table: Table, colors: Colors, width: number | null): string[] {
  if (table.images.length === 0) return [];
  const { visible, reasonWidth } = partThatFits(table, width ?? Number.POSITIVE_INFINITY);
  const { columns, images } = visible;
  const rows = [
    ["", "Image", ...columns.map(({ name }) => name)],
    ...images.map(({ mark, name, cells }) => [
      mark,
      name,
      ...cells.map(({ words }, at) => (columns[at]?.need === null ? shorten(words, reasonWidth) : words)),
    ]),
  ];
  const isBad = (row: number, column: number) => images[row - 1]?.cells[column - LEAD]?.isBad === true;
  const left = table.columns.filter((column) => !columns.includes(column)).map(({ name }) => name);
  return [
    ...withHead(escapeCells(rows), colors, (cell, row, column) =>
      isBad(row, column) ? colors.red(cell) : cell,
    ),
    ...(left.length === 0 ? [] : listLines(`Not shown in ${width} columns:`, left, "", width)).map(
      colors.dim,
    ),
  ];
}

/** Number of columns before the columns of the view: the mark and the name. */
const LEAD = 2;

/** The columns that fit, and the width of reasons. */
function partThatFits({ columns, images }: Table, width: number): { visible: Table; reasonWidth: number } {
  const rows = [
    ["", "Image", ...columns.map(({ name }) => name)],
    ...images.map(({ mark, name, cells }) => [mark, name, ...cells.map(({ words }) => words)]),
  ];
  const widths = widthsOf(escapeCells(rows));
  const isBad = (at: number) => images.some(({ cells }) => cells[at]?.isBad === true);
  const needs = columns.map(({ need }, at) => ({ at, need, isBad: isBad(at) }));
  const leastNeeded = needs
    .flatMap((own) => (own.need === null ? [] : [{ ...own, need: own.need }]))
    .toSorted((one, other) => Number(one.isBad) - Number(other.isBad) || one.need - other.need);
  const left = new Set<number>();
  const widthOf = (at: number) => (widths[at + LEAD] ?? 0) + GAP;
  const lead = (widths[0] ?? 0) + GAP + (widths[1] ?? 0);
  /** Characters of all columns except the reasons. */
  const others = () =>
    needs.reduce((sum, { at, need }) => sum + (need === null || left.has(at) ? 0 : widthOf(at)), lead);
  const reason = needs.find(({ need }) => need === null);
  const least = reason === undefined ? 0 : Math.min(widthOf(reason.at), SHORTEST_REASON + GAP);
  for (const { at } of leastNeeded) {
    if (others() + least <= width) break;
    left.add(at);
  }
  const isVisible = (_: unknown, at: number) => !left.has(at);
  return {
    visible: {
      columns: columns.filter(isVisible),
      images: images.map((image) => ({ ...image, cells: image.cells.filter(isVisible) })),
    },
    reasonWidth: Math.max(SHORTEST_REASON, width - others() - GAP),
  };
}
