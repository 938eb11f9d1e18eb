import { normalPlatform } from "../text/platform.ts";
import { shorten } from "../text/words.ts";
import type { ImageConfig } from "./image.ts";
import {
  chooseNamed,
  type ImageChoice,
  listNames,
  SeveralImagesError,
  severalImages,
  type Transport,
} from "./image-names.ts";
import {
  type IndexContents,
  type IndexedImage,
  listedArtifact,
  namesOf,
  orMissing,
  type ReadDocument,
  readConfig,
  readImageManifest,
  readIndex,
} from "./index-images.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { ExpectedLayer } from "./layer.ts";
import {
  hostPlatform,
  isSameArchitecture,
  isSamePlatform,
  platformRank,
  withoutVersion,
} from "./platform.ts";
import { type AttachedProvenance, findProvenance } from "./provenance.ts";
import type { BlobDescriptor, Index, Manifest } from "./spec.ts";

/** An image by its manifest: its configuration and its expected layers, base image first. */
export interface ChosenImage {
  readonly config: ImageConfig;
  readonly layers: readonly (ExpectedLayer & Pick<BlobDescriptor, "digest" | "isForeign">)[];
  /** The SLSA provenance that is attached to it, as `findProvenance` reads it. */
  readonly readProvenance: () => Promise<AttachedProvenance>;
}

/** Which image of an index to read, and how its source names it. */
export interface NamedChoice {
  readonly choice: ImageChoice;
  readonly transport: Transport;
}

/** For an index with only one image. */
const ONLY_ONE: NamedChoice = { choice: { reference: null, path: "image" }, transport: "oci" };

/**
 * The one image of an OCI layout's index (image-spec, image-index.md): the best one for `platform` by containerd's
 * rules; without a platform the only one, else the host's. Throws InvalidImageError with a list if several or none
 * fit.
 */
export async function chooseImage(
  index: Index,
  platform: string | null,
  read: ReadDocument,
  named: NamedChoice = ONLY_ONE,
): Promise<ChosenImage> {
  const contents = await readNamed(index, read, named);
  const { image, manifest } = await choose(contents, platform, read, named);
  const { config, diffIds } = await readConfig(manifest, read);
  return {
    config: { ...config, platform: platformOf(config, image) },
    layers: pairLayers(diffIds, manifest.layers, (diffId, { digest, size, isForeign }) => ({
      digest,
      size,
      isForeign,
      diffId,
    })),
    readProvenance: () => findProvenance(image.digest, contents.artifacts, read),
  };
}

/** The platforms of a source. */
export interface HeldPlatforms {
  /** Of its images, in its order, each once, by containerd's spelling. */
  readonly platforms: readonly string[];
  /** Of manifests that are not images, each with its kind: `linux/arm64 (application/vnd.example)`. */
  readonly others: readonly string[];
}

/**
 * The platforms of an index's images. The version of Windows is included if images differ in nothing else.
 * @param isPartial whether the source may lack images that the index lists: they are left out, unless all are
 * missing;
 *   otherwise a manifest is read only if the index does not have its platform
 * @throws InvalidImageError if there is no image, or there are images of several names
 */
export async function platformsOf(
  index: Index,
  read: ReadDocument,
  named: NamedChoice,
  isPartial: boolean,
): Promise<HeldPlatforms> {
  const contents = await readNamed(index, read, named);
  const { images, listedArtifacts } = isPartial ? await heldImages(contents, read) : contents;
  const platforms = images.map(({ platform }) => normalPlatform(platform));
  const all = [...new Set(platforms)];
  const isAmbiguous = (platform: string) => all.filter((each) => isSamePlatform(each, platform)).length > 1;
  return {
    platforms: all.map((platform) => (isAmbiguous(platform) ? platform : withoutVersion(platform))),
    others: [...new Set(listedArtifacts)],
  };
}

/**
 * The images of the source, and manifests that an engine may mistake for one; reading those is an error. Throws
 * InvalidImageError if there is none.
 */
async function heldImages(
  { images, kinds, listedArtifacts }: IndexContents,
  read: ReadDocument,
): Promise<{
  readonly images: readonly Pick<IndexedImage, "platform">[];
  readonly listedArtifacts: readonly string[];
}> {
  const found = await Promise.all(
    images.map(async ({ platform, digest }) => {
      return { platform, manifest: await orMissing(() => readImageManifest(digest, read)) };
    }),
  );
  const there = found.filter(({ manifest }) => manifest?.kind === "manifest" || manifest?.mayRun === true);
  const left = found.flatMap(({ platform, manifest }) =>
    manifest?.kind === "artifact" && !manifest.mayRun ? [listedArtifact(platform, manifest.what)] : [],
  );
  if (there.length > 0) return { images: there, listedArtifacts: [...listedArtifacts, ...left] };
  // The error names the missing one.
  for (const { digest } of images) await readImageManifest(digest, read);
  const others = found.flatMap(({ manifest }) => (manifest?.kind === "artifact" ? [manifest.what] : []));
  throw noImage([...kinds, ...others]);
}

/** Joins diff ids and layers by position; throws InvalidImageError if their numbers differ. */
export function pairLayers<Blob, Paired>(
  diffIds: readonly string[],
  blobs: readonly Blob[],
  pair: (diffId: string, blob: Blob) => Paired,
): Paired[] {
  if (diffIds.length !== blobs.length) {
    throw new InvalidImageError(
      `the configuration has ${diffIds.length} layers, but the manifest has ${blobs.length}`,
    );
  }
  return blobs.map((blob, position) => pair(diffIds[position] as string, blob));
}

/** Throws InvalidImageError if an image does not run on the platform. */
export function requirePlatform(config: ImageConfig, platform: string | null): void {
  if (platform !== null && platformRank(config.platform, platform) === null) {
    throw new InvalidImageError(`the image is for ${config.platform}, not for ${platform}`);
  }
}

