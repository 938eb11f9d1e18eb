import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { sniff } from "./compression.ts";
import { asInvalidImage, type FilePart, readBytes } from "./file.ts";
import { Inflater } from "./inflater.ts";
import { LayerReader, type LayerScan, scanLayer } from "./layer.ts";
import { Allowance, type Cost, type ReadLimits } from "./limits.ts";

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

/** Null where this Node cannot decompress it without waiting. */
function scanAtOnce(blob: FilePart, allowance: Allowance): LayerScan | null {
  let reader: LayerReader | null = null;
  let inflater: Inflater | null = null;
  try {
    for (const chunk of chunksOf(blob)) {
      if (reader === null) {
        const compression = sniff(chunk);
        inflater = compression === "none" ? null : Inflater.of(compression);
        if (compression !== "none" && inflater === null) return null;
        reader = new LayerReader(compression, allowance);
      }
      allowance.read(chunk.length);
      reader.stored(chunk);
      if (inflater === null) reader.expanded(chunk);
      else for (const piece of inflater.expand(chunk)) reader.expanded(piece);
    }
    reader ??= new LayerReader("none", allowance);
    if (inflater !== null) for (const piece of inflater.end()) reader.expanded(piece);
    return reader.end();
  } finally {
    inflater?.close();
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
