import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../host/errors.ts";
import { type CacheLimits, openFileCache } from "../host/file-cache.ts";
import type { Layer } from "./image.ts";
import { LAYER_FORMAT, type LayerFile, packLayer, readLayerFile } from "./layer-file.ts";
import { putPlaceholder } from "./unread.ts";

/** Layers of earlier runs, by the digests of their blobs. */
export interface LayerCache {
  /** Whether it is empty. */
  readonly isEmpty: () => Promise<boolean>;
  /** The layer of a blob, the same object each time; or null. */
  readonly find: (digest: string) => Promise<Layer | null>;
  /**
   * Stores a layer that was read and verified.
   * @param blobSize size of its blob in bytes
   * @param pages its packed entries, if the caller has them, so that they need not be packed again
   */
  readonly keep: (
    digest: string,
    blobSize: number,
    layer: Layer,
    pages?: readonly Uint8Array[],
  ) => Promise<void>;
  /**
   * Puts a sparse file of the right size into an OCI layout for every known blob, so that an exporter leaves it
   * out. Only a reader with this cache may read that directory.
   * @param path absolute folder of the layout, which it creates
   */
  readonly putPlaceholders: (path: string) => Promise<void>;
  /** Marks the layers of this run as used. Removes those used least recently, and the files of older versions. */
  readonly close: () => Promise<void>;
}

/** A layer cache in a folder that can share layers with other machines. */
export interface LocalLayerCache extends LayerCache {
  /** Adds layers that other machines have read and verified. */
  readonly add: (files: readonly LayerFile[]) => Promise<void>;
  /** The layers that this run found or stored, sorted by digest. */
  readonly usedFiles: () => LayerFile[];
}

/**
 * What remains after a run. The bytes of all files may be in memory at once; a layer of 3,000 paths takes some 50
 * kB.
 */
export const LAYER_LIMITS: CacheLimits = { number: 1000, size: 32 * 1024 ** 2 };

/** A layer that this run knows, from a file or because it has read it. */
interface CachedLayer extends Pick<LayerFile, "blobSize" | "layer"> {
  /** Null for a layer that this run stored. */
  readonly file: LayerFile | null;
}

/**
 * The cache in a folder: one file for each layer, below the format's own folder. It reads and checks the file of a
 * layer on first use, and all files before it writes placeholders. A damaged file counts as missing, so its layer
 * is exported and read again. A layer that was read stays known, even if another run removes its file. A folder
 * that cannot be read is empty. Up to 1,000 layers and 32 MiB stay (`LAYER_LIMITS`); those used least recently go
 * first.
 * @param folder absolute; created on first use; two runs may use it at once
 * @param warn called once if the folder cannot be written to; it is not tried again
 * @param keeps whether later runs can use what this one read
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
          `Layers cannot be stored in ${folder} (${codeOf(error)}), so the next run reads them again. Set XDG_CACHE_HOME to a folder that can be written to.`,
        );
      isWritable = false;
    }
  };

  return {
    isEmpty: async () => known.size === 0 && !files.names().some(isLayerName),
    find: async (digest) => {
      used.add(digest);
      // The content may be wrong despite a right checksum; the layer is then scanned again.
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
      // Reading a thousand files one by one would take four times as long.
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

/** Removes the files of older formats. Files of newer formats stay: both versions may be in use. */
async function dropOlder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const version = /^v(\d{1,9})$/.exec(name)?.[1];
    // A cache may be read-only.
    if (version !== undefined && Number(version) < LAYER_FORMAT)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
