import { isRemote, type StageDependency } from "../../dockerfile/dependencies.ts";
import { cleanPath, toExpression } from "./ignore-patterns.ts";
import type { Expression } from "./path-expression.ts";

/** A path of the context that an instruction takes. */
export interface ContextSource {
  /** Its names from the context; empty for the whole context. */
  readonly names: readonly SourceName[];
  /** First and last line of the instruction, from 1. */
  readonly lines: readonly [number, number];
}

/** One name of a source's path. */
export interface SourceName {
  /** As it is written. */
  readonly text: string;
  readonly expression: Expression;
}

/** The paths that instructions take from the build context; a path with variables counts as the whole context. */
export function sourcesOf(dependencies: readonly StageDependency[]): ContextSource[] {
  return dependencies
    .filter(({ from }) => from.kind === "context")
    .flatMap(({ paths, lines }) =>
      paths.filter((path) => !isRemote(path)).map((path): ContextSource => ({ names: namesIn(path), lines })),
    );
}

function namesIn(path: string): SourceName[] {
  const names = path.includes("$") ? [] : cleanPath(`/${path}`).split("/");
  // Everything below `**` may be taken.
  const rest = names.findIndex((name) => name.includes("**"));
  return names
    .slice(0, rest < 0 ? undefined : rest)
    .filter((name) => name !== "")
    .map((text) => ({ text, expression: toExpression(text) }));
}

/** The sources that matter in a folder: one that takes all of it, and those that may take something below it. */
export interface Reach {
  /** The source that takes the folder, or a folder above it, as a whole; null if there is none. */
  readonly taken: ContextSource | null;
  /** The sources that lead through the folder, with the number of their names that are already matched. */
  readonly through: readonly (readonly [source: ContextSource, depth: number])[];
}

/** The reach at the context itself. */
export function startOf(sources: readonly ContextSource[]): Reach {
  return reach(
    null,
    sources.map((source) => [source, 0]),
  );
}

/** The reach at an entry of a folder; null if no source takes the entry or anything below it. */
export function stepInto({ taken, through }: Reach, name: string): Reach | null {
  const further = through.filter(([{ names }, depth]) => names[depth]?.expression.test(name) === true);
  const next = reach(
    taken,
    further.map(([source, depth]) => [source, depth + 1]),
  );
  return next.taken === null && next.through.length === 0 ? null : next;
}

function reach(taken: ContextSource | null, steps: Reach["through"]): Reach {
  const ended = steps.find(([{ names }, depth]) => names.length === depth)?.[0] ?? null;
  return { taken: taken ?? ended, through: steps.filter(([{ names }, depth]) => names.length > depth) };
}
