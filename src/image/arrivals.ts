import { type FSWatcher, watch } from "node:fs";
import { basename, join } from "node:path";
import type { ScanBlob, ScannedBlob } from "./blob.ts";
import { compressionOf, wholeFile } from "./file.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

/** The layers of OCI layouts that are still being written. */
export interface Arrivals {
  /**
   * From now on, layers that come into a layout are scanned at once, beside whatever brings them.
   * @param path absolute folder of the layout, with its folder of blobs
   */
  readonly watch: (path: string) => void;
  /** What was found of a blob of these layouts, of which each is scanned once only. */
  readonly scan: ScanBlob;
  readonly close: () => void;
}

/** Scans what comes by `scan`. Nothing is lost where a folder cannot be watched: it is then scanned when asked for. */
export function scanArrivals(scan: ScanBlob): Arrivals {
  const watchers: FSWatcher[] = [];
  const begun = new Map<string, Promise<ScannedBlob>>();
  const begin: ScanBlob = (blob, limits) => {
    const digest = basename(blob.path);
    const before = begun.get(digest);
    if (before !== undefined) return before;
    const scanned = scan(blob, limits);
    begun.set(digest, scanned);
    // Another layout may have it whole.
    scanned.catch(() => begun.delete(digest));
    return scanned;
  };
  const arrived = async (path: string): Promise<void> => {
    const blob = await wholeFile(path);
    // Manifests and configurations come as well, and a layer that is not compressed is seldom one of a build.
    if ((await compressionOf(blob)) !== "none") await begin(blob, DEFAULT_LIMITS);
  };

  return {
    watch: (path) => {
      const blobs = join(path, "blobs/sha256");
      const watcher = watching(blobs, (name) => {
        // A blob is written elsewhere and has its name when it is whole. What is wrong with it is told to
        // whoever asks for it.
        if (/^[0-9a-f]{64}$/.test(name)) arrived(join(blobs, name)).catch(() => undefined);
      });
      if (watcher !== null) watchers.push(watcher);
    },
    scan: begin,
    close: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Null where the system has no more watches to give. */
function watching(folder: string, onName: (name: string) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, (_, name) => onName(name ?? ""));
    return watcher.on("error", () => watcher.close());
  } catch {
    return null;
  }
}
