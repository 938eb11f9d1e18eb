import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StagegateError } from "../errors.ts";
import { blobPath } from "./digest.ts";
import type { Layer, WatchedFile } from "./image.ts";

/** What is known of layers from earlier runs, by the digests of their blobs. */
export interface LayerCache {
  /** The layer of a blob, or null. */
  readonly find: (digest: string) => Layer | null;
  /**
   * Remembers a layer that was read and verified.
   * @param blobSize size of its blob in bytes
   */
  readonly keep: (digest: string, blobSize: number, layer: Layer) => Promise<void>;
  /**
   * Puts a sparse file of the right size into an OCI layout for every known blob, so that an exporter
   * leaves it out. Nothing may ever read that directory but with this cache.
   * @param path absolute folder of the layout, which is made
   */
  readonly placeHolders: (path: string) => Promise<void>;
  /** Marks what was found as used, and drops what was used least recently. */
  readonly close: () => Promise<void>;
}

/** Entries of another format are never looked at. */
const VERSION = "v1";
/** Entries kept; each is some 3 kB. */
const MOST = 1000;

interface Known {
  readonly blobSize: number;
  readonly layer: Layer;
}

/**
 * Opens the cache in a folder, which is made. Entries are checked here, once and for all: what is damaged
 * is not known, and its layer will be exported and read again.
 * @param folder absolute; two runs may use it at once
 * @throws StagegateError where it cannot be made
 */
export async function openLayerCache(folder: string): Promise<LayerCache> {
  const home = join(folder, VERSION);
  await mkdir(home, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new StagegateError(
      `the layer cache cannot be kept in ${folder} (${error.code})`,
      "Name a folder that can be written to by the variable XDG_CACHE_HOME",
      { cause: error },
    );
  });
  const names = (await readdir(home)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const entries = await Promise.all(
    names.map(async (name) => [`sha256:${name}`, await readEntry(join(home, name))] as const),
  );
  const known = new Map<string, Known>(
    entries.flatMap(([digest, entry]) => (entry === null ? [] : [[digest, entry] as const])),
  );
  const used = new Set<string>();
  const fileOf = (digest: string) => join(home, digest.replace("sha256:", ""));

  return {
    find: (digest) => {
      used.add(digest);
      return known.get(digest)?.layer ?? null;
    },
    keep: async (digest, blobSize, layer) => {
      known.set(digest, { blobSize, layer });
      await writeEntry(fileOf(digest), { blobSize, layer });
    },
    placeHolders: async (path) => {
      await mkdir(join(path, "blobs/sha256"), { recursive: true });
      for (const [digest, { blobSize }] of known) {
        const file = await open(join(path, blobPath(digest)), "w");
        await file.truncate(blobSize).finally(() => file.close());
      }
    },
    close: async () => {
      const now = new Date();
      for (const digest of used) if (known.has(digest)) await ifThere(utimes(fileOf(digest), now, now));
      await dropOldest(home);
    },
  };
}

async function dropOldest(home: string): Promise<void> {
  const names = await readdir(home);
  if (names.length <= MOST) return;
  const ages = await Promise.all(
    names.map(async (name) => ({ name, used: (await ifThere(stat(join(home, name))))?.mtimeMs ?? 0 })),
  );
  const oldest = ages.sort((a, b) => a.used - b.used).slice(0, names.length - MOST);
  for (const { name } of oldest) await rm(join(home, name), { force: true });
}

/** What another run may have dropped in the meantime. */
async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** An entry is the checksum of its second line, and that line: JSON. */
async function writeEntry(path: string, { blobSize, layer }: Known): Promise<void> {
  const { size, files, watched } = layer.contents;
  const texts = [...watched].map(([name, file]) => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes).toString("base64") } : file,
  ]);
  const json = JSON.stringify({
    blobSize,
    diffId: layer.diffId,
    transferSize: layer.transferSize,
    size,
    files,
    watched: texts,
  });
  // Whole or not at all, also when two runs write the same.
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(temporary, `${checksum(json)}\n${json}`);
  await rename(temporary, path);
}

async function readEntry(path: string): Promise<Known | null> {
  const text = await ifThere(readFile(path, "utf8"));
  const [sum, json = ""] = text?.split("\n") ?? [];
  if (sum !== checksum(json)) return null;
  const { blobSize, diffId, transferSize, size, files, watched } = JSON.parse(json) as Entry;
  const texts = watched.map(([name, file]): [string, WatchedFile] => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes, "base64") } : file,
  ]);
  return {
    blobSize,
    layer: { diffId, transferSize, contents: { size, files, watched: new Map(texts), entries: [] } },
  };
}

interface Entry extends Pick<Layer, "diffId" | "transferSize"> {
  readonly blobSize: number;
  readonly size: number;
  readonly files: number;
  readonly watched: readonly (readonly [
    string,
    { readonly kind: "file"; readonly bytes: string } | Exclude<WatchedFile, { kind: "file" }>,
  ])[];
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
