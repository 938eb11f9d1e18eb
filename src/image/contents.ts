import { posix } from "node:path";
import { crc32 } from "node:zlib";
import { EntryList, readPages } from "./entries.ts";
import {
  type LayerContents,
  type LayerEntry,
  WATCHED_BYTES,
  WATCHED_PATHS,
  type WatchedFile,
} from "./image.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";
import type { Allowance } from "./limits.ts";
import { pathInside, pathOf } from "./path.ts";
import { SecretReader } from "./secret-reader.ts";
import type { TarEntry } from "./tar.ts";

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** For each path that has a say in a watched one: the watched paths that lie at or below it. */
const PATHS = pathsAbove((path) => path);
/** The same by the marker that removes the path, as in `etc/.wh.passwd` and `.wh.etc`. */
const WHITEOUTS = pathsAbove((path) => posix.join(posix.dirname(path), WHITEOUT + posix.basename(path)));
/** The same by the marker that empties the directory, as in `etc/.wh..wh..opq`. */
const OPAQUES = pathsAbove((path) => posix.join(posix.dirname(path), OPAQUE));

/** Contents with their entries as bytes still, which is how they go from thread to thread. */
export interface ScannedContents extends Omit<LayerContents, "entries"> {
  readonly pages: readonly Uint8Array[];
}

/**
 * The contents whose entries are made of the bytes when they are first asked for, the same ones each time.
 */
export function layerContents({ pages, ...contents }: ScannedContents): LayerContents {
  let entries: readonly LayerEntry[] | null = null;
  let bytes = pages;
  return {
    ...contents,
    get entries() {
      entries ??= readPages(bytes);
      // Nobody needs both.
      bytes = [];
      return entries;
    },
  };
}

/**
 * Gathers a layer's contents from its tar entries as they pass: image-spec, layer.md, whiteouts
 * included. Counts on `allowance`; throws InvalidImageError for names that lead out of the image.
 */
export class ContentsReader {
  readonly #allowance: Allowance;
  readonly #secrets: SecretReader;
  readonly #watched = new Map<string, WatchedFile>();
  readonly #entries = new EntryList();
  #size = 0;
  #files = 0;
  #lastPath = "";
  #filling: { bytes: Buffer; filled: number } | null = null;
  #hashing: { crc: number } | null = null;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
    this.#secrets = new SecretReader(allowance);
  }

  entry(entry: TarEntry): void {
    this.#allowance.entry();
    this.#filling = null;
    this.#hashing = null;
    const path = pathOf(entry.name);
    const marker = posix.basename(path).startsWith(WHITEOUT);
    if (entry.type === "file" || entry.type === "sparse file") {
      this.#size += entry.size;
      if (!marker) this.#files += 1;
    }
    // Of a sparse file not the file's bytes come, but the pieces of it that are stored.
    this.#secrets.file(path, entry.type === "file" && !marker ? entry.size : 0);
    if (marker) this.#remove(path);
    else this.#watch(path, entry);
    this.#list(path, marker, entry);
  }

  /** A piece of the body of the entry before. */
  body(bytes: Buffer): void {
    if (this.#hashing !== null) this.#hashing.crc = crc32(bytes, this.#hashing.crc);
    this.#secrets.body(bytes);
    if (this.#filling === null) return;
    bytes.copy(this.#filling.bytes, this.#filling.filled);
    this.#filling.filled += bytes.length;
  }

  /** What was gathered, to call when all has passed. */
  contents(): ScannedContents {
    return {
      size: this.#size,
      files: this.#files,
      watched: this.#watched,
      secrets: this.#secrets.found,
      pages: this.#entries.pages(),
    };
  }

  #list(path: string, marker: boolean, { type, size, mode, link }: TarEntry): void {
    this.#allowance.list(path.length + link.length);
    // Most tars name each folder before what is in it.
    const unnamed = foldersBeyond(this.#lastPath, path) - 1;
    if (unnamed > 0) this.#allowance.entry(unnamed * ENTRIES_OF_FOLDER);
    this.#lastPath = path;
    if (marker) this.#entries.add(removal(path));
    else if (type === "file" || type === "sparse file") {
      const file = { kind: "file" as const, path, size, mode, crc: 0 };
      this.#hashing = file;
      this.#entries.add(file);
    } else if (type === "hard link") this.#entries.add({ kind: type, path, target: linkedPath(path, link) });
    else if (type === "symlink") this.#entries.add({ kind: type, path, target: link });
    else this.#entries.add({ kind: type === "directory" ? type : "other", path });
  }

  #remove(path: string): void {
    for (const removed of WHITEOUTS.get(path) ?? []) this.#watched.set(removed, { kind: "removed" });
    for (const hidden of OPAQUES.get(path) ?? []) {
      // An opaque directory hides what lower layers have, not what its own layer puts there.
      if (!this.#watched.has(hidden)) this.#watched.set(hidden, { kind: "removed" });
    }
  }

  #watch(path: string, entry: TarEntry): void {
    for (const watched of PATHS.get(path) ?? []) {
      const above = watched !== path;
      if (above && entry.type === "directory") continue;
      if (!above && entry.type === "file") this.#watched.set(path, this.#file(path, entry.size));
      else if (!above || entry.type === "symlink")
        this.#watched.set(watched, { kind: "other", type: entry.type });
      else this.#watched.set(watched, { kind: "removed" });
    }
  }

  #file(path: string, size: number): WatchedFile {
    if (size > WATCHED_BYTES) {
      throw new InvalidImageError(
        `entry ${quote(path)} is ${size} bytes; it may have at most ${WATCHED_BYTES}`,
      );
    }
    this.#allowance.keep(size);
    const bytes = Buffer.alloc(size);
    this.#filling = { bytes, filled: 0 };
    return { kind: "file", bytes };
  }
}

