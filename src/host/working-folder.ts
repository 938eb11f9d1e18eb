import { codeOf, reasonOf, StagegateError } from "./errors.ts";

/**
 * Absolute path of the working folder.
 * @throws StagegateError if it is gone
 */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new StagegateError(
      `the working folder cannot be used: ${reasonOf(codeOf(error))}`,
      "Change into a folder that exists, and run stagegate again.",
      { cause: error },
    );
  }
}
