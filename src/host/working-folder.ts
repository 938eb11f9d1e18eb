import { isAbsolute, relative, resolve } from "node:path";
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

/**
 * A path as a shell in the working folder takes it: from there if it leads into that folder, else absolute.
 * @param path absolute, or from the working folder
 * @param cwd the working folder, absolute
 */
export function shownPath(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const way = relative(cwd, absolute);
  return way === ".." || /^\.\.[/\\]/.test(way) || isAbsolute(way) ? absolute : way || ".";
}
