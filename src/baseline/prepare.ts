import { existsSync } from "node:fs";
import { measureTime } from "../host/diagnostics.ts";
import type { Exec } from "../host/exec.ts";
import { splitLines } from "../host/lines.ts";

/** Lines of what the command printed that are reported. */
const TAIL = 20;

/** Lines that are shown, at least, the last ones. */
const MOST_LINES = 10_000;

/** Why a base could not be prepared. */
export interface PrepareFailure {
  /** Follows "none: ". */
  readonly why: string;
  /** The last lines that the command printed; null if there are none. */
  readonly log: string | null;
}

/**
 * Runs the command of the setting `prepare`, which makes files that the build uses and no commit has.
 * @param cwd absolute folder in the base's tree
 * @param show receives the whole output of the command, after its end
 * @returns why it failed; null if it succeeded
 */
export async function prepareBase(
  command: string,
  cwd: string,
  exec: Exec,
  show: (title: string, log: string) => void,
): Promise<PrepareFailure | null> {
  if (!existsSync(cwd)) return { why: "the base has no folder to run `prepare` in", log: null };
  const printed: string[] = [];
  const keep = (line: string) => {
    printed.push(line);
    if (printed.length === 2 * MOST_LINES) printed.splice(0, MOST_LINES);
  };
  const output = splitLines(keep);
  const { code, killedBy, notStarted, stderr } = await measureTime("prepare", () =>
    exec("sh", ["-c", command], {
      cwd,
      onOutput: (text) => output.add(text),
      onErrorLine: keep,
    }),
  );
  output.end();
  show(`prepare: ${command}`, printed.join("\n"));
  if (code === 0) return null;
  const how =
    notStarted === undefined
      ? killedBy === undefined
        ? `ended with exit code ${code}`
        : `was ended by ${killedBy}`
      : `cannot be started: ${stderr}`;
  const log = printed.slice(-TAIL).join("\n").trimEnd();
  return { why: `prepare: ${command} ${how}`, log: log === "" ? null : log };
}
