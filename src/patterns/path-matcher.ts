import { pathFinder } from "./path-finder.ts";

/**
 * Finds which pattern matches a file: `*` is any part of one name, `?` one character, `[ab]` either, `**` any
 * number of folders, `{a,b}` either. A pattern without a slash, or with one only at its end, matches in every
 * folder; any other matches the whole path. A pattern that matches a folder matches all below it.
 * @returns the function that takes a path from the root, without a leading slash; null if none names it,
 *   else one that does, as it is written
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => string | null {
  const find = pathFinder(
    patterns.flatMap((pattern) => {
      const name = pattern.replace(/\/$/, "");
      const path = name.includes("/") ? name.replace(/^\//, "") : `**/${name}`;
      return [path, `${path}/**`].map((form) => [form, pattern] as const);
    }),
  );
  return (path) => find(path)?.value ?? null;
}
