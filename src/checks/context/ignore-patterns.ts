import { posix } from "node:path";
import { trim } from "../../dockerfile/white-space.ts";
import { StagegateError } from "../../host/errors.ts";
import { type Expression, expressionOf, type Part } from "./path-expression.ts";

/** A line of an ignore file. */
export interface Pattern {
  /** Without the `!`, and normalized: no slash at its ends, no `./` or `..`. */
  readonly text: string;
  /** Whether it takes back files that patterns above it leave out. */
  readonly isException: boolean;
  readonly expression: Expression;
}

/** Largest number of patterns of an ignore file: stagegate compares every path of the context with all of them. */
const MOST_PATTERNS = 1000;

/** Characters of the longest pattern: the longest path of Linux. */
const LONGEST_PATTERN = 4096;

/** Which patterns matched a folder: they match everything below it, too. */
export type PatternMatches = readonly boolean[];

/**
 * Reads an ignore file as BuildKit does.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 * @see https://github.com/moby/patternmatcher (ignorefile.ReadAll)
 * @param name of the file, for messages
 * @throws StagegateError if it has too many patterns, or too long ones
 */
export function parsePatterns(text: string, name = "the ignore file"): readonly Pattern[] {
  const lines = linesOf(text).flatMap((line) => (line === null ? [] : [line]));
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
  return lines.map(readLine).flatMap(({ text: own, isException }) => {
    // These name the context itself, which is always sent.
    const isContext = ["", ".", "/"].includes(own);
    return isContext ? [] : [{ text: own, isException, expression: ignoreExpression(own) }];
  });
}

/** The lines without white space around them; null for a line without a pattern. */
function linesOf(text: string): (string | null)[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((line) => (line.startsWith("#") ? null : trim(line) || null));
}

/**
 * Reads a line twice, as BuildKit does: `/!a` and `/ a` are `!a` and ` a` after the first time.
 * @see https://github.com/moby/patternmatcher `ignorefile.ReadAll`, then `patternmatcher.New`
 */
function readLine(line: string): Pick<Pattern, "text" | "isException"> {
  const sign = line.startsWith("!") ? "!" : "";
  const path = trim(line.slice(sign.length));
  const cleaned = path === "" ? "" : cleanLikeGo(path).replace(/^\/(?=.)/s, "");
  const again = cleanLikeGo(trim(sign + cleaned));
  const isException = again.startsWith("!");
  return { text: isException ? again.slice(1) : again, isException };
}

/** @see https://pkg.go.dev/path/filepath#Clean */
function cleanLikeGo(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/s, "");
}

/**
 * The first line of an ignore file for which BuildKit refuses the build; null if there is none. BuildKit says no
 * more than "syntax error in pattern".
 */
export function findRefused(text: string): { readonly line: number; readonly pattern: string } | null {
  const lines = linesOf(text);
  const index = lines.findIndex((line) => line !== null && isRefused(readLine(line).text));
  return index < 0 ? null : { line: index + 1, pattern: lines[index] ?? "" };
}

function isRefused(pattern: string): boolean {
  if (pattern === "" || !SYNTAX.test(pattern)) return true;
  return [...pattern.matchAll(TOKEN)].some(([token, escaped]) => {
    if (escaped !== undefined) return /[A-Za-z]/.test(escaped) && !GO_LETTERS.includes(escaped);
    return (
      token.length > 1 && token.startsWith("[") && expressionOf([{ kind: "one", source: token }]) === null
    );
  });
}

/**
 * Whether a pattern certainly matches the same paths here as in BuildKit: except for wildcards, none of its characters
 * has a meaning in a regular expression of Go.
 */
export function isSure({ text }: Pick<Pattern, "text">): boolean {
  return !text.includes("\uFFFD") && (isLiteral(text) || SURE.test(text));
}

