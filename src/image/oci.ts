import { join } from "node:path";
import { blobPath, digestOf, verifyDigest } from "./digest.ts";
import { readDocument, wholeFile } from "./file.ts";
import { mayBeMissing, readForeign } from "./foreign-layer.ts";
import type { ImageChoice } from "./image-names.ts";
import { orMissing, type ReadDocument } from "./index-images.ts";
import { atPlace } from "./invalid-image.ts";
import type { Allowance } from "./limits.ts";
import { chooseImage, type HeldPlatforms, platformsOf } from "./manifest.ts";
import { type ImageWithDigests, type ReadContext, readLayers, scanPart } from "./read-layers.ts";
import { type Index, parseIndex, parseJson } from "./spec.ts";

/** An OCI layout in a directory (image-spec, image-layout.md), without its layers. */
interface Layout {
  readonly index: Index;
  readonly read: ReadDocument;
}

/**
 * Reads the image of an OCI layout in a directory. Of several platforms it takes `platform`, or the host's. Throws
 * InvalidImageError if the image is missing or incomplete.
 */
export async function readOciDirectory(path: string, context: ReadContext): Promise<ImageWithDigests> {
  const { index, read } = await openLayout(path, context.allowance);
  const { platform, choice } = context;
  const chosen = await chooseImage(index, platform, read, { choice, transport: "oci" });
  const blobs = chosen.layers.map(async (layer) => {
    const file = blobPath(layer.digest);
    const find = () => readForeign(layer, () => wholeFile(join(path, file)));
    const mayLack = mayBeMissing(layer.isForeign, chosen.config);
    const blob = await atPlace(file, () => (mayLack ? orMissing(find) : find()));
    const scan = () => scanPart(blob ?? { path: join(path, file), start: 0, size: 0 }, context);
    return { ...layer, path: file, blob, isMissing: blob === null, scan };
  });
  const layers = await readLayers(await Promise.all(blobs), context);
  return { config: chosen.config, layers, ...(await chosen.readProvenance()) };
}

/**
 * The platforms of an OCI layout's images, as `platformsOf` gives them; those that its index lists but that are not
 * in it are left out. Throws InvalidImageError if it holds no image.
 */
export async function ociPlatforms(
  path: string,
  choice: ImageChoice,
  allowance: Allowance,
): Promise<HeldPlatforms> {
  const { index, read } = await openLayout(path, allowance);
  return platformsOf(index, read, { choice, transport: "oci" }, true);
}

async function openLayout(path: string, allowance: Allowance): Promise<Layout> {
  const readFile = async (file: string) => readDocument(await wholeFile(join(path, file)), allowance);
  const index = await atPlace("index.json", async () => parseIndex(parseJson(await readFile("index.json"))));
  const read = async (digest: string) => {
    const bytes = await readFile(blobPath(digest));
    verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  };
  return { index, read };
}
