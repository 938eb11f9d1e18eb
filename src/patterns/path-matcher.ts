import { pathFinder } from "./path-finder.ts";

/**
 * Tells which of some patterns names a file: `*` is any part of one name, `?` one character, `[ab]` either,
 * `**` any number of folders, `{a,b}` either. One without a slash, or with one only at its end, is looked for
 * in every folder; any other is of the whole path. One that names a folder has all that is below it.
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
