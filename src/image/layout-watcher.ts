import { type FSWatcher, watch } from "node:fs";
import { basename, join } from "node:path";
import type { ScanBlob, ScannedBlob } from "./blob.ts";
import { compressionOf, wholeFile } from "./file.ts";
import { DEFAULT_READ_LIMITS } from "./limits.ts";

/** Scans the layers of OCI layouts while a builder still writes them. */
export interface LayoutWatcher {
  /**
   * Scans each new layer of a layout from now on, while the builder runs.
   * @param path absolute folder of the layout, with its folder of blobs
   */
  readonly watch: (path: string) => void;
  /** The scan of a blob of these layouts; each blob is scanned only once. */
  readonly scan: ScanBlob;
  readonly close: () => void;
}

/** If the folder cannot be watched, each layer is scanned on first use. */
export function watchLayouts(scan: ScanBlob): LayoutWatcher {
  const watchers: FSWatcher[] = [];
  const scans = new Map<string, Promise<ScannedBlob>>();
  const scanOnce: ScanBlob = (blob, limits) => {
    const digest = basename(blob.path);
    const earlier = scans.get(digest);
    if (earlier !== undefined) return earlier;
    const scanned = scan(blob, limits);
    scans.set(digest, scanned);
    // Another layout may have the whole blob.
    scanned.catch(() => scans.delete(digest));
    return scanned;
  };
  const scanFile = async (path: string): Promise<void> => {
    const blob = await wholeFile(path);
    // Manifests and configurations arrive as well. A layer that is not compressed is rarely from a build.
    if ((await compressionOf(blob)) !== "none") await scanOnce(blob, DEFAULT_READ_LIMITS);
  };

  return {
    watch: (path) => {
      const blobs = join(path, "blobs/sha256");
      const watcher = watching(blobs, (name) => {
        // A blob gets its name when it is whole. Its error is thrown to the caller that needs the scan.
        if (/^[0-9a-f]{64}$/.test(name)) scanFile(join(blobs, name)).catch(() => undefined);
      });
      if (watcher !== null) watchers.push(watcher);
    },
    scan: scanOnce,
    close: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Null if the system has no watch left. */
function watching(folder: string, onName: (name: string) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, (_, name) => onName(name ?? ""));
    return watcher.on("error", () => watcher.close());
  } catch {
    return null;
  }
}
