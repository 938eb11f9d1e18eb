import { join } from "node:path";
import { within } from "./damage.ts";
import { blobPath, digestOf, verifyDigest } from "./digest.ts";
import { readBytes, readDocument } from "./file.ts";
import type { Image, Layer } from "./image.ts";
import { type ExpectedLayer, scanLayer, verifyLayer } from "./layer.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Allowance } from "./limits.ts";
import { chooseImage } from "./manifest.ts";
import { parseIndex, parseJson } from "./spec.ts";

/** Layers that are read side by side: decompression runs on threads, so two keep two cores busy. */
const SIDE_BY_SIDE = 2;

/**
 * Reads the image of an OCI layout in a directory (image-spec, image-layout.md). Of several platforms it
 * takes `platform`, or the host's. Layers that `cache` knows are not read again. Throws Damage where the
 * image is not whole or not there.
 */
export async function readOciDirectory(
  path: string,
  platform: string | null,
  allowance: Allowance,
  cache: LayerCache | null,
): Promise<Image> {
  const index = await within("index.json", async () =>
    parseIndex(parseJson(await readDocument(join(path, "index.json"), allowance))),
  );
  const { config, layers } = await chooseImage(index, platform, async (digest) => {
    const bytes = await readDocument(join(path, blobPath(digest)), allowance);
    verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  });
  return { config, layers: await readLayers(path, layers, allowance, cache) };
}

async function readLayers(
  path: string,
  layers: readonly (ExpectedLayer & { digest: string })[],
  allowance: Allowance,
  cache: LayerCache | null,
): Promise<Layer[]> {
  const read: Layer[] = [];
  const waiting = layers.entries();
  const stop = new AbortController();
  const work = async (): Promise<void> => {
    for (const [position, layer] of waiting) {
      if (stop.signal.aborted) return;
      read[position] = await within(blobPath(layer.digest), async () => {
        const known = (await cache?.find(layer.digest)) ?? null;
        if (known !== null) {
          verifyDigest("the uncompressed layer's digest", layer.diffId, known.diffId);
          return known;
        }
        const blob = readBytes(join(path, blobPath(layer.digest)), allowance, stop.signal);
        const scan = await scanLayer(blob, allowance);
        const verified = verifyLayer(scan, layer);
        await cache?.keep(layer.digest, scan.blobSize, verified);
        return verified;
      });
    }
  };
  // The first failure is the one to tell; the others then stop early, by its AbortError.
  const failures: unknown[] = [];
  const workers = Array.from({ length: SIDE_BY_SIDE }, () =>
    work().catch((error: unknown) => {
      failures.push(error);
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
  return read;
}
