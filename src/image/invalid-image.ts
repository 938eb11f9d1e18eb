/**
 * Something is wrong with an image's files. On its way up the message gathers the places, outermost first,
 * until `readImage` makes it the one StagegateError that names the file, the blob and the entry.
 */
export class InvalidImageError extends Error {
  override readonly name = "InvalidImageError";
  /** What to do about it, if that is known better here than above. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** A file is not there that should be. */
export class MissingError extends InvalidImageError {}

/**
 * Does `read` and adds `place` to the message of its InvalidImageError; every other error passes as it is.
 */
export async function atPlace<T>(place: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InvalidImageError)) throw error;
    throw new InvalidImageError(`${place}: ${error.message}`, error.hint, { cause: error });
  }
}

/** Does `read`; null where its source is invalid. */
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
  // JSON leaves DEL and the C1 controls as they are, and a terminal may act on them.
  return JSON.stringify(shown).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}
