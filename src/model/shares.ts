import type { MeasuredImage, Origin } from "./report.ts";

/** The part of an image that one origin made. */
export interface Share {
  readonly origin: Origin;
  /** Bytes of its layers, without layers of unknown size; all shares sum to the image's size. */
  readonly size: number;
  /** Number of its regular files. */
  readonly files: number;
  /** Positions of its layers in the image, ascending. */
  readonly positions: readonly number[];
  /** The diff ids of the same layers. */
  readonly diffIds: readonly string[];
}

/** The shares of an image: one for each origin, in the order of the first layers of the origins. */
export function shares({ layers }: Pick<MeasuredImage, "layers">): Share[] {
  const byOrigin = new Map<string, GrowingShare>();
  for (const [position, { origin, size, files, diffId }] of layers.entries()) {
    const key = originKey(origin);
    const share = byOrigin.get(key) ?? { origin, size: 0, files: 0, positions: [], diffIds: [] };
    byOrigin.set(key, share);
    share.origin = origin;
    share.size += size ?? 0;
    share.files += files;
    share.positions.push(position);
    share.diffIds.push(diffId);
  }
  return [...byOrigin.values()];
}

interface GrowingShare extends Share {
  origin: Origin;
  size: number;
  files: number;
  readonly positions: number[];
  readonly diffIds: string[];
}

/**
 * A key that is unique among the origins of an image. Several layers may have the same origin: all ONBUILD instructions
 * of a base image count for the FROM, and the history may have the same text for several layers.
 */
export function originKey(origin: Origin): string {
  if (origin.kind === "instruction") return `${origin.file}:${origin.lines.join("-")}`;
  return origin.kind === "history" ? `history ${origin.by} ${origin.instruction}` : origin.kind;
}
