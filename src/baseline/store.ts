import { codeOf, StagegateError } from "../host/errors.ts";
import { type CacheLimits, openFileCache } from "../host/file-cache.ts";

/** Stores measurements from run to run. */
export interface BaselineStore {
  /**
   * The bytes under the first of the keys that exists, in their order; null if none exists.
   * @param keys at most ten
   */
  readonly find: (
    keys: readonly string[],
  ) => Promise<{ readonly key: string; readonly bytes: Buffer } | null>;
  /** A stored key that begins with one of these prefixes, the first prefix first. */
  readonly findLike: (prefixes: readonly string[]) => Promise<string | null>;
  /**
   * Stores bytes under a key; bytes that are already there may stay.
   * @throws StagegateError if it can't
   */
  readonly keep: (key: string, bytes: Buffer) => Promise<void>;
}

/** In bytes, room for more than a thousand measurements. */
export const MEASUREMENT_LIMITS: CacheLimits = { number: null, size: 256 * 1024 ** 2 };

/**
 * A store in a folder, for a machine that lasts from run to run.
 * @param folder absolute; made when something is first stored
 */
export function folderStore(folder: string, limits: CacheLimits = MEASUREMENT_LIMITS): BaselineStore {
  const files = openFileCache(folder, limits, ".measurement");
  return {
    find: async (keys) => {
      for (const key of keys) {
        const name = encodeURIComponent(key);
        const bytes = files.read(name);
        if (bytes === null) continue;
        await files.touch(name);
        return { key, bytes };
      }
      return null;
    },
    findLike: async (prefixes) => {
      const names = files.names();
      for (const prefix of prefixes) {
        const name = names.find((each) => each.startsWith(encodeURIComponent(prefix)));
        if (name !== undefined) return decodeURIComponent(name);
      }
      return null;
    },
    keep: async (key, bytes) => {
      try {
        await files.write(encodeURIComponent(key), bytes);
      } catch (error) {
        throw new StagegateError(
          `the measurement cannot be stored in ${folder} (${codeOf(error)})`,
          "Set the variable XDG_CACHE_HOME to a folder that can be written to.",
          { cause: error },
        );
      }
      await files.trim();
    },
  };
}
