import { type Naming, resolveStages } from "./sources.ts";

/** A stage that another copies from. */
export interface CopiedStage {
  /** Its place in the Dockerfile, from 0. */
  readonly index: number;
  /** Lower-cased; null if it has none. */
  readonly name: string | null;
  /**
   * The Dockerfile up to the end of the stage. A build of that text without a target builds the stage, even if it has no
   * name. Line numbers stay the same.
   */
  readonly text: string;
}

/**
 * The stages that instructions copy from, by the first line of the COPY.
 * @param naming what the variables and names of the Dockerfile stand for
 */
export function copiedStages(text: string, naming: Naming): ReadonlyMap<number, CopiedStage> {
  const { stages, sourceOf } = resolveStages(text, naming);
  const rows = text.split("\n");
  const copies = new Map<number, CopiedStage>();
  for (const [index, { instructions, triggers }] of stages.entries()) {
    // The instruction behind ONBUILD runs in a later stage, so it may name this one.
    const commands = [
      ...instructions.map((command) => ({ ...command, seenFrom: index })),
      ...triggers.map((command) => ({ ...command, seenFrom: stages.length })),
    ];
    for (const { keyword, flags, lines, seenFrom } of commands) {
      const flag = keyword === "COPY" ? flags.findLast((one) => one.startsWith("--from=")) : undefined;
      const source = flag === undefined ? null : sourceOf(flag.slice("--from=".length), "copy", seenFrom);
      const stage = source?.kind === "stage" ? stages[source.index] : undefined;
      if (source?.kind !== "stage" || stage === undefined || stage.isReplaced) continue;
      const next = stages[source.index + 1]?.from.lines[0] ?? rows.length + 1;
      const upToEnd = rows.slice(0, next - 1).join("\n");
      copies.set(lines[0], { index: source.index, name: stage.name, text: upToEnd });
    }
  }
  return copies;
}
