import { type Kind, lines } from "../values/kinds.ts";
import { pathFinder } from "./path-finder.ts";

/** A list of patterns that `pathMatcher` can read. */
export const patterns: Kind<readonly string[]> = {
  noun: "a list of patterns such as *.map or /app/tests/**",
  isList: true,
  parse: (raw) => {
    const list = lines.parse(raw);
    return list?.every(isPattern) === true ? list : undefined;
  },
  schema: lines.schema,
};

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

/**
 * Tells which of some patterns names a file: `*` is any part of one name, `?` one character, `[ab]` either,
 * `**` any number of folders, `{a,b}` either. One without a slash, or with one only at its end, is looked for
 * in every folder; any other is of the whole path. One that names a folder has all that is below it.
 * @returns the function that takes a path from the root, without a leading slash; null where none names it,
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
