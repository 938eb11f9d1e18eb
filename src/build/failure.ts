import { posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readId } from "../bake/definition.ts";
import { fileOfStep } from "../bake/linked-dockerfiles.ts";
import type { Failure } from "../model/outcomes.ts";
import { shorten } from "../text/words.ts";
import { firstError } from "./first-error.ts";
import { type Progress, type Step, stageStep } from "./progress.ts";
import { pullFault } from "./pull-fault.ts";
import type { KeepLog } from "./step-logs.ts";
import type { BuildTarget } from "./target.ts";

const LOG_LINES = 20;
const LONGEST_INSTRUCTION = 120;
const LONGEST_ERROR = 200;

/**
 * Which targets a failed bake run failed for, and why. A step that failed fails every target that needs
 * it, also those that BuildKit's message does not name.
 * @returns empty if the output names no target: then it was not the build that failed
 * @param show turns the absolute path of a Dockerfile into the one that is shown
 * @param keepLog takes the whole log of the step; null if nothing is written
 */
export function findFailures(
  targets: readonly BuildTarget[],
  progress: Progress,
  show: (path: string) => string,
  keepLog: KeepLog | null,
): Map<string, Failure> {
  const error = readError(progress);
  const [only, ...others] = targets;
  const id = error?.target ?? (others.length === 0 && error !== null ? only?.id : undefined);
  const target = targets.find((candidate) => id !== undefined && candidate.id === readId(id).target);
  if (target === undefined) return new Map();

  const step = failedStep(target, progress, error?.message ?? "");
  const file = step === undefined ? target.file : fileOfStep(target, step);
  const isOfFile = PARSE_ERROR.test(error?.message ?? "");
  const affected = targets.filter(
    (other) =>
      other === target ||
      (other.file === target.file &&
        (isOfFile
          ? isDeepStrictEqual(other.bake?.linked, target.bake?.linked)
          : step?.targets.includes(other.id))),
  );
  const log = step === undefined ? null : tail(step.log);
  const failure: Failure = {
    kind: isUnreachable(error?.message ?? "") ? "unreachable" : "build",
    message: describe(step, error?.message ?? ""),
    place: file === null ? null : failingLines(progress.messages, show(file)),
    log,
    logFile:
      log === null || keepLog === null ? null : keepLog((affected[0] ?? target).title, step?.log ?? ""),
  };
  return new Map(affected.map((other) => [other.id, failure]));
}

/**
 * The step that failed for a target. BuildKit may give the error of a missing path to the steps after it as well: then
 * it is the step with that path.
 */
function failedStep({ id }: BuildTarget, { steps }: Progress, message: string): Step | undefined {
  const failed = [...steps.values()].filter(({ targets, error }) => error !== "" && targets.includes(id));
  const path = missingPathIn(message);
  return (path === null ? undefined : failed.find(({ name }) => pathsIn(name).includes(path))) ?? failed[0];
}

