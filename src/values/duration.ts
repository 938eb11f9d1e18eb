import type { Kind } from "./kinds.ts";

const UNITS = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** In ms: the longest time of a GitHub job on a self-hosted runner. */
const LONGEST = 120 * UNITS.h;

const PATTERN = /^(?=\d)(?:(\d+(?:\.\d+)?) ?h)? ?(?:(\d+(?:\.\d+)?) ?m)? ?(?:(\d+(?:\.\d+)?) ?s)?$/;

/** A time in ms: `90s`, `30m`, `1.5h`, `10m30s`. A number without a unit is refused, because the unit is unclear. */
export const duration: Kind<number> = {
  noun: "a duration from 1s to 120h",
  parse: (raw) => {
    const match = PATTERN.exec(String(raw).trim());
    if (match === null) return undefined;
    const [, hours = 0, minutes = 0, seconds = 0] = match;
    const ms = Math.round(Number(hours) * UNITS.h + Number(minutes) * UNITS.m + Number(seconds) * UNITS.s);
    return ms >= UNITS.s && ms <= LONGEST ? ms : undefined;
  },
  schema: { type: "string", pattern: PATTERN.source },
  write: formatTimeout,
  suggest: (raw) => {
    const [, number, unit] = /^(\d+(?:\.\d+)?) ?(s|m|h)[a-z]*$/i.exec(String(raw).trim()) ?? [];
    const spelling = `${number}${unit?.toLowerCase()}`;
    return duration.parse(spelling) === undefined ? null : spelling;
  },
};

/** `90s`, `30m`, `1h`: a time in ms in the largest unit that makes it a whole number. */
export function formatTimeout(ms: number): string {
  const unit = ms % UNITS.h === 0 ? "h" : ms % UNITS.m === 0 ? "m" : "s";
  return `${ms / UNITS[unit]}${unit}`;
}
