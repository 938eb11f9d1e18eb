// Figures as people read them.
import { median } from "./pairs.mjs";

/** How many times as long one row took as another, round by round; null where one has no figures. */
export function ratio(row, other) {
  const pairs = inPairs(row, other, (one, two) => one / two);
  return pairs.length === 0 ? null : median(pairs);
}

/** How much longer in ms, round by round; null where one has no figures. */
export function difference(row, other) {
  const pairs = inPairs(row, other, (one, two) => one - two);
  return pairs.length === 0 ? null : median(pairs);
}

function inPairs(row, other, relate) {
  return row.ms.slice(0, other.ms.length).map((ms, round) => relate(ms, other.ms[round]));
}

/** Under a second in ms, as 85 ms; else as 12.4 s. */
export function duration(ms) {
  if (Math.abs(ms) < 1000) return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** 0.043, 0.43, 4.3, 43. */
export function times(factor) {
  return factor >= 20 ? factor.toFixed(0) : factor.toPrecision(2);
}
