import type { Descriptor, Index, Manifest } from "./spec.ts";

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

/** What BuildKit's attestations are, since they are OCI artifacts. */
export const ATTESTATION = "application/vnd.docker.attestation.manifest.v1+json";

/** BuildKit's annotation of what is no image in an index of its own. */
export const REFERENCE_TYPE = "vnd.docker.reference.type";

/**
 * What a descriptor in an index describes if it is no image, as a media type or in few words; null where it may be
 * an image, or an index.
 */
export function artifactInIndex({
  mediaType,
  artifactType,
  platform,
  annotations,
}: Descriptor): string | null {
  if (artifactType !== "" && !IMAGE_CONFIGS.has(artifactType)) return artifactType;
  const reference = annotations[REFERENCE_TYPE];
  if (reference !== undefined) return reference;
  if (platform === UNKNOWN) return "attestation-manifest";
  return mediaType === "" || MANIFEST.test(mediaType) ? null : mediaType;
}

/** Platform of what runs nowhere. */
export const UNKNOWN = "unknown/unknown";

/** What a manifest or an index is, if it is no image; null where it is one. */
export function artifactOf(document: Index | Manifest): string | null {
  const { artifactType } = document;
  if (artifactType !== "" && !IMAGE_CONFIGS.has(artifactType)) return artifactType;
  if (document.kind === "index") return null;
  const { config, layers } = document;
  // Docker reads manifests that do not say what their configuration is.
  if (config.mediaType !== "" && !IMAGE_CONFIGS.has(config.mediaType)) return config.mediaType;
  // Signatures of cosign have an image's configuration, but a layer that is none.
  const [other = ""] = layers.map(({ mediaType }) => mediaType);
  return layers.every(({ mediaType }) => mediaType !== "" && !LAYER.test(mediaType)) && other !== ""
    ? other
    : null;
}
