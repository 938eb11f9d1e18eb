import type { ChangeReport, OriginChange } from "./report.ts";

/** The lines that changed by themselves, most bytes first. */
export function driftedLines({ origins }: Pick<ChangeReport, "origins">): readonly OriginChange[] {
  return origins
    .filter(({ before, after, drift }) => drift !== 0 && (after ?? before)?.kind !== "base")
    .toSorted((one, other) => Math.abs(other.drift) - Math.abs(one.drift));
}

/** Bytes by which lines grew by themselves; lines that shrank do not count. */
export function grownByThemselves(change: Pick<ChangeReport, "origins">): number {
  return driftedLines(change).reduce((sum, { drift }) => sum + Math.max(0, drift), 0);
}
