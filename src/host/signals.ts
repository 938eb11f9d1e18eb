import { constants } from "node:os";
import { StoppedError } from "./errors.ts";

/** What a second signal calls: each kills a process that this one has started, at once. */
export const killsAtOnce = new Set<() => void>();

/** In ms. npm forwards the ^C that the terminal has already sent, so two signals this close count as one. */
const REPEATED = 200;

/**
 * Runs a program whose result is its exit code. INT and TERM abort its signal; when it has cleaned up and
 * thrown `StoppedError`, the exit code is 130 or 143. A second signal ends the process at once, and what it
 * has started with it.
 */
export function runUntilSignal(program: (signal: AbortSignal) => Promise<number>): void {
  const controller = new AbortController();
  let stopped = 0;
  let stoppedAt = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const code = 128 + constants.signals[signal];
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        stopped = code;
        stoppedAt = performance.now();
        controller.abort();
      } else if (performance.now() - stoppedAt > REPEATED) {
        for (const kill of killsAtOnce) kill();
        process.exit(code);
      }
    });
  }
  // Node ends a process that waits for nothing. Without a result, that must not look like success.
  process.exitCode = 2;
  const onEmptyLoop = () => process.stderr.write("stagegate ended without a result. Please report this.\n");
  process.once("beforeExit", onEmptyLoop);
  program(controller.signal).then(
    (code) => {
      process.off("beforeExit", onEmptyLoop);
      process.exitCode = code;
    },
    (error: unknown) => {
      process.off("beforeExit", onEmptyLoop);
      if (!(error instanceof StoppedError)) throw error;
      // What still reads a file or waits for an answer is not worth waiting for.
      process.exit(stopped);
    },
  );
}

/** The result of some work, or `StoppedError` as soon as `signal` is aborted. */
export function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new StoppedError());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
