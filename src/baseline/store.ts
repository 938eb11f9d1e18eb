import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StagegateError } from "../host/errors.ts";

/** Where measurements are kept from run to run. */
export interface BaselineStore {
  /**
   * What is kept under the first of the keys, in their order, that is there; null where none is.
   * @param keys at most ten
   */
  readonly find: (
    keys: readonly string[],
  ) => Promise<{ readonly key: string; readonly bytes: Buffer } | null>;
  /**
   * Keeps bytes under a key; what is there already may stay.
   * @throws StagegateError where it can't
   */
  readonly keep: (key: string, bytes: Buffer) => Promise<void>;
}

/** What stays of all that is kept in a folder; in bytes, room for a thousand and more measurements. */
export const MEASUREMENT_LIMITS = { number: null, size: 256 * 1024 ** 2 };

/**
 * A store in a folder, for a machine that is there from run to run. What was used least recently goes first
 * when it grows too large. Two runs may use it at once.
 * @param folder absolute; made when something is first kept
 * @param most largest size of all that is kept, in bytes
 */
export function folderStore(folder: string, most: number = MEASUREMENT_LIMITS.size): BaselineStore {
  const fileOf = (key: string) => join(folder, `${encodeURIComponent(key)}${SUFFIX}`);
  return {
    find: async (keys) => {
      for (const key of keys) {
        const bytes = await orNull(readFile(fileOf(key)));
        if (bytes === null) continue;
        const now = new Date();
        await orNull(utimes(fileOf(key), now, now));
        return { key, bytes };
      }
      return null;
    },
    keep: async (key, bytes) => {
      // Whole or not at all, also when two runs write the same; what a killed run leaves grows old too.
      const temporary = fileOf(randomBytes(6).toString("hex"));
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, bytes);
        await rename(temporary, fileOf(key));
        await dropOldest(folder, most);
      } catch (error) {
        throw new StagegateError(
          `the measurement cannot be kept in ${folder} (${(error as NodeJS.ErrnoException).code})`,
          "Name a folder that can be written to by the variable XDG_CACHE_HOME",
          { cause: error },
        );
      }
    },
  };
}

const SUFFIX = ".measurement";

async function dropOldest(folder: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX));
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await orNull(stat(join(folder, name)));
      return { name, size: found?.size ?? 0, used: found?.mtimeMs ?? 0 };
    }),
  );
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of files.sort((a, b) => a.used - b.used)) {
    if (total <= most) return;
    await rm(join(folder, name), { force: true });
    total -= size;
  }
}

/** Null where it is not there, or cannot be read: another run may have dropped it in the meantime. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null);
}
