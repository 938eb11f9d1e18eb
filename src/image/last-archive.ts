import type { ReadContext } from "./read-layers.ts";
import type { StreamedArchive } from "./streamed-archive.ts";

/**
 * The last archive that was read as a stream, with the scans of its layers: one pass lists its platforms and reads
 * the image of each. Only one archive is held, so that memory stays bounded.
 */
export interface LastArchive {
  /** The archive of a key: the last one if it has that key, else the one from `read`. */
  readonly open: (key: string, read: () => Promise<StreamedArchive>) => Promise<StreamedArchive>;
  /** Forgets the archive of a key, which has changed. */
  readonly forget: (key: string) => void;
}

/** The parts that all archives of a run share. */
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
