import { normalPlatform } from "../text/platform.ts";
import { blobPath } from "./digest.ts";
import { listNames } from "./image-names.ts";
import { atPlace, InvalidImageError, MissingError, orInvalid } from "./invalid-image.ts";
import { isReadable, MOST_MANIFESTS, requireAtMost } from "./limits.ts";
import {
  artifactOf,
  claimedArtifact,
  hasImageLayers,
  isOtherType,
  mayBeImage,
  UNKNOWN,
} from "./media-types.ts";
import {
  type Descriptor,
  type Index,
  type Manifest,
  type ParsedConfig,
  parseConfig,
  parseIndexOrManifest,
  parseJson,
} from "./spec.ts";

/**
 * Gives a JSON document's bytes by its digest, verified. Throws MissingError where there is none, InvalidImageError
 * where it is another or too large.
 */
export type ReadDocument = (digest: string) => Promise<Uint8Array>;

/** One image of an index, at the bottom of what indexes it is nested in. */
export interface IndexedImage {
  /** The name that the outermost index gives it; null where it gives none. */
  readonly name: string | null;
  readonly digest: string;
  /** By the index that lists it, else by its own configuration. */
  readonly platform: string;
  /** Whether an index says so. */
  readonly isPlatformListed: boolean;
}

/** What an index leads to. */
export interface IndexContents {
  /** In the order of the index, each once. One whose platform is listed may turn out to be an artifact. */
  readonly images: readonly IndexedImage[];
  /** Descriptors of manifests that are no images, in the order of the index. */
  readonly artifacts: readonly Descriptor[];
  /** What these are, each once: media types, or few words. */
  readonly kinds: readonly string[];
  /** Those of them for which the index lists a platform, as `listedArtifact` has it. */
  readonly listedArtifacts: readonly string[];
}

/**
 * Looks at all that an index leads to. Manifests of other platforms may be missing, so that only those are opened
 * that do not say for what platform they are, and those that say they are no image: what a manifest holds decides,
 * as it does for an engine. Podman goes by the platform alone, whatever media type the index says. Throws InvalidImageError where one without a platform is no manifest.
 */
export async function readIndex(index: Index, read: ReadDocument): Promise<IndexContents> {
  const images = new Map<string, IndexedImage>();
  const artifacts: Descriptor[] = [];
  const kinds = new Set<string>();
  const listedArtifacts: string[] = [];
  // Nested indexes may name each other's parts many times over: each is opened once.
  const opened = new Set<string>();
  const claims = new Map<string, Promise<Index | Manifest | null>>();
  let listedAll = 0;
  const skip = (descriptor: Descriptor, kind: string): void => {
    artifacts.push(descriptor);
    kinds.add(kind);
    if (isListed(descriptor)) listedArtifacts.push(listedArtifact(descriptor.platform, kind));
  };
  const add = (image: IndexedImage): void => {
    // An index may list one image for several platforms. At most one of them is right.
    const key = `${image.digest} ${normalPlatform(image.platform)}`;
    if (!images.has(key)) images.set(key, image);
  };
  /** What a descriptor leads to that says it is no image; null where that is none, is missing or damaged. */
  const openClaim = (digest: string): Promise<Index | Manifest | null> => {
    const known = claims.get(digest) ?? readClaim(digest, read);
    claims.set(digest, known);
    return known;
  };
  const visitNested = async (nested: Index, descriptor: Descriptor, name: string | null): Promise<void> => {
    const before = images.size;
    await visit(nested, name);
    if (images.size === before && isOtherType(nested.artifactType)) skip(descriptor, nested.artifactType);
  };
  const visit = async (part: Index, outerName: string | null): Promise<void> => {
    listedAll += part.manifests.length;
    requireAtMost(MOST_MANIFESTS, listedAll, "manifest");
    for (const descriptor of part.manifests) {
      const { digest, mediaType } = descriptor;
      const name = outerName ?? namesOf(descriptor)[0] ?? null;
      const isOther = !mayBeImage(descriptor);
      if (isOther && !isListed(descriptor)) {
        skip(descriptor, mediaType);
        continue;
      }
      const claim = isOther ? mediaType : claimedArtifact(descriptor);
      const claimed = claim === null || !isReadable(descriptor.size) ? null : await openClaim(digest);
      if (
        claim !== null &&
        (claimed === null || (claimed.kind === "manifest" && isArtifact(claimed, descriptor)))
      ) {
        // BuildKit lists the same attestation for each platform, if it says the same.
        skip(descriptor, claim);
        continue;
      }
      if (isListed(descriptor)) {
        add({ name, digest, platform: descriptor.platform, isPlatformListed: true });
        continue;
      }
      if (opened.has(digest)) continue;
      opened.add(digest);
      const document = claimed ?? (await readManifestOrIndex(digest, read));
      if (document.kind === "index") {
        await visitNested(document, descriptor, name);
        continue;
      }
      const kind = artifactOf(document);
      if (kind !== null) {
        skip({ ...descriptor, artifactType: document.artifactType }, kind);
        continue;
      }
      const readIt = () => readConfig(document, read);
      const parsed = claim === null ? await readIt() : await orInvalid(readIt);
      const own = parsed?.config.platform ?? UNKNOWN;
      // An attestation that its index does not tell of.
      if (own === UNKNOWN) skip(descriptor, claim ?? "attestation-manifest");
      else add({ name, digest, platform: own, isPlatformListed: false });
    }
  };
  await visit(index, null);
  return { images: [...images.values()], artifacts, kinds: [...kinds], listedArtifacts };
}

