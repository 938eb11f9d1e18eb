import { posix } from "node:path";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { parseStages } from "../../dockerfile/stages.ts";
import type { InstructionOrigin } from "../../model/report.ts";
import { instructionOf, isFromContext } from "../../model/written.ts";
import { wildcards } from "../../patterns/wildcards.ts";
import type { StageLayer } from "./plan.ts";

/** Largest number of changed files: with more, it is unclear which one counts. */
const MOST_FILES = 3;

/**
 * The changed files of the build context that an instruction uses. For a COPY, these are the files that it copied. For
 * a RUN, these are visible files that it names; else files that it mounts by a path; else files that were copied by
 * name before it, as for `npm ci`. A file that was copied with its folder, as by `COPY . .`, does not count, because it
 * is unclear whether the RUN reads it. Empty if there are too many.
 * @param own the layers of a stage with their origins
 * @param at the position of the instruction among them
 * @param changed paths from the root of the context
 * @param made paths of the files in question that the instruction made, from the root of the stage
 */
export function changedInputs(
  own: readonly StageLayer[],
  at: number,
  changed: readonly string[],
  made: readonly string[],
): readonly string[] {
  const layer = own[at];
  if (layer === undefined) return [];
  const text = instructionOf(layer.origin);
  const inputs = /^RUN\b/i.test(text)
    ? inputsOfRun(text, layer.context, own.slice(0, at), changed)
    : inputsOfCopy(layer.context, changed, made);
  return inputs.length <= MOST_FILES ? inputs : [];
}

function inputsOfRun(
  text: string,
  mounted: readonly string[],
  before: readonly StageLayer[],
  changed: readonly string[],
): readonly string[] {
  const seen = [...before.flatMap(({ context }) => context), ...mounted];
  const named = takenOf(seen, changed).filter(({ path }) => isNamed(text, posix.basename(path)));
  const copied = before.flatMap(({ origin, context }) => (isFromContext(origin) ? context : []));
  const byName = takenOf(copied, changed).filter((taken) => taken.isByName);
  const inputs = [named, takenOf(mounted.filter(isPath), changed), byName].find(({ length }) => length > 0);
  return (inputs ?? []).map(({ path }) => path);
}

function inputsOfCopy(
  sources: readonly string[],
  changed: readonly string[],
  made: readonly string[],
): readonly string[] {
  const taken = takenOf(sources, changed);
  const inMade = taken.filter(({ rest }) => made.some((path) => `/${path}`.endsWith(`/${rest}`)));
  // A file that is copied by name may have a new name.
  const inputs = inMade.length > 0 ? inMade : taken.filter(({ isByName }) => isByName);
  return inputs.map(({ path }) => path);
}

/** Whether a source is only a part of the build context. */
function isPath(source: string): boolean {
  return posix.join("/", source) !== "/";
}

/** A file that a source of a COPY or a mount takes. */
interface Taken {
  /** From the root of the build context. */
  readonly path: string;
  /** The path from the source, which is the path at the destination. */
  readonly rest: string;
  /** Whether the source is the file itself, and not a folder around it. */
  readonly isByName: boolean;
}

/** The changed files that some sources take, each once. */
function takenOf(sources: readonly string[], changed: readonly string[]): readonly Taken[] {
  const takers = sources.map(fileTaker);
  return changed.flatMap((path) => {
    const taken = takers.flatMap((take) => take(path) ?? []);
    return taken.find(({ isByName }) => isByName) ?? taken[0] ?? [];
  });
}

/** Whether a text has a file name as a word or as the end of a path. */
function isNamed(text: string, name: string): boolean {
  return text.split(/[\s"'`,;:@()[\]{}<>=&|]+/).some((word) => posix.basename(word) === name);
}

/**
 * Makes a function that tells whether an earlier Dockerfile has an instruction with the same text in the same stage.
 * @param before text of the earlier Dockerfile
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

/**
 * Makes a function that tells how a source of a COPY takes a file: by itself, or with a folder; null if it does not.
 */
function fileTaker(pattern: string): (path: string) => Taken | null {
  const parts = posix
    .normalize(`/${pattern}`)
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (/[*?[]/.test(part) ? wildcards(part) : (name: string) => name === part));
  return (path) => {
    const names = path.split("/");
    const isTaken = names.length >= parts.length && parts.every((matches, at) => matches(names[at] ?? ""));
    const isByName = names.length === parts.length;
    return isTaken ? { path, rest: names.slice(isByName ? -1 : parts.length).join("/"), isByName } : null;
  };
}
