import type { TarEntry, TarReader } from "./tar.ts";

/** An entry of a tar with its body, which can be read until the next entry is requested. */
export interface TarMember {
  readonly entry: TarEntry;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * The members of a tar in its order, in one pass; the unread rest of a body is skipped. Throws InvalidImageError if
 * the tar is damaged or cut off, also within a body.
 * @param tar reads the source, and checks at the end that it is complete
 */
export async function* tarMembers(
  source: AsyncIterable<Uint8Array>,
  tar: TarReader,
): AsyncGenerator<TarMember> {
  const parts = partsOf(tar, source);
  let upcoming = await parts.next();
  let bodyOwner: TarEntry | null = null;
  let turn: Promise<Uint8Array | null> = Promise.resolve(null);

  // A reader that gives up, such as a decompressor on invalid data, may still have a pending request. So pieces are
  // handed out one after another, and never beyond the end of their own body.
  const pieceOf = (entry: TarEntry): Promise<Uint8Array | null> => {
    turn = turn.then(async () => {
      if (bodyOwner !== entry) return null;
      const next = await parts.next();
      if (!next.done && next.value instanceof Uint8Array) return next.value;
      upcoming = next;
      bodyOwner = null;
      return null;
    });
    return turn;
  };
  async function* bodyOf(entry: TarEntry): AsyncGenerator<Uint8Array> {
    for (let piece = await pieceOf(entry); piece !== null; piece = await pieceOf(entry)) yield piece;
  }

  try {
    while (!upcoming.done && !(upcoming.value instanceof Uint8Array)) {
      const entry: TarEntry = upcoming.value;
      bodyOwner = entry;
      yield { entry, body: bodyOf(entry) };
      while ((await pieceOf(entry)) !== null);
    }
  } finally {
    await parts.return();
  }
}

async function* partsOf(
  tar: TarReader,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<TarEntry | Uint8Array, void, undefined> {
  for await (const chunk of source) yield* tar.read(chunk);
  tar.end();
}
