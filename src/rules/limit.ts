import type { FilePlace } from "../model/report.ts";
import type { ExcessWords } from "../text/size.ts";
import type { Statement } from "./rule.ts";

/** A value with its limits. */
interface LimitedValue {
  /** Subject and verb of the message: "production is". */
  readonly what: string;
  /** The words that follow the value, such as "of production". */
  readonly of?: string;
  /** The name that both settings share, without `max-` and `warn-`. */
  readonly setting: string;
  readonly actual: number;
  readonly max: number | null;
  readonly warn: number | null;
  readonly place: FilePlace | null;
  /** None by default. */
  readonly advice?: string | null;
}

/**
 * Compares a value with its budget and its warning twin: no statement, a warning, or an error.
 * @param write the amounts of the message
 */
export function checkLimit(
  { what, of, setting, actual, max, warn, place, advice = null }: LimitedValue,
  write: (actual: number, limit: number) => ExcessWords,
): Statement[] {
  const over = (limit: number, level: "error" | "warning", kind: "max" | "warn"): Statement => {
    const words = write(actual, limit);
    return {
      level,
      message: `${what} ${words.actual}${of === undefined ? "" : ` ${of}`}, ${words.over} over ${kind}-${setting} (${words.limit})`,
      actual,
      limit,
      place,
      advice,
    };
  };
  if (max !== null && actual > max) return [over(max, "error", "max")];
  if (warn !== null && actual > warn) return [over(warn, "warning", "warn")];
  return [];
}
