import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { MEASUREMENT_LIMITS } from "../baseline/store.ts";
import { codeOf, StagegateError } from "../host/errors.ts";
import { MOST_IMAGES } from "../image/image-cache.ts";
import { LAYER_LIMITS } from "../image/layer-cache.ts";

/** What runs keep, each in a folder of this name: layers, images of the engine, and baselines. */
export const KEPT_KINDS = ["layers", "images", "measurements"] as const;

export type KeptKind = (typeof KEPT_KINDS)[number];

/** What is kept of one kind. */
export interface Kept {
  /** Of its files. */
  readonly number: number;
  /** Of all of them, in bytes. */
  readonly size: number;
  /** Above which those go that were used least recently. */
  readonly limit: Limits;
  /** When a file of it was used last; null where there is none. */
  readonly lastUsed: Date | null;
}

/** The most that stays of a kind; null for no limit. */
export interface Limits {
  /** Of files. */
  readonly number: number | null;
  /** In bytes. */
  readonly size: number | null;
}

const LIMITS: Readonly<Record<KeptKind, Limits>> = {
  layers: LAYER_LIMITS,
  images: { number: MOST_IMAGES, size: null },
  measurements: MEASUREMENT_LIMITS,
};

/**
 * Looks up what is kept in a cache folder, which need not be there.
 * @param folder absolute
 * @throws StagegateError where it cannot be read
 */
export async function lookUpKept(folder: string): Promise<Readonly<Record<KeptKind, Kept>>> {
  const [layers, images, measurements] = await Promise.all([
    lookUp(folder, "layers"),
    lookUp(folder, "images"),
    lookUp(folder, "measurements"),
  ]);
  return { layers, images, measurements };
}

/**
 * Removes all that is kept in a cache folder, and nothing else that lies there.
 * @param folder absolute
 * @throws StagegateError where it cannot be removed
 */
export async function clearKept(folder: string): Promise<void> {
  for (const kind of KEPT_KINDS) {
    const path = join(folder, kind);
    // A run may put a file there while it is being emptied.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(cannot("removed", path));
  }
}

async function lookUp(folder: string, kind: KeptKind): Promise<Kept> {
  const path = join(folder, kind);
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
    codeOf(error) === "ENOENT" ? [] : cannot("read", path)(error),
  );
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(files.map(({ parentPath, name }) => ifThere(join(parentPath, name))));
  const there = found.filter((file) => file !== null);
  const used = there.map(({ mtimeMs }) => mtimeMs);
  return {
    number: there.length,
    size: there.reduce((sum, { size }) => sum + size, 0),
    limit: LIMITS[kind],
    lastUsed: used.length === 0 ? null : new Date(used.reduce((a, b) => Math.max(a, b))),
  };
}

/** Null for a file that another run has dropped in the meantime. */
async function ifThere(path: string) {
  return stat(path).catch((error: unknown) =>
    codeOf(error) === "ENOENT" ? null : cannot("read", path)(error),
  );
}

function cannot(what: "read" | "removed", path: string) {
  return (error: unknown): never => {
    throw new StagegateError(
      `${path} cannot be ${what} (${codeOf(error)})`,
      "Look whose it is, or name another folder by the variable XDG_CACHE_HOME",
      { cause: error },
    );
  };
}
