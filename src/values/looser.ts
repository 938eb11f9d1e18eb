import { type Amount, bytesOf } from "./amount.ts";

/** What counts as a looser value, by the meaning of a setting; see `Setting.isLooser`. */

/** A limit that is higher, or gone. */
export function isHigher(before: number | null, after: number | null): boolean {
  return before !== null && (after ?? Number.POSITIVE_INFINITY) > before;
}

/** A limit on a size or a percentage that is higher, or gone. */
export function isHigherAmount(before: Amount | null, after: Amount | null, whole: number | null): boolean {
  return isLooserAmount(before, after, whole, (old, now) => now > old);
}

/** A demanded size or percentage that is lower, or gone. */
export function isLowerAmount(before: Amount | null, after: Amount | null, whole: number | null): boolean {
  return isLooserAmount(before, after, whole, (old, now) => now < old);
}

/** A switch that is on now. */
export function isSwitchedOn(before: boolean | null, after: boolean | null): boolean {
  return before !== true && after === true;
}

/** A switch that is off now. */
export function isSwitchedOff(before: boolean | null, after: boolean | null): boolean {
  return before === true && after !== true;
}

/** A demand that is gone. */
export function isGone<T>(before: T | null, after: T | null): boolean {
  return before !== null && after === null;
}

/** A list of demands that no longer has every entry. */
export function hasFewer(before: readonly string[] | null, after: readonly string[] | null): boolean {
  return before?.some((entry) => after?.includes(entry) !== true) === true;
}

/** A list of exceptions that has a new one. */
export function hasMore(before: readonly string[] | null, after: readonly string[] | null): boolean {
  return hasFewer(after, before);
}

function isLooserAmount(
  before: Amount | null,
  after: Amount | null,
  whole: number | null,
  isLooser: (old: number, now: number) => boolean,
): boolean {
  if (before === null) return false;
  if (after === null) return true;
  const isSameKind = "percent" in before === "percent" in after;
  // Whether 5 MB are more than 10 % depends on what of; of the same kind, any whole will do.
  if (whole === null && !isSameKind) return false;
  return isLooser(bytesOf(before, whole ?? 1), bytesOf(after, whole ?? 1));
}
