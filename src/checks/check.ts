import type { BuildResult } from "../build/bake.ts";
import type { Job } from "../build/jobs.ts";
import { measureTime, traceError } from "../host/diagnostics.ts";
import { messageOf, StagegateError, StoppedError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import type { CheckName, Outcome } from "../model/outcomes.ts";
import type { MeasuredImage } from "../model/report.ts";

/** A check of something beside an image's layers. */
export interface Check<Result> {
  readonly name: CheckName;
  /** `planned`: it needs no build and runs beside it; `built`: it needs the image or the result of the build. */
  readonly phase: Phase;
  /** Checks one image. It throws only `StoppedError`: any other error becomes an outcome of that image. */
  readonly run: (subject: CheckSubject, world: CheckWorld) => Promise<Outcome<Result>>;
}

export type Phase = "planned" | "built";

/** An image as a check sees it. */
export interface CheckSubject {
  readonly job: Job;
  /** Null before the image is built, and if it could not be built or read. */
  readonly image: MeasuredImage | null;
  /** The results of its targets: first its own, then its test targets; empty before they are built. */
  readonly results: readonly BuildResult[];
}

/** Everything that checks need from the world. */
export interface CheckWorld {
  /** Throws `StoppedError` once the run was stopped. */
  readonly exec: Exec;
  /** Also works after the run was stopped. */
  readonly cleanUpExec: Exec;
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  /** Reports a problem that does not affect the verdict. */
  readonly warn: (message: string) => void;
  /** Turns an absolute path into the path for messages. */
  readonly show: (path: string) => string;
}

/** The engine cannot run a check for the image's platform. */
export class UnavailableError extends StagegateError {}

/**
 * Makes a check from a function that looks at an image.
 * @param look returns null if the settings do not ask for the check, or there is nothing to check; it may throw
 */
export function check<Result>(
  name: CheckName,
  phase: Phase,
  look: (subject: CheckSubject, world: CheckWorld) => Promise<Result | null>,
): Check<Result> {
  return {
    name,
    phase,
    run: async (subject, world) => {
      try {
        const what = `the ${name} check of ${subject.job.name}`;
        const result = await measureTime(what, () => look(subject, world));
        return result === null ? { kind: "skipped" } : { kind: "done", result };
      } catch (error) {
        if (error instanceof StoppedError) throw error;
        if (error instanceof UnavailableError) return { kind: "unavailable", why: error.message };
        traceError(`check ${name} of ${subject.job.name} failed`, error);
        return { kind: "failed", problem: problemWords(error) };
      }
    },
  };
}

function problemWords(error: unknown): string {
  const hint = error instanceof StagegateError ? error.hint : null;
  return hint === null ? messageOf(error) : `${messageOf(error)}. ${hint}`;
}
