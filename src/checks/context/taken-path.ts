import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";
import { type ContextSource, startOf, stepInto } from "./sources.ts";

/**
 * Whether a path of a context, there or gone, is among what sources take, or on the way to that.
 * @param patterns what the ignore file leaves out
 * @param path from the context on, with slashes
 */
export function takesPath(
  sources: readonly ContextSource[],
  patterns: readonly Pattern[],
  path: string,
): boolean {
  const names = path.split("/");
  let reach: ReturnType<typeof stepInto> = startOf(sources);
  let isIgnored = false;
  let matched: PatternMatches = [];
  for (const [index, name] of names.entries()) {
    reach = stepInto(reach, name);
    if (reach === null) return false;
    const found = ignores(patterns, names.slice(0, index + 1).join("/"), matched);
    isIgnored = found.ignored;
    matched = found.matched;
  }
  // It may be a folder: a submodule.
  return !isIgnored || mayTakeBack(patterns, path);
}
