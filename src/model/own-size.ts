import type { LayerReport, MeasuredImage } from "./report.ts";

/** An image's own layers: all but those of its base image, and all where that is not known. */
export function ownLayers({ layers }: Pick<MeasuredImage, "layers">): LayerReport[] {
  return layers.filter(({ origin }) => origin.kind !== "base");
}

/** How many of an image's own layers have an unknown size, so that nothing of their contents is known. */
export function unknownOwnLayers(image: Pick<MeasuredImage, "layers">): number {
  return ownLayers(image).filter(({ size }) => size === null).length;
}

/** Bytes of the own layers whose size is known: all of them, if `unknownOwnLayers` is 0. */
export function ownSize({ size, baseImage }: Pick<MeasuredImage, "size" | "baseImage">): number {
  return size - (baseImage?.size ?? 0);
}
