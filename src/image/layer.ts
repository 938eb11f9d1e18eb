import { createHash } from "node:crypto";
import { type Compression, expand, peek, sniff } from "./compression.ts";
import { ContentsReader } from "./contents.ts";
import { verifyDigest } from "./digest.ts";
import type { Layer, LayerContents } from "./image.ts";
import type { Allowance } from "./limits.ts";
import { TarReader } from "./tar.ts";

/** What one pass over a layer's blob found; not yet compared with what it should be. */
export interface LayerScan {
  /** Digest of the blob as it is stored, `sha256:…`. */
  readonly digest: string;
  /** Digest of the uncompressed tar, `sha256:…`. */
  readonly diffId: string;
  readonly compression: Compression;
  /** Size of the blob in bytes. */
  readonly blobSize: number;
  readonly contents: LayerContents;
}

/** What the image says that a layer's blob is. */
export interface ExpectedLayer {
  /** Digest of the blob by its manifest; null where a docker archive does not name it. */
  readonly digest: string | null;
  /** Digest of the uncompressed tar by the configuration. */
  readonly diffId: string;
}

/**
 * Reads a layer's blob once, gzip, zstd or uncompressed, and holds no more of it than a chunk and the
 * watched files. Throws Damage where it is no whole tar or asks more than `allowance` has left.
 */
export async function scanLayer(blob: AsyncIterable<Uint8Array>, allowance: Allowance): Promise<LayerScan> {
  const { head, all } = await peek(blob, 4);
  const compression = sniff(head);
  const blobHash = createHash("sha256");
  let blobSize = 0;
  async function* stored(): AsyncGenerator<Uint8Array> {
    for await (const chunk of all) {
      blobHash.update(chunk);
      blobSize += chunk.length;
      yield chunk;
    }
  }

  const tarHash = createHash("sha256");
  const tar = new TarReader();
  const reader = new ContentsReader(allowance);
  for await (const chunk of expand(stored(), compression)) {
    if (compression !== "none") {
      allowance.expand(chunk.length);
      tarHash.update(chunk);
    }
    for (const part of tar.read(chunk)) {
      if (part instanceof Uint8Array) reader.body(part);
      else reader.entry(part);
    }
  }
  tar.end();
  const digest = `sha256:${blobHash.digest("hex")}`;
  const diffId = compression === "none" ? digest : `sha256:${tarHash.digest("hex")}`;
  return { digest, diffId, compression, blobSize, contents: reader.contents() };
}

/**
 * The layer that was scanned, when it is the expected one; else throws Damage with both digests. Its
 * transfer size is null where the blob is uncompressed, also in an OCI layout: `docker save` writes such
 * layouts of images that would be pushed compressed, so the blob's size says nothing of the transfer.
 */
export function verifyLayer(scan: LayerScan, expected: ExpectedLayer): Layer {
  if (expected.digest !== null) verifyDigest("the blob's digest", expected.digest, scan.digest);
  verifyDigest("the uncompressed layer's digest", expected.diffId, scan.diffId);
  const transferSize = scan.compression === "none" ? null : scan.blobSize;
  return { diffId: scan.diffId, transferSize, contents: scan.contents };
}