/** Whether a descriptor has a platform by which an engine may choose what it describes. */
function isListed<One extends Pick<Descriptor, "platform">>(
  descriptor: One,
): descriptor is One & { readonly platform: string } {
  return descriptor.platform !== null && descriptor.platform !== UNKNOWN;
}

/** Whether a manifest is no image, and no engine takes it for one by its platform. */
function isArtifact(manifest: Manifest, descriptor: Descriptor): boolean {
  return artifactOf(manifest) !== null && !(isListed(descriptor) && hasImageLayers(manifest));
}

/** Platform and kind of what is no image. */
export function listedArtifact(platform: string, kind: string): string {
  return listNames([`${normalPlatform(platform)} (${kind})`]);
}

/**
 * The manifest or index of a descriptor that says it is no image; null where it is missing or nothing of the two.
 * Throws InvalidImageError where it is another document than its digest says.
 */
async function readClaim(digest: string, read: ReadDocument): Promise<Index | Manifest | null> {
  const bytes = await orMissing(() => atPlace(blobPath(digest), () => read(digest)));
  return bytes === null ? null : orInvalid(async () => parseIndexOrManifest(parseJson(bytes)));
}

/** The names that an index gives an image: the whole one first, which is Docker's own. */
export function namesOf({ annotations }: Pick<Descriptor, "annotations">): string[] {
  const names = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];
  return names.flatMap((name) => annotations[name] ?? []);
}

/** A manifest that turns out to be of no image. */
export interface Artifact {
  readonly kind: "artifact";
  /** As a media type. */
  readonly what: string;
  /** Whether it has layers of an image, so that an engine that chooses it by its platform may run it. */
  readonly mayRun: boolean;
}

/** The manifest of an image that an index lists. Throws InvalidImageError where it is none. */
export async function readImageManifest(digest: string, read: ReadDocument): Promise<Manifest | Artifact> {
  const document = await readManifestOrIndex(digest, read);
  if (document.kind === "index")
    throw new InvalidImageError(`${blobPath(digest)}: is an index where a manifest should be`);
  const what = artifactOf(document);
  return what === null ? document : { kind: "artifact", what, mayRun: hasImageLayers(document) };
}

/** Does `read`; null where what it reads is missing. */
export async function orMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether an error comes of a file that is not there, whatever place was added to it. */
function isMissing(error: unknown): boolean {
  return error instanceof MissingError || (error instanceof InvalidImageError && isMissing(error.cause));
}

export function readManifestOrIndex(digest: string, read: ReadDocument): Promise<Index | Manifest> {
  return atPlace(blobPath(digest), async () => parseIndexOrManifest(parseJson(await read(digest))));
}

export function readConfig({ config }: Manifest, read: ReadDocument): Promise<ParsedConfig> {
  return atPlace(blobPath(config.digest), async () => parseConfig(parseJson(await read(config.digest))));
}
