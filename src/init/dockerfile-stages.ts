import { neededDependencies, stagesTakenBy } from "../dockerfile/dependencies.ts";
import { parseChain } from "../dockerfile/instructions.ts";
import { resolveStages, stageIndex, UNKNOWN_NAMING } from "../dockerfile/sources.ts";
import { unshippedKind } from "../dockerfile/stages.ts";

/** The purpose of a stage: it ships, it may ship, other stages use it, or its name says it. */
export type StageRole = "ships" | "may ship" | "test" | "development" | "serves others";

/** A stage of a Dockerfile with its probable purpose. */
export interface DescribedStage {
  /** Null if it has none. */
  readonly name: string | null;
  readonly role: StageRole;
  /** The stages that use it by FROM, COPY or mounts, in the order of the text. */
  readonly takers: readonly string[];
}

/** The stages in the order of the text; empty for a Dockerfile without a FROM. */
export function describeStages(text: string): DescribedStage[] {
  const { stages } = resolveStages(text, UNKNOWN_NAMING);
  const takers = stages.map((): string[] => []);
  for (const [index, taken] of stagesTakenBy(text, UNKNOWN_NAMING).entries())
    for (const other of taken) takers[other]?.push(stages[index]?.name ?? "a stage without a name");
  const isShipped = (index: number) => {
    const name = stages[index]?.name ?? null;
    return name === null || unshippedKind(name) === null;
  };
  const last = stages.length - 1;
  const shipped = isShipped(last)
    ? last
    : stages.findLastIndex(({ name }, index) => name !== null && isShipped(index));
  // If all stages are for tests or development, the last one is gated.
  const ships = shipped < 0 ? last : shipped;
  return stages.map(({ name }, index): DescribedStage => {
    const taking = takers[index] ?? [];
    const kind = name === null ? null : unshippedKind(name);
    const isLeaf = name !== null && taking.length === 0;
    const role = index === ships ? "ships" : (kind ?? (isLeaf ? "may ship" : "serves others"));
    return { name, role, takers: taking };
  });
}

/** Names of the stages that look like tests, each once. */
export function testStages(stages: readonly DescribedStage[]): string[] {
  return [...new Set(stages.flatMap(({ name, role }) => (role === "test" && name !== null ? [name] : [])))];
}

/**
 * Why an image of a target probably runs as root, by its Dockerfile; null if it sets another user, or if the
 * Dockerfile does not show it.
 * @param target null for the last stage
 */
export function likelyRoot(text: string, target: string | null): string | null {
  const chain = parseChain(text, target);
  if (chain === null) return null;
  const user = chain.instructions.findLast(({ keyword }) => keyword === "USER");
  if (user !== undefined)
    return /^(?:root|0+)(?::|$)/.test(user.rest.trim())
      ? `line ${user.lines[0]} says USER ${user.rest.trim()}`
      : null;
  return chain.base === null ||
    /nonroot|unprivileged|rootless/.test(chain.base) ||
    OF_WINDOWS.test(chain.base)
    ? null
    : "the Dockerfile has no USER for it";
}

/** Base images of Windows: their users have no numbers, so no rule judges them. */
const OF_WINDOWS = /nanoserver|servercore|^mcr\.microsoft\.com\/windows\b/i;

/** Paths in the build context that a target copies by COPY and ADD, without those with variables. */
export function contextPaths(text: string, target: string | null): string[] {
  const { stages } = resolveStages(text, UNKNOWN_NAMING);
  if (stageIndex(stages, target) < 0) return [];
  return neededDependencies(text, [target], UNKNOWN_NAMING).flatMap(({ from, paths }) =>
    from.kind === "context" ? paths.filter((path) => !/[$]|^[a-z]+:\/\/|^git@/.test(path)) : [],
  );
}
