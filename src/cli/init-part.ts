import type { BakeTarget } from "../bake/target.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import type { Report } from "../model/report.ts";

/** The flags of `init`. */
export interface InitOptions {
  /** Whether to take every default without asking. */
  readonly yes: boolean;
  /** Whether to overwrite the configuration file. */
  readonly force: boolean;
}

/** The parts of its process that `init` uses. */
export interface InitWorld {
  /** Absolute. */
  readonly cwd: string;
  /** Whether a person can be asked. */
  readonly isTerminal: boolean;
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly signal: AbortSignal;
}

/** Parts of the program outside of the bundle of `init`. */
export interface InitParts {
  readonly exec: Exec;
  /** Whether images can be built here. */
  readonly hasEngine: () => Promise<boolean>;
  /**
   * Gates the images of a configuration before it is written, without a baseline. Fails if they cannot be judged.
   * @param path absolute path of the file that init writes it to
   */
  readonly measure: (path: string, text: string) => Promise<Result<Report>>;
  /** The targets of bake files in the working folder. Fails if bake refuses them or is missing. */
  readonly listBakeTargets: (files: readonly string[]) => Promise<Result<readonly BakeTarget[]>>;
}

/**
 * The result of some work. Each bundle has its own classes of errors, so an expected error crosses to the other
 * bundle as plain data.
 */
export type Result<T> = { readonly kind: "done"; readonly value: T } | Failure;

/** An expected error. */
export interface Failure {
  readonly kind: "failed";
  readonly message: string;
  readonly hint: string | null;
}

/** How `init` ended. */
export type InitEnd = "written" | "cancelled";

/** Writes the configuration and CI files of a gate. Fails if there is nothing to gate, or a file cannot be written. */
export type Init = (options: InitOptions, world: InitWorld, parts: InitParts) => Promise<Result<InitEnd>>;

/** The text of a failure: the message, and on a line of its own the hint. */
export function failureText({ message, hint }: Failure): string {
  return hint === null ? message : `${message}\n${hint}`;
}

/** Runs some work; an expected error, a StagegateError of this bundle, becomes its result. */
export async function resultOf<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { kind: "failed", message: error.message, hint: error.hint };
  }
}
