import { createHash } from "node:crypto";
import { DETECTORS_VERSION } from "../secrets/secret-in.ts";
import type { LayerCache, LocalLayerCache } from "./layer-cache.ts";
import { LAYER_FORMAT, packLayerFiles, unpackLayerFiles } from "./layer-file.ts";

/** A cache of layers that machines share, such as GitHub's. It reports its own failures. */
export interface RemoteLayerCache {
  /** The newest entry whose key begins with `prefix`; null without one. */
  readonly restore: (prefix: string) => Promise<RemoteEntry | null>;
  /** Saves bytes under a key; an existing entry with this key stays. */
  readonly save: (key: string, bytes: Buffer) => Promise<void>;
}

export interface RemoteEntry {
  readonly key: string;
  readonly bytes: Buffer;
}

/** A layer cache that also has layers from other machines. */
export interface SharedLayerCache {
  /** Waits for the end of `restore`; await it before using layers. */
  readonly cache: LayerCache;
  /** Begins to restore layers from the remote cache; call it once. */
  readonly restore: () => void;
  /**
   * Saves the layers that this run found or stored. Saves nothing if the remote entry has all of them, or if
   * `restore` was not called.
   */
  readonly save: () => Promise<void>;
}

/**
 * Shares layers between machines: a run restores the layers of the last run with the same images, and saves only
 * those that it used itself.
 * @param scope separates runs with other images: letters and digits
 */
export function shareLayers(
  local: LocalLayerCache,
  remote: RemoteLayerCache,
  scope: string,
): SharedLayerCache {
  const prefix = `stagegate-layers-${LAYER_FORMAT}.${DETECTORS_VERSION}-${scope}-`;
  let restored: Promise<RestoredLayers> | null = null;
  const restore = async (): Promise<RestoredLayers> => {
    const entry = await remote.restore(prefix);
    if (entry === null) return NOTHING;
    const files = unpackLayerFiles(entry.bytes);
    await local.add(files);
    return { key: entry.key, digests: new Set(files.map(({ digest }) => digest)) };
  };
  return {
    cache: {
      ...local,
      isEmpty: async () => {
        await restored;
        return local.isEmpty();
      },
      find: async (digest) => {
        await restored;
        return local.find(digest);
      },
      putPlaceholders: async (path) => {
        await restored;
        return local.putPlaceholders(path);
      },
      close: async () => {
        // The restore must not outlive the run; its result matters only to users of layers.
        await restored?.catch(() => NOTHING);
        return local.close();
      },
    },
    restore: () => {
      restored = restore();
      restored.catch(() => NOTHING);
    },
    save: async () => {
      if (restored === null) return;
      const { key, digests } = await restored;
      const used = local.usedFiles();
      if (used.every(({ digest }) => digests.has(digest))) return;
      const list = used.map(({ digest }) => digest).join();
      const own = `${prefix}${createHash("sha256").update(list).digest("hex").slice(0, 32)}`;
      // An entry with this key should have all of them, so it is damaged; but it cannot be replaced.
      await remote.save(key?.startsWith(own) ? `${key}-again` : own, packLayerFiles(used));
    },
  };
}

interface RestoredLayers {
  /** Null without an entry. */
  readonly key: string | null;
  /** Of the undamaged layers in it. */
  readonly digests: ReadonlySet<string>;
}

const NOTHING: RestoredLayers = { key: null, digests: new Set() };