/** The words of an instruction as paths in a build context. */
function pathsIn(instruction: string): string[] {
  return instruction.split(/[\s"',[\]]+/).map((word) => posix.join("/", word).replace(/^\/|\/$/g, ""));
}

/**
 * Why a failed bake run says nothing about its images: the builder is gone, or its disk is full. Null if it does.
 * @returns what bake says, as a sentence's end
 */
export function builderFault(progress: Progress): string | null {
  const message = readError(progress)?.message ?? "";
  // The output of a program in a step is about the image, also if the program was killed.
  if (message.includes("did not complete successfully")) return null;
  return BUILDER_FAULTS.some((pattern) => pattern.test(message)) ? message : null;
}

const LOST_BUILD =
  /^(?:failed to receive status: )?(?:rpc error: code = \w+ desc = |\w+: )(?:forwarding \w+: )?no such job \w+$/;

/** Anchored, because errors about registries have similar words. */
const BUILDER_FAULTS = [
  LOST_BUILD,
  /^(?:failed to receive status: )?rpc error: code = (?:Unavailable|Canceled)\b/,
  /^(?:Unavailable|Canceled): /,
  /^(?:failed to receive status: )?(?:context canceled|error reading from server: .*|.*\bno active session\b.*)$/,
  /^(?:Cannot connect to the Docker daemon|error during connect|failed to dial gRPC)\b/i,
  /: no space left on device$/,
];

/**
 * Whether a bake run failed because the builder could not tell buildx within seconds how a build goes, as happens with
 * many targets on few cores: that says nothing about any of them.
 * @see https://github.com/docker/buildx/issues/3810
 */
export function hasLostBuild(progress: Progress): boolean {
  return LOST_BUILD.test(readError(progress)?.message ?? "");
}

/** What buildx, or BuildKit before any step, says against the definition. */
export interface Refusal {
  /** Id of the target that it names; undefined if it names none. */
  readonly target: string | undefined;
  /** As a sentence's end. */
  readonly message: string;
}

/**
 * What is refused of the definition, before any step: a platform, a secret's file, a cache. Null if nothing is.
 * @param isAboutSetting whether what BuildKit says of a target is about its settings, and not about its Dockerfile
 */
export function refusedDefinition(
  progress: Progress,
  isAboutSetting: (message: string) => boolean,
): Refusal | null {
  const error = readError(progress);
  const hasFailedStep = [...progress.steps.values()].some((step) => step.error !== "");
  if (error === null || hasFailedStep || (error.isOfSolve && !isAboutSetting(error.message))) return null;
  return { target: error.target, message: error.message };
}

/** Whether a registry or a server did not answer, or not now: that is no fault of the image. */
function isUnreachable(message: string): boolean {
  return !message.includes("did not complete successfully") && UNREACHABLE.test(message);
}

const UNREACHABLE =
  /\bfailed to do request: |\bx509: |\btls: |\bdial tcp\b|\bi\/o timeout\b|TLS handshake timeout|connection reset by peer|context deadline exceeded|toomanyrequests|unexpected status.*: (?:429|5\d\d)\b|: EOF$/;

interface BakeError {
  /** Id of the target that it names; undefined if it names none. */
  readonly target: string | undefined;
  readonly message: string;
  /** It arose in BuildKit, and not in buildx before that. */
  readonly isOfSolve: boolean;
}

/** The last error that bake reports; null if it reports none. */
function readError({ messages }: Progress): BakeError | null {
  const line = messages.findLast((line) => line.startsWith("ERROR: "));
  const [, target, solve = "", message = ""] =
    /^ERROR: (?:target (\S+): )?((?:failed to (?:solve|build): )*)(.*)$/.exec(line ?? "") ?? [];
  return line === undefined ? null : { target, message, isOfSolve: solve.includes("failed to solve") };
}

function describe(step: Step | undefined, message: string): string {
  const own = step === undefined ? null : stageStep(step.name);
  const code = /did not complete successfully: exit code: (\d+)/.exec(message)?.[1];
  if (own === null) return pullFault(message) ?? message;
  const instruction = shorten(own.instruction.replace(/\s+/g, " "), LONGEST_INSTRUCTION);
  if (code === undefined) return missingPath(instruction, message) ?? message;
  const error = firstError(step?.log ?? "");
  return [
    `${instruction} ended with exit code ${code}`,
    ...(error === null ? [] : [`first error: ${JSON.stringify(shorten(error, LONGEST_ERROR))}`]),
    ...(/\bno space left on device\b/i.test(step?.log ?? "") ? [FULL_DISK] : []),
  ].join("; ");
}

const FULL_DISK = "if the disk of the builder is full, `docker builder prune` removes build cache";

/** The message for a path that COPY or ADD did not find, with the place where BuildKit looked; null for another error. */
function missingPath(instruction: string, message: string): string | null {
  const path = missingPathIn(message);
  if (path === null) return null;
  const from = /\s--from=(\S+)/.exec(instruction)?.[1];
  const where =
    from === undefined
      ? "the build context has no such path, or .dockerignore excludes it"
      : `${from} has no such path`;
  return `${instruction}: ${JSON.stringify(path)} was not found; ${where}`;
}

/** The path that a COPY or ADD did not find, without a slash before it; null for another error. */
function missingPathIn(message: string): string | null {
  const match =
    /^failed to compute cache key: failed to calculate checksum of ref \S+: "\/?(.*)": not found$/.exec(
      message,
    );
  return match?.[1] ?? null;
}

/** An error of BuildKit's parser, which concerns all targets of a Dockerfile. BuildKit's suggestions for a misspelt word vary. */
const PARSE_ERROR = /^dockerfile parse error on line \d/;

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
