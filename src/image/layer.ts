import { createHash } from "node:crypto";
import { type Compression, expand, peek, sniff } from "./compression.ts";
import { ContentsReader, layerContents, type ScannedContents } from "./contents.ts";
import { verifyDigest } from "./digest.ts";
import type { Layer } from "./image.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { Allowance } from "./limits.ts";
import { TarReader } from "./tar.ts";

/** The result of one pass over a layer's blob, not yet compared with what the image says. */
export interface LayerScan {
  /** Digest of the blob as it is stored, `sha256:…`. */
  readonly digest: string;
  /** Digest of the uncompressed tar, `sha256:…`. */
  readonly diffId: string;
  readonly compression: Compression;
  /** Size of the blob in bytes. */
  readonly blobSize: number;
  readonly contents: ScannedContents;
}

/** What the image says about a layer's blob. */
export interface ExpectedLayer {
  /** Digest of the blob by its manifest; null if a docker archive does not name it. */
  readonly digest: string | null;
  /** Size of the blob in bytes by its manifest; null if a docker archive does not say it. */
  readonly size: number | null;
  /** Digest of the uncompressed tar by the configuration. */
  readonly diffId: string;
}

/**
 * Scans a layer's blob as its bytes pass, and holds only the watched files in memory. Counts on the allowance;
 * throws InvalidImageError if it is not a tar.
 */
export class LayerReader {
  readonly #allowance: Allowance;
  readonly #compression: Compression;
  readonly #blobHash = createHash("sha256");
  readonly #tarHash = createHash("sha256");
  readonly #tar = new TarReader();
  readonly #contents: ContentsReader;
  #blobSize = 0;

  constructor(compression: Compression, allowance: Allowance) {
    this.#allowance = allowance;
    this.#compression = compression;
    this.#contents = new ContentsReader(allowance);
  }

  /** The next bytes of the blob as it is stored. */
  stored(chunk: Uint8Array): void {
    this.#blobHash.update(chunk);
    this.#blobSize += chunk.length;
  }

  /** The next bytes of its tar: the expanded ones, or the stored ones of a blob that is not compressed. */
  expanded(chunk: Uint8Array): void {
    if (this.#compression !== "none") {
      this.#allowance.expand(chunk.length);
      this.#tarHash.update(chunk);
    }
    for (const part of this.#tar.read(chunk)) {
      if (part instanceof Uint8Array) this.#contents.body(part);
      else this.#contents.entry(part);
    }
  }

  /** The result; call it after the last entry. Throws InvalidImageError if the tar is cut off. */
  end(): LayerScan {
    this.#tar.end();
    const compression = this.#compression;
    const digest = `sha256:${this.#blobHash.digest("hex")}`;
    const diffId = compression === "none" ? digest : `sha256:${this.#tarHash.digest("hex")}`;
    return { digest, diffId, compression, blobSize: this.#blobSize, contents: this.#contents.contents() };
  }
}

/**
 * Reads a layer's blob once, gzip, zstd or uncompressed, as a stream. Throws InvalidImageError if it is not a whole
 * tar, or exceeds `allowance`.
 */
export async function scanLayer(blob: AsyncIterable<Uint8Array>, allowance: Allowance): Promise<LayerScan> {
  const { head, all } = await peek(blob, 4);
  const compression = sniff(head);
  const reader = new LayerReader(compression, allowance);
  async function* stored(): AsyncGenerator<Uint8Array> {
    for await (const chunk of all) {
      reader.stored(chunk);
      yield chunk;
    }
  }
  for await (const chunk of expand(stored(), compression)) reader.expanded(chunk);
  return reader.end();
}

/**
 * The scanned layer if it is the expected one; else throws InvalidImageError with both digests. Its compressed size
 * is null if the blob is uncompressed, also in an OCI layout: `docker save` writes such layouts, but a push would
 * compress them.
 */
export function verifyLayer(scan: LayerScan, expected: ExpectedLayer): Layer {
  verifySize(scan.blobSize, expected);
  if (expected.digest !== null) verifyDigest("the blob's digest", expected.digest, scan.digest);
  verifyDigest("the uncompressed layer's digest", expected.diffId, scan.diffId);
  const transferSize = scan.compression === "none" ? null : scan.blobSize;
  return { diffId: scan.diffId, transferSize, contents: layerContents(scan.contents) };
}

/** Throws InvalidImageError if a blob is longer or shorter than its manifest says. */
export function verifySize(size: number, expected: Pick<ExpectedLayer, "size">): void {
  if (expected.size !== null && size !== expected.size)
    throw new InvalidImageError(`is ${size} bytes, but its descriptor says ${expected.size}`);
}
