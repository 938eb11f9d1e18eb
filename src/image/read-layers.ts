import type { BlobStream, DigestBlob, ScanBlob, ScannedBlob, ScanStream } from "./blob.ts";
import { verifyDigest } from "./digest.ts";
import type { FilePart } from "./file.ts";
import { missingLayer } from "./foreign-layer.ts";
import type { ImageConfig, Layer } from "./image.ts";
import type { ImageChoice } from "./image-names.ts";
import { atPlace } from "./invalid-image.ts";
import { type ExpectedLayer, type LayerScan, verifyLayer, verifySize } from "./layer.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Allowance } from "./limits.ts";
import type { AttachedProvenance } from "./provenance.ts";
import { UNREAD } from "./unread.ts";

/** The parts that all steps of reading one image share. */
export interface ReadContext {
  /** `os/architecture[/variant]`; null for the only one there is, else the host's. */
  readonly platform: string | null;
  /** Which image of several to read. */
  readonly choice: ImageChoice;
  /** Counts the costs of the whole image. */
  readonly allowance: Allowance;
  /** Layers of earlier runs; null to scan each layer. */
  readonly cache: LayerCache | null;
  readonly scan: ScanBlob;
  readonly scanStream: ScanStream;
  /**
   * Verifies the blobs of layers from the cache. Null for a directory that `putPlaceholders` prepared: there the
   * blobs are empty.
   */
  readonly digest: DigestBlob | null;
  /** Digests of blobs with a placeholder in the directory: their layers are `UNREAD`, unless the cache has them. */
  readonly unread?: ReadonlySet<string>;
}

/** A layer as the image's manifest lists it. */
export interface ListedLayer extends ExpectedLayer {
  /** The name in error messages. */
  readonly path: string;
  /**
   * Where its blob lies: in a file, or in a registry, which sends it only for a scan; null if a stream has passed
   * it.
   */
  readonly blob: FilePart | "registry" | null;
  /** Whether it is missing, and the image may be read without it. */
  readonly isMissing: boolean;
  /** The scan of its blob. Throws InvalidImageError if that is not a layer. */
  readonly scan: () => Promise<LayerScan>;
}

/** A layer with the digest of its blob. */
export interface LayerWithDigest {
  readonly layer: Layer;
  readonly digest: string;
}

/** An image with its layers' blobs: base image first. */
export interface ImageWithDigests extends AttachedProvenance {
  readonly config: ImageConfig;
  readonly layers: readonly LayerWithDigest[];
}

/**
 * The layers that an image names, in their order. It does not scan layers that the cache has by their blobs, but
 * verifies the digests of the blobs; it adds all others to the cache. A blob that is listed several times is read
 * once. Throws InvalidImageError if a layer does not match the image, or if they exceed the allowance.
 */
export async function readLayers(
  layers: readonly ListedLayer[],
  context: ReadContext,
): Promise<LayerWithDigest[]> {
  const { allowance } = context;
  const first = new Map<string, ListedLayer>();
  for (const layer of layers) if (!first.has(layer.path)) first.set(layer.path, layer);
  const distinct = [...first.values()];
  let bytes = 0;
  for (const layer of distinct) {
    await atPlace(layer.path, async () => {
      if (layer.blob === null) return;
      const size = layer.blob === "registry" ? (layer.size ?? 0) : layer.blob.size;
      verifySize(size, layer);
      bytes += size;
      allowance.requireReadable(bytes);
    });
  }
  const known = await Promise.all(distinct.map((layer) => findLayer(layer, context)));
  // All at once, so that the scanner can begin with the largest.
  const read = await Promise.all(
    distinct.map((layer, at) => atPlace(layer.path, () => readLayer(layer, known[at] ?? null, context))),
  );
  const byPath = new Map(distinct.map(({ path }, at) => [path, read[at]]));
  const isScanned = new Set(distinct.filter((_, at) => known[at] === null));
  return Promise.all(
    layers.map((expected) =>
      atPlace(expected.path, async () => {
        const found = byPath.get(expected.path);
        if (found === undefined) throw new Error(`${expected.path} was not read`);
        verifyDigest("the uncompressed layer's digest", expected.diffId, found.layer.diffId);
        // The measurement costs as much for each time that a layer is listed.
        if (!isScanned.has(expected)) allowance.entry(found.layer.contents.entries.length);
        return found;
      }),
    ),
  );
}

interface FoundLayer extends LayerWithDigest {
  readonly blob: FilePart | "registry";
}

async function findLayer({ digest, blob }: ListedLayer, { cache }: ReadContext): Promise<FoundLayer | null> {
  if (digest === null || blob === null) return null;
  const layer = (await cache?.find(digest)) ?? null;
  return layer === null ? null : { layer, digest, blob };
}

async function readLayer(
  expected: ListedLayer,
  known: FoundLayer | null,
  { cache, digest, unread }: ReadContext,
): Promise<LayerWithDigest> {
  if (known !== null) {
    if (digest !== null && known.blob !== "registry")
      verifyDigest("the blob's digest", known.digest, await digest(known.blob));
    return known;
  }
  if (expected.digest !== null && unread?.has(expected.digest) === true) {
    const layer = { diffId: expected.diffId, transferSize: expected.size, contents: UNREAD };
    return { layer, digest: expected.digest };
  }
  if (expected.isMissing) return missingLayer(expected);
  const scan = await expected.scan();
  const layer = verifyLayer(scan, expected);
  await cache?.keep(scan.digest, scan.blobSize, layer, scan.contents.pages);
  return { layer, digest: scan.digest };
}

/** Scans a layer's blob, and counts the costs. Throws InvalidImageError if it is not a layer. */
export async function scanPart(blob: FilePart, { scan, allowance }: ReadContext): Promise<LayerScan> {
  return counted(await scan(blob, allowance.limits), allowance);
}

/** Scans a layer's blob as a stream, and counts the costs. Throws like `ScanStream`. */
export async function scanPassing(
  blob: BlobStream,
  { scanStream, allowance }: ReadContext,
): Promise<LayerScan> {
  return counted(await scanStream(blob, allowance.limits), allowance);
}

function counted({ scan, cost }: ScannedBlob, allowance: Allowance): LayerScan {
  allowance.add(cost);
  return scan;
}
