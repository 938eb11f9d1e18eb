import { DockerfileParser } from "dockerfile-ast";

/** A stage of a Dockerfile, as its text says. */
export interface Stage {
  /** Lower-cased, as BuildKit compares names; null where it has none. */
  readonly name: string | null;
  /** What stands behind FROM, variables not expanded. */
  readonly base: string;
  /** Line of the FROM, from 1. */
  readonly line: number;
}

/**
 * The stages in the order of the text. For names and lines only: on a few rare spellings (a heredoc in
 * quotes, `\\` at a line's end) this parser differs from BuildKit's, so no verdict may rest on it.
 */
export function parseStages(dockerfile: string): Stage[] {
  return DockerfileParser.parse(dockerfile)
    .getFROMs()
    .map((from) => ({
      name: from.getBuildStage()?.toLowerCase() ?? null,
      base: from.getImage() ?? "",
      line: from.getRange().start.line + 1,
    }));
}

const TEST_NAMES: readonly string[] = ["test", "tests", "testing"];
const UNSHIPPED_NAMES: readonly string[] = [
  ...TEST_NAMES,
  "lint",
  "check",
  "checks",
  "dev",
  "development",
  "debug",
];

/** Names of the stages that are run as tests when nobody says which are. */
export function defaultTestTargets(stages: readonly Stage[]): string[] {
  return namesOf(stages).filter((name) => TEST_NAMES.includes(name));
}

/** Whether a stage of that name is hardly what ships. */
export function isUnshipped(name: string): boolean {
  return UNSHIPPED_NAMES.includes(name);
}

/** The stages' names in order, unnamed ones left out. */
export function namesOf(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ name }) => name ?? []);
}
