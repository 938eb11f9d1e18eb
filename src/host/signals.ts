import { writeSync } from "node:fs";
import { constants } from "node:os";
import { describeError, StoppedError } from "./errors.ts";

/** Called at a second signal: each kills a child process at once. */
export const killsAtOnce = new Set<() => void>();

/** In ms. npm forwards the ^C that the terminal has also sent, so two signals this close count as one. */
const REPEATED = 200;

/** In ms after the first signal: then the process ends, even if it still waits. */
const LAST_MOMENT = 4500;

/** In ms after the result: then the process ends, even if something, such as an unneeded answer, is pending. */
const LINGER = 1000;

/**
 * Runs a program whose result is its exit code. INT and TERM abort its signal; after its clean-up it throws
 * `StoppedError`, and the exit code is 130 or 143. A second signal, or a clean-up that takes too long, ends the
 * process and its children at once. An unexpected error ends it with 2.
 * @param redact hides confidential values in its message
 */
export function runUntilSignal(
  program: (signal: AbortSignal) => Promise<number>,
  redact: (text: string) => string = (text) => text,
): void {
  const sayError = (error: unknown) => say(redact(describeError(error)));
  const controller = new AbortController();
  let stopped = 0;
  let stoppedAt = 0;
  const exitAtOnce = (code: number): never => {
    for (const kill of killsAtOnce) kill();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const code = 128 + constants.signals[signal];
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        stopped = code;
        stoppedAt = performance.now();
        setTimeout(() => {
          say("stagegate could not clean up in time. The next run removes what this one has left.");
          exitAtOnce(code);
        }, LAST_MOMENT).unref();
        controller.abort();
      } else if (performance.now() - stoppedAt > REPEATED) exitAtOnce(code);
    });
  }
  // Exit code 1 is for a failing verdict only, and Node would use it for an error.
  process.on("uncaughtException", (error) => {
    sayError(error);
    exitAtOnce(2);
  });
  // Node ends a process that waits for nothing. Without a result, this must not look like success.
  process.exitCode = 2;
  const onEmptyLoop = () => say("stagegate ended without a result. Please report this.");
  process.once("beforeExit", onEmptyLoop);
  const run = async () => program(controller.signal);
  run().then(
    (code) => {
      process.off("beforeExit", onEmptyLoop);
      process.exitCode = code;
      const end = () => {
        // A reader may be slow.
        if (isWritten(process.stdout) && isWritten(process.stderr)) exitAtOnce(code);
        setTimeout(end, LINGER).unref();
      };
      setTimeout(end, LINGER).unref();
    },
    (error: unknown) => {
      process.off("beforeExit", onEmptyLoop);
      // Pending reads and requests are not worth waiting for.
      if (error instanceof StoppedError) process.exit(stopped);
      sayError(error);
      exitAtOnce(2);
    },
  );
}

function isWritten({ destroyed, writableLength }: NodeJS.WriteStream): boolean {
  return destroyed || writableLength === 0;
}

/** Writes a line to standard error, if it is still open. */
function say(line: string): void {
  try {
    writeSync(process.stderr.fd, `${line}\n`);
  } catch {
    // There is nobody left to report to.
  }
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
