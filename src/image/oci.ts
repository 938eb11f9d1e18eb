import { join } from "node:path";
import { within } from "./damage.ts";
import { blobPath, digestOf, verifyDigest } from "./digest.ts";
import { readDocument, wholeFile } from "./file.ts";
import type { Image, Layer } from "./image.ts";
import { type ExpectedLayer, verifyLayer } from "./layer.ts";
import { chooseImage } from "./manifest.ts";
import type { Reading } from "./reading.ts";
import { parseIndex, parseJson } from "./spec.ts";

/**
 * Reads the image of an OCI layout in a directory (image-spec, image-layout.md). Of several platforms it
 * takes the one that is asked for, or the host's. Throws Damage where the image is not whole or not there.
 */
export async function readOciDirectory(path: string, reading: Reading): Promise<Image> {
  const read = async (file: string) => readDocument(await wholeFile(join(path, file)), reading.allowance);
  const index = await within("index.json", async () => parseIndex(parseJson(await read("index.json"))));
  const { config, layers } = await chooseImage(index, reading.platform, async (digest) => {
    const bytes = await read(blobPath(digest));
    verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  });
  return { config, layers: await readLayers(path, layers, reading) };
}

interface LayerBlob extends ExpectedLayer {
  readonly digest: string;
}

async function readLayers(
  path: string,
  layers: readonly LayerBlob[],
  { allowance, cache, scan }: Reading,
): Promise<Layer[]> {
  const blobs = await Promise.all(
    layers.map(async (layer) => {
      const known = (await cache?.find(layer.digest)) ?? null;
      const blob = await within(blobPath(layer.digest), () => wholeFile(join(path, blobPath(layer.digest))));
      return { layer, known, blob };
    }),
  );
  // All at once, so that whoever scans them sees which is the largest.
  return Promise.all(
    blobs.map(({ layer, known, blob }) =>
      within(blobPath(layer.digest), async () => {
        if (known !== null) {
          verifyDigest("the uncompressed layer's digest", layer.diffId, known.diffId);
          return known;
        }
        const { scan: found, cost } = await scan(blob, allowance.limits);
        allowance.add(cost);
        const verified = verifyLayer(found, layer);
        await cache?.keep(layer.digest, found.blobSize, verified);
        return verified;
      }),
    ),
  );
}
