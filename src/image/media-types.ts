import type { Descriptor, Manifest } from "./spec.ts";

/**
 * Which manifests are images. Signatures, SBOMs, attestations, charts and others are stored as manifests too, beside
 * the image or attached to it.
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage
 */

/** Media types of an image's configuration: OCI's and Docker's. */
const IMAGE_CONFIGS: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);

/** Media types of the layers of images, whatever their compression: OCI's and Docker's. */
const LAYER = /^application\/vnd\.(?:oci\.image\.layer|docker\.image\.rootfs)\./;

/** Media types of manifests and indexes, of any age. */
const MANIFEST =
  /^application\/vnd\.(?:oci\.image\.(?:manifest|index)\.v\d+|docker\.distribution\.manifest(?:\.list)?\.v\d+)\+/;

/** Artifact type of BuildKit's attestations. */
export const ATTESTATION = "application/vnd.docker.attestation.manifest.v1+json";

/** BuildKit's annotation of a manifest in its index that is not an image. */
export const REFERENCE_TYPE = "vnd.docker.reference.type";

/** Whether a descriptor in an index can describe an image or an index, by its media type. */
export function mayBeImage({ mediaType }: Descriptor): boolean {
  return mediaType === "" || MANIFEST.test(mediaType);
}

/**
 * The kind that a descriptor in an index names, if that is not an image: a media type or a few words; null if it
 * names none. An engine runs an image whatever its descriptor says here.
 */
export function claimedArtifact({ artifactType, platform, annotations }: Descriptor): string | null {
  if (isOtherType(artifactType)) return artifactType;
  const reference = annotations[REFERENCE_TYPE];
  if (reference !== undefined) return reference;
  return platform === UNKNOWN ? "attestation-manifest" : null;
}

/** Platform of manifests that run nowhere. */
export const UNKNOWN = "unknown/unknown";

/**
 * The kind of a manifest that is not an image; null for an image. An image may have any artifact type: engines run
 * it if its configuration and its layers are those of an image.
 */
export function artifactOf({ artifactType, config, layers }: Manifest): string | null {
  const type = isOtherType(artifactType) ? artifactType : null;
  // Docker also reads manifests without a media type of the configuration.
  if (config.mediaType !== "" && !IMAGE_CONFIGS.has(config.mediaType)) return type ?? config.mediaType;
  if (hasImageLayers({ layers })) return null;
  if (type !== null) return type;
  // Signatures of cosign have the configuration of an image, but another kind of layer.
  const [other = ""] = layers.map(({ mediaType }) => mediaType);
  return layers.every(({ mediaType }) => mediaType !== "") && other !== "" ? other : null;
}

/**
 * Whether a manifest has layers that engines unpack: some engines then run it, whatever media type its
 * configuration has.
 */
export function hasImageLayers({ layers }: Pick<Manifest, "layers">): boolean {
  return layers.some(({ mediaType }) => LAYER.test(mediaType));
}

/** Whether it has an artifact type that is not that of an image. */
export function isOtherType(artifactType: string): boolean {
  return artifactType !== "" && !IMAGE_CONFIGS.has(artifactType);
}
