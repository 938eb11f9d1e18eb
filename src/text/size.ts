/**
 * Reads and writes sizes. Writes decimal units as Docker does, reads decimal (`MB` = 10⁶) and binary (`MiB` = 2²⁰)
 * ones.
 */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["kB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["TB", 1e12],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
  ["TiB", 2 ** 40],
]);

/**
 * Reads a size such as `150MB`, `1.5 GiB` or `512B` as a whole number of bytes, rounded down: 499 B passes a limit
 * of 499.9 B, and 500 B does not. Null for anything else, a number without a unit and units in another spelling
 * (`mb`, `Mb`, `M`) included, since their meaning is ambiguous.
 */
export function parseSize(text: string): number | null {
  const match = /^(\d+)(?:\.(\d+))? ?([A-Za-z]+)$/.exec(text.trim());
  const [, integer = "", decimals = "", name = ""] = match ?? [];
  const unit = UNITS.get(name);
  if (match === null || unit === undefined) return null;
  const bytes = Number((BigInt(integer + decimals) * BigInt(unit)) / 10n ** BigInt(decimals.length));
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** The spelling for `parseSize` that was probably unitName (`150mb` → `150MB`), or null. */
export function suggestSize(text: string): string | null {
  const match = /^([\d.,]+) ?([A-Za-z]*)$/.exec(text.trim());
  if (match === null) return null;
  const unitName = (match[2] ?? "").toLowerCase();
  const unit =
    unitName === ""
      ? "MB"
      : [...UNITS.keys()].find((name) => [name, name[0]].some((form) => form?.toLowerCase() === unitName));
  const suggestion = `${(match[1] ?? "").replace(",", ".")}${unit}`;
  return parseSize(suggestion) === null ? null : suggestion;
}

/** Writes bytes as `512 B`, `36.2 kB`, `162.4 MB` or `2.58 GB`; a negative number with `-`. */
export function formatSize(bytes: number): string {
  const magnitude = Math.abs(bytes);
  if (magnitude < 1000) return `${bytes} B`;
  // The largest value of a unit must not round up to 1000 of that unit.
  const [unit, divisor, digits] =
    magnitude < 999_950
      ? (["kB", 1e3, 1] as const)
      : magnitude < 999_950_000
        ? (["MB", 1e6, 1] as const)
        : (["GB", 1e9, 2] as const);
  return `${(bytes / divisor).toFixed(digits)} ${unit}`;
}

/** Writes a budget, usually a round number, without zeros after the point: `150 MB`, `1.5 GB`. */
export function formatLimit(bytes: number): string {
  return formatSize(bytes).replace(/\.?0+(?= [kMG]B$)/, "");
}

/** A budget with some headroom for a size, as in settings: 10 % more, in two digits: 162.4 MB → `180MB`. */
export function roomyBudget(bytes: number): string {
  const roomy = Math.max(1, bytes * 1.1);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(roomy)) - 1);
  return formatLimit(Math.ceil(roomy / step) * step).replace(" ", "");
}

/** Writes every byte: `150,000,001 B`. */
export function formatBytes(bytes: number): string {
  return `${bytes.toLocaleString("en-US")} B`;
}

/** Whether rounding hides that one size is larger than another, as `150.0 MB` of a limit of `150 MB`. */
export function looksEqual(larger: number, smaller: number): boolean {
  return (parseSize(formatSize(larger)) ?? larger) <= (parseSize(formatSize(smaller)) ?? smaller);
}

/** A size, how far it is over its limit, and the limit; exact where rounding would hide the difference. */
export function excessWords(actual: number, limit: number): ExcessWords {
  const isExact = looksEqual(actual, limit);
  const write = isExact ? formatBytes : formatSize;
  const round = formatLimit(limit);
  const isRound = parseSize(round) === limit;
  return {
    actual: write(actual),
    over: write(actual - limit),
    limit: isExact && !isRound ? formatBytes(limit) : round,
  };
}

/** The parts of a message about a value over its limit. */
export interface ExcessWords {
  readonly actual: string;
  readonly over: string;
  readonly limit: string;
}
