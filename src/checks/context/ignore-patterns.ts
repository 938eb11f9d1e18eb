import { posix } from "node:path";
import { StagegateError } from "../../host/errors.ts";
import { type Expression, expressionOf, type Part } from "./path-expression.ts";

/** A line of an ignore file. */
export interface Pattern {
  /** Without the `!`, cleaned: no slash at its ends, no `./` or `..`. */
  readonly text: string;
  /** Whether it takes back what patterns above it leave out. */
  readonly isException: boolean;
  readonly expression: Expression;
}

/** Patterns that an ignore file may have: every path of the context may be compared with all of them. */
const MOST_PATTERNS = 1000;

/** Characters of a pattern: Linux has no longer paths. */
const LONGEST_PATTERN = 4096;

/** Which patterns matched a folder: they match all that is below it as well. */
export type PatternMatches = readonly boolean[];

/**
 * Reads an ignore file as BuildKit does.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 * @see https://github.com/moby/patternmatcher (ignorefile.ReadAll)
 * @param name what a person calls the file
 * @throws StagegateError where it has more or longer patterns than may be compared with every path
 */
export function parsePatterns(text: string, name = "the ignore file"): readonly Pattern[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > MOST_PATTERNS)
    throw tooMuch(
      `${name} has ${number(lines.length)} patterns; it may have at most ${number(MOST_PATTERNS)}`,
    );
  const long = lines.find(({ length }) => length > LONGEST_PATTERN);
  if (long !== undefined) {
    throw tooMuch(
      `${name} has a pattern of ${number(long.length)} characters; it may have at most ${number(LONGEST_PATTERN)}`,
    );
  }
  return lines.flatMap((line) => {
    const [, sign = "", rest = ""] = /^(!?)\s*(.*)$/.exec(line) ?? [];
    const cleaned = cleanPath(rest);
    return cleaned === ""
      ? []
      : [{ text: cleaned, isException: sign !== "", expression: toExpression(cleaned) }];
  });
}

function tooMuch(message: string): StagegateError {
  return new StagegateError(message, "Name folders instead of the files in them, for example: node_modules");
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

/**
 * Whether patterns leave a path out: the last one that matches it, or matched a folder above it, decides.
 * @param above what matched the folder that it is in; empty for the context itself
 */
export function ignores(
  patterns: readonly Pattern[],
  path: string,
  above: PatternMatches,
): { readonly ignored: boolean; readonly matched: PatternMatches } {
  let ignored = false;
  const matched = patterns.map(({ isException, expression }, index) => {
    // BuildKit does not try what would change nothing, and so does not know of it further down: after
    // `**/*.md`, `!docs` takes nothing back, since docs itself was not left out.
    const matches = above[index] === true || (isException === ignored && expression.test(path));
    if (matches) ignored = !isException;
    return matches;
  });
  return { ignored, matched };
}

/** Whether something below a folder that is left out may be taken back. */
export function mayTakeBack(patterns: readonly Pattern[], folder: string): boolean {
  const exceptions = patterns
    .filter(({ isException }) => isException)
    .map(({ text }) => text.replace(/\/\*\*?$/, ""));
  // With one wildcard among the exceptions, BuildKit looks into everything.
  return exceptions.some((text) => WILDCARD.test(text) || `${text}/`.startsWith(`${folder}/`));
}

/** Whether a pattern has more than plain characters. */
export const WILDCARD = /[*?[\]^\\]/;

/** A path without slashes at its ends, and without what changes nothing in it; "" for the context itself. */
export function cleanPath(path: string): string {
  return posix
    .normalize(path)
    .replace(/^\.?\/|\/$/g, "")
    .replace(/^\.$/, "");
}

/** What a pattern matches. */
export type PathExpression = Pick<RegExp, "test">;

/**
 * A pattern of paths as an expression: `*` and `?` stay within a name, `**` goes over any number of folders.
 * @returns one that matches nothing where BuildKit refuses the pattern and the build
 */
export function toExpression(pattern: string): Expression {
  const parts = [...pattern.matchAll(TOKEN)].map(({ 0: token, 1: escaped, index }): Part => {
    if (token.startsWith("**")) {
      const rest = pattern.slice(index + token.length);
      // BuildKit's special case: `**name` is any path that ends so, but `**name*` only any file that begins so.
      const isSuffix = index === 0 && token === "**" && !WILDCARD.test(rest);
      return { kind: rest === "" || isSuffix ? "any" : "folders" };
    }
    if (token === "*") return { kind: "name" };
    if (token === "?") return { kind: "one", source: "[^/]" };
    if (token.length > 1 && token.startsWith("[")) return { kind: "one", source: token };
    return { kind: "one", source: escapeRegExp(escaped ?? token) };
  });
  return expressionOf(parts) ?? NOTHING;
}

const NOTHING: Expression = { test: () => false };

const TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gsu;

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
