import { type Add, type Copy, DockerfileParser, type From, type Instruction, type Run } from "dockerfile-ast";
import { copiedPaths } from "./copied-paths.ts";
import { expandVariables, globalVariables, type Variables } from "./variables.ts";

/** What an instruction takes from outside of its stage. */
export interface StageDependency {
  readonly from: DependencySource;
  /** As they are written; none for a FROM, which takes all. */
  readonly paths: readonly string[];
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
}

export type DependencySource =
  | { readonly kind: "context" }
  /** Another stage, by its place in the Dockerfile from 0. */
  | { readonly kind: "stage"; readonly index: number }
  /** An image that no stage made, variables expanded. */
  | { readonly kind: "image"; readonly name: string }
  /** A named context, nothing (`scratch`), or what a variable without a known value says. */
  | { readonly kind: "other" };

/** What decides where a stage's name leads to. */
export interface Naming {
  readonly buildArgs: Readonly<Record<string, string | null>> | null;
  readonly buildContexts: Readonly<Record<string, string | null>> | null;
}

/**
 * What the stages take that targets need: theirs, and those of the stages that these are built upon or copy
 * from. BuildKit looks at no others.
 * @param targets names of stages, null for the last one; what is no stage is left out
 * @returns in the Dockerfile's order
 */
export function neededDependencies(
  dockerfile: string,
  targets: readonly (string | null)[],
  naming: Naming,
): readonly StageDependency[] {
  const stages = readStages(dockerfile, naming);
  const needed = new Set<number>();
  const open = targets.map((target) =>
    target === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target.toLowerCase()),
  );
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (needed.has(index)) continue;
    needed.add(index);
    for (const { from } of stages[index]?.dependencies ?? [])
      if (from.kind === "stage") open.push(from.index);
  }
  return stages.flatMap(({ dependencies }, index) => (needed.has(index) ? dependencies : []));
}

interface StageDependencies {
  /** Lower-cased; null where it has none. */
  readonly name: string | null;
  readonly dependencies: readonly StageDependency[];
}

function readStages(text: string, { buildArgs, buildContexts }: Naming): StageDependencies[] {
  const dockerfile = DockerfileParser.parse(text);
  const rows = text.split("\n");
  const variables = globalVariables(dockerfile, buildArgs);
  const contexts = new Set(Object.keys(buildContexts ?? {}).map(familiar));
  const stages: { name: string | null; dependencies: StageDependency[] }[] = [];
  /** Positions of the stages above the current one; of two with one name the later one's. */
  const above = new Map<string, number>();
  for (const instruction of dockerfile.getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const from = instruction as From;
      const before = stages.at(-1)?.name ?? null;
      if (before !== null) above.set(before, stages.length - 1);
      const source = namedSource(from.getImage() ?? "", above, contexts, variables);
      stages.push({
        name: from.getBuildStage()?.toLowerCase() ?? null,
        dependencies: [{ from: source, paths: [], lines: linesOf(from) }],
      });
    } else {
      // BuildKit expands no variables here.
      const sourceOf = (name: string) =>
        numberedSource(name, stages.length - 1) ?? namedSource(name, above, contexts, NONE);
      stages.at(-1)?.dependencies.push(...dependenciesOf(instruction, sourceOf, rows));
    }
  }
  // A named context of a stage's name takes the stage's place.
  return stages.map((stage) => (contexts.has(stage.name ?? "") ? { ...stage, dependencies: [] } : stage));
}

function dependenciesOf(
  instruction: Instruction,
  sourceOf: (name: string) => DependencySource,
  rows: readonly string[],
): StageDependency[] {
  const lines = linesOf(instruction);
  const source = (name: string | null | undefined) => (name == null ? CONTEXT : sourceOf(name));
  switch (instruction.getKeyword()) {
    case "COPY":
    case "ADD": {
      const copy = instruction as Copy | Add;
      const from = copy.getFlags().find((flag) => flag.getName() === "from");
      return [{ from: source(from?.getValue()), paths: copiedPaths(copy, rows), lines }];
    }
    case "RUN": {
      const mounts = (instruction as Run).getFlags().filter((flag) => flag.getName() === "mount");
      return mounts.flatMap((mount): StageDependency[] => {
        const option = (name: string) => mount.getOption(name)?.getValue() ?? null;
        const from = option("from");
        // The other types take nothing, unless it is said from where.
        if (from === null && (option("type") ?? "bind") !== "bind") return [];
        return [{ from: source(from), paths: [option("source") ?? option("src") ?? "/"], lines }];
      });
    }
    default:
      return [];
  }
}

const CONTEXT: DependencySource = { kind: "context" };
const NONE: Variables = new Map();

function linesOf(instruction: Instruction): readonly [number, number] {
  const { start, end } = instruction.getRange();
  return [start.line + 1, end.line + 1];
}

/** A stage by its number, as COPY --from may name it, if there are so many before. */
function numberedSource(name: string, earlier: number): DependencySource | null {
  if (!/^\d+$/.test(name)) return null;
  return Number(name) < earlier ? { kind: "stage", index: Number(name) } : { kind: "other" };
}

/** What a name leads to: an earlier stage, a named context, or else an image. */
function namedSource(
  written: string,
  earlier: ReadonlyMap<string, number>,
  contexts: ReadonlySet<string>,
  variables: Variables,
): DependencySource {
  const name = expandVariables(written, variables);
  if (name === null || name === "" || name.endsWith(":")) return { kind: "other" };
  const index = earlier.get(name.toLowerCase());
  if (index !== undefined) return { kind: "stage", index };
  return name === "scratch" || contexts.has(familiar(name)) ? { kind: "other" } : { kind: "image", name };
}

/** An image's name as named contexts are compared: `docker.io/library/alpine:latest` → `alpine`. */
function familiar(name: string): string {
  return name.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
}
