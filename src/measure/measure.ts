import type { Image } from "../image/image.ts";
import type { LayerReport, MeasuredImage, Origin } from "../model/report.ts";
import { shares } from "../model/shares.ts";
import { findDuplicates } from "./duplicates.ts";
import { mergeLayers } from "./filesystem.ts";
import type { Origins } from "./layer-origins.ts";
import { findLeftovers } from "./leftovers.ts";
import { findSecrets } from "./secrets.ts";
import { effectiveUser } from "./user.ts";
import { findWaste, wastedBytes } from "./waste.ts";

/** Largest number of rows of waste: each of a thousand layers may hide files of every layer below it. */
const MOST_ROWS = 1000;

/** Label of a base image that replaces the real one; its value names the image that it was made from. */
export const STAND_IN_LABEL = "dev.stagegate.stand-in";

/**
 * Measures an image.
 * @param origins of its layers; null if they are unknown
 * @param dockerfile the text of its Dockerfile; null if it is unknown
 */
export function measure(
  image: Image,
  origins: Origins | null,
  dockerfile: string | null = null,
): MeasuredImage {
  const layers = image.layers.map(
    ({ diffId, transferSize, contents, isMissing }, index): LayerReport => ({
      diffId,
      size: isMissing === true ? null : contents.size,
      transferSize,
      files: contents.files,
      origin: originOf(index, origins),
    }),
  );
  const transfers = layers.map(({ transferSize }) => transferSize);
  const entries = image.layers.map(({ contents }) => contents.entries);
  const owners = shares({ layers });
  const filesystem = mergeLayers(entries);
  const waste = findWaste(filesystem, owners);
  const sizes = layers.map(({ size }) => size ?? 0);
  const unknownLayers = layers.filter(({ size }) => size === null).length;
  return {
    platform: image.config.platform,
    size: total(sizes),
    ...(unknownLayers === 0 ? {} : { unknownLayers }),
    transferSize: transfers.every((size) => size !== null) ? total(transfers) : null,
    layers,
    user: effectiveUser(image),
    wasted: wastedBytes(waste),
    waste: waste.slice(0, MOST_ROWS),
    duplicates: findDuplicates(filesystem, (position) => layers[position]?.origin.kind !== "base"),
    leftovers: findLeftovers(entries, owners, dockerfile),
    secrets: findSecrets(image, filesystem, layers, origins),
    healthcheck: image.config.healthcheck,
    baseImage:
      origins?.base == null
        ? null
        : {
            ...origins.base,
            knownBy: origins.knownBy,
            size: total(sizes.slice(0, origins.base.layers)),
            standIn: image.config.labels[STAND_IN_LABEL] ?? null,
          },
  };
}

function originOf(index: number, origins: Origins | null): Origin {
  if (origins === null) return { kind: "unknown" };
  const below = origins.base?.layers ?? 0;
  return index < below ? { kind: "base" } : (origins.own[index - below] ?? { kind: "unknown" });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
