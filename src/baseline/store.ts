import { codeOf, StagegateError } from "../host/errors.ts";
import { type CacheLimits, openFileCache } from "../host/file-cache.ts";

/** Where measurements are kept from run to run. */
export interface BaselineStore {
  /**
   * What is kept under the first of the keys, in their order, that is there; null if none is.
   * @param keys at most ten
   */
  readonly find: (
    keys: readonly string[],
  ) => Promise<{ readonly key: string; readonly bytes: Buffer } | null>;
  /** A key that something is kept under and that begins with one of these: with the first, if one does. */
  readonly findLike: (prefixes: readonly string[]) => Promise<string | null>;
  /**
   * Keeps bytes under a key; what is there already may stay.
   * @throws StagegateError if it can't
   */
  readonly keep: (key: string, bytes: Buffer) => Promise<void>;
}

/** In bytes, room for more than a thousand measurements. */
export const MEASUREMENT_LIMITS: CacheLimits = { number: null, size: 256 * 1024 ** 2 };

/**
 * A store in a folder, for a machine that is there from run to run.
 * @param folder absolute; made when something is first kept
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
