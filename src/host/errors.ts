/**
 * What could not be judged: bad configuration, no engine, a damaged archive. Ends the run with exit
 * code 2. The message names the thing and the place, `hint` says what to do about it.
 */
export class StagegateError extends Error {
  override readonly name = "StagegateError";
  /** One sentence on what to do, with a right example where there is one. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The run was stopped by a signal; ends with exit code 128 + the signal's number. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** An error's message, also of what is no Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A system's or zlib's error code, as "ENOENT" or "Z_DATA_ERROR"; "" for what has none. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** An error for a person: ours without a stack, others with theirs, since they are ours to mend. */
export function describeError(error: unknown): string {
  if (error instanceof StagegateError)
    return error.hint === null ? error.message : `${error.message}\n${error.hint}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
