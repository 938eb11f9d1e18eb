import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { LayerEntry } from "./image.ts";

const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate);

/** In bytes. Each piece costs a turn of a busy event loop, so pieces are large. */
const OPTIONS: zlib.ZlibOptions = { level: 1, chunkSize: 256 * 1024 };

/** Packs the entries of a layer for the layer cache and for stored baselines. */
export async function packEntries(entries: readonly LayerEntry[]): Promise<Buffer> {
  const list = new EntryList();
  for (const entry of entries) list.add(entry);
  return packPages(list.pages());
}

/** Like `packEntries`, for the pages of an `EntryList`. */
export function packPages(pages: readonly Uint8Array[]): Promise<Buffer> {
  return buffer(Readable.from(pages).pipe(zlib.createDeflate(OPTIONS)));
}

/**
 * Reads what `packEntries` wrote. Throws an Error if it is anything else.
 * @param most bytes that it may expand to; by default the limit of one image
 */
export async function unpackEntries(packed: Uint8Array, most = MOST_BYTES): Promise<readonly LayerEntry[]> {
  return readPages([await inflate(packed, { ...OPTIONS, maxOutputLength: most })]);
}

const MOST_BYTES = 512 * 1024 ** 2;

/** Bytes of a page; an entry that needs more has a page of its own. */
const PAGE = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * Entries in the order of a layer's tar, packed until they are needed: so many small objects would slow down each
 * garbage collection while layers are read.
 */
export class EntryList {
  readonly #full: Buffer[] = [];
  #page: Buffer = EMPTY;
  #end = 0;
  #last: LayerEntry | null = null;

  /** Adds an entry, which may still be changed until the next one is added. */
  add(entry: LayerEntry): void {
    this.#writeLast();
    this.#last = entry;
  }

  /** All entries as bytes, none of them across two pages. Call it after the last one. */
  pages(): readonly Buffer[] {
    this.#writeLast();
    return this.#end === 0 ? this.#full : [...this.#full, this.#page.subarray(0, this.#end)];
  }

  #writeLast(): void {
    const entry = this.#last;
    if (entry === null) return;
    this.#last = null;
    const most = mostBytes(entry);
    if (this.#end + most > this.#page.length) {
      if (this.#end > 0) this.#full.push(this.#page.subarray(0, this.#end));
      this.#page = Buffer.allocUnsafe(Math.max(PAGE, most));
      this.#end = 0;
    }
    this.#end = writeEntry(entry, this.#page, this.#end);
  }
}

/** A kind is stored as its position in this list. */
const KINDS = ["file", "hard link", "directory", "symlink", "other", "removed", "emptied"] as const;

/**
 * Writes an entry: kind (1 byte), path; for a file its size (8), mode (2) and CRC-32 (4), for a link its target.
 * Texts are their length (4) and UTF-8. Returns the end position.
 */
function writeEntry(entry: LayerEntry, page: Buffer, start: number): number {
  let at = page.writeUInt8(KINDS.indexOf(entry.kind), start);
  at = writeText(entry.path, page, at);
  if (entry.kind === "file") {
    at = page.writeDoubleLE(entry.size, at);
    at = page.writeUInt16LE(entry.mode, at);
    return page.writeUInt32LE(entry.crc, at);
  }
  return "target" in entry ? writeText(entry.target, page, at) : at;
}

function writeText(text: string, page: Buffer, at: number): number {
  const length = page.write(text, at + 4);
  return page.writeUInt32LE(length, at) + length;
}

/** Bytes that an entry may need: UTF-8 has at most 3 for each unit of UTF-16. */
function mostBytes(entry: LayerEntry): number {
  const target = "target" in entry ? entry.target.length : 0;
  return 1 + 4 + 14 + 3 * (entry.path.length + target);
}

/** The entries of an `EntryList`'s pages, in its order. Throws an Error if they are anything else. */
export function readPages(pages: readonly Uint8Array[]): readonly LayerEntry[] {
  const entries: LayerEntry[] = [];
  for (const { buffer, byteOffset, length } of pages)
    readPage(Buffer.from(buffer, byteOffset, length), entries);
  return entries;
}

/** Adds the entries of a page to `entries`. Throws an Error if it is anything else. */
function readPage(page: Buffer, entries: LayerEntry[]): void {
  let at = 0;
  const text = (): string => {
    const start = at + 4;
    at = start + page.readUInt32LE(at);
    if (at > page.length) throw new Error("packed entries are cut off");
    return page.toString("utf8", start, at);
  };
  while (at < page.length) {
    const kind = KINDS[page.readUInt8(at)];
    at += 1;
    const path = text();
    if (kind === "file") {
      const [size, mode, crc] = [
        page.readDoubleLE(at),
        page.readUInt16LE(at + 8),
        page.readUInt32LE(at + 10),
      ];
      at += 14;
      entries.push({ kind, path, size, mode, crc });
    } else if (kind === "hard link" || kind === "symlink") entries.push({ kind, path, target: text() });
    else if (kind !== undefined) entries.push({ kind, path });
    else throw new Error("a packed entry is of no known kind");
  }
}
