import {
  type BuiltInstruction,
  type Naming,
  type ResolvedStage,
  resolveStages,
  stageIndex,
  UNKNOWN_NAMING,
} from "./sources.ts";

/** The ONBUILD instructions of a stage that the FROM at a line triggers, in order; without those of an image. */
export function triggersAt(
  dockerfile: string,
  line: number,
  naming: Naming = UNKNOWN_NAMING,
): readonly BuiltInstruction[] {
  const { stages } = resolveStages(dockerfile, naming);
  const stage = stages.find(({ from }) => from.lines[0] === line);
  return stage === undefined ? [] : (parentOf(stage, stages)?.triggers ?? []);
}

/**
 * The lines of a target's FROMs, its own first, up to the FROM that names an image.
 * @param target name of a stage, or null for the last one
 */
export function fromLines(
  dockerfile: string,
  target: string | null,
  naming: Naming = UNKNOWN_NAMING,
): number[] {
  const { stages } = resolveStages(dockerfile, naming);
  const lines: number[] = [];
  for (let stage = stages[stageIndex(stages, target)]; stage !== undefined; stage = parentOf(stage, stages))
    lines.push(stage.from.lines[0]);
  return lines;
}

/** The stage that another is built upon; undefined if that is no stage, or a named context replaces either. */
function parentOf(
  { source, isReplaced }: ResolvedStage,
  stages: readonly ResolvedStage[],
): ResolvedStage | undefined {
  const parent = source.kind === "stage" && !isReplaced ? stages[source.index] : undefined;
  return parent?.isReplaced === true ? undefined : parent;
}
