import { StagegateError } from "../host/errors.ts";
import type { Exec, ExecOptions, ExecResult } from "../host/exec.ts";

/** No hooks and no maintenance of the user run, and no replace refs change commits. */
const ALWAYS = ["--no-replace-objects", "-c", "core.hooksPath=/dev/null", "-c", "maintenance.auto=false"];

/** English messages, no questions, and no locks for reading. */
const ENVIRONMENT = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };

/** Runs git in a folder, whatever its exit code. */
export function callGit(
  exec: Exec,
  folder: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  return exec("git", [...ALWAYS, "-C", folder, ...args], {
    ...options,
    env: { ...ENVIRONMENT, ...options.env },
  });
}

/** A whole SHA-1 or SHA-256, which git cannot take for an option or for two arguments. */
export function isSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** @throws StagegateError if git failed */
export function orThrow(result: ExecResult, what: string): ExecResult {
  if (result.code === 0) return result;
  throw new StagegateError(
    `git ${what} failed: ${reason(result)}`,
    "`git status` in the same folder shows whether the repository is sound.",
  );
}

/** The first error that git reports; further ones mostly follow from it. */
export function reason({ stderr, code }: ExecResult): string {
  const lines = stderr.split("\n").filter((line) => line !== "");
  const complaint = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1);
  return complaint?.replace(/^(fatal|error): /, "") ?? `git ended with code ${code}`;
}
