import { posix } from "node:path";
import { wildcards } from "../../patterns/wildcards.ts";
import type { StageLayer } from "./plan.ts";

/** Changed files that are named; of more it is not plain which one counts. */
const MOST_FILES = 3;

/**
 * The changed files of the build context that an instruction works with: what a COPY takes, and for a RUN what it
 * mounts and what instructions before it brought into the stage. If the RUN names some of them, only these count.
 * Empty if there are many.
 * @param own what made the layers of a stage
 * @param at the instruction's position among them
 * @param changed paths from the root of the context
 */
export function changedInputs(
  own: readonly StageLayer[],
  at: number,
  changed: readonly string[],
): readonly string[] {
  const text = own[at]?.origin.instruction ?? "";
  const isRun = /^RUN\b/i.test(text);
  const patterns = (isRun ? own.slice(0, at + 1) : own.slice(at, at + 1)).flatMap(({ context }) => context);
  const matchers = patterns.map(pathMatcher);
  const taken = changed.filter((path) => matchers.some((matches) => matches(path)));
  const named = isRun ? taken.filter((path) => isNamed(text, posix.basename(path))) : [];
  const inputs = named.length > 0 ? named : taken;
  return inputs.length <= MOST_FILES ? inputs : [];
}

/** Whether a text has a file name as a word or as the end of a path. */
function isNamed(text: string, name: string): boolean {
  return text.split(/[\s"',;()[\]=&|]+/).some((word) => posix.basename(word) === name);
}

/** Matches what a source of a COPY takes: the file, or all below the folder. */
function pathMatcher(pattern: string): (path: string) => boolean {
  const parts = posix
    .normalize(`/${pattern}`)
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (/[*?[]/.test(part) ? wildcards(part) : (name: string) => name === part));
  return (path) => {
    const names = path.split("/");
    return names.length >= parts.length && parts.every((matches, at) => matches(names[at] ?? ""));
  };
}
