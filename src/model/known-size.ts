import type { MeasuredImage } from "./report.ts";

/** The size of an image in bytes; null where a foreign layer is not in its source, so that only a part is known. */
export function knownSize({
  size,
  unknownLayers = 0,
}: Pick<MeasuredImage, "size" | "unknownLayers">): number | null {
  return unknownLayers === 0 ? size : null;
}

/** The diff ids of the layers whose size is not known, in one text: "" for none. */
export function unknownLayersOf({ layers }: Pick<MeasuredImage, "layers">): string {
  return layers.flatMap(({ diffId, size }) => (size === null ? [diffId] : [])).join(" ");
}
