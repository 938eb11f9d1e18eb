import { readId } from "../bake/definition.ts";
import { fileOfStep } from "../bake/linked-dockerfiles.ts";
import type { Failure } from "../model/outcomes.ts";
import { type Progress, type Step, stageStep } from "./progress.ts";
import type { BuildTarget } from "./target.ts";

const LOG_LINES = 20;
const LONGEST_INSTRUCTION = 120;

/**
 * Which targets a failed bake run failed for, and why. A step that failed fails every target that needs
 * it, also those that BuildKit's message does not name.
 * @returns empty where the output names no target: then it was not the build that failed
 * @param show turns the absolute path of a Dockerfile into the one that is shown
 */
export function findFailures(
  targets: readonly BuildTarget[],
  progress: Progress,
  show: (path: string) => string,
): Map<string, Failure> {
  const errorLine = progress.messages.findLast((line) => line.startsWith("ERROR: "));
  const [, named, message = ""] =
    /^ERROR: (?:target (\S+): )?(?:failed to (?:solve|build): )*(.*)$/.exec(errorLine ?? "") ?? [];
  const [only, ...others] = targets;
  const id = named ?? (others.length === 0 && errorLine !== undefined ? only?.id : undefined);
  const target = targets.find((candidate) => id !== undefined && candidate.id === readId(id).target);
  if (target === undefined) return new Map();

  const step = [...progress.steps.values()].find(
    ({ targets: ids, error }) => error !== "" && ids.includes(target.id),
  );
  const file = step === undefined ? target.file : fileOfStep(target, step);
  const failure: Failure = {
    kind: "build",
    message: describe(step, message),
    place: file === null ? null : failingLines(progress.messages, show(file)),
    log: step === undefined ? null : tail(step.log),
  };
  const affected = targets.filter(
    (other) => other === target || (other.file === target.file && step?.targets.includes(other.id)),
  );
  return new Map(affected.map((other) => [other.id, failure]));
}

function describe(step: Step | undefined, message: string): string {
  const own = step === undefined ? null : stageStep(step.name);
  const code = /did not complete successfully: exit code: (\d+)/.exec(message)?.[1];
  if (own === null || code === undefined)
    return message.replace(/^failed to compute cache key: failed to calculate checksum of ref \S+: /, "");
  const instruction = own.instruction.replace(/\s+/g, " ");
  const shown =
    instruction.length <= LONGEST_INSTRUCTION
      ? instruction
      : `${instruction.slice(0, LONGEST_INSTRUCTION - 1)}…`;
  return `${shown} ended with exit code ${code}`;
}

/** The lines that BuildKit's excerpt marks with `>>>`; else the one that a syntax error names. */
function failingLines(messages: readonly string[], file: string): Failure["place"] {
  const marked = messages.flatMap((line) => /^\s*(\d+) \| >>> /.exec(line)?.[1] ?? []);
  const [first] =
    marked.length > 0
      ? marked
      : messages.flatMap((line) => /parse error on line (\d+)/.exec(line)?.[1] ?? []);
  return first === undefined ? null : { file, lines: [Number(first), Number(marked.at(-1) ?? first)] };
}

function tail(log: string): string | null {
  const lines = log.trimEnd().split("\n").slice(-LOG_LINES);
  return lines.every((line) => line.trim() === "") ? null : lines.join("\n");
}
