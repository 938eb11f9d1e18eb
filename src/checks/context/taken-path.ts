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
  for (const name of names) {
    reach = stepInto(reach, name);
    if (reach === null) return false;
  }
  // It may be a folder: a submodule.
  return !isLeftOut(patterns, names) || mayTakeBack(patterns, path);
}

function isLeftOut(patterns: readonly Pattern[], names: readonly string[]): boolean {
  let isIgnored = false;
  let above: PatternMatches = [];
  for (const index of names.keys()) {
    const { ignored, matched } = ignores(patterns, names.slice(0, index + 1).join("/"), above);
    isIgnored = ignored;
    above = matched;
  }
  return isIgnored;
}
