import { posix } from "node:path";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { parseStages } from "../../dockerfile/stages.ts";
import type { InstructionOrigin } from "../../model/report.ts";
import { instructionOf } from "../../model/written.ts";
import { wildcards } from "../../patterns/wildcards.ts";
import type { StageLayer } from "./plan.ts";

/** Changed files that are named; of more it is not plain which one counts. */
const MOST_FILES = 3;

/**
 * The changed files of the build context that an instruction works with: what a COPY takes; for a RUN what it mounts
 * by a path, and what it names of the files that it can see. A file that only lies there when a RUN starts is none:
 * nobody knows whether the RUN reads it. Empty if there are many.
 * @param own what made the layers of a stage
 * @param at the instruction's position among them
 * @param changed paths from the root of the context
 */
export function changedInputs(
  own: readonly StageLayer[],
  at: number,
  changed: readonly string[],
): readonly string[] {
  const layer = own[at];
  if (layer === undefined) return [];
  const text = instructionOf(layer.origin);
  const inputs = /^RUN\b/i.test(text)
    ? inputsOfRun(text, layer.context, own.slice(0, at), changed)
    : takenOf(layer.context, changed);
  return inputs.length <= MOST_FILES ? inputs : [];
}

function inputsOfRun(
  text: string,
  mounted: readonly string[],
  before: readonly StageLayer[],
  changed: readonly string[],
): readonly string[] {
  const seen = [...before.flatMap(({ context }) => context), ...mounted];
  const named = takenOf(seen, changed).filter((path) => isNamed(text, posix.basename(path)));
  return named.length > 0 ? named : takenOf(mounted.filter(isPath), changed);
}

/** Whether a source is not the whole build context. */
function isPath(source: string): boolean {
  return posix.join("/", source) !== "/";
}

function takenOf(sources: readonly string[], changed: readonly string[]): readonly string[] {
  const matchers = sources.map(pathMatcher);
  return changed.filter((path) => matchers.some((matches) => matches(path)));
}

/** Whether a text has a file name as a word or as the end of a path. */
function isNamed(text: string, name: string): boolean {
  return text.split(/[\s"'`,;:@()[\]{}<>=&|]+/).some((word) => posix.basename(word) === name);
}

/**
 * Makes what tells whether a Dockerfile of before has an instruction in the same stage with the same text.
 * @param before text of that Dockerfile
 */
export function instructionFinder(before: string): (origin: InstructionOrigin) => boolean {
  const stages = parseStages(before);
  const known = new Set(
    parseDockerfile(before).instructions.map(({ text, lines }) =>
      JSON.stringify([stages.findLast(({ line }) => line <= lines[0])?.name ?? null, text]),
    ),
  );
  return ({ stage, instruction }) => known.has(JSON.stringify([stage, instruction]));
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
