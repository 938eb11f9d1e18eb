import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { peek } from "./compression.ts";
import { asInvalidImage, type FilePart, readBytes } from "./file.ts";
import { LayerReader, type LayerScan, scanLayer } from "./layer.ts";
import { Allowance, type Cost, type ReadLimits } from "./limits.ts";
import { PieceScanner } from "./piece-scanner.ts";

/** The scan of a blob, and what it cost. */
export interface ScannedBlob {
  readonly scan: LayerScan;
  readonly cost: Cost;
}

/** Scans a blob in a file; a run does it in another thread. Throws InvalidImageError like `scanLayer`. */
export type ScanBlob = (blob: FilePart, limits: ReadLimits) => Promise<ScannedBlob>;

/** A blob that can be read only once, such as one from a registry. */
export interface BlobStream {
  /** The name in error messages. */
  readonly path: string;
  /** In bytes, by its descriptor. */
  readonly size: number;
  /** Starts the stream of its bytes; call it once. The next chunk may overwrite the one before. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Scans a blob that can be read only once; a run does it in another thread. Throws like `scanStream`. */
export type ScanStream = (blob: BlobStream, limits: ReadLimits) => Promise<ScannedBlob>;

/** Digest of a blob that lies in a file, `sha256:…`. Throws InvalidImageError if it cannot be read. */
export type DigestBlob = (blob: FilePart) => Promise<string>;

/** Bytes read at once. */
const CHUNK = 256 * 1024;

/** Scans a blob synchronously in this thread. Throws InvalidImageError if it is not a whole tar or exceeds `limits`. */
export const scanBlob: ScanBlob = async (blob, limits) => {
  const allowance = new Allowance(limits);
  const scan = scanAtOnce(blob, allowance) ?? (await scanLayer(readBytes(blob, allowance), allowance));
  return { scan, cost: allowance.cost };
};

/** The digest of a blob, computed synchronously in this thread. */
export const digestBlob: DigestBlob = async (blob) => {
  const hash = createHash("sha256");
  for (const chunk of chunksOf(blob)) hash.update(chunk);
  return `sha256:${hash.digest("hex")}`;
};

/** Scans a stream in this thread. Throws InvalidImageError like `scanBlob`, and what the stream throws. */
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

/** An asynchronous decompressor still needs a chunk when it asks for the next one. */
async function* countedCopies(
  chunks: AsyncIterable<Uint8Array>,
  allowance: Allowance,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    allowance.read(chunk.length);
    yield Buffer.from(chunk);
  }
}

/** Null if this version of Node cannot decompress it synchronously. */
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

/** The bytes of a part of a file. The next piece overwrites the one before. */
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

/** Number of bytes read, at most `most`; 0 at the end. */
function readInto(input: Buffer, file: number, position: number, most: number): number {
  try {
    return readSync(file, input, 0, Math.min(input.length, most), position);
  } catch (error) {
    throw asInvalidImage(error);
  }
}
