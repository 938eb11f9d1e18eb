import type { ReadContext } from "./read-layers.ts";
import type { StreamedArchive } from "./streamed-archive.ts";

/**
 * The archive that was read as a stream last, with what was found of its layers: its platforms can be listed, and
 * the image of each be read, in one pass. Only one is held, so that memory stays bounded.
 */
export interface LastArchive {
  /** The archive of a key: the last one if it is of that key, else `read` reads it. */
  readonly open: (key: string, read: () => Promise<StreamedArchive>) => Promise<StreamedArchive>;
  /** Forgets the archive of a key, which has changed. */
  readonly forget: (key: string) => void;
}

/** What reading an archive shares with other readings of the run. */
export interface ArchiveContext extends ReadContext {
  readonly archives: LastArchive;
}

export function lastArchive(): LastArchive {
  let last: { readonly key: string; readonly archive: Promise<StreamedArchive> } | null = null;
  const forget = (key: string): void => {
    if (last?.key === key) last = null;
  };
  return {
    open: (key, read) => {
      if (last?.key === key) return last.archive;
      const archive = read();
      last = { key, archive };
      archive.catch(() => forget(key));
      return archive;
    },
    forget,
  };
}
