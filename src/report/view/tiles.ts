import { isNoise } from "../../model/noise.ts";
import type { ContentsNode, ImageReport, MeasuredImage, Origin } from "../../model/report.ts";
import { shares } from "../../model/shares.ts";
import { originWords } from "../origin-words.ts";
import { contentsTraceWords } from "../trace-words.ts";

/** A cell of the map: the image, an origin, a folder, a file, or all small entries of a folder together. */
export interface Tile {
  readonly name: string;
  /** In bytes; the sum of its children, if it has any. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Difference to the baseline in bytes; null if it is unknown. */
  readonly change: number | null;
  /** Whether it is the whole base image. */
  readonly isBase: boolean;
  /** The lines of other stages that made its bytes, if it is a `COPY --from` that was traced. */
  readonly madeBy: readonly string[];
  /** None has 0 bytes. */
  readonly children: readonly Tile[];
}

/** An image with its origins as children, and below them their folders and files as far as these are known. */
export function tilesOf({ name, contents, change }: ImageReport, image: MeasuredImage): Tile {
  const origins =
    contents.length > 0
      ? contents.map((own) => ({
          ...tileOf(own.root),
          ...ownerOf(own.origin, image),
          madeBy: contentsTraceWords(own),
        }))
      : shares(image).map(({ origin, size, files }) => ({
          ...tile("", size, files, null, []),
          ...ownerOf(origin, image),
        }));
  return tile(name, sum(origins, "size"), sum(origins, "files"), change?.size ?? null, origins);
}

function ownerOf(origin: Origin, image: MeasuredImage): Pick<Tile, "name" | "isBase"> {
  return { name: originWords(origin, image), isBase: origin.kind === "base" };
}

function tileOf({ name, size, files, change, children }: ContentsNode): Tile {
  const tiles = children.map(tileOf);
  const rest = size - sum(tiles, "size");
  if (tiles.length === 0 || rest <= 0) return tile(name, size, files, change, tiles);
  const isKnown = change !== null && tiles.every((child) => child.change !== null);
  const restChange = isKnown ? change - sum(tiles, "change") : null;
  const restFiles = Math.max(0, files - sum(tiles, "files"));
  const others = tile("(others)", rest, restFiles, restChange, []);
  return tile(name, size, files, change, [...tiles, others]);
}

function tile(
  name: string,
  size: number,
  files: number,
  change: number | null,
  children: readonly Tile[],
): Tile {
  const nonEmpty = children.filter((child) => child.size > 0);
  return { name, size, files, change, isBase: false, madeBy: [], children: nonEmpty };
}

function sum(tiles: readonly Tile[], what: "size" | "files" | "change"): number {
  return tiles.reduce((total, own) => total + (own[what] ?? 0), 0);
}

/**
 * The trend of a tile. `part` is the difference in proportion to the larger one of before and after, at most 1. A
 * change that rebuilding alone may make counts as none.
 */
export function trendOf({ change, size }: Tile): {
  readonly kind: "grown" | "shrunk" | "same" | "unknown";
  readonly part: number;
} {
  if (change === null) return { kind: "unknown", part: 0 };
  const larger = Math.max(size, size - change);
  if (isNoise(change, larger)) return { kind: "same", part: 0 };
  return { kind: change > 0 ? "grown" : "shrunk", part: Math.min(1, Math.abs(change) / larger) };
}
