import { createHash, randomBytes } from "node:crypto";
import { closeSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StagegateError } from "../errors.ts";
import { DETECTORS_VERSION } from "../secrets/secret-in.ts";
import { codeOf } from "./damage.ts";
import { blobPath } from "./digest.ts";
import { packEntries, unpackEntries } from "./entries.ts";
import type { Layer, LayerContents, WatchedFile } from "./image.ts";

/** What is known of layers from earlier runs, by the digests of their blobs. */
export interface LayerCache {
  /** The layer of a blob, the same object each time; or null. */
  readonly find: (digest: string) => Promise<Layer | null>;
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

/** Files of another format are never looked at. */
const VERSION = "v3";
/** Layers that are kept. */
const MOST = 1000;
/** Bytes of all their files, which every run holds in memory. A layer of 3,000 paths takes some 50 kB. */
const MOST_BYTES = 32 * 1024 ** 2;

interface Known {
  readonly blobSize: number;
  readonly layer: () => Promise<Layer>;
}

/**
 * Opens the cache in a folder, which is made. All of it is read and checked here, once and for all: what is
 * damaged is not known, and its layer will be exported and read again; what is known stays so, even when
 * another run drops it.
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
  const known = new Map<string, Known>();
  for (const name of names) {
    const found = readKnown(join(home, name));
    if (found !== null) known.set(`sha256:${name}`, found);
  }
  const used = new Set<string>();
  const fileOf = (digest: string) => join(home, digest.replace("sha256:", ""));

  return {
    find: async (digest) => {
      used.add(digest);
      return known.get(digest)?.layer() ?? null;
    },
    keep: async (digest, blobSize, layer) => {
      known.set(digest, { blobSize, layer: async () => layer });
      await write(fileOf(digest), blobSize, layer);
    },
    placeHolders: async (path) => {
      await mkdir(join(path, "blobs/sha256"), { recursive: true });
      for (const [digest, { blobSize }] of known) {
        // To wait for each of a thousand files would take four times as long.
        const file = openSync(join(path, blobPath(digest)), "w");
        ftruncateSync(file, blobSize);
        closeSync(file);
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
  const files = await Promise.all(
    (await readdir(home)).map(async (name) => {
      const found = await ifThere(stat(join(home, name)));
      return { name, used: found?.mtimeMs ?? 0, size: found?.size ?? 0 };
    }),
  );
  let kept = 0;
  let bytes = 0;
  for (const { name, size } of files.sort((a, b) => b.used - a.used)) {
    if (kept < MOST && bytes + size <= MOST_BYTES) {
      kept += 1;
      bytes += size;
    } else await rm(join(home, name), { force: true });
  }
}

/** What is done with a file; null where another run has dropped it in the meantime. */
async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(nullIfGone);
}

function nullIfGone(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    return nullIfGone(error);
  }
}

/** A file is the checksum of all that follows, what is known of the layer as JSON, and its packed entries. */
async function write(path: string, blobSize: number, layer: Layer): Promise<void> {
  const { size, files, watched, secrets, entries } = layer.contents;
  const head: Head = {
    detectors: DETECTORS_VERSION,
    blobSize,
    diffId: layer.diffId,
    transferSize: layer.transferSize,
    size,
    files,
    secrets,
    watched: [...watched].map(([name, file]) => [
      name,
      file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes).toString("base64") } : file,
    ]),
  };
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), await packEntries(entries)]);
  // Whole or not at all, also when two runs write the same.
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(temporary, [`${checksum(rest)}\n`, rest]);
  await ifThere(rename(temporary, path));
}

function readKnown(path: string): Known | null {
  const bytes = bytesOf(path);
  if (bytes === null) return null;
  const rest = bytes.subarray(bytes.indexOf("\n") + 1);
  if (bytes.toString("latin1", 0, bytes.length - rest.length) !== `${checksum(rest)}\n`) return null;
  const end = rest.indexOf("\n");
  const head = JSON.parse(rest.toString("utf8", 0, end)) as Head;
  if (head.detectors !== DETECTORS_VERSION) return null;
  let layer: Promise<Layer> | null = null;
  return {
    blobSize: head.blobSize,
    layer: () => {
      layer ??= layerOf(head, rest.subarray(end + 1));
      return layer;
    },
  };
}

async function layerOf(head: Head, packed: Uint8Array): Promise<Layer> {
  const { diffId, transferSize, size, files, secrets } = head;
  const watched = head.watched.map(([name, file]): [string, WatchedFile] => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes, "base64") } : file,
  ]);
  const entries = await unpackEntries(packed);
  return { diffId, transferSize, contents: { size, files, watched: new Map(watched), secrets, entries } };
}

interface Head
  extends Pick<Layer, "diffId" | "transferSize">,
    Pick<LayerContents, "size" | "files" | "secrets"> {
  /** Version of what looked for secrets. */
  readonly detectors: number;
  readonly blobSize: number;
  readonly watched: readonly (readonly [
    string,
    { readonly kind: "file"; readonly bytes: string } | Exclude<WatchedFile, { kind: "file" }>,
  ])[];
}

function checksum(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