/** A folder takes as much memory as so many files, where the layers are put on top of each other. */
const ENTRIES_OF_FOLDER = 5;

/** Number of a path's folders that another path has not. */
function foldersBeyond(known: string, path: string): number {
  let start = 0;
  for (let at = 0; at < path.length && path.charCodeAt(at) === known.charCodeAt(at); at += 1)
    if (path.charCodeAt(at) === SLASH) start = at + 1;
  // A folder that stands just before what is in it.
  if (path.startsWith(known) && path.charCodeAt(known.length) === SLASH) start = known.length + 1;
  let count = 0;
  for (let at = path.indexOf("/", start); at >= 0; at = path.indexOf("/", at + 1)) count += 1;
  return count;
}

const SLASH = 0x2f;

/**
 * What a marker says. Throws InvalidImageError where it would remove the folder that it is in, as containerd
 * does.
 */
function removal(marker: string): LayerEntry {
  const folder = posix.dirname(marker);
  const name = posix.basename(marker);
  if (name === OPAQUE) return { kind: "emptied", path: folder === "." ? "" : folder };
  const removed = name.slice(WHITEOUT.length);
  if (/^\.{0,2}$/.test(removed))
    throw new InvalidImageError(`entry ${quote(marker)} is a whiteout of no name`);
  return { kind: "removed", path: posix.join(folder, removed) };
}

/**
 * A hard link's target from the root. Throws InvalidImageError for one out of it: the classic store refuses
 * such a layer, and what the containerd store makes of it is no file that the layer names.
 */
function linkedPath(path: string, link: string): string {
  const target = pathInside(link);
  if (target !== null) return target;
  throw new InvalidImageError(`entry ${quote(path)} is a hard link to ${quote(link)}, out of its root`);
}

function pathsAbove(keyOf: (path: string) => string): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const watched of WATCHED_PATHS) {
    for (let path = watched; path !== "."; path = posix.dirname(path)) {
      const key = keyOf(path);
      map.set(key, [...(map.get(key) ?? []), watched]);
    }
  }
  return map;
}
