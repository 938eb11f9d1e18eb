/** The columns of a table: the cells of a row by the heads of the columns. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => string>>;

/** The head of a table and its rows, cell by cell. */
export function cellsOf<Row>(rows: readonly Row[], columns: Columns<Row>): string[][] {
  return [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))];
}
