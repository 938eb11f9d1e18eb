import { foreignFormat } from "./foreign-format.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";
import { nameIn } from "./name.ts";
import {
  type EntryType,
  entryType,
  isZeroBlock,
  parseHeader,
  parsePax,
  type TarHeader,
} from "./tar-header.ts";

/** One entry of a tar with its extended headers applied. */
export interface TarEntry {
  /** As `nameIn` gives it. */
  readonly name: string;
  readonly type: EntryType;
  /** Permission bits, the set-id and sticky ones included. */
  readonly mode: number;
  /** Size of the content in bytes, the holes of a sparse file included; 0 for entries that are not files. */
  readonly size: number;
  /** Target of a symlink or hard link, else "". */
  readonly link: string;
}

const BLOCK = 512;
/** Go's archive/tar, which engines unpack with, refuses larger extended headers as well. */
const EXTENDED_BYTES = 1024 ** 2;
const EMPTY = Buffer.alloc(0);

/**
 * Reads one tar, pushed in pieces of any size: `for (const part of tar.read(chunk))` gives each entry, followed by
 * the pieces of its body, which are views of the chunk. Holds one header at most.
 * Where the format leaves a choice, it follows Go's archive/tar, so that it sees only what an engine unpacks: links
 * and directories have no body whatever their size field says, global pax headers have no effect, and data after
 * the two zero blocks is ignored. Throws InvalidImageError for invalid tars.
 */
export class TarReader {
  #partial: Buffer = EMPTY;
  #body = 0;
  #padding = 0;
  #zeroBlocks = 0;
  #entryName: string | null = null;
  #extended: { flag: string; pieces: Buffer[]; missing: number } | null = null;
  #longName: string | null = null;
  #longLink: string | null = null;
  #pax: ReadonlyMap<string, string> | null = null;
  #sparse: TarHeader | null = null;
  readonly #what: string;

  /** @param what the kind of tar, for messages */
  constructor(what = "a tar") {
    this.#what = what;
  }

