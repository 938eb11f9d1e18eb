import { rm } from "node:fs/promises";
import { join } from "node:path";
import { MEASUREMENT_LIMITS } from "../baseline/store.ts";
import { codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { type CacheLimits, filesIn } from "../host/file-cache.ts";
import { IMAGE_LIMITS } from "../image/image-cache.ts";
import { LAYER_LIMITS } from "../image/layer-cache.ts";

/** What runs leave for later runs, each kind in a folder of this name. */
export const CACHE_KINDS = ["layers", "images", "measurements"] as const;

export type CacheKind = (typeof CACHE_KINDS)[number];

/** What the cache holds of one kind. */
export interface CacheUsage {
  /** Number of files. */
  readonly number: number;
  /** Bytes of all files. */
  readonly size: number;
  /** If the files exceed it, the least recently used ones are removed. */
  readonly limit: CacheLimits;
  /** Time of the last use of any file; null without files. */
  readonly lastUsed: Date | null;
}

const LIMITS: Readonly<Record<CacheKind, CacheLimits>> = {
  layers: LAYER_LIMITS,
  images: IMAGE_LIMITS,
  measurements: MEASUREMENT_LIMITS,
};

/**
 * What a cache folder holds; it need not exist.
 * @param folder absolute
 * @throws StagegateError if it cannot be read
 */
export async function readCacheUsage(folder: string): Promise<Readonly<Record<CacheKind, CacheUsage>>> {
  const [layers, images, measurements] = await Promise.all([
    readUsage(folder, "layers"),
    readUsage(folder, "images"),
    readUsage(folder, "measurements"),
  ]);
  return { layers, images, measurements };
}

/**
 * Removes all kinds from a cache folder, and nothing else in it.
 * @param folder absolute
 * @throws StagegateError if they cannot be removed
 */
export async function clearCache(folder: string): Promise<void> {
  for (const kind of CACHE_KINDS) {
    const path = join(folder, kind);
    // A run may put a file there while it is being emptied.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(cannot("removed", path));
  }
}

async function readUsage(folder: string, kind: CacheKind): Promise<CacheUsage> {
  const path = join(folder, kind);
  const files = await filesIn(path).catch(cannot("read", path));
  return {
    number: files.length,
    size: files.reduce((sum, { size }) => sum + size, 0),
    limit: LIMITS[kind],
    lastUsed:
      files.length === 0 ? null : new Date(files.reduce((last, { usedAt }) => Math.max(last, usedAt), 0)),
  };
}

function cannot(what: "read" | "removed", path: string) {
  return (error: unknown): never => {
    throw new StagegateError(
      `${path} cannot be ${what}: ${reasonOf(codeOf(error))}`,
      "Check its owner and permissions, or set XDG_CACHE_HOME to another folder.",
      { cause: error },
    );
  };
}
