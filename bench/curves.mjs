// Lines of the plots, from the tables that were measured.
import { median } from "./pairs.mjs";

const VALUES = {
  seconds: ({ ms }) => [median(ms) / 1000, Math.min(...ms) / 1000, Math.max(...ms) / 1000],
  megabytes: ({ memory }) => [memory / 1e6, memory / 1e6, memory / 1e6],
};

/**
 * @param {string} name
 * @param {readonly number[]} points where on the x axis
 * @param {readonly {rows: readonly import("./pairs.mjs").Row[]}[]} tables one for each point
 * @param {string} id of the row in each table
 * @param {keyof typeof VALUES} value
 * @returns the line; its values are the middle, the least and the most
 */
export function line(name, points, tables, id, value) {
  const rows = tables.map(({ rows }) => rows.find((row) => row.id === id));
  const measured = points.flatMap((x, index) =>
    rows[index].ms.length === 0 ? [] : [{ x, y: VALUES[value](rows[index]) }],
  );
  return { name, points: measured };
}
