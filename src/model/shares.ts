import type { MeasuredImage, Origin } from "./report.ts";

/** What one origin put into an image. */
export interface Share {
  readonly origin: Origin;
  /** Bytes of its layers, but for those of unknown size; all shares sum to the image's size. */
  readonly size: number;
  /** Number of its regular files. */
  readonly files: number;
  /** Positions of its layers in the image, ascending. */
  readonly positions: readonly number[];
  /** Of the same layers. */
  readonly diffIds: readonly string[];
}

/** Whose bytes an image's are: one share for each origin, in the order of its first layer. */
export function shares({ layers }: Pick<MeasuredImage, "layers">): Share[] {
  const found = new Map<string, GrowingShare>();
  for (const [position, { origin, size, files, diffId }] of layers.entries()) {
    const key = originKey(origin);
    const share = found.get(key) ?? { origin, size: 0, files: 0, positions: [], diffIds: [] };
    found.set(key, share);
    share.origin = origin;
    share.size += size ?? 0;
    share.files += files;
    share.positions.push(position);
    share.diffIds.push(diffId);
  }
  return [...found.values()];
}

interface GrowingShare extends Share {
  origin: Origin;
  size: number;
  files: number;
  readonly positions: number[];
  readonly diffIds: string[];
}

/**
 * What tells an origin of an image from its others. Several layers may come from one instruction: what ONBUILD of a
 * base image triggers comes from the FROM; history may say the same of several.
 */
export function originKey(origin: Origin): string {
  if (origin.kind === "instruction") return `${origin.file}:${origin.lines.join("-")}`;
  return origin.kind === "history" ? `history ${origin.by} ${origin.instruction}` : origin.kind;
}
