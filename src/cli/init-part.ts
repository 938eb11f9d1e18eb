import type { BakeTarget } from "../bake/target.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import type { Report } from "../model/report.ts";

/** What the command line asks `init` for. */
export interface InitOptions {
  /** Whether nothing is asked. */
  readonly yes: boolean;
  /** Whether files that are there may be overwritten. */
  readonly force: boolean;
}

/** What `init` needs of its process. */
export interface InitWorld {
  /** Absolute. */
  readonly cwd: string;
  /** Whether a person can be asked. */
  readonly isTerminal: boolean;
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly signal: AbortSignal;
}

/** What `init` takes from the rest of the program, which is not part of its bundle. */
export interface InitParts {
  readonly exec: Exec;
  /** Whether images can be built here. */
  readonly hasEngine: () => Promise<boolean>;
  /**
   * Gates the images of a configuration that is not written yet, without a baseline. Fails if they cannot be judged.
   * @param path absolute path of the file that init writes it to
   */
  readonly measure: (path: string, text: string) => Promise<Result<Report>>;
  /** The targets of bake files of the working folder. Fails if bake refuses them, or is not there. */
  readonly listBakeTargets: (files: readonly string[]) => Promise<Result<readonly BakeTarget[]>>;
}

/**
 * What came of some work. Two bundles have two classes of each error, so an error that is expected crosses from one to
 * the other as plain data.
 */
export type Result<T> = { readonly kind: "done"; readonly value: T } | Failure;

/** Why something expected did not work. */
export interface Failure {
  readonly kind: "failed";
  readonly message: string;
  readonly hint: string | null;
}

/** How `init` ended. */
export type InitEnd = "written" | "cancelled";

/** Writes the files of a gate. Fails if there is nothing to gate, or a file cannot be written. */
export type Init = (options: InitOptions, world: InitWorld, parts: InitParts) => Promise<Result<InitEnd>>;

/** The text of a failure: the message, and on a line of its own the hint. */
export function failureText({ message, hint }: Failure): string {
  return hint === null ? message : `${message}\n${hint}`;
}

/** Runs some work; an error that is expected, a StagegateError of this bundle, is its result. */
export async function resultOf<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { kind: "failed", message: error.message, hint: error.hint };
  }
}
