import { normalPlatform } from "../text/platform.ts";
import { blobPath, digestOf, verifyDigest } from "./digest.ts";
import type { FilePart } from "./file.ts";
import { mayBeMissing, readForeign } from "./foreign-layer.ts";
import type { ImageConfig } from "./image.ts";
import { chooseNamed, type ImageChoice, severalImages } from "./image-names.ts";
import { orMissing, type ReadDocument, readImageManifest, readIndex } from "./index-images.ts";
import { atPlace, InvalidImageError, MissingError, orInvalid } from "./invalid-image.ts";
import type { ExpectedLayer, LayerScan } from "./layer.ts";
import { chooseImage, type HeldPlatforms, pairLayers, platformsOf, requirePlatform } from "./manifest.ts";
import { pathOf } from "./path.ts";
import { type AttachedProvenance, findProvenance } from "./provenance.ts";
import { type ImageWithDigests, type ReadContext, readLayers } from "./read-layers.ts";
import { type Index, parseConfig, parseIndex, parseJson, parseSavedImages, type SavedImage } from "./spec.ts";

/** The members of an archive, by their paths in it; links are followed. */
export interface Archive {
  /** A JSON file's bytes; null if there is none. */
  readonly find: (path: string) => Promise<Uint8Array | null>;
  /** Whether it has a file. */
  readonly has: (path: string) => boolean;
  /** Where a file lies; null if there is none, or if the archive is a stream that has passed it. */
  readonly part: (path: string) => FilePart | null;
  /** The scan of a layer. Throws InvalidImageError if the file is missing or not a layer. */
  readonly layer: (path: string) => Promise<LayerScan>;
  /** Whether the end mark of the tar was read. Without it, the archive may be whole or cut off. */
  readonly hasEnd: boolean;
}

/** The error of a file that an archive does not have. */
export function missingIn({ hasEnd }: Pick<Archive, "hasEnd">): MissingError {
  return new MissingError(hasEnd ? "is missing" : "is missing: the archive is cut off");
}

/** The image of an archive: its configuration and where its layers are, base image first. */
interface ArchivedImage {
  readonly config: ImageConfig;
  readonly layers: readonly (ExpectedLayer & { readonly path: string; readonly isForeign: boolean })[];
  readonly readProvenance: () => Promise<AttachedProvenance>;
}

/**
 * Reads the image of an archive: `docker save` of any age (manifest.json, docker image spec 1.2) or an OCI layout
 * in a tar. Of several platforms it takes the chosen one, or the host's. Throws InvalidImageError if the image is
 * missing or incomplete.
 */
export async function readArchive(archive: Archive, context: ReadContext): Promise<ImageWithDigests> {
  const image = (await savedImage(archive, context)) ?? (await indexedImage(archive, context));
  const isMissing = ({ path, isForeign }: ArchivedImage["layers"][number]) =>
    mayBeMissing(isForeign, image.config) && archive.hasEnd && !archive.has(path);
  const layers = image.layers.map(async (layer) => ({
    ...layer,
    isMissing: isMissing(layer),
    blob: await atPlace(layer.path, async () => archive.part(layer.path)),
    scan: () => readForeign(layer, () => archive.layer(layer.path)),
  }));
  return {
    config: image.config,
    layers: await readLayers(await Promise.all(layers), context),
    ...(await image.readProvenance()),
  };
}

/**
 * The platforms of an archive's images, as `platformsOf` gives them; without those that its index lists but the
 * archive lacks: an engine may have pulled only one platform. Throws InvalidImageError if it holds no image.
 */
export async function archivePlatforms(archive: Archive, choice: ImageChoice): Promise<HeldPlatforms> {
  const saved = await savedImage(archive, { platform: null, choice });
  const list = async () =>
    platformsOf(await indexOf(archive), readerOf(archive), { choice, transport: "oci-archive" }, true);
  if (saved === null) return list();
  // manifest.json has only one of several platforms. Docker 25.0 wrote wrong indexes (moby#47065).
  const listed = (await archive.find("index.json")) === null ? null : await orInvalid(list);
  return listed ?? { platforms: [normalPlatform(saved.config.platform)], others: [] };
}

