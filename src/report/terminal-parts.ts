import type pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

/** Aligned rows below a head. */
export function withHead(head: string[], rows: string[][], colors: Colors): string[] {
  const [first = "", ...rest] = aligned([head, ...rows]);
  return [colors.dim(first), ...rest];
}

/** Rows as lines, their cells padded to the widest of each column. */
export function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
