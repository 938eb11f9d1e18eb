import type { FilePlace } from "../model/report.ts";
import type { Statement } from "./rule.ts";

/** A value with its limits. */
interface LimitedValue {
  /** Subject and verb of the message: "production is". */
  readonly what: string;
  readonly actual: number;
  readonly max: number | null;
  readonly warn: number | null;
  readonly place: FilePlace | null;
}

/**
 * What a budget and its warning twin say of a value: nothing, a warning, or an error.
 * @param write how a value is written in the message
 * @param writeLimit how its limit is, a round figure as a rule
 */
export function checkLimit(
  { what, actual, max, warn, place }: LimitedValue,
  write: (value: number) => string,
  writeLimit: (limit: number) => string,
): Statement[] {
  const over = (limit: number, level: "error" | "warning", word: string): Statement => ({
    level,
    message: `${what} ${write(actual)}: ${write(actual - limit)} over its ${word} of ${writeLimit(limit)}`,
    actual,
    limit,
    place,
  });
  if (max !== null && actual > max) return [over(max, "error", "budget")];
  if (warn !== null && actual > warn) return [over(warn, "warning", "warning level")];
  return [];
}
