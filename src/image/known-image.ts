import { missingLayer } from "./foreign-layer.ts";
import type { CachedImage, ImageCache } from "./image-cache.ts";
import type { LayerCache } from "./layer-cache.ts";
import { attachedIn } from "./provenance.ts";
import type { ImageWithDigests, LayerWithDigest, ReadContext } from "./read-layers.ts";

/** An image of an earlier run; null if the caches lack it, or one of the layers that its source has. */
export async function findKnownImage(
  id: string,
  { platform, cache }: Pick<ReadContext, "platform" | "cache">,
  images: ImageCache,
): Promise<ImageWithDigests | null> {
  const known = cache === null ? null : await images.find(id, platform);
  const layers =
    known === null || cache === null ? null : await knownLayers(known.blobs, cache, known.missing);
  if (known === null || layers === null) return null;
  return { config: known.config, layers, ...attachedIn(known) };
}

/** Stores an image that was read and verified, and returns it. */
export async function keepImage(
  id: string,
  platform: string | null,
  image: ImageWithDigests,
  images: ImageCache,
): Promise<ImageWithDigests> {
  const { config } = image;
  const blobs = image.layers.map(({ digest }) => digest);
  const missing = image.layers.flatMap(({ digest, layer: { diffId, transferSize, isMissing } }) =>
    isMissing === true ? [{ digest, diffId, size: transferSize }] : [],
  );
  await images.keep(id, platform, { config, blobs, missing, ...attachedIn(image) });
  return image;
}

/**
 * The layers of these blobs, in their order; null if one of them is not known.
 * @param missing those that need not be known
 */
export async function knownLayers(
  blobs: readonly string[],
  cache: LayerCache,
  missing: CachedImage["missing"] = [],
): Promise<LayerWithDigest[] | null> {
  const layers = await Promise.all(
    blobs.map(async (digest) => {
      const layer = await cache.find(digest);
      if (layer !== null) return { layer, digest };
      const lacking = missing.find((each) => each.digest === digest);
      return lacking === undefined ? null : missingLayer(lacking);
    }),
  );
  const known = layers.filter((layer) => layer !== null);
  return known.length === layers.length ? known : null;
}
