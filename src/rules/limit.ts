import type { FilePlace } from "../model/report.ts";
import type { ExcessWords } from "../text/size.ts";
import type { Statement } from "./rule.ts";

/** A value with its limits. */
interface LimitedValue {
  /** Subject and verb of the message: "production is". */
  readonly what: string;
  /** What follows the value: "of production". */
  readonly of?: string;
  readonly actual: number;
  readonly max: number | null;
  readonly warn: number | null;
  readonly place: FilePlace | null;
  /** What to know beside it; none by default. */
  readonly advice?: string | null;
}

/**
 * What a budget and its warning twin say of a value: nothing, a warning, or an error.
 * @param write the amounts of the message
 */
export function checkLimit(
  { what, of, actual, max, warn, place, advice = null }: LimitedValue,
  write: (actual: number, limit: number) => ExcessWords,
): Statement[] {
  const over = (limit: number, level: "error" | "warning", word: string): Statement => {
    const words = write(actual, limit);
    return {
      level,
      message: `${what} ${words.actual}${of === undefined ? "" : ` ${of}`}: ${words.over} over its ${word} of ${words.limit}`,
      actual,
      limit,
      place,
      advice,
    };
  };
  if (max !== null && actual > max) return [over(max, "error", "budget")];
  if (warn !== null && actual > warn) return [over(warn, "warning", "warning level")];
  return [];
}