/** The image that manifest.json names; null if there is none, or only index.json has the platform. */
async function savedImage(
  archive: Archive,
  { platform, choice }: Pick<ReadContext, "platform" | "choice">,
): Promise<ArchivedImage | null> {
  const document = await archive.find("manifest.json");
  if (document === null) return null;
  const images = await atPlace("manifest.json", async () => parseSavedImages(parseJson(document)));
  const saved = onlyImage(images, choice);
  // Only archives older than content addressing use another name than the digest.
  const digest = digestIn(saved.config, /^(?:blobs\/sha256\/|sha256:|)([0-9a-f]{64})(?:\.json)?$/);
  const { config, diffIds } = await atPlace(saved.config, async () =>
    parseConfig(parseJson(await documentOf(archive, pathOf(saved.config), digest))),
  );
  // An index may list an image that fits the platform better.
  const other = platform !== null && normalPlatform(config.platform) !== normalPlatform(platform);
  if (other && (await archive.find("index.json")) !== null) return null;
  requirePlatform(config, platform);
  const layers = pairLayers(diffIds, saved.layers, (diffId, path) => ({
    path: pathOf(path),
    diffId,
    digest: digestIn(path, /^blobs\/sha256\/([0-9a-f]{64})$/),
    size: null,
    isForeign: saved.foreign.includes(diffId),
  }));
  return { config, layers, readProvenance: () => savedProvenance(archive, digest) };
}

/** The provenance of the image with this configuration, which `docker save` puts beside the index. */
async function savedProvenance(archive: Archive, config: string | null): Promise<AttachedProvenance> {
  if ((await archive.find("index.json")) === null) return {};
  const read = readerOf(archive);
  const found = await orInvalid(async () => {
    const { images, artifacts } = await readIndex(await indexOf(archive), read);
    for (const { digest } of artifacts.length === 0 ? [] : images) {
      const manifest = await orMissing(() => readImageManifest(digest, read));
      if (manifest?.kind === "manifest" && manifest.config.digest === config) return { digest, artifacts };
    }
    return null;
  });
  return found === null ? {} : findProvenance(found.digest, found.artifacts, read);
}

function onlyImage(images: readonly SavedImage[], choice: ImageChoice): SavedImage {
  const all = images.map(({ tags }) => tags);
  const named = chooseNamed(images, all, choice, "docker-archive");
  const [image] = named;
  if (image === undefined) throw new InvalidImageError("holds no image");
  if (named.every(({ config }) => config === image.config)) return image;
  const shown = named.map(({ config, tags }) => tags[0] ?? config);
  throw severalImages(
    shown,
    named.map(({ tags }) => tags),
    choice,
    "docker-archive",
  );
}

async function indexedImage(archive: Archive, { platform, choice }: ReadContext): Promise<ArchivedImage> {
  const named = { choice, transport: "oci-archive" } as const;
  const { config, layers, readProvenance } = await chooseImage(
    await indexOf(archive),
    platform,
    readerOf(archive),
    named,
  );
  return {
    config,
    layers: layers.map((layer) => ({ ...layer, path: blobPath(layer.digest) })),
    readProvenance,
  };
}

/** The index of an OCI layout. Throws InvalidImageError if the archive has none. */
async function indexOf(archive: Archive): Promise<Index> {
  const document = await archive.find("index.json");
  if (document !== null) return atPlace("index.json", async () => parseIndex(parseJson(document)));
  throw new InvalidImageError(
    archive.hasEnd
      ? "is not an image archive: it has neither manifest.json nor index.json"
      : "is empty or cut off: it has neither manifest.json nor index.json",
    "Make one with `docker save --output app.tar app:latest`.",
  );
}

function readerOf(archive: Archive): ReadDocument {
  return (digest) => documentOf(archive, blobPath(digest), digest);
}

/** A JSON file's bytes. Throws InvalidImageError if there is none, or if its digest differs from `digest`. */
async function documentOf(archive: Archive, path: string, digest: string | null): Promise<Uint8Array> {
  const bytes = await archive.find(path);
  if (bytes === null) throw missingIn(archive);
  if (digest !== null) verifyDigest("its digest", digest, digestOf(bytes));
  return bytes;
}

function digestIn(path: string, pattern: RegExp): string | null {
  const hex = pattern.exec(path)?.[1];
  return hex === undefined ? null : `sha256:${hex}`;
}
