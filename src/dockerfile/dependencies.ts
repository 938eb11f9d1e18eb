import { csvFields } from "../text/csv.ts";
import { heredocOf, unquoted } from "./heredocs.ts";
import type { Command } from "./parse.ts";
import {
  type BuiltInstruction,
  type DependencySource,
  type Naming,
  type ResolvedStage,
  resolveStages,
  stageIndex,
} from "./sources.ts";
import { splitWords } from "./white-space.ts";

/** The inputs of an instruction from outside of its stage. */
export interface StageDependency {
  readonly from: DependencySource;
  /** As they are written, without quotes; none for a FROM, which takes all. */
  readonly paths: readonly string[];
  /**
   * Those among the paths of an ADD that it fetches from elsewhere, or may, without a checksum that says which file it
   * must be. Left out if there is none.
   */
  readonly unfixed?: readonly string[];
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
}

/**
 * The inputs of all stages that the targets need: their own stages, and the stages that these build upon or copy from.
 * BuildKit ignores other stages.
 * @param targets names of stages, null for the last one; what is no stage is left out
 * @returns in the order of the stages, each with its FROM first; what an ONBUILD takes counts once, for the
 * first stage upon it
 */
export function neededDependencies(
  dockerfile: string,
  targets: readonly (string | null)[],
  naming: Naming,
): readonly StageDependency[] {
  const { escapeCharacter, stages, sourceOf } = resolveStages(dockerfile, naming);
  const takenIn = (index: number, instructions: readonly BuiltInstruction[]): StageDependency[] =>
    instructions.flatMap(({ lines, ...command }) =>
      takenBy(command, escapeCharacter, (name, kind) => sourceOf(name, kind, index)).map((taken) => ({
        ...taken,
        lines,
      })),
    );
  /** Stages with ONBUILD instructions that are counted already. */
  const triggered = new Set<number>();
  const dependenciesOf = (
    { source, from, instructions }: ResolvedStage,
    index: number,
  ): readonly StageDependency[] => {
    const parent = source.kind === "stage" && !triggered.has(source.index) ? stages[source.index] : undefined;
    const triggers = parent === undefined || parent.isReplaced ? [] : parent.triggers;
    if (source.kind === "stage") triggered.add(source.index);
    const own = takenIn(index, instructions);
    return [{ from: source, paths: [], lines: from.lines }, ...takenIn(index, triggers), ...own];
  };
  const needed = new Map<number, readonly StageDependency[]>();
  const open = targets.map((target) => stageIndex(stages, target));
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const stage = stages[index];
    if (stage === undefined || needed.has(index)) continue;
    // A named context of a stage's name takes the stage's place.
    const dependencies = stage.isReplaced ? [] : dependenciesOf(stage, index);
    needed.set(index, dependencies);
    for (const { from } of dependencies) if (from.kind === "stage") open.push(from.index);
  }
  return [...needed.keys()].sort((one, other) => one - other).flatMap((index) => needed.get(index) ?? []);
}

/** The stages that each stage is built upon or takes from, by their places in the Dockerfile, each once. */
export function stagesTakenBy(dockerfile: string, naming: Naming): readonly ReadonlySet<number>[] {
  const { escapeCharacter, stages, sourceOf } = resolveStages(dockerfile, naming);
  return stages.map(({ source, instructions }, index) => {
    const taken = instructions.flatMap((command) =>
      takenBy(command, escapeCharacter, (name, kind) => sourceOf(name, kind, index)).map(({ from }) => from),
    );
    return new Set([source, ...taken].flatMap((from) => (from.kind === "stage" ? [from.index] : [])));
  });
}

/** The inputs of RUN, COPY or ADD, by their sources. */
function takenBy(
  { keyword, flags, rest, list }: Command,
  escapeCharacter: string,
  sourceOf: (name: string, kind: "copy" | "mount") => DependencySource,
): Omit<StageDependency, "lines">[] {
  switch (keyword) {
    case "ADD": {
      const paths = sourcePaths(list ?? splitWords(rest), escapeCharacter);
      // A variable in it may be empty, and then nothing is checked.
      const isChecked = /^[^$]+$/.test(flagValue(flags, "checksum"));
      const unfixed = isChecked ? [] : paths.filter(mayBeRemote);
      return [{ from: CONTEXT, paths, ...(unfixed.length === 0 ? {} : { unfixed }) }];
    }
    case "COPY": {
      const name = flagValue(flags, "from");
      const from = name === "" ? CONTEXT : sourceOf(name, "copy");
      return [{ from, paths: sourcePaths(list ?? splitWords(rest), escapeCharacter) }];
    }
    case "RUN":
      return flags.flatMap((flag) => takenByMount(flag, sourceOf));
    default:
      return [];
  }
}

function takenByMount(
  flag: string,
  sourceOf: (name: string, kind: "mount") => DependencySource,
): Omit<StageDependency, "lines">[] {
  if (!flag.startsWith("--mount=")) return [];
  const fields = csvFields(flag.slice("--mount=".length)) ?? [];
  const options = new Map(fields.map(fieldOf));
  const from = options.get("from") ?? "";
  // Other types of mounts have no source unless `from` is set.
  if (from === "" && (options.get("type") ?? "bind").toLowerCase() !== "bind") return [];
  const path = options.get("source") ?? options.get("src") ?? "/";
  return [{ from: from === "" ? CONTEXT : sourceOf(from, "mount"), paths: [path] }];
}

/** The key and the value of `key=value`; an option without a value, such as `ro`, has an empty one. */
export function fieldOf(field: string): readonly [key: string, value: string] {
  const [, key = field, value = ""] = /^([^=]*)=(.*)$/s.exec(field) ?? [];
  return [key.toLowerCase(), value];
}

/**
 * Whether ADD fetches a source from elsewhere: by a URL, or from a repository of git as `user@host:path`.
 * @see https://github.com/moby/buildkit/blob/master/util/gitutil/git_url.go
 */
export function isRemote(path: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^[\w-]+@[a-zA-Z0-9.-]+:/i.test(path);
}

/** The same for every version of BuildKit and every value of variables: some versions take `host:path` for a repository. */
function mayBeRemote(path: string): boolean {
  return isRemote(path) || path.includes("$") || /^[\w.-]+:/.test(path);
}

const CONTEXT: DependencySource = { kind: "context" };

/** The last value of a flag; "" if it is not given. */
function flagValue(flags: readonly string[], name: string): string {
  const start = `--${name}=`;
  return flags.findLast((flag) => flag.startsWith(start))?.slice(start.length) ?? "";
}

/** The sources of a COPY or ADD; those that stand in the Dockerfile itself are left out. */
function sourcePaths(words: readonly string[], escapeCharacter: string): readonly string[] {
  return words
    .slice(0, -1)
    .filter((word) => heredocOf(word) === null)
    .map((word) => unquoted(word, escapeCharacter));
}
