import type pc from "picocolors";
import { columnsOf } from "../text/columns.ts";
import { terminalText } from "./escape.ts";
import { type Columns, cellsOf } from "./table.ts";

export type Colors = ReturnType<typeof pc.createColors>;

/** A table as aligned lines below its head. What columns have gets escaped. */
export function terminalTable<Row>(rows: readonly Row[], columns: Columns<Row>, colors: Colors): string[] {
  return withHead(escapeCells(cellsOf(rows, columns)), colors);
}

/** Rows as aligned lines, the first of them as a head. */
export function withHead(rows: string[][], colors: Colors, paint?: PaintCell): string[] {
  const [head = "", ...rest] = alignRows(rows, paint);
  return [colors.dim(head), ...rest];
}

/** Gives a cell of a row its color; both are counted from 0. */
export type PaintCell = (cell: string, row: number, column: number) => string;

/** Rows as lines, their cells padded to the widest of each column. */
export function alignRows(rows: string[][], paint: PaintCell = (cell) => cell): string[] {
  const widths = widthsOf(rows);
  return rows.map((row, at) =>
    row
      .map((cell, column) => paint(cell, at, column) + " ".repeat((widths[column] ?? 0) - columnsOf(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** What the widest cell of each column takes in a terminal. */
export function widthsOf(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, columnsOf(row[column] ?? "")), 0),
  );
}

/**
 * Items behind what they are, broken between two of them where a line is full; the lines that follow are indented by
 * two characters more than the first.
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
