import type { Measurement } from "../measure/measurement.ts";

/**
 * Gives a measurement without a known base image the base image of another one, if its lowest layers are exactly the
 * layers of that base image. Any other measurement stays as it is.
 */
export function withSharedBase(own: Measurement, { image: other }: Measurement): Measurement {
  const { image } = own;
  const base = other.baseImage;
  if (image.baseImage !== null || base === null) return own;
  const isShared = other.layers
    .slice(0, base.layers)
    .every(({ diffId }, at) => diffId === image.layers[at]?.diffId);
  if (!isShared) return own;
  const layers = image.layers.map((layer, at) =>
    at < base.layers ? { ...layer, origin: { kind: "base" as const } } : layer,
  );
  return { ...own, image: { ...image, layers, baseImage: base } };
}
