/**
 * An invalid file of an image. On its way up, the message collects the places, outermost first. `readImage` then
 * makes it the one StagegateError that names the file, the blob and the entry.
 */
export class InvalidImageError extends Error {
  override readonly name = "InvalidImageError";
  /** What to do, if this place knows better than its callers. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** A required file is missing. */
export class MissingError extends InvalidImageError {}

/** Runs `read`, and adds `place` to the message of its InvalidImageError; other errors pass unchanged. */
export async function atPlace<T>(place: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InvalidImageError)) throw error;
    throw new InvalidImageError(`${place}: ${error.message}`, error.hint, { cause: error });
  }
}

/** Runs `read`; null if its source is invalid. */
export async function orInvalid<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InvalidImageError) return null;
    throw error;
  }
}

/** Text from an image for a message: quoted, control characters escaped, at most 200 characters. */
export function quote(text: string): string {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  // JSON does not escape DEL and the C1 controls, and a terminal may act on them.
  return JSON.stringify(shown).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}
