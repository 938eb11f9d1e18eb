import type { LayerReport, MeasuredImage } from "./report.ts";

/** An image's own layers: all layers above its base image, or all layers if that is unknown. */
export function ownLayers({ layers }: Pick<MeasuredImage, "layers">): LayerReport[] {
  return layers.filter(({ origin }) => origin.kind !== "base");
}

/** Number of an image's own layers with unknown size and contents. */
export function unknownOwnLayers(image: Pick<MeasuredImage, "layers">): number {
  return ownLayers(image).filter(({ size }) => size === null).length;
}

/** Bytes of the own layers of known size; all own layers if `unknownOwnLayers` is 0. */
export function ownSize({ size, baseImage }: Pick<MeasuredImage, "size" | "baseImage">): number {
  return size - (baseImage?.size ?? 0);
}
