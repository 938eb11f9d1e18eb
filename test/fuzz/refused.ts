import { describeError, StagegateError } from "../../src/host/errors.ts";
import { ConfigError } from "../../src/values/problem.ts";
import { expectThat, Finding } from "./target.ts";

/** The result of a read, or stagegate's own error for the input. */
export type Answer<T> =
  | { readonly isRefused: false; readonly value: T }
  | { readonly isRefused: true; readonly message: string };

/** Longest message of an error that a person can be expected to read. */
const LONGEST = 20_000;

/**
 * Runs work that may be refused. Throws a Finding if the error is not stagegate's own, or
 * if its message is empty or too long.
 * @param others further errors that are expected here
 */
export async function refusable<T>(
  work: () => T | Promise<T>,
  ...others: readonly (new (
    ...args: never[]
  ) => Error)[]
): Promise<Answer<T>> {
  try {
    return { isRefused: false, value: await work() };
  } catch (error) {
    if (error instanceof Finding) throw error;
    if (error instanceof ConfigError) {
      expectThat(error.problems.length > 0, () => "a ConfigError without a problem");
      for (const { message, hint } of error.problems) {
        expectThat(message !== "" && hint !== "", () => `a problem that says nothing: ${error.message}`);
      }
    } else if (!(error instanceof StagegateError) && !others.some((type) => error instanceof type))
      throw error;
    const message = describeError(
      error instanceof StagegateError ? error : new StagegateError(String(error)),
    );
    expectThat(message.trim() !== "", () => "an error without a message");
    // A configuration problem may quote the configuration, however long that is.
    expectThat(
      message.length <= LONGEST || error instanceof ConfigError,
      () => `a message of ${message.length} characters: ${message.slice(0, 200)}…`,
    );
    expectThat(!/\n\s+at /.test(message), () => `a message with a stack: ${message}`);
    return { isRefused: true, message };
  }
}