  *read(bytes: Uint8Array): Generator<TarEntry | Buffer, void, undefined> {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at < chunk.length && !this.complete) {
      if (this.#body > 0) {
        const piece = chunk.subarray(at, at + this.#body);
        at += piece.length;
        this.#body -= piece.length;
        yield piece;
      } else if (this.#extended !== null && this.#extended.missing > 0) {
        const piece = chunk.subarray(at, at + this.#extended.missing);
        at += piece.length;
        this.#extended.missing -= piece.length;
        this.#extended.pieces.push(Buffer.from(piece));
        if (this.#extended.missing === 0) this.#applyExtended();
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, chunk.length - at);
        at += skipped;
        this.#padding -= skipped;
      } else if (this.#partial.length === 0 && chunk.length - at >= BLOCK) {
        const entry = this.#block(chunk, at);
        at += BLOCK;
        if (entry !== null) yield entry;
      } else {
        const piece = chunk.subarray(at, at + BLOCK - this.#partial.length);
        at += piece.length;
        this.#partial = Buffer.concat([this.#partial, piece]);
        if (this.#partial.length < BLOCK) continue;
        const block = this.#partial;
        this.#partial = EMPTY;
        const entry = this.#block(block, 0);
        if (entry !== null) yield entry;
      }
    }
  }

  /** Skips the rest of an entry, and returns how many bytes of it belong to the body and to the padding. */
  skip(): { readonly body: number; readonly padding: number } {
    const skipped = { body: this.#body, padding: this.#padding };
    this.#body = this.#padding = 0;
    return skipped;
  }

  /** Whether the two zero blocks at the end of a tar were read; many layers lack them. */
  get complete(): boolean {
    return this.#zeroBlocks === 2;
  }

  /**
   * Call it at the end: throws InvalidImageError if the tar stops within a body or a header. Like engines, it
   * requires neither the padding of the last body nor the zero blocks.
   */
  end(): void {
    if (this.#body > 0) throw new InvalidImageError(`${this.#place()} is cut off`);
    if (this.#partial.length > 0 && this.#entryName === null) {
      throw (
        foreignFormat(this.#partial) ??
        new InvalidImageError(`is not ${this.#what}, or cut off within the first header`)
      );
    }
    if (this.#partial.length > 0 || this.#extended !== null || this.#sparse !== null)
      throw new InvalidImageError(`is cut off in the header after ${this.#place()}`);
  }

  #block(block: Buffer, start: number): TarEntry | null {
    if (this.#sparse !== null) return this.#sparseMap(this.#sparse, block[start + 504] !== 0);
    if (isZeroBlock(block, start)) {
      this.#zeroBlocks += 1;
      return null;
    }
    if (this.#zeroBlocks > 0) throw new InvalidImageError("a zero block between tar entries");
    const header = this.#header(block, start);
    if (header.flag === "x" || header.flag === "g" || header.flag === "L" || header.flag === "K") {
      if (header.size > EXTENDED_BYTES) {
        throw new InvalidImageError(
          `the extended header ${quote(header.name)} is larger than ${EXTENDED_BYTES} bytes`,
        );
      }
      this.#extended = { flag: header.flag, pieces: [], missing: header.size };
      this.#padding = paddingOf(header.size);
      if (header.size === 0) this.#applyExtended();
      return null;
    }
    if (header.extended) {
      this.#sparse = header;
      return null;
    }
    return this.#entry(header);
  }

  #header(block: Buffer, start: number): TarHeader {
    try {
      return parseHeader(block, start);
    } catch (error) {
      if (!(error instanceof InvalidImageError)) throw error;
      if (this.#entryName === null)
        throw (
          foreignFormat(block.subarray(start)) ??
          new InvalidImageError(`is not ${this.#what}: ${error.message}`)
        );
      throw new InvalidImageError(`${error.message}, after ${this.#place()}`);
    }
  }

  #place(): string {
    return this.#entryName === null ? "its start" : `entry ${quote(this.#entryName)}`;
  }

  #sparseMap(header: TarHeader, goesOn: boolean): TarEntry | null {
    if (goesOn) return null;
    this.#sparse = null;
    return this.#entry(header);
  }

  #applyExtended(): void {
    if (this.#extended === null) return;
    const body = Buffer.concat(this.#extended.pieces);
    const flag = this.#extended.flag;
    this.#extended = null;
    if (flag === "x") this.#pax = parsePax(body);
    if (flag === "L") this.#longName = untilNul(body);
    if (flag === "K") this.#longLink = untilNul(body);
  }

  #entry(header: TarHeader): TarEntry {
    const pax = this.#pax;
    const name = this.#longName ?? pax?.get("GNU.sparse.name") ?? (pax?.get("path") || header.name);
    const link = this.#longLink ?? (pax?.get("linkpath") || header.link);
    this.#entryName = name;
    const type = entryType(header.flag, name);
    const hasBody = type === "file" || type === "sparse file";
    const stored = hasBody ? (paxNumber(pax?.get("size"), name) ?? header.size) : 0;
    // GNU.sparse.size belongs to the formats 0.0 and 0.1, GNU.sparse.realsize to 1.0.
    const realSize =
      paxNumber(pax?.get("GNU.sparse.realsize") ?? pax?.get("GNU.sparse.size"), name) ?? header.realSize;
    this.#longName = this.#longLink = this.#pax = null;
    this.#body = stored;
    this.#padding = paddingOf(stored);
    if (!hasBody || realSize === null) return { name, type, mode: header.mode, size: stored, link };
    // A sparse file is never smaller than its stored pieces; a smaller claim would hide bytes.
    return { name, type: "sparse file", mode: header.mode, size: Math.max(stored, realSize), link };
  }
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function untilNul(body: Buffer): string {
  const nul = body.indexOf(0);
  return nameIn(body, 0, nul < 0 ? body.length : nul);
}

function paxNumber(value: string | undefined, name: string): number | null {
  if (value === undefined || value === "") return null;
  const parsed = /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(parsed)) return parsed;
  throw new InvalidImageError(`entry ${quote(name)} has no valid size`);
}
