import { posix } from "node:path";

/** A line of an ignore file. */
export interface Pattern {
  /** Without the `!`, cleaned: no slash at its ends, no `./` or `..`. */
  readonly text: string;
  /** Whether it takes back what patterns above it leave out. */
  readonly isException: boolean;
  readonly expression: RegExp;
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

/**
 * A pattern of paths as an expression: `*` and `?` stay within a name, `**` goes over any number of folders.
 * @returns one that matches nothing where BuildKit refuses the pattern and the build
 */
export function toExpression(pattern: string): RegExp {
  const source = pattern.replace(TOKEN, (token, escaped: string | undefined, index: number) => {
    if (token.startsWith("**")) {
      const rest = pattern.slice(index + token.length);
      // BuildKit's special case: `**name` is any path that ends so, but `**name*` only any file that begins so.
      const isSuffix = index === 0 && token === "**" && !WILDCARD.test(rest);
      return rest === "" || isSuffix ? ".*" : "(?:.*/)?";
    }
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    return token.length > 1 && token.startsWith("[") ? token : escapeRegExp(escaped ?? token);
  });
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    return /(?!)/;
  }
}

const TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gsu;

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
