/**
 * Something wrong inside an image's source. It gathers where on its way up, innermost place last, until
 * `readImage` makes it the one StagegateError that names the file, the blob and the entry.
 */
export class Damage extends Error {
  override readonly name = "Damage";
  /** What to do about it, where that is known better here than above. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The same damage with the place where it was found before its message. */
export function damageAt(place: string, damage: Damage): Damage {
  return new Damage(`${place}: ${damage.message}`, damage.hint, { cause: damage });
}

/** Does `read` and adds `place` to its Damage; every other error passes as it is. */
export async function within<T>(place: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Damage ? damageAt(place, error) : error;
  }
}

/** Text from an image for a message: quoted, control characters escaped, at most 200 characters. */
export function quoted(text: string): string {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  // JSON leaves DEL and the C1 controls as they are, and a terminal may act on them.
  return JSON.stringify(shown).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}
