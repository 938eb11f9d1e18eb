import type { FilePlace } from "../model/report.ts";
import type { ExcessWords } from "../text/size.ts";
import type { Statement } from "./rule.ts";

/** A value with its limits. */
export interface LimitedValue {
  /** Subject and verb of the message: "production is". */
  readonly what: string;
  /** The words that follow the value, such as "of production". */
  readonly of?: string;
  /** The name that both settings share, without `max-` and `warn-`. */
  readonly setting: string;
  readonly actual: number;
  readonly max: number | null;
  readonly warn: number | null;
  /** Where the value comes from, and what to do. */
  readonly explain: (excess: Excess) => Explanation;
}

/** The limit that a value exceeds. */
interface Excess {
  readonly limit: number;
  /** `max-size` */
  readonly setting: string;
}

/** The place and the advice of a finding. */
interface Explanation {
  readonly place: FilePlace | null;
  readonly advice: string;
}

/**
 * Compares a value with its budget and its warning twin: no statement, a warning, or an error.
 * @param write the amounts of the message
 */
export function checkLimit(
  { what, of, setting, actual, max, warn, explain }: LimitedValue,
  write: (actual: number, limit: number) => ExcessWords,
): Statement[] {
  const over = (limit: number, level: "error" | "warning", kind: "max" | "warn"): Statement => {
    const words = write(actual, limit);
    const name = `${kind}-${setting}`;
    return {
      level,
      message: `${what} ${words.actual}${of === undefined ? "" : ` ${of}`}, ${words.over} over ${name} (${words.limit})`,
      actual,
      limit,
      ...explain({ limit, setting: name }),
    };
  };
  if (max !== null && actual > max) return [over(max, "error", "max")];
  if (warn !== null && actual > warn) return [over(warn, "warning", "warn")];
  return [];
}
