import { type Command, oneLine, parseDockerfile } from "./parse.ts";
import { type BuiltInstruction, type Naming, resolveStages, stageIndex, UNKNOWN_NAMING } from "./sources.ts";
import { quotedWords } from "./words.ts";

/** An instruction of a stage. */
export interface Instruction extends Command {
  /** Name of the stage in which it stands; null if that has none. */
  readonly stage: string | null;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** As it stands in the Dockerfile, on one line. */
  readonly text: string;
  /** Names of the variables that ENV sets or ARG declares; none for any other instruction. */
  readonly variables: readonly string[];
}

/** The parts of a target, from its outermost FROM on. */
export interface Chain {
  /** What the outermost FROM says, variables not expanded; the name of a context that takes a stage's place. */
  readonly from: string;
  /** The same with values for variables; null if one is not known. */
  readonly base: string | null;
  /**
   * Of all its stages, in the order in which they are built; FROM is not among them. An ONBUILD of the Dockerfile
   * itself appears again as the instruction behind it, in the place where that is built.
   */
  readonly instructions: readonly Instruction[];
}

/**
 * The instructions that make a target, starting with the stages that it is built upon.
 * @param target name of a stage, or null for the last one
 * @returns null if there is no such stage
 */
export function parseChain(
  dockerfile: string,
  target: string | null,
  naming: Naming = UNKNOWN_NAMING,
): Chain | null {
  const { escapeCharacter, stages } = resolveStages(dockerfile, naming);
  const chain: (readonly BuiltInstruction[])[] = [];
  let stage = stages[stageIndex(stages, target)];
  let outermost = stage;
  while (stage !== undefined) {
    outermost = stage;
    if (stage.isReplaced) break;
    const parent = stage.source.kind === "stage" ? stages[stage.source.index] : undefined;
    chain.push(stage.instructions, parent === undefined || parent.isReplaced ? [] : parent.triggers);
    stage = parent;
  }
  if (outermost === undefined) return null;
  const { name, isReplaced, written, base } = outermost;
  const instructions = chain
    .reverse()
    .flat()
    .map((instruction) => ({ ...instruction, variables: variablesOf(instruction, escapeCharacter) }));
  return isReplaced ? { from: name ?? "", base: name, instructions } : { from: written, base, instructions };
}

/** The names that ENV or ARG has, `ENV NAME the value` among them. */
function variablesOf({ keyword, rest }: BuiltInstruction, escapeCharacter: string): readonly string[] {
  if (keyword !== "ENV" && keyword !== "ARG") return [];
  const words = quotedWords(rest, escapeCharacter);
  const isOldForm = keyword === "ENV" && words[0]?.includes("=") === false;
  return (isOldForm ? words.slice(0, 1) : words).map((word) => word.replace(/=.*$/s, ""));
}

/** The text at some lines of a Dockerfile, on one line. */
export type TextAt = (lines: readonly [number, number]) => string;

/** Finds an instruction's text by its lines; any other lines are taken as they stand. */
export function instructionTexts(dockerfile: string): TextAt {
  const rows = dockerfile.split("\n");
  const byLine = new Map(
    parseDockerfile(dockerfile).instructions.map((instruction) => [instruction.lines[0], instruction]),
  );
  return ([first, last]) => {
    const instruction = byLine.get(first);
    return instruction?.lines[1] === last ? instruction.text : oneLine(rows.slice(first - 1, last));
  };
}
