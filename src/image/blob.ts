import { closeSync, openSync, readSync } from "node:fs";
import { sniff } from "./compression.ts";
import { asDamage, type FilePart, readBytes } from "./file.ts";
import { Inflater } from "./inflater.ts";
import { LayerReader, type LayerScan, scanLayer } from "./layer.ts";
import { Allowance, type Cost, type Limits } from "./limits.ts";

/** What was found of a blob, and what it cost to find. */
export interface ScannedBlob {
  readonly scan: LayerScan;
  readonly cost: Cost;
}

/** Scans a blob that lies in a file, in another thread in real life. Throws Damage as `scanLayer` does. */
export type ScanBlob = (blob: FilePart, limits: Limits) => Promise<ScannedBlob>;

/** Bytes read at once. */
const CHUNK = 256 * 1024;

/**
 * Scans a blob in this thread, which does nothing else meanwhile. Throws Damage where it is no whole tar, or
 * asks more than `limits`.
 */
export const scanBlob: ScanBlob = async (blob, limits) => {
  const allowance = new Allowance(limits);
  const scan = scanAtOnce(blob, allowance) ?? (await scanLayer(readBytes(blob, allowance), allowance));
  return { scan, cost: allowance.cost };
};

/** Null where this Node cannot decompress it without waiting. */
function scanAtOnce({ path, start, size }: FilePart, allowance: Allowance): LayerScan | null {
  const file = open(path);
  const input = Buffer.allocUnsafeSlow(Math.min(CHUNK, size));
  const read = (at: number) => input.subarray(0, readInto(input, file, start + at, size - at));
  let inflater: Inflater | null = null;
  try {
    let chunk = read(0);
    const compression = sniff(chunk);
    if (compression !== "none") {
      inflater = Inflater.of(compression);
      if (inflater === null) return null;
    }
    const reader = new LayerReader(compression, allowance);
    for (let at = 0; chunk.length > 0; chunk = read(at)) {
      at += chunk.length;
      allowance.read(chunk.length);
      reader.stored(chunk);
      if (inflater === null) reader.expanded(chunk);
      else for (const piece of inflater.expand(chunk)) reader.expanded(piece);
    }
    if (inflater !== null) for (const piece of inflater.end()) reader.expanded(piece);
    return reader.end();
  } finally {
    inflater?.close();
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw asDamage(error);
  }
}

/** How many bytes were read, at most `most`; 0 at the end. */
function readInto(input: Buffer, file: number, position: number, most: number): number {
  try {
    return readSync(file, input, 0, Math.min(input.length, most), position);
  } catch (error) {
    throw asDamage(error);
  }
}
