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
 * Reads a JSON document by its digest, and verifies it. Throws MissingError if there is none, InvalidImageError if
 * it differs from the digest or is too large.
 */
export type ReadDocument = (digest: string) => Promise<Uint8Array>;

/** One image of an index, or of an index nested in it. */
export interface IndexedImage {
  /** The name that the outermost index gives it; null if it gives none. */
  readonly name: string | null;
  readonly digest: string;
  /** From the index that lists it, else from its configuration. */
  readonly platform: string;
  /** Whether the platform is from an index. */
  readonly isPlatformListed: boolean;
}

/** All that an index lists, nested indexes included. */
export interface IndexContents {
  /** In the order of the index, each once. A manifest with a listed platform may turn out to be an artifact. */
  readonly images: readonly IndexedImage[];
  /** Descriptors of manifests that are not images, in the order of the index. */
  readonly artifacts: readonly Descriptor[];
  /** The kinds of these, each once: media types, or a few words. */
  readonly kinds: readonly string[];
  /** Those of them for which the index lists a platform, as `listedArtifact` has it. */
  readonly listedArtifacts: readonly string[];
}

/**
 * Reads all that an index lists. Manifests of other platforms may be missing. So it opens only those without a
 * platform and those that the index does not call images: the content of a manifest decides, as in an engine.
 * Podman looks only at the platform, whatever media type the index names. Throws InvalidImageError if one without a
 * platform is not a manifest.
 */
export async function readIndex(index: Index, read: ReadDocument): Promise<IndexContents> {
  const images = new Map<string, IndexedImage>();
  const artifacts: Descriptor[] = [];
  const kinds = new Set<string>();
  const listedArtifacts: string[] = [];
  // Nested indexes may list the same manifest many times: each is opened once.
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
  /** The kind of a descriptor that does not call itself an image; null if it is an image, missing or damaged. */
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
      // An attestation that its index does not mark.
      if (own === UNKNOWN) skip(descriptor, claim ?? "attestation-manifest");
      else add({ name, digest, platform: own, isPlatformListed: false });
    }
  };
  await visit(index, null);
  return { images: [...images.values()], artifacts, kinds: [...kinds], listedArtifacts };
}

/** Whether a descriptor has a platform, so that an engine may choose it. */
function isListed<One extends Pick<Descriptor, "platform">>(
  descriptor: One,
): descriptor is One & { readonly platform: string } {
  return descriptor.platform !== null && descriptor.platform !== UNKNOWN;
}

/** Whether a manifest is not an image, and no engine mistakes it for one by its platform. */
function isArtifact(manifest: Manifest, descriptor: Descriptor): boolean {
  return artifactOf(manifest) !== null && !(isListed(descriptor) && hasImageLayers(manifest));
}

/** Platform and kind of a manifest that is not an image. */
export function listedArtifact(platform: string, kind: string): string {
  return listNames([`${normalPlatform(platform)} (${kind})`]);
}

/**
 * The manifest or index of a descriptor that does not call itself an image; null if it is missing or neither of the
 * two. Throws InvalidImageError if the document does not match its digest.
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

/** A manifest that turns out not to be an image. */
export interface Artifact {
  readonly kind: "artifact";
  /** As a media type. */
  readonly what: string;
  /** Whether it has layers of an image, so that an engine that chooses it by its platform may run it. */
  readonly mayRun: boolean;
}

/** The manifest of an image that an index lists. Throws InvalidImageError if it is not one. */
export async function readImageManifest(digest: string, read: ReadDocument): Promise<Manifest | Artifact> {
  const document = await readManifestOrIndex(digest, read);
  if (document.kind === "index")
    throw new InvalidImageError(`${blobPath(digest)}: is an index where a manifest should be`);
  const what = artifactOf(document);
  return what === null ? document : { kind: "artifact", what, mayRun: hasImageLayers(document) };
}

/** Runs `read`; null if the file is missing. */
export async function orMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether the cause of an error is a missing file, whatever places the error names. */
function isMissing(error: unknown): boolean {
  return error instanceof MissingError || (error instanceof InvalidImageError && isMissing(error.cause));
}

export function readManifestOrIndex(digest: string, read: ReadDocument): Promise<Index | Manifest> {
  return atPlace(blobPath(digest), async () => parseIndexOrManifest(parseJson(await read(digest))));
}

export function readConfig({ config }: Manifest, read: ReadDocument): Promise<ParsedConfig> {
  return atPlace(blobPath(config.digest), async () => parseConfig(parseJson(await read(config.digest))));
}
