import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";
import { type ContextSource, startOf, stepInto } from "./sources.ts";

/**
 * Whether sources take a path of a context, or something below it. The path need not exist any more.
 * @param patterns of the ignore file
 * @param path from the context, with slashes
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
  // The path may be a folder, such as a submodule.
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
