import type { MeasuredImage } from "./report.ts";

/** The size of an image in bytes; null if only a part is known, because its source lacks a foreign layer. */
export function knownSize({
  size,
  unknownLayers = 0,
}: Pick<MeasuredImage, "size" | "unknownLayers">): number | null {
  return unknownLayers === 0 ? size : null;
}

/** The diff ids of the layers of unknown size, in one text; "" for none. */
export function unknownLayersOf({ layers }: Pick<MeasuredImage, "layers">): string {
  return layers.flatMap(({ diffId, size }) => (size === null ? [diffId] : [])).join(" ");
}
