import { plural } from "../text/words.ts";
import { InvalidImageError } from "./invalid-image.ts";

/** Limits for reading one image, over all its layers. A source beyond them is an error. */
export interface ReadLimits {
  /**
   * Tar entries, those of the archive itself included, and five for each folder without an entry of its own. A
   * layer that is listed twice counts twice.
   */
  readonly entries: number;
  /** Bytes from the source; the same limit applies to decompressed bytes. */
  readonly read: number;
  /** Expanded bytes per byte of the source, after the first `expansionFloor` bytes. */
  readonly expansion: number;
  /** Bytes that may always be expanded, however small the source is. */
  readonly expansionFloor: number;
  /** Bytes kept in memory: JSON documents and watched files. */
  readonly kept: number;
  /** Characters of all paths and link targets, which are kept in memory as well. */
  readonly names: number;
}

/**
 * gzip never expands more than 1032:1, and a layer of zeros comes close to it. So the limit is for zstd (over
 * 30,000:1) and for archives that are compressed twice. No registry takes a layer of more than 200 GiB, so 256 GiB
 * is not a real image, but may be a sparse file.
 */
export const DEFAULT_READ_LIMITS: ReadLimits = {
  entries: 5_000_000,
  read: 256 * 1024 ** 3,
  expansion: 1100,
  expansionFloor: 1024 ** 3,
  kept: 128 * 1024 ** 2,
  names: 128 * 1024 ** 2,
};

/** Largest JSON document that is read, in bytes: the limit that registries set for manifests. */
export const DOCUMENT_BYTES = 4 * 1024 ** 2;

/** Whether a document of that size may be read; null is an unknown size. */
export function isReadable(size: number | null): boolean {
  return size === null || size <= DOCUMENT_BYTES;
}

/** The error of an image beyond a limit. Exporting or saving it again would change nothing. */
export function overLimit(message: string): InvalidImageError {
  return new InvalidImageError(message, "Check what made this image: other images are far below this limit.");
}

/** Throws InvalidImageError if a JSON document of this many bytes is too large. */
export function requireDocument(bytes: number): void {
  if (bytes > DOCUMENT_BYTES) throw overLimit(`is ${bytes} bytes; it may have at most ${DOCUMENT_BYTES}`);
}

/**
 * Most layers of an image. Engines start containers of at most 127, and registries take what fits into a
 * manifest, some 20,000. Every layer is compared with those below it.
 */
export const MOST_LAYERS = 1000;

/** Most manifests and indexes of an index, those of nested indexes included. */
export const MOST_MANIFESTS = 1000;

/** Most files and folders of an archive: one of 1,000 layers has some 4,000. */
export const MOST_ARCHIVED = 20_000;

/** Most entries of an image's history, of its variables and of its labels, each. */
export const MOST_SETTINGS = 10_000;

/** Characters of the longest text in a document. Linux starts no program with a variable of more than 131,072. */
export const LONGEST_TEXT = 1024 ** 2;

/**
 * Throws InvalidImageError if there are more than `most`.
 * @param noun one of them, as in `layer`
 */
export function requireAtMost(most: number, count: number, noun: string): void {
  if (count > most)
    throw overLimit(`has ${plural(count, noun)}; it may have at most ${most.toLocaleString("en-US")}`);
}

/** The costs so far that `Limits` limits. */
export interface Cost {
  readonly entries: number;
  /** Bytes from the source. */
  readonly read: number;
  /** Decompressed bytes. */
  readonly expanded: number;
  readonly kept: number;
  readonly names: number;
}

/** Counts the costs of reading one image; each method throws InvalidImageError beyond its limit. */
export class Allowance {
  readonly limits: ReadLimits;
  #entries = 0;
  #read = 0;
  #expanded = 0;
  #kept = 0;
  #names = 0;

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  get cost(): Cost {
    return {
      entries: this.#entries,
      read: this.#read,
      expanded: this.#expanded,
      kept: this.#kept,
      names: this.#names,
    };
  }

  /** Adds costs that were counted elsewhere. */
  add({ entries, read, expanded, kept, names }: Cost): void {
    this.read(read);
    this.expand(expanded);
    this.entry(entries);
    this.keep(kept);
    this.list(names);
  }

  /** Bytes from the source, as stored on the disk or sent by the engine. */
  read(bytes: number): void {
    this.#read += bytes;
    if (this.#read > this.limits.read) throw overLimit(`is more than ${this.limits.read} bytes`);
  }

  /** Throws InvalidImageError if this many bytes are too many to read, before reading begins. */
  requireReadable(bytes: number): void {
    if (bytes > this.limits.read)
      throw overLimit(`is ${bytes} bytes; an image may have at most ${this.limits.read}`);
  }

  /** Decompressed bytes. */
  expand(bytes: number): void {
    this.#expanded += bytes;
    const { expansion, expansionFloor, read } = this.limits;
    if (this.#expanded > read) throw overLimit(`expands to more than ${read} bytes`);
    if (this.#expanded > Math.max(expansionFloor, expansion * this.#read)) {
      throw overLimit(
        `${this.#read} bytes expand to more than ${this.#expanded - bytes} bytes, like a decompression bomb`,
      );
    }
  }

  /** One or more tar entries. */
  entry(count = 1): void {
    this.#entries += count;
    if (this.#entries > this.limits.entries) {
      throw overLimit(`more than ${this.limits.entries} tar entries and folders`);
    }
  }

  /** Bytes that stay in memory until the image is read. */
  keep(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > this.limits.kept) {
      throw overLimit(`its documents and watched files are more than ${this.limits.kept} bytes`);
    }
  }

  /** Characters of one more path and of its link target. */
  list(characters: number): void {
    this.#names += characters;
    if (this.#names > this.limits.names) {
      throw overLimit(`the names of its entries are more than ${this.limits.names} characters`);
    }
  }
}
