import type pc from "picocolors";
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
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return rows.map((row, at) =>
    row
      .map((cell, column) => paint(cell, at, column) + " ".repeat((widths[column] ?? 0) - cell.length))
      .join("  ")
      .trimEnd(),
  );
}

export function escapeCells(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => row.map(terminalText));
}
