import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { peek } from "./compression.ts";
import { asInvalidImage, type FilePart, readBytes } from "./file.ts";
import { LayerReader, type LayerScan, scanLayer } from "./layer.ts";
import { Allowance, type Cost, type ReadLimits } from "./limits.ts";
import { PieceScanner } from "./piece-scanner.ts";

/** What was found of a blob, and what it cost to find. */
export interface ScannedBlob {
  readonly scan: LayerScan;
  readonly cost: Cost;
}

/**
 * Scans a blob that lies in a file, in another thread in real life. Throws InvalidImageError as `scanLayer`
 * does.
 */
export type ScanBlob = (blob: FilePart, limits: ReadLimits) => Promise<ScannedBlob>;

/** A blob that passes once, as from a registry. */
export interface BlobStream {
  /** By which errors name it. */
  readonly path: string;
  /** In bytes, by its descriptor. */
  readonly size: number;
  /** Begins to give its bytes; to be called once. A chunk may be overwritten when the next one is asked for. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Scans a blob that passes once, in another thread in real life. Throws as `scanStream` does. */
export type ScanStream = (blob: BlobStream, limits: ReadLimits) => Promise<ScannedBlob>;

/** Digest of a blob that lies in a file, `sha256:…`. Throws InvalidImageError where it cannot be read. */
export type DigestBlob = (blob: FilePart) => Promise<string>;

/** Bytes read at once. */
const CHUNK = 256 * 1024;

/**
 * Scans a blob in this thread, which does nothing else meanwhile. Throws InvalidImageError where it is no
 * whole tar, or asks more than `limits`.
 */
export const scanBlob: ScanBlob = async (blob, limits) => {
  const allowance = new Allowance(limits);
  const scan = scanAtOnce(blob, allowance) ?? (await scanLayer(readBytes(blob, allowance), allowance));
  return { scan, cost: allowance.cost };
};

/** The digest of a blob, by this thread, which does nothing else meanwhile. */
export const digestBlob: DigestBlob = async (blob) => {
  const hash = createHash("sha256");
  for (const chunk of chunksOf(blob)) hash.update(chunk);
  return `sha256:${hash.digest("hex")}`;
};

/**
 * Scans a stream in this thread. Throws InvalidImageError as `scanBlob` does, and what the stream throws.
 */
export const scanStream: ScanStream = async ({ chunks }, limits) => {
  const allowance = new Allowance(limits);
  const { head, all } = await peek(chunks(), 4);
  const scanner = PieceScanner.of(head, allowance);
  if (scanner === null) {
    const scan = await scanLayer(countedCopies(all, allowance), allowance);
    return { scan, cost: allowance.cost };
  }
  try {
    for await (const chunk of all) scanner.add(chunk);
    return { scan: scanner.end(), cost: allowance.cost };
  } finally {
    scanner.close();
  }
};

/** A decompressor that waits still needs a chunk when it asks for the next one. */
async function* countedCopies(
  chunks: AsyncIterable<Uint8Array>,
  allowance: Allowance,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    allowance.read(chunk.length);
    yield Buffer.from(chunk);
  }
}

/** Null where this Node cannot decompress it without waiting. */
function scanAtOnce(blob: FilePart, allowance: Allowance): LayerScan | null {
  let scanner: PieceScanner | null = null;
  try {
    for (const chunk of chunksOf(blob)) {
      scanner ??= PieceScanner.of(chunk, allowance);
      if (scanner === null) return null;
      scanner.add(chunk);
    }
    return scanner?.end() ?? new LayerReader("none", allowance).end();
  } finally {
    scanner?.close();
  }
}

/** The bytes of a file's part, of which each piece is gone when the next is asked for. */
function* chunksOf({ path, start, size }: FilePart): Generator<Buffer> {
  const file = open(path);
  try {
    const input = Buffer.allocUnsafeSlow(Math.min(CHUNK, size));
    for (let at = 0; at < size; ) {
      const length = readInto(input, file, start + at, size - at);
      if (length === 0) return;
      yield input.subarray(0, length);
      at += length;
    }
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw asInvalidImage(error);
  }
}

/** How many bytes were read, at most `most`; 0 at the end. */
function readInto(input: Buffer, file: number, position: number, most: number): number {
  try {
    return readSync(file, input, 0, Math.min(input.length, most), position);
  } catch (error) {
    throw asInvalidImage(error);
  }
}
