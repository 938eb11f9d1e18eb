import { expand, peek, sniff } from "./compression.ts";
import { pathOf } from "./contents.ts";
import { Damage, within } from "./damage.ts";
import { blobPath } from "./digest.ts";
import type { Image, ImageConfig, Layer } from "./image.ts";
import { type ExpectedLayer, verifyLayer } from "./layer.ts";
import type { Allowance } from "./limits.ts";
import { chooseImage, pairLayers, requirePlatform, severalImages } from "./manifest.ts";
import { PassedArchive } from "./passed-archive.ts";
import { platformMatches } from "./platform.ts";
import { parseConfig, parseIndex, parseJson, parseSavedImages, type SavedImage } from "./spec.ts";

/** The image of an archive: its configuration and where its layers are, base image first. */
interface ArchivedImage {
  readonly config: ImageConfig;
  readonly layers: readonly (ExpectedLayer & { readonly path: string })[];
}

/**
 * Reads the image of an archive in one pass: `docker save` of any age (manifest.json, docker image spec
 * 1.2) or an OCI layout in a tar, the whole also gzip or zstd compressed. Of several platforms it takes
 * `platform`, or the host's. Throws Damage where the image is not whole or not there.
 */
export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  platform: string | null,
  allowance: Allowance,
): Promise<Image> {
  const passed = await PassedArchive.over(uncompressed(source, allowance), allowance);
  const image = (await savedImage(passed, platform)) ?? (await indexedImage(passed, platform));
  const layers: Layer[] = [];
  for (const layer of image.layers) {
    layers.push(await within(layer.path, async () => verifyLayer(await passed.layer(layer.path), layer)));
  }
  return { config: image.config, layers };
}

async function* uncompressed(
  source: AsyncIterable<Uint8Array>,
  allowance: Allowance,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(source, 4);
  const compression = sniff(head);
  for await (const chunk of expand(all, compression)) {
    if (compression !== "none") allowance.expand(chunk.length);
    yield chunk;
  }
}

/** The image that manifest.json names; null where there is none, or only index.json has the platform. */
async function savedImage(passed: PassedArchive, platform: string | null): Promise<ArchivedImage | null> {
  const document = passed.find("manifest.json");
  if (document === null) return null;
  const saved = await within("manifest.json", async () => onlyImage(parseSavedImages(parseJson(document))));
  const { config, diffIds } = await within(saved.config, async () => {
    // Only archives older than content addressing name it by anything but its digest.
    const digest = digestIn(saved.config, /^(?:blobs\/sha256\/|sha256:|)([0-9a-f]{64})(?:\.json)?$/);
    return parseConfig(parseJson(passed.document(pathOf(saved.config), digest)));
  });
  const other = platform !== null && !platformMatches(config.platform, platform);
  if (other && passed.find("index.json") !== null) return null;
  requirePlatform(config, platform);
  const layers = pairLayers(diffIds, saved.layers, (diffId, path) => ({
    path: pathOf(path),
    diffId,
    digest: digestIn(path, /^blobs\/sha256\/([0-9a-f]{64})$/),
  }));
  return { config, layers };
}

function onlyImage(images: readonly SavedImage[]): SavedImage {
  const [image] = images;
  if (image === undefined) throw new Damage("holds no image");
  if (images.every(({ config }) => config === image.config)) return image;
  throw severalImages(images.map(({ config, tags }) => tags[0] ?? config));
}

async function indexedImage(passed: PassedArchive, platform: string | null): Promise<ArchivedImage> {
  const document = passed.find("index.json");
  if (document === null) {
    throw new Damage(
      "is no image archive: it has neither manifest.json nor index.json",
      "Make one by `docker save --output app.tar app:latest`.",
    );
  }
  const index = await within("index.json", async () => parseIndex(parseJson(document)));
  const { config, layers } = await chooseImage(index, platform, async (digest) =>
    passed.document(blobPath(digest), digest),
  );
  return { config, layers: layers.map((layer) => ({ ...layer, path: blobPath(layer.digest) })) };
}

function digestIn(path: string, pattern: RegExp): string | null {
  const hex = pattern.exec(path)?.[1];
  return hex === undefined ? null : `sha256:${hex}`;
}
