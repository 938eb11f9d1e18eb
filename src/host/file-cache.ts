import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { trace, traceError } from "./diagnostics.ts";
import { codeOf } from "./errors.ts";
import { makeFolder } from "./files.ts";

/** Limits of a cache; null for no limit. */
export interface CacheLimits {
  /** Files. */
  readonly number: number | null;
  /** Bytes of all files. */
  readonly size: number | null;
}

/** A folder of files that runs share. A run continues if another one removes any of them. */
export interface FileCache {
  /** The names of all files. */
  readonly names: () => readonly string[];
  /** A file's bytes; null if it is missing or unreadable. */
  readonly read: (name: string) => Buffer | null;
  /**
   * Writes a file atomically, also if two runs write the same one. Creates the folder.
   * @throws the system's error
   */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Marks a file as used now. */
  readonly touch: (name: string) => Promise<void>;
  /** Removes the least recently used files that exceed the limits. */
  readonly trim: () => Promise<void>;
}

/**
 * @param folder absolute; need not exist
 * @param suffix of each file's name; other files in the folder are ignored
 */
export function openFileCache(folder: string, limits: CacheLimits, suffix = ""): FileCache {
  const pathOf = (name: string) => join(folder, `${name}${suffix}`);
  return {
    names: () =>
      namesIn(folder)
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.slice(0, name.length - suffix.length)),
    read: (name) => {
      try {
        const bytes = readFileSync(pathOf(name));
        trace("cache", () => `hit ${pathOf(name)}`);
        return bytes;
      } catch (error) {
        trace("cache", () => `miss ${pathOf(name)} (${codeOf(error)})`);
        return null;
      }
    },
    write: async (name, bytes) => {
      await makeFolder(folder);
      // Files of a killed run have the suffix too, so that they are removed in turn.
      const temporary = pathOf(randomBytes(6).toString("hex"));
      try {
        await writeFile(temporary, bytes);
        await rename(temporary, pathOf(name));
      } catch (error) {
        await rm(temporary, { force: true });
        // Another process has removed the folder in the meantime.
        if (codeOf(error) !== "ENOENT") throw error;
      }
    },
    touch: async (name) => {
      const now = new Date();
      await utimes(pathOf(name), now, now).catch(ignore(`${pathOf(name)} cannot be marked as used`));
    },
    trim: async () => {
      const files = (await filesIn(folder).catch(ignore(`${folder} cannot be listed`))) ?? [];
      const cached = files.filter(({ path }) => path.endsWith(suffix));
      let { number, size } = limits;
      for (const file of cached.sort((a, b) => b.usedAt - a.usedAt)) {
        if (number !== 0 && (size === null || file.size <= size)) {
          if (number !== null) number -= 1;
          if (size !== null) size -= file.size;
        } else await rm(file.path, { force: true }).catch(ignore(`${file.path} cannot be removed`));
      }
    },
  };
}

/** A cache that cannot be maintained only costs time. */
function ignore(what: string): (error: unknown) => undefined {
  return (error) => traceError(what, error);
}

export interface CachedFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Time of the last use, in ms since the epoch. */
  readonly usedAt: number;
}

/**
 * All files of a folder and of those below it; none if the folder does not exist.
 * @param folder absolute
 * @throws the system's error if they cannot be read
 */
export async function filesIn(folder: string): Promise<CachedFile[]> {
  const entries = await orMissing(readdir(folder, { recursive: true, withFileTypes: true }));
  const paths = (entries ?? [])
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = await Promise.all(
    paths.map(async (path) => {
      // Another run may remove it in the meantime.
      const found = await orMissing(stat(path));
      return found === null ? [] : { path, size: found.size, usedAt: found.mtimeMs };
    }),
  );
  return files.flat();
}

async function orMissing<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
