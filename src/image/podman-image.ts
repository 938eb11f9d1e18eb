import { normalPlatform } from "../text/platform.ts";
import type { SaveImage } from "./docker-save.ts";
import { readSaved } from "./engine-image.ts";
import type { ImageCache } from "./image-cache.ts";
import { findKnownImage, keepImage } from "./known-image.ts";
import type { ArchiveContext } from "./last-archive.ts";
import type { ImageWithDigests } from "./read-layers.ts";

/**
 * Reads an image of Podman's storage from the caches, or from `podman image save`. Throws InvalidImageError, and
 * what `save` throws.
 * @param id `sha256:…`
 * @param images null to use no cache of images
 */
export async function readPodmanImage(
  id: string,
  context: ArchiveContext,
  save: SaveImage,
  images: ImageCache | null,
): Promise<ImageWithDigests> {
  const { platform } = context;
  // An id identifies one image, whatever the platform.
  const known = images === null ? null : await findKnownImage(id, { ...context, platform: null }, images);
  const isKnown =
    platform === null || normalPlatform(known?.config.platform ?? "") === normalPlatform(platform);
  if (known !== null && isKnown) return known;
  const read = await readSaved(id, id, context, save);
  return images === null ? read : keepImage(id, null, read, images);
}
