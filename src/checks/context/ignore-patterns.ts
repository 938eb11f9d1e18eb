import { posix } from "node:path";

/** A line of an ignore file. */
export interface Pattern {
  /** Without the `!`, cleaned: no slash at its ends, no `./` or `..`. */
  readonly text: string;
  /** Whether it takes back what patterns above it leave out. */
  readonly isException: boolean;
  readonly expression: PathExpression;
}

/** Which patterns matched a folder: they match all that is below it as well. */
export type PatternMatches = readonly boolean[];

/**
 * Reads an ignore file as BuildKit does.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 * @see https://github.com/moby/patternmatcher (ignorefile.ReadAll)
 */
export function parsePatterns(text: string): readonly Pattern[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => {
      const [, sign = "", rest = ""] = /^(!?)\s*(.*)$/.exec(line.trim()) ?? [];
      const cleaned = cleanPath(rest);
      return cleaned === ""
        ? []
        : [{ text: cleaned, isException: sign !== "", expression: toExpression(cleaned) }];
    });
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
export function toExpression(pattern: string): PathExpression {
  const tokens = Array.from(pattern.matchAll(TOKEN), (found) => sourceOf(pattern, found));
  const wildcards = tokens.filter((source) => Object.hasOwn(STEPS, source)).length;
  try {
    const whole = new RegExp(`^${tokens.join("")}$`, "su");
    return wildcards <= MOST_WILDCARDS ? whole : stepwise(tokens);
  } catch {
    return /(?!)/;
  }
}

/** A token of a pattern as a part of a regular expression. */
function sourceOf(pattern: string, { 0: token, 1: escaped, index }: RegExpExecArray): string {
  if (token.startsWith("**")) {
    const rest = pattern.slice(index + token.length);
    // BuildKit's special case: `**name` is any path that ends so, but `**name*` only any file that begins so.
    const isSuffix = index === 0 && token === "**" && !WILDCARD.test(rest);
    return rest === "" || isSuffix ? ANYTHING : FOLDERS;
  }
  if (token === "*") return WITHIN_NAME;
  if (token === "?") return "[^/]";
  return token.length > 1 && token.startsWith("[") ? token : escapeRegExp(escaped ?? token);
}

const ANYTHING = ".*";
const FOLDERS = "(?:.*/)?";
const WITHIN_NAME = "[^/]*";

/** Each further one may multiply the time of a regular expression by the length of the path. */
const MOST_WILDCARDS = 3;

/** From the ends that the tokens so far may have in a path to those with the wildcard behind them. */
type Step = (ends: readonly boolean[], path: readonly string[]) => boolean[];

const STEPS: Readonly<Record<string, Step>> = {
  [ANYTHING]: (ends) => {
    const first = ends.indexOf(true);
    return ends.map((_, at) => at >= first);
  },
  [FOLDERS]: (ends, path) => {
    const first = ends.indexOf(true);
    return ends.map((isEnd, at) => isEnd || (at > first && path[at - 1] === "/"));
  },
  [WITHIN_NAME]: (ends, path) => {
    let isOpen = false;
    return ends.map((isEnd, at) => {
      isOpen = isEnd || (isOpen && path[at - 1] !== "/");
      return isOpen;
    });
  },
};

/** The same as the tokens' regular expression, in a time that grows with the path and not by its powers. */
function stepwise(tokens: readonly string[]): PathExpression {
  const steps = tokens.map((source): Step => {
    const wildcard = STEPS[source];
    if (wildcard !== undefined) return wildcard;
    const one = new RegExp(`^${source}$`, "su");
    return (ends, path) => ends.map((_, at) => ends[at - 1] === true && one.test(path[at - 1] ?? ""));
  });
  return {
    test: (text) => {
      const path = Array.from(text);
      let ends = [true, ...path.map(() => false)];
      for (const step of steps) {
        ends = step(ends, path);
        if (!ends.includes(true)) return false;
      }
      return ends.at(-1) === true;
    },
  };
}

const TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gsu;

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
