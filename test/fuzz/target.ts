import type { Mutate } from "./random.ts";

/** One way for untrusted input into stagegate. */
export interface FuzzTarget {
  /** That of its file, too. */
  readonly name: string;
  /** Executions in `npm test`. */
  readonly executions: number;
  /** Typical inputs, from which mutation starts; the same ones each time. */
  readonly seeds: () => readonly Buffer[];
  readonly mutate: Mutate;
  /** Takes one input; throws if stagegate does something that no input may cause. */
  readonly run: (input: Buffer) => void | Promise<void>;
}

/** Throws a Finding if `holds` is false. */
export function expectThat(holds: boolean, what: () => string): void {
  if (!holds) throw new Finding(what());
}

/** Something that stagegate must not do. */
export class Finding extends Error {
  override readonly name = "Finding";
}
