import type { Image } from "../image/image.ts";
import type { LayerReport, MeasuredImage, Origin } from "../report/report.ts";
import type { Origins } from "./provenance.ts";
import { effectiveUser } from "./user.ts";

/** Label of a base image that was made in place of the real one; its value says what it was made of. */
export const STAND_IN_LABEL = "dev.stagegate.stand-in";

/**
 * Measures an image as it was read.
 * @param origins what made its layers, or null where that is not known
 */
export function measure(image: Image, origins: Origins | null): MeasuredImage {
  const known =
    origins !== null && origins.base.layers + origins.own.length === image.layers.length ? origins : null;
  const layers = image.layers.map(
    ({ diffId, transferSize, contents }, index): LayerReport => ({
      diffId,
      size: contents.size,
      transferSize,
      files: contents.files,
      origin: originOf(index, known),
    }),
  );
  const transfers = layers.map(({ transferSize }) => transferSize);
  return {
    platform: image.config.platform,
    size: total(layers.map(({ size }) => size)),
    transferSize: transfers.every((size) => size !== null) ? total(transfers) : null,
    layers,
    user: effectiveUser(image),
    baseImage:
      known === null
        ? null
        : {
            ...known.base,
            size: total(layers.slice(0, known.base.layers).map(({ size }) => size)),
            standIn: image.config.labels[STAND_IN_LABEL] ?? null,
          },
  };
}

function originOf(index: number, origins: Origins | null): Origin {
  if (origins === null) return { kind: "unknown" };
  return index < origins.base.layers
    ? { kind: "base" }
    : (origins.own[index - origins.base.layers] ?? { kind: "unknown" });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
