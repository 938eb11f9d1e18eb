import { DockerfileParser } from "dockerfile-ast";
import { parseStages, type Stage } from "./stages.ts";

/** An instruction of a stage. */
export interface Instruction {
  /** Upper-cased: `RUN`. */
  readonly keyword: string;
  /** Name of its stage; null where that has none. */
  readonly stage: string | null;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** As it stands in the Dockerfile, on one line. */
  readonly text: string;
}

/** What a target is made of, from its outermost FROM on. */
export interface Chain {
  /** What the outermost FROM names, variables not expanded. */
  readonly base: string;
  /** Of all its stages, in the order in which they are built; FROM is not among them. */
  readonly instructions: readonly Instruction[];
}

/**
 * The instructions that make a target, those of the stages that it is built upon first.
 * @param target name of a stage, or null for the last one
 * @returns null where there is no such stage
 */
export function parseChain(dockerfile: string, target: string | null): Chain | null {
  const stages = parseStages(dockerfile);
  const all = DockerfileParser.parse(dockerfile).getInstructions();
  const rows = dockerfile.split("\n");
  let index =
    target === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target.toLowerCase());
  let instructions: Instruction[] = [];
  let outermost: Stage | undefined;
  for (; index >= 0; index = parentOf(stages, index)) {
    const stage = stages[index];
    if (stage === undefined) return null;
    outermost = stage;
    const end = stages[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const own = all.flatMap((instruction): Instruction[] => {
      const { start, end: last } = instruction.getRange();
      const lines = [start.line + 1, last.line + 1] as const;
      if (lines[0] <= stage.line || lines[0] >= end) return [];
      return [{ keyword: instruction.getKeyword(), stage: stage.name, lines, text: oneLine(rows, lines) }];
    });
    instructions = [...own, ...instructions];
  }
  return outermost === undefined ? null : { base: outermost.base, instructions };
}

/** Lines of a Dockerfile as one, without the backslashes that continue them. */
export function oneLine(rows: readonly string[], [first, last]: readonly [number, number]): string {
  return rows
    .slice(first - 1, last)
    .join(" ")
    .replace(/\\\s+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The stage that a stage's FROM names, which stands above it; -1 where it names an external image. */
function parentOf(stages: readonly Stage[], index: number): number {
  const base = stages[index]?.base.toLowerCase();
  return stages.slice(0, index).findLastIndex(({ name }) => name !== null && name === base);
}
