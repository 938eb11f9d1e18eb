import type { ImageCache } from "./image-cache.ts";
import type { LayerCache } from "./layer-cache.ts";
import { attachedIn } from "./provenance.ts";
import type { ImageWithDigests, LayerWithDigest, ReadContext } from "./read-layers.ts";

/** An image of an earlier run; null if it, or one of its layers, is not known. */
export async function findKnownImage(
  id: string,
  { platform, cache }: Pick<ReadContext, "platform" | "cache">,
  images: ImageCache,
): Promise<ImageWithDigests | null> {
  const known = cache === null ? null : await images.find(id, platform);
  const layers = known === null || cache === null ? null : await knownLayers(known.blobs, cache);
  if (known === null || layers === null) return null;
  return { config: known.config, layers, ...attachedIn(known) };
}

/** Remembers an image that was read and verified, and gives it back. */
export async function keepImage(
  id: string,
  platform: string | null,
  image: ImageWithDigests,
  images: ImageCache,
): Promise<ImageWithDigests> {
  const { config } = image;
  const blobs = image.layers.map(({ digest }) => digest);
  await images.keep(id, platform, { config, blobs, ...attachedIn(image) });
  return image;
}

/** The layers of these blobs, in their order; null where one of them is not known. */
export async function knownLayers(
  blobs: readonly string[],
  cache: LayerCache,
): Promise<LayerWithDigest[] | null> {
  const layers = await Promise.all(
    blobs.map(async (digest) => {
      const layer = await cache.find(digest);
      return layer === null ? null : { layer, digest };
    }),
  );
  const known = layers.filter((layer) => layer !== null);
  return known.length === layers.length ? known : null;
}
