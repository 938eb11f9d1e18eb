import type { MeasuredImage } from "./report.ts";

/** Bytes of an image's own layers: all but those of its base image, and all where that is not known. */
export function ownSize({ size, baseImage }: Pick<MeasuredImage, "size" | "baseImage">): number {
  return size - (baseImage?.size ?? 0);
}