/** The content of an index below its entries with the name. */
async function readNamed(index: Index, read: ReadDocument, named: NamedChoice): Promise<IndexContents> {
  const { manifests } = index;
  const chosen = chooseNamed(manifests, manifests.map(namesOf), named.choice, named.transport);
  const contents = await readIndex({ ...index, manifests: chosen }, read);
  if (contents.images.length === 0) throw noImage(contents.kinds);
  // A name in a registry's index is arbitrary; engines ignore it as well.
  if (named.transport === "registry")
    return { ...contents, images: contents.images.map((image) => ({ ...image, name: null })) };
  if (new Set(contents.images.map(({ name }) => name)).size > 1) throw several(contents.images, named);
  return contents;
}

async function choose(
  { images, kinds }: IndexContents,
  platform: string | null,
  read: ReadDocument,
  named: NamedChoice,
): Promise<{ readonly image: IndexedImage; readonly manifest: Manifest }> {
  const platforms = new Set(images.map((image) => normalPlatform(image.platform)));
  const wanted = platform ?? (platforms.size === 1 ? ([...platforms][0] ?? "") : hostPlatform());
  const isOnly = platform === null && images.length === 1;
  const ranked = images.map((image) => ({ image, rank: isOnly ? 0 : platformRank(image.platform, wanted) }));
  const others: string[] = [];
  /** A manifest that is not an image but may run as one: if an engine may choose it, no image is certain. */
  const doubtful: IndexedImage[] = [];
  const ranks = ranked.map(({ rank }) => rank).filter((rank) => rank !== null);
  for (const rank of [...new Set(ranks)].sort((one, other) => one - other)) {
    const found = [];
    for (const { image } of ranked.filter((each) => each.rank === rank)) {
      const manifest = await readImageManifest(image.digest, read);
      if (manifest.kind === "manifest") found.push({ image, manifest });
      else others.push(manifest.what);
      if (manifest.kind === "artifact" && manifest.mayRun) doubtful.push(image);
    }
    const [first] = found;
    if (first !== undefined && found.length + doubtful.length === 1) return first;
    if (first !== undefined) throw several([...doubtful, ...found.map(({ image }) => image)], named);
  }
  if (others.length === images.length) throw noImage([...kinds, ...others]);
  if (doubtful.length > 0)
    throw new InvalidImageError(
      `has no image for ${wanted}, only ${listNames(others)}`,
      "Its layers are an image's, so an engine may run it. Make the index again with an image in its place.",
    );
  const held = [...platforms].map((each) => shorten(each, LONGEST_PLATFORM));
  throw new InvalidImageError(
    `has no image for ${wanted}. It has: ${listNames(held)}`,
    // The gate checks the platforms of its settings earlier.
    `Choose one: --platform ${held[0]}`,
  );
}

function several(images: readonly IndexedImage[], { choice, transport }: NamedChoice): InvalidImageError {
  const names = images.map(({ name }) => (name === null ? [] : [name]));
  if (new Set(names.flat()).size > 1) return severalImages(images.map(shown), names, choice, transport);
  const platforms = new Set(images.map(({ platform }) => normalPlatform(platform)));
  const [first = ""] = platforms;
  if (platforms.size === images.length)
    return new SeveralImagesError(
      `holds several images: ${listNames(images.map(({ platform }) => platform))}`,
      choosePlatform(first),
    );
  return new SeveralImagesError(
    `holds several images for ${shorten(first, LONGEST_PLATFORM)}: ${listNames(images.map(shown))}`,
    transport === "registry"
      ? `Name one of them by its digest, for example \`${withDigest(choice.path, images[0]?.digest ?? "")}\`.`
      : "These platforms are the same to an engine. Make the index again with one of the images, for example with `docker buildx build --platform linux/arm64 --output type=oci,dest=app.tar .`.",
  );
}

/** In characters: an index may contain any text. */
const LONGEST_PLATFORM = 100;

/** A hint for the command line, a configuration and a workflow: each has its own syntax for platforms. */
function choosePlatform(platform: string): string {
  return `Choose one by its platform, for example ${shorten(platform, LONGEST_PLATFORM)}.`;
}

/** A name of a registry's image with another digest, in place of its tag and its own digest. */
function withDigest(name: string, digest: string): string {
  return `${name.replace(/[:@][^/]*$/, "")}@${digest}`;
}

function noImage(kinds: readonly string[]): InvalidImageError {
  if (kinds.length === 0) return new InvalidImageError("holds no image");
  return new InvalidImageError(
    `holds no image, only ${listNames(kinds)}`,
    "Name the image itself, not what is attached to it, for example `app:latest`.",
  );
}

function shown({ name, digest, platform }: IndexedImage): string {
  return `${name ?? digest} (${platform})`;
}

/**
 * The platform of an image. Many configurations lack the variant that the index has. Throws InvalidImageError if
 * system or architecture differ: a pull for that platform gets an image that does not run there.
 */
function platformOf(config: ImageConfig, image: IndexedImage): string {
  if (!image.isPlatformListed) return config.platform;
  if (!isSameArchitecture(config.platform, image.platform)) {
    const listed = shorten(image.platform, LONGEST_PLATFORM);
    throw new InvalidImageError(
      `the index says ${listed}, but the configuration of the image says ${shorten(config.platform, LONGEST_PLATFORM)}`,
      `Build the image for ${listed}, or correct its platform in the index.`,
    );
  }
  const hasVariant = config.platform.split("/").length > 2;
  const isDetailed = hasVariant || isSamePlatform(config.platform, image.platform);
  return isDetailed ? config.platform : withoutVersion(image.platform);
}
