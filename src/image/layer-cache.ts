import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../host/errors.ts";
import { type CacheLimits, openFileCache } from "../host/file-cache.ts";
import type { Layer } from "./image.ts";
import { LAYER_FORMAT, type LayerFile, packLayer, readLayerFile } from "./layer-file.ts";
import { putPlaceholder } from "./unread.ts";

/** What is known of layers from earlier runs, by the digests of their blobs. */
export interface LayerCache {
  /** Whether it knows no layer at all. */
  readonly isEmpty: () => Promise<boolean>;
  /** The layer of a blob, the same object each time; or null. */
  readonly find: (digest: string) => Promise<Layer | null>;
  /**
   * Remembers a layer that was read and verified.
   * @param blobSize size of its blob in bytes
   * @param pages its entries as bytes where they are at hand, which spares making all of them at once
   */
  readonly keep: (
    digest: string,
    blobSize: number,
    layer: Layer,
    pages?: readonly Uint8Array[],
  ) => Promise<void>;
  /**
   * Puts a sparse file of the right size into an OCI layout for every known blob, so that an exporter
   * leaves it out. Nothing may ever read that directory but with this cache.
   * @param path absolute folder of the layout, which is made
   */
  readonly putPlaceholders: (path: string) => Promise<void>;
  /** Marks what was found as used, and drops what was used least recently, and what other versions kept. */
  readonly close: () => Promise<void>;
}

/** A layer cache in a folder, whose layers other machines can use too. */
export interface LocalLayerCache extends LayerCache {
  /** Adds layers that other machines have read and verified. */
  readonly add: (files: readonly LayerFile[]) => Promise<void>;
  /** The layers that this run found or kept, by their digests in order. */
  readonly usedFiles: () => LayerFile[];
}

/**
 * What stays when a run is over. Bytes are those of all files, which a run may hold in memory at once; a
 * layer of 3,000 paths takes some 50 kB.
 */
export const LAYER_LIMITS: CacheLimits = { number: 1000, size: 32 * 1024 ** 2 };

/** A layer that this run knows, from a file or because it has read it. */
interface CachedLayer extends Pick<LayerFile, "blobSize" | "layer"> {
  /** Null for a layer that was kept in this run. */
  readonly file: LayerFile | null;
}

/**
 * The cache in a folder: one file for each layer, below the format's own folder. A file is read and checked
 * when its layer is asked for, and all of them before placeholders are put; what is damaged is not known, and
 * its layer will be exported and read again. What was read once stays known, even when another run drops
 * it. A folder that cannot be read holds nothing. Up to 1,000 layers and 32 MiB stay (`LAYER_LIMITS`), of
 * which those go first that were used least recently.
 * @param folder absolute; made when something is first kept; two runs may use it at once
 * @param warn told once where it cannot be written to, which then is not tried again
 * @param keeps whether later runs are left what this one read
 */
export function openLayerCache(
  folder: string,
  warn: (message: string) => void,
  keeps = true,
): LocalLayerCache {
  const files = openFileCache(join(folder, `v${LAYER_FORMAT}`), LAYER_LIMITS);
  const known = new Map<string, CachedLayer>();
  const used = new Set<string>();
  let isAllRead = false;
  let isWritable = keeps;
  const nameOf = (digest: string) => digest.replace("sha256:", "");

  /** Null if the file is missing, damaged or that of another layer. */
  const fileOf = (digest: string): LayerFile | null => {
    const bytes = files.read(nameOf(digest));
    const file = bytes === null ? null : readLayerFile(bytes);
    return file?.digest === digest ? file : null;
  };
  const learn = (digest: string): CachedLayer | null => {
    const file = known.has(digest) ? null : fileOf(digest);
    if (file !== null) known.set(digest, { ...file, file });
    return known.get(digest) ?? null;
  };
  const learnAll = () => {
    if (isAllRead) return;
    isAllRead = true;
    for (const name of files.names()) if (isLayerName(name)) learn(`sha256:${name}`);
  };
  const write = async (digest: string, bytes: Buffer) => {
    try {
      await files.write(nameOf(digest), bytes);
    } catch (error) {
      if (isWritable)
        warn(
          `Layers cannot be kept in ${folder} (${codeOf(error)}), and will be read again by the next run. Name a folder that can be written to by the variable XDG_CACHE_HOME.`,
        );
      isWritable = false;
    }
  };

  return {
    isEmpty: async () => known.size === 0 && !files.names().some(isLayerName),
    find: async (digest) => {
      used.add(digest);
      // What is packed below a right checksum may be wrong all the same; it is then scanned again.
      return (
        (await learn(digest)
          ?.layer()
          .catch(() => null)) ?? null
      );
    },
    keep: async (digest, blobSize, layer, pages) => {
      used.add(digest);
      known.set(digest, { blobSize, layer: async () => layer, file: null });
      if (isWritable) await write(digest, await packLayer(digest, blobSize, layer, pages));
    },
    putPlaceholders: async (path) => {
      learnAll();
      await mkdir(join(path, "blobs/sha256"), { recursive: true });
      // To wait for each of a thousand files would take four times as long.
      for (const [digest, { blobSize }] of known) putPlaceholder(path, { digest, size: blobSize });
    },
    add: async (layerFiles) => {
      for (const file of layerFiles) {
        if (known.has(file.digest)) continue;
        known.set(file.digest, { ...file, file });
        if (isWritable) await write(file.digest, file.bytes);
      }
    },
    usedFiles: () => [...used].sort().flatMap((digest) => known.get(digest)?.file ?? fileOf(digest) ?? []),
    close: async () => {
      for (const digest of used) if (known.has(digest)) await files.touch(nameOf(digest));
      await files.trim();
      await dropOlder(folder);
    },
  };
}

function isLayerName(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

/** Removes what formats before this one kept; a later one's is left to whoever uses both. */
async function dropOlder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const version = /^v(\d{1,9})$/.exec(name)?.[1];
    // A cache may be read only.
    if (version !== undefined && Number(version) < LAYER_FORMAT)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
