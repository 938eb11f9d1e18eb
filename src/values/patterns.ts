import { countAlternatives } from "../patterns/alternatives.ts";
import { pathMatcher } from "../patterns/path-matcher.ts";
import { type Kind, lines } from "./kinds.ts";

/** Characters of a pattern: Linux has no longer path. */
export const LONGEST_PATTERN = 4096;

/** Patterns of a list, each `{a,b}` written out: every file of an image may be compared with all of them. */
export const MOST_PATTERNS = 1000;

/** A list of patterns that `pathMatcher` can read. */
export const patterns: Kind<readonly string[]> = {
  noun: "a list of patterns such as *.map or /app/tests/**",
  isList: true,
  parse: (raw) => {
    const list = lines.parse(raw);
    return list !== undefined && excessOf(list) === null && list.every(isPattern) ? list : undefined;
  },
  schema: lines.schema,
  excess: (raw) => {
    const list = lines.parse(raw);
    return list === undefined ? null : excessOf(list);
  },
};

/** The limit that the patterns exceed, in words, or null. */
function excessOf(list: readonly string[]): string | null {
  const long = list.find(({ length }) => length > LONGEST_PATTERN);
  if (long !== undefined) {
    return `the pattern ${shown(long)} has ${number(long.length)} characters; it may have at most ${number(LONGEST_PATTERN)}`;
  }
  let all = 0;
  for (const pattern of list) {
    const count = countAlternatives(pattern);
    all += count;
    if (count > MOST_PATTERNS)
      return `the braces of ${shown(pattern)} stand for ${number(count)} patterns; a list may have at most ${number(MOST_PATTERNS)}`;
  }
  return all > MOST_PATTERNS
    ? `it has ${number(all)} patterns, the braces written out; it may have at most ${number(MOST_PATTERNS)}`
    : null;
}

function shown(pattern: string): string {
  return JSON.stringify(pattern.length <= 60 ? pattern : `${pattern.slice(0, 59)}…`);
}

function number(count: number): string {
  return count < 1e15 ? count.toLocaleString("en-US") : "countless";
}

function isPattern(text: string): boolean {
  if (/^!|^\/?$|\{[^}]*$|^[^{]*\}/.test(text)) return false;
  try {
    pathMatcher([text]);
    return true;
  } catch (error) {
    // A range that runs backwards: `[z-a]`.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
