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
  const parents = parentsOf(stages);
  const own = instructionsByStage(dockerfile, stages);
  let index =
    target === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target.toLowerCase());
  const chain: (readonly Instruction[])[] = [];
  let outermost: Stage | undefined;
  for (; index >= 0; index = parents[index] ?? -1) {
    outermost = stages[index];
    chain.push(own[index] ?? []);
  }
  return outermost === undefined ? null : { base: outermost.base, instructions: chain.reverse().flat() };
}

/** The instructions of each stage, by its position; its FROM and what is before the first FROM left out. */
function instructionsByStage(dockerfile: string, stages: readonly Stage[]): Instruction[][] {
  const rows = dockerfile.split("\n");
  const own = stages.map((): Instruction[] => []);
  let index = -1;
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const { start, end } = instruction.getRange();
    const lines = [start.line + 1, end.line + 1] as const;
    if (lines[0] === stages[index + 1]?.line) index += 1;
    else {
      const name = stages[index]?.name ?? null;
      own[index]?.push({ keyword: instruction.getKeyword(), stage: name, lines, text: oneLine(rows, lines) });
    }
  }
  return own;
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

/** For each stage the one that its FROM names, which stands above it; -1 where it names an external image. */
function parentsOf(stages: readonly Stage[]): number[] {
  const above = new Map<string, number>();
  return stages.map(({ name, base }, index) => {
    const parent = above.get(base.toLowerCase()) ?? -1;
    if (name !== null) above.set(name, index);
    return parent;
  });
}
