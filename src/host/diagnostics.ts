import { channel } from "node:diagnostics_channel";
import { describeError, StagegateError, stackOf } from "./errors.ts";

/**
 * What a run does, for debugging: `--verbose`, or a workflow's debug log. It costs nothing otherwise, and nothing
 * depends on it.
 */
const diagnostics = channel("stagegate");

/** One thing that a run did. */
export interface Diagnostic {
  /** The part of the run. */
  readonly topic: "run" | "plan" | "command" | "cache" | "baseline" | "registry" | "error";
  readonly message: string;
}

/** Reports what a run does. The message is made only if there is a listener. */
export function trace(topic: Diagnostic["topic"], message: () => string): void {
  if (diagnostics.hasSubscribers) diagnostics.publish({ topic, message: message() } satisfies Diagnostic);
}

/** Reports an error with no effect on the run, except that something takes longer or stays unknown. */
export function traceError(what: string, error: unknown): undefined {
  trace("error", () => `${what}: ${error instanceof StagegateError ? describeError(error) : stackOf(error)}`);
}

/** What `measureTime` measures now. */
const underWay = new Set<{ readonly what: string }>();

/** The work that `measureTime` measures now, in the order in which it began. */
export function workUnderWay(): string[] {
  return [...underWay].map(({ what }) => what);
}

/** Runs some work and reports how long it took. */
export async function measureTime<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const own = { what };
  underWay.add(own);
  try {
    return await work();
  } finally {
    underWay.delete(own);
    trace("run", () => `${what} took ${Math.round(performance.now() - begin)} ms`);
  }
}

/**
 * Writes every diagnostic as a line that begins with the time since the start of the process.
 * @param write takes a line without its end
 * @returns a function that ends it
 */
export function writeDiagnostics(write: (line: string) => void): () => void {
  const onDiagnostic = (published: unknown) => {
    const { topic, message } = published as Diagnostic;
    write(`${(performance.now() / 1000).toFixed(3)} s  ${topic}  ${message}`);
  };
  diagnostics.subscribe(onDiagnostic);
  return () => diagnostics.unsubscribe(onDiagnostic);
}
