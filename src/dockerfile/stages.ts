import { type Dockerfile, type ParsedInstruction, parseDockerfile } from "./parse.ts";
import { splitWords } from "./white-space.ts";

/** A stage in the text of a Dockerfile. */
export interface Stage {
  /** Lower-cased, as BuildKit compares names; null if it has none. */
  readonly name: string | null;
  /** The text behind FROM, variables not expanded. */
  readonly base: string;
  /** Line of the FROM, from 1. */
  readonly line: number;
}

/** The stages in the order of the text. */
export function parseStages(dockerfile: string): Stage[] {
  return splitStages(parseDockerfile(dockerfile)).stages.map(({ name, base, from }) => ({
    name,
    base,
    line: from.lines[0],
  }));
}

/** A stage with its instructions. */
export interface ParsedStage extends Omit<Stage, "line"> {
  readonly from: ParsedInstruction;
  /** The instructions after its FROM. */
  readonly instructions: readonly ParsedInstruction[];
}

/** The stages in the order of the text, and what stands before the first FROM. */
export function splitStages({ instructions }: Dockerfile): {
  readonly before: readonly ParsedInstruction[];
  readonly stages: readonly ParsedStage[];
} {
  const before: ParsedInstruction[] = [];
  const stages: (ParsedStage & { instructions: ParsedInstruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === "FROM") {
      const [base = "", as = "", name] = splitWords(instruction.rest);
      const isNamed = as.toUpperCase() === "AS" && name !== undefined;
      stages.push({
        name: isNamed ? name.toLowerCase() : null,
        base,
        from: instruction,
        instructions: [],
      });
    } else (stages.at(-1)?.instructions ?? before).push(instruction);
  }
  return { before, stages };
}

const TEST_NAMES: readonly string[] = ["test", "tests", "testing"];
const OTHER_TEST_NAMES: readonly string[] = ["lint", "check", "checks"];
const DEVELOPMENT_NAMES: readonly string[] = ["dev", "development", "debug"];

/** Names of the stages that are test targets by default, each once. */
export function defaultTestTargets(stages: readonly Stage[]): string[] {
  return [...new Set(namesOf(stages).filter((name) => TEST_NAMES.includes(name)))];
}

/** The purpose of a stage that does not ship, by its name; null for any other stage. */
export function unshippedKind(name: string): "test" | "development" | null {
  if (TEST_NAMES.includes(name) || OTHER_TEST_NAMES.includes(name)) return "test";
  return DEVELOPMENT_NAMES.includes(name) ? "development" : null;
}

/** The stages' names in order, unnamed ones left out. */
export function namesOf(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ name }) => name ?? []);
}
