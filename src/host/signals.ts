import { constants } from "node:os";
import { StoppedError } from "./errors.ts";

/**
 * Runs a program whose result is its exit code. INT and TERM abort its signal; when it has cleared up and
 * thrown `StoppedError`, the exit code is 130 or 143.
 */
export function runUntilSignal(program: (signal: AbortSignal) => Promise<number>): void {
  const controller = new AbortController();
  let stopped = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      stopped = 128 + constants.signals[signal];
      controller.abort();
    });
  }
  program(controller.signal).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
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
