import { join } from "node:path";
import { blobPath, digestOf, verifyDigest } from "./digest.ts";
import { readDocument, wholeFile } from "./file.ts";
import { readForeign } from "./foreign-layer.ts";
import { atPlace } from "./invalid-image.ts";
import { chooseImage } from "./manifest.ts";
import type { ReadContext } from "./read-layers.ts";
import { type ImageWithDigests, readLayers, scanPart } from "./read-layers.ts";
import { parseIndex, parseJson } from "./spec.ts";

/**
 * Reads the image of an OCI layout in a directory (image-spec, image-layout.md). Of several platforms it
 * takes the one that is asked for, or the host's. Throws InvalidImageError where the image is not whole or
 * not there.
 */
export async function readOciDirectory(path: string, context: ReadContext): Promise<ImageWithDigests> {
  const read = async (file: string) => readDocument(await wholeFile(join(path, file)), context.allowance);
  const index = await atPlace("index.json", async () => parseIndex(parseJson(await read("index.json"))));
  const readBlob = async (digest: string) => {
    const bytes = await read(blobPath(digest));
    verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  };
  const { platform, choice } = context;
  const { config, layers } = await chooseImage(index, platform, readBlob, { choice, transport: "oci" });
  const blobs = layers.map(async (layer) => {
    const file = blobPath(layer.digest);
    const blob = await atPlace(file, () => readForeign(layer, () => wholeFile(join(path, file))));
    return { ...layer, path: file, blob, scan: () => scanPart(blob, context) };
  });
  return { config, layers: await readLayers(await Promise.all(blobs), context) };
}
