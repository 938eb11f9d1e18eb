import { posix } from "node:path";
import { crc32 } from "node:zlib";
import { EntryList, readPages } from "./entries.ts";
import type { LayerContents, LayerEntry } from "./image.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";
import type { Allowance } from "./limits.ts";
import { pathInside, pathOf } from "./path.ts";
import { SecretReader } from "./secret-reader.ts";
import type { TarEntry } from "./tar.ts";
import { UserFileReader } from "./user-files.ts";

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** Contents with packed entries, the form that passes from thread to thread. */
export interface ScannedContents extends Omit<LayerContents, "entries"> {
  readonly pages: readonly Uint8Array[];
}

/** The contents, whose entries are unpacked on first use and then stay the same objects. */
export function layerContents({ pages, ...contents }: ScannedContents): LayerContents {
  let entries: readonly LayerEntry[] | null = null;
  let bytes = pages;
  return {
    ...contents,
    get entries() {
      entries ??= readPages(bytes);
      // Only one of the two is needed.
      bytes = [];
      return entries;
    },
  };
}

/**
 * Collects a layer's contents from its tar entries, with whiteouts (image-spec, layer.md). Counts on `allowance`;
 * throws InvalidImageError for names that lead out of the image.
 */
export class ContentsReader {
  readonly #allowance: Allowance;
  readonly #secrets: SecretReader;
  readonly #users: UserFileReader;
  readonly #entries = new EntryList();
  #size = 0;
  #files = 0;
  #lastPath = "";
  #hashing: { crc: number } | null = null;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
    this.#secrets = new SecretReader(allowance);
    this.#users = new UserFileReader(allowance);
  }

  entry(entry: TarEntry): void {
    this.#allowance.entry();
    this.#hashing = null;
    const path = pathOf(entry.name);
    const marker = posix.basename(path).startsWith(WHITEOUT);
    if (entry.type === "file" || entry.type === "sparse file") {
      this.#size += entry.size;
      if (!marker) this.#files += 1;
    }
    // The tar has only the stored pieces of a sparse file.
    this.#secrets.file(path, entry.type === "file" && !marker ? entry.size : 0);
    if (!marker) this.#users.entry(path, entry);
    this.#list(path, marker, entry);
  }

  /** A piece of the body of the last entry. */
  body(bytes: Buffer): void {
    if (this.#hashing !== null) this.#hashing.crc = crc32(bytes, this.#hashing.crc);
    this.#secrets.body(bytes);
    this.#users.body(bytes);
  }

  /** The result; call it after the last entry. */
  contents(): ScannedContents {
    return {
      size: this.#size,
      files: this.#files,
      watched: this.#users.files(),
      secrets: this.#secrets.found,
      pages: this.#entries.pages(),
    };
  }

  #list(path: string, marker: boolean, { type, size, mode, link }: TarEntry): void {
    this.#allowance.list(path.length + link.length);
    // Most tars list each folder before its files.
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
}

/** A folder takes as much memory as this many files when layers are merged. */
const ENTRIES_OF_FOLDER = 5;

/** Number of the folders of a path that another path does not have. */
function foldersBeyond(known: string, path: string): number {
  let start = 0;
  for (let at = 0; at < path.length && path.charCodeAt(at) === known.charCodeAt(at); at += 1)
    if (path.charCodeAt(at) === SLASH) start = at + 1;
  // A folder that comes directly before its files.
  if (path.startsWith(known) && path.charCodeAt(known.length) === SLASH) start = known.length + 1;
  let count = 0;
  for (let at = path.indexOf("/", start); at >= 0; at = path.indexOf("/", at + 1)) count += 1;
  return count;
}

const SLASH = 0x2f;

/** What a whiteout marker says. Throws InvalidImageError, as containerd does, if it would remove its own folder. */
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
 * A hard link's target from the root. Throws InvalidImageError if it leads out of the root: the classic store
 * refuses such a layer, and the containerd store links to another file than the layer names.
 */
function linkedPath(path: string, link: string): string {
  const target = pathInside(link);
  if (target !== null) return target;
  throw new InvalidImageError(`entry ${quote(path)} is a hard link to ${quote(link)}, out of its root`);
}
