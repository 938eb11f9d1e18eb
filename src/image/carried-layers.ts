import { createHash } from "node:crypto";
import { DETECTORS_VERSION } from "../secrets/secret-in.ts";
import type { LayerCache, LayerFolder } from "./layer-cache.ts";
import { LAYER_FORMAT, packLayerFiles, unpackLayerFiles } from "./layer-file.ts";

/** Where layers wait for runs on other machines. What goes wrong with it, it tells by itself. */
export interface LayerShelf {
  /** What was kept last under a key that begins so; null where nothing was. */
  readonly newest: (prefix: string) => Promise<Shelved | null>;
  /** Keeps bytes under a key; what is there already stays. */
  readonly keep: (key: string, bytes: Buffer) => Promise<void>;
}

/** What lies on a shelf. */
export interface Shelved {
  readonly key: string;
  readonly bytes: Buffer;
}

/** A layer cache with what runs on other machines know. */
export interface CarriedLayers {
  /** Waits for what is being fetched when it is asked for layers. */
  readonly cache: LayerCache;
  /** Begins to fetch, to be called once. */
  readonly fetch: () => void;
  /**
   * Hands on the layers that this run found or kept: none where what was fetched holds them all, or nothing
   * was looked for.
   */
  readonly handOn: () => Promise<void>;
}

/**
 * Carries layers from machine to machine: a run fetches what the last one with the same images knew, and
 * leaves what it used itself, which is little beside all that a cache may hold.
 * @param scope tells runs of the same images from others, which have layers of their own: letters and digits
 */
export function carryLayers(cache: LayerFolder, shelf: LayerShelf, scope: string): CarriedLayers {
  const prefix = `stagegate-layers-${LAYER_FORMAT}.${DETECTORS_VERSION}-${scope}-`;
  let fetched: Promise<Fetched> | null = null;
  const fetch = async (): Promise<Fetched> => {
    const found = await shelf.newest(prefix);
    if (found === null) return NOTHING;
    const files = unpackLayerFiles(found.bytes);
    await cache.take(files);
    return { key: found.key, digests: new Set(files.map(({ digest }) => digest)) };
  };
  return {
    cache: {
      ...cache,
      isEmpty: async () => {
        await fetched;
        return cache.isEmpty();
      },
      find: async (digest) => {
        await fetched;
        return cache.find(digest);
      },
      placeHolders: async (path) => {
        await fetched;
        return cache.placeHolders(path);
      },
      close: async () => {
        // What is left of a fetch must not outlive the run; how it ended matters only to who asked.
        await fetched?.catch(() => NOTHING);
        return cache.close();
      },
    },
    fetch: () => {
      fetched = fetch();
      fetched.catch(() => NOTHING);
    },
    handOn: async () => {
      if (fetched === null) return;
      const { key, digests } = await fetched;
      const used = cache.used();
      if (used.every(({ digest }) => digests.has(digest))) return;
      const list = used.map(({ digest }) => digest).join();
      const own = `${prefix}${createHash("sha256").update(list).digest("hex").slice(0, 32)}`;
      // It holds them by its key but was damaged, and what is there stays.
      await shelf.keep(key?.startsWith(own) ? `${key}-again` : own, packLayerFiles(used));
    },
  };
}

interface Fetched {
  /** Null where there was nothing. */
  readonly key: string | null;
  /** Of the layers that it held whole. */
  readonly digests: ReadonlySet<string>;
}

const NOTHING: Fetched = { key: null, digests: new Set() };
