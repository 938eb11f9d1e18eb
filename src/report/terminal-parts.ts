import type pc from "picocolors";
import { columnsOf } from "../text/columns.ts";
import { terminalText } from "./escape.ts";
import { type Columns, cellsOf } from "./table.ts";

export type Colors = ReturnType<typeof pc.createColors>;

/** A table as aligned lines below its head. It escapes the cells. */
export function terminalTable<Row>(rows: readonly Row[], columns: Columns<Row>, colors: Colors): string[] {
  return withHead(escapeCells(cellsOf(rows, columns)), colors);
}

/** Rows as aligned lines; the first row is the head. */
export function withHead(rows: string[][], colors: Colors, paint?: PaintCell): string[] {
  const [head = "", ...rest] = alignRows(rows, paint);
  return [colors.dim(head), ...rest];
}

/** Gives a cell of a row its color; both are counted from 0. */
export type PaintCell = (cell: string, row: number, column: number) => string;

/** Rows as lines, with cells padded to the widest cell of each column. */
export function alignRows(rows: string[][], paint: PaintCell = (cell) => cell): string[] {
  const widths = widthsOf(rows);
  return rows.map((row, at) =>
    row
      .map((cell, column) => paint(cell, at, column) + " ".repeat((widths[column] ?? 0) - columnsOf(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** The width of the widest cell of each column in a terminal. */
export function widthsOf(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, columnsOf(row[column] ?? "")), 0),
  );
}

/**
 * Items behind a lead, with line breaks between items if a line is full. Further lines are indented by two more
 * characters than the first.
 * @param width columns of a line; null for one line
 */
export function listLines(
  lead: string,
  items: readonly string[],
  indent: string,
  width: number | null,
): string[] {
  const lines: string[] = [];
  let line = `${indent}${lead}`;
  for (const [at, item] of items.entries()) {
    const part = at === items.length - 1 ? item : `${item},`;
    if (at > 0 && width !== null && columnsOf(line) + 1 + columnsOf(part) > width) {
      lines.push(line);
      line = `${indent}  ${part}`;
    } else line += ` ${part}`;
  }
  return [...lines, line];
}

export function escapeCells(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => row.map(terminalText));
}