const SURE =
  /^(?:[*?\w./!@+~,=#%:;&'"<>$() -]|[^\p{ASCII}\p{C}]|\\[!-.:-@[-`{-~]|\[\^?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|[\w.])+\])*$/u;

/** Escapes and sets that are complete. @see https://pkg.go.dev/path/filepath#Match */
const SYNTAX = /^(?:[^\\[]|\\.|\[(?:\^|(?!\^))(?:(?:\\.|[^\]\\-])(?:-(?:\\.|[^\]\\-]))?)+\])*$/su;

/** Letters with a meaning after a backslash in Go's regular expressions. */
const GO_LETTERS = "AaBbCDdEfnPpQrSstvWwxz";

function tooMuch(message: string): StagegateError {
  return new StagegateError(
    message,
    "Name folders instead of the files in them, for example `node_modules`.",
  );
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

/**
 * Whether patterns leave a path out. The last pattern that matches the path or a folder above it decides.
 * @param above the matches of the folder that contains it; empty for the context itself
 */
export function ignores(
  patterns: readonly Pattern[],
  path: string,
  above: PatternMatches,
): { readonly ignored: boolean; readonly matched: PatternMatches } {
  let ignored = false;
  const matched = patterns.map(({ isException, expression }, index) => {
    // BuildKit skips a pattern that would change nothing, and then does not know that it matched below: after
    // `**/*.md`, `!docs` takes nothing back, because docs itself was not left out.
    const matches = above[index] === true || (isException === ignored && expression.test(path));
    if (matches) ignored = !isException;
    return matches;
  });
  return { ignored, matched };
}

/** Whether an exception may take back something below a folder that is left out. */
export function mayTakeBack(patterns: readonly Pattern[], folder: string): boolean {
  const exceptions = patterns
    .filter(({ isException }) => isException)
    .map(({ text }) => text.replace(/\/\*\*?$/, ""));
  // With one wildcard among the exceptions, BuildKit reads all folders.
  return exceptions.some((text) => WILDCARD.test(text) || `${text}/`.startsWith(`${folder}/`));
}

/** Matches a pattern with special characters. */
export const WILDCARD = /[*?[\]^\\]/;

/** A normalized path without slashes at its ends; "" for the context itself. */
export function cleanPath(path: string): string {
  return posix
    .normalize(path)
    .replace(/^\.?\/|\/$/g, "")
    .replace(/^\.$/, "");
}

/** Tells which paths a pattern matches. */
export type PathExpression = Pick<RegExp, "test">;

/**
 * A pattern of paths as an expression: `*` and `?` match within a name, `**` matches any number of folders.
 * @returns if BuildKit refuses the pattern and the build, an expression that matches nothing
 */
export function toExpression(pattern: string): Expression {
  return expressionOf(partsOf(pattern, escapeRegExp)) ?? NOTHING;
}

/**
 * A pattern of an ignore file as an expression. If it has special characters, BuildKit makes a regular expression from
 * it, and keeps `|`, `^` and escaped letters as they are: `a|b*` matches a path that begins with `a` or ends in `b*`,
 * `^a*` equals `a*`, and the `\\D` in `bin\\Debug` matches any character except a digit.
 * @see https://github.com/moby/patternmatcher/blob/main/patternmatcher.go `compile`, `shouldEscape`
 */
function ignoreExpression(pattern: string): Expression {
  if (isLiteral(pattern)) return toExpression(pattern);
  const alternatives = alternativesOf(pattern);
  const expressions = alternatives.map((alternative, index): Expression => {
    const fromStart = alternative.replace(/^\^+/, "");
    const before: Part[] = index === 0 || fromStart !== alternative ? [] : [{ kind: "any" }];
    const after: Part[] = index === alternatives.length - 1 ? [] : [{ kind: "any" }];
    return expressionOf([...before, ...partsOf(fromStart, escapedSource), ...after]) ?? NOTHING;
  });
  return { test: (path) => expressions.some((expression) => expression.test(path)) };
}

/** Whether BuildKit compares the characters of a pattern as they are, except `**` at one of its ends. */
function isLiteral(pattern: string): boolean {
  const [, start = "", rest = "", end = ""] = /^(\*\*\/?)?(.*?)(\*\*)?$/s.exec(pattern) ?? [];
  return !REGULAR.test(rest) && (start === "" || end === "");
}

/** Characters with which BuildKit makes a regular expression from a pattern. */
const REGULAR = /[*?[\]\\]/;

/** The parts of a pattern between bars that are neither escaped nor in a set. */
function alternativesOf(pattern: string): string[] {
  const alternatives = [""];
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token === "|") alternatives.push("");
    else alternatives.push((alternatives.pop() ?? "") + token);
  }
  return alternatives;
}

/** @param sourceOf gives the regular expression of a character after a backslash */
function partsOf(pattern: string, sourceOf: (character: string) => string): Part[] {
  return [...pattern.matchAll(TOKEN)].map(({ 0: token, 1: escaped, index }): Part => {
    if (token.startsWith("**")) {
      const rest = pattern.slice(index + token.length);
      // BuildKit's special case: `**name` matches any path that ends in `name`, but `**name*` any file that begins so.
      const isSuffix = index === 0 && token === "**" && !REGULAR.test(rest);
      return { kind: rest === "" || isSuffix ? "any" : "folders" };
    }
    if (token === "*") return { kind: "name" };
    if (token === "?") return { kind: "one", source: "[^/]" };
    if (token.length > 1 && token.startsWith("[")) return { kind: "one", source: token };
    return { kind: "one", source: escaped === undefined ? escapeRegExp(token) : sourceOf(escaped) };
  });
}

/** The meaning of an escaped character in Go's regular expressions. @see https://pkg.go.dev/regexp/syntax */
function escapedSource(character: string): string {
  // Go refuses an unknown one, and BuildKit the build.
  return /[0-9A-Za-z]/.test(character) ? (GO_ESCAPES.get(character) ?? "[]") : escapeRegExp(character);
}

const GO_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["a", "\\x07"],
  ["f", "\\f"],
  ["n", "\\n"],
  ["r", "\\r"],
  ["t", "\\t"],
  ["v", "\\v"],
  ["d", "[0-9]"],
  ["D", "[^0-9]"],
  ["s", "[\\t\\n\\f\\r ]"],
  ["S", "[^\\t\\n\\f\\r ]"],
  ["w", "[0-9A-Za-z_]"],
  ["W", "[^0-9A-Za-z_]"],
]);

const NOTHING: Expression = { test: () => false };

const TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gsu;

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
