import type { ContextReport } from "../report/report.ts";

/** A build context with the Dockerfile that takes from it. */
export interface ContextSubject {
  /** Absolute. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly file: string;
  /** The Dockerfile's text. */
  readonly text: string;
}

/** Measures what a build context offers to its Dockerfile; null where the Dockerfile takes nothing from it. */
export async function measureContext(_subject: ContextSubject): Promise<ContextReport | null> {
  return null;
}
