import { StagegateError } from "../host/errors.ts";
import { commandWords, type Exec } from "../host/exec.ts";
import { formatTimeout } from "../values/duration.ts";

/** Unfinished steps that the error names. */
const SHOWN = 3;

/**
 * The error of a run that takes longer than it may.
 * @param timeout in ms
 * @param unfinished what was still running, most informative first
 */
export function lateError(timeout: number, unfinished: readonly string[]): StagegateError {
  const shown = unfinished.slice(0, SHOWN).join("; ");
  const more = unfinished.length > SHOWN ? `; and ${unfinished.length - SHOWN} more` : "";
  const still = shown === "" ? "" : `, with this still running: ${shown}${more}`;
  return new StagegateError(
    `the run did not end within its timeout of ${formatTimeout(timeout)}${still}`,
    `Find out why the run takes so long, or set \`timeout\` to a longer time, for example ${formatTimeout(2 * timeout)}.`,
  );
}

/**
 * An `Exec` that throws the error of a late run, and kills what it runs, when the time is over.
 * @param timeout in ms, from now
 */
export function limitTime(exec: Exec, timeout: number): Exec {
  const late = AbortSignal.timeout(timeout);
  return async (command, args, options = {}) => {
    const result = await exec(command, args, { ...options, signal: late });
    if (late.aborted) throw lateError(timeout, [commandWords(command, args)]);
    return result;
  };
}
