import { digestOf, verifyDigest } from "../digest.ts";
import { mayBeMissing, readForeign } from "../foreign-layer.ts";
import type { ImageCache } from "../image-cache.ts";
import type { ImageChoice } from "../image-names.ts";
import { InvalidImageError } from "../invalid-image.ts";
import { findKnownImage, keepImage } from "../known-image.ts";
import { chooseImage, type HeldPlatforms, platformsOf } from "../manifest.ts";
import { type ImageWithDigests, type ReadContext, readLayers, scanPassing } from "../read-layers.ts";
import { type Index, parseIndexOrManifest, parseJson } from "../spec.ts";
import type { Reference } from "./reference.ts";
import type { Repository } from "./repository.ts";

/** An image of a registry. It fetches each document once, however many platforms are read. */
export interface RegistryImage {
  readonly name: string;
  /** The digest of its manifest or index: always the same, also if the tag moves meanwhile. */
  readonly digest: () => Promise<string>;
  /** A manifest, an index, a configuration or another small blob by its digest, verified. */
  readonly document: (digest: string) => Promise<Uint8Array>;
  /** The bytes of a blob as a stream; only their number is verified. */
  readonly blob: (digest: string, size: number) => AsyncIterable<Uint8Array>;
}

/** Progress of fetching an image's layers. */
export interface Fetched {
  readonly name: string;
  readonly bytes: number;
  /** Bytes of all layers requested so far; more may follow. */
  readonly total: number;
}

/**
 * An image of a repository. It requests each document only when needed.
 * @param onFetched called for every piece of a layer
 */
export function registryImage(
  name: string,
  { tag, digest: pinned }: Reference,
  repository: Repository,
  onFetched: (fetched: Fetched) => void,
): RegistryImage {
  const documents = new Map<string, Promise<Uint8Array>>();
  /** Digests of manifests; everything else is a blob. */
  const manifests = new Set<string>();
  let top: Promise<string> | null = null;
  let bytes = 0;
  let total = 0;

  const read = async (digest: string): Promise<Uint8Array> => {
    const found = manifests.has(digest)
      ? (await repository.manifest(digest)).bytes
      : await repository.document(digest);
    verifyDigest("its digest", digest, digestOf(found));
    return found;
  };
  const learn = async (reading: Promise<Uint8Array>): Promise<Uint8Array> => {
    const found = await reading;
    for (const digest of manifestsIn(found)) manifests.add(digest);
    return found;
  };
  const document = (digest: string): Promise<Uint8Array> => {
    const known = documents.get(digest) ?? learn(read(digest));
    documents.set(digest, known);
    return known;
  };
  const readTop = async (): Promise<string> => {
    const { bytes: found, digest: told } = await repository.manifest(pinned ?? tag ?? "latest");
    const digest = digestOf(found);
    const expected = pinned ?? (told?.startsWith("sha256:") === true ? told : digest);
    verifyDigest("the manifest's digest", expected, digest);
    manifests.add(digest);
    documents.set(digest, learn(Promise.resolve(found)));
    await documents.get(digest);
    return digest;
  };
  return {
    name,
    digest: () => {
      top ??= readTop();
      return top;
    },
    document,
    blob: async function* (digest, size) {
      total += size;
      for await (const chunk of repository.blob(digest, size)) {
        bytes += chunk.length;
        onFetched({ name, bytes, total });
        yield chunk;
      }
    },
  };
}

/** Digests of the manifests that an index lists; none for any other document. */
function manifestsIn(bytes: Uint8Array): string[] {
  try {
    const parsed = parseIndexOrManifest(parseJson(bytes));
    return parsed.kind === "index" ? parsed.manifests.map(({ digest }) => digest) : [];
  } catch (error) {
    // The caller reports the problem of the document.
    if (error instanceof InvalidImageError) return [];
    throw error;
  }
}

/**
 * Reads an image of a registry. For an image of an earlier run it only looks up the digest of the name, which
 * identifies the image. For any other it fetches manifests, configuration, provenance, and the layers that the
 * cache lacks, as streams. Throws InvalidImageError if the image is incomplete, missing or not accessible.
 * @param images images of earlier runs; null to read each image
 */
export async function readRegistryImage(
  image: RegistryImage,
  context: ReadContext,
  images: ImageCache | null,
): Promise<ImageWithDigests> {
  if (images === null) return fetchImage(image, context);
  // Separate from images of engines: an engine can lack the attestations of a pulled image.
  const id = `registry ${await image.digest()}`;
  const known = await findKnownImage(id, context, images);
  return known ?? keepImage(id, context.platform, await fetchImage(image, context), images);
}

async function fetchImage(image: RegistryImage, context: ReadContext): Promise<ImageWithDigests> {
  const { platform, choice, allowance } = context;
  const readBlob = async (digest: string) => {
    const bytes = await image.document(digest);
    allowance.keep(bytes.length);
    allowance.read(bytes.length);
    return bytes;
  };
  const chosen = await chooseImage(await indexOf(image), platform, readBlob, {
    choice,
    transport: "registry",
  });
  const { config } = chosen;
  const listed = chosen.layers.map((layer) => {
    const { digest, size } = layer;
    const path = `blob ${digest}`;
    const stream = { path, size: size ?? 0, chunks: () => image.blob(digest, size ?? 0) };
    const scan = () => readForeign(layer, () => scanPassing(stream, context));
    // Few registries have foreign layers, and an image for Windows can be judged without them.
    const isMissing = mayBeMissing(layer.isForeign, config);
    return { ...layer, path, blob: "registry" as const, isMissing, scan };
  });
  return {
    config,
    layers: await readLayers(listed, context),
    ...(await chosen.readProvenance()),
  };
}

/**
 * The platforms of a registry's image, as `platformsOf` gives them. It fetches a manifest only if the index does
 * not have its platform, or does not call it an image. Throws InvalidImageError if it holds no image.
 */
export async function registryPlatforms(image: RegistryImage, choice: ImageChoice): Promise<HeldPlatforms> {
  return platformsOf(await indexOf(image), image.document, { choice, transport: "registry" }, false);
}

/** An index with a single entry, the target of the name, like that of a layout. */
async function indexOf(image: RegistryImage): Promise<Index> {
  const manifest = { digest: await image.digest(), size: null, platform: null, annotations: {} };
  return {
    kind: "index",
    manifests: [{ ...manifest, mediaType: "", artifactType: "" }],
    artifactType: "",
  };
}
