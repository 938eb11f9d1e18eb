import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { LayerEntry } from "./image.ts";

const deflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.deflate);
const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate);

/** Each piece is a turn of the event loop, which others keep busy, so pieces are large: in bytes. */
const OPTIONS: zlib.ZlibOptions = { level: 1, chunkSize: 256 * 1024 };

/** Packs what a layer says of its paths, for the layer cache and for stored baselines: JSON in zlib's format. */
export async function packEntries(entries: readonly LayerEntry[]): Promise<Buffer> {
  return deflate(JSON.stringify(entries), OPTIONS);
}

/** Reads what `packEntries` wrote. Throws an Error where that is damaged. */
export async function unpackEntries(packed: Uint8Array): Promise<readonly LayerEntry[]> {
  return JSON.parse((await inflate(packed, OPTIONS)).toString()) as LayerEntry[];
}

/** Entries that an `EntryList` holds as objects before it makes text of them. */
const PAGE = 1000;

/**
 * Entries as a layer's tar brings them, kept as text until they are asked for: a heap of so many small
 * objects would make every garbage collection slow while this layer and others are read.
 */
export class EntryList {
  readonly #pages: string[] = [];
  #page: LayerEntry[] = [];
  #all: readonly LayerEntry[] | null = null;

  /** Takes an entry, which may still be changed until the next one comes. */
  add(entry: LayerEntry): void {
    if (this.#page.length === PAGE) {
      this.#pages.push(JSON.stringify(this.#page));
      this.#page = [];
    }
    this.#page.push(entry);
  }

  /** All of them, in the order in which they came; the same objects each time. To call when no more come. */
  all(): readonly LayerEntry[] {
    this.#all ??= this.#pages
      .splice(0)
      .flatMap((page) => JSON.parse(page) as LayerEntry[])
      .concat(this.#page);
    return this.#all;
  }
}
