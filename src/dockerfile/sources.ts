import { type Command, type ParsedInstruction, parseDockerfile } from "./parse.ts";
import { splitStages } from "./stages.ts";
import { type BuildSettings, expandVariables, globalVariables } from "./variables.ts";

/** The data that decides the meaning of a name in a Dockerfile. */
export interface Naming extends BuildSettings {
  readonly buildContexts: Readonly<Record<string, string | null>> | null;
}

/** With the Dockerfile alone. */
export const UNKNOWN_NAMING: Naming = { buildArgs: null, buildContexts: null };

/** The source of an instruction's input. */
export type DependencySource =
  | { readonly kind: "context" }
  /** Another stage, by its place in the Dockerfile from 0. */
  | { readonly kind: "stage"; readonly index: number }
  /** An image that no stage made, variables expanded. */
  | { readonly kind: "image"; readonly name: string }
  /** A named context, nothing (`scratch`), or what a variable without a known value says: `isUnknown`. */
  | { readonly kind: "other"; readonly isUnknown?: true };

/** A stage with the image or the stage that its FROM leads to. */
export interface ResolvedStage {
  /** Lower-cased; null if it has none. */
  readonly name: string | null;
  /** The text behind FROM. */
  readonly written: string;
  /** The same with values for variables; null if one is not known. */
  readonly base: string | null;
  readonly source: DependencySource;
  readonly from: ParsedInstruction;
  /** Its own, without its FROM. */
  readonly instructions: readonly BuiltInstruction[];
  /** The instructions behind its ONBUILDs: each stage that is built upon it begins with these. */
  readonly triggers: readonly BuiltInstruction[];
  /** Whether a named context of its name takes its place. */
  readonly isReplaced: boolean;
}

/** An instruction that a stage runs. If it comes from an ONBUILD, it has the lines of the ONBUILD. */
export interface BuiltInstruction extends Command, Pick<ParsedInstruction, "lines" | "text"> {
  /** Name of the stage in which it stands; null if that has none. */
  readonly stage: string | null;
}

/** The stages of a Dockerfile, and the meanings of names in them. */
export interface ResolvedDockerfile {
  /** The Dockerfile's escape character. */
  readonly escapeCharacter: string;
  readonly stages: readonly ResolvedStage[];
  /** Where `COPY --from` or a mount's `from` in a stage leads to. */
  readonly sourceOf: (name: string, kind: "copy" | "mount", stage: number) => DependencySource;
}

/**
 * Finds the stages of a Dockerfile as BuildKit does.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
export function resolveStages(text: string, naming: Naming): ResolvedDockerfile {
  const dockerfile = parseDockerfile(text);
  const { escapeCharacter } = dockerfile;
  const { before, stages: parsed } = splitStages(dockerfile);
  const variables = globalVariables(before, escapeCharacter, naming);
  const contexts = new Set(Object.keys(naming.buildContexts ?? {}).map(familiar));
  /** Positions of the stages by their names; of several with one name the last one's. */
  const positions = new Map<string, number>();
  const stages: ResolvedStage[] = [];
  for (const [index, { name, base: written, from, instructions }] of parsed.entries()) {
    const base = expandVariables(written, variables, escapeCharacter);
    const source = namedSource(base, positions, contexts);
    const isReplaced = name !== null && contexts.has(name);
    const own = instructions.map((instruction) => ({ ...instruction, stage: name }));
    const triggers = instructions.flatMap((instruction) => triggerOf(instruction, name));
    stages.push({ name, written, base, source, from, instructions: own, triggers, isReplaced });
    if (name !== null) positions.set(name, index);
  }
  const sourceOf: ResolvedDockerfile["sourceOf"] = (name, kind, stage) => {
    // BuildKit expands no variables here, so only a dollar at the end is allowed.
    if (/\$./.test(name)) return UNKNOWN;
    const isNumber = kind === "copy" && /^[+-]?\d+$/.test(name);
    const source = isNumber ? numberedSource(Number(name)) : namedSource(name, positions, contexts);
    // One that stands further down is refused.
    return source.kind === "stage" && source.index >= stage ? OTHER : source;
  };
  return { escapeCharacter, stages, sourceOf };
}

/** The instruction behind an ONBUILD; nothing for any other instruction. */
function triggerOf({ trigger, lines, text }: ParsedInstruction, stage: string | null): BuiltInstruction[] {
  return trigger === null ? [] : [{ ...trigger, lines, text, stage }];
}

/** The place of a stage; of the last one for null, and -1 for an unknown name. */
export function stageIndex(stages: readonly Pick<ResolvedStage, "name">[], target: string | null): number {
  return target === null
    ? stages.length - 1
    : stages.findLastIndex(({ name }) => name === target.toLowerCase());
}

const OTHER: DependencySource = { kind: "other" };
const UNKNOWN: DependencySource = { kind: "other", isUnknown: true };

function numberedSource(index: number): DependencySource {
  return index >= 0 ? { kind: "stage", index } : OTHER;
}

/**
 * The names of the named contexts that the outermost FROM of a target leads to, as the settings write them: none or
 * one. All of them if the value of a variable in it is not known.
 * @param target name of a stage, null for the last one
 */
export function contextsOfFrom(text: string, target: string | null, naming: Naming): readonly string[] {
  const { stages } = resolveStages(text, naming);
  const names = Object.keys(naming.buildContexts ?? {});
  const called = (name: string | null) =>
    names.filter((one) => name !== null && familiar(one) === familiar(name));
  let stage = stages[stageIndex(stages, target)];
  while (stage?.source.kind === "stage" && !stage.isReplaced) stage = stages[stage.source.index];
  if (stage === undefined) return names;
  if (stage.isReplaced) return called(stage.name);
  if (stage.source.kind !== "other") return [];
  return stage.base === null ? names : called(stage.base);
}

/** The source of a name: a stage, a named context, or else an image. */
function namedSource(
  name: string | null,
  positions: ReadonlyMap<string, number>,
  contexts: ReadonlySet<string>,
): DependencySource {
  if (name === null || name === "") return UNKNOWN;
  if (name.endsWith(":")) return OTHER;
  const index = positions.get(name.toLowerCase());
  if (index !== undefined) return { kind: "stage", index };
  return name === "scratch" || contexts.has(familiar(name)) ? OTHER : { kind: "image", name };
}

/** An image's name as named contexts are compared: `docker.io/library/alpine:latest` → `alpine`. */
function familiar(name: string): string {
  return name.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
}
