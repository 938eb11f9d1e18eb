import type { Mutate } from "./random.ts";

/** One way into stagegate for what others wrote. */
export interface FuzzTarget {
  /** That of its file, too. */
  readonly name: string;
  /** Executions in `npm test`. */
  readonly executions: number;
  /** Inputs as the field has them, from which mutation starts; the same ones each time. */
  readonly seeds: () => readonly Buffer[];
  readonly mutate: Mutate;
  /** Takes one input; throws where stagegate does what it must not do, whatever the input is. */
  readonly run: (input: Buffer) => void | Promise<void>;
}

/** Throws a Finding where `holds` is false. */
export function expectThat(holds: boolean, what: () => string): void {
  if (!holds) throw new Finding(what());
}

/** Something that stagegate must not do. */
export class Finding extends Error {
  override readonly name = "Finding";
}
