import type { Origin, WasteReport } from "../model/report.ts";
import type { Share } from "../model/shares.ts";
import { type Filesystem, type StoredFile, sameContent } from "./filesystem.ts";
import { folderOfBoth } from "./folders.ts";

/**
 * Finds the bytes of your layers that a later layer hides, by the origins that made and hid them, most bytes first.
 * Bytes of the base image do not count, because they cannot be saved. But if your layers store a copy of a file of the
 * base image with the same content, that copy can be saved: its row has the base image as the origin, `touched`, and
 * the origin of the copy as `hiddenBy`. Such a copy is visible in the image, so it is not waste, and no byte is in two
 * rows. Files of 0 bytes are left out.
 * @param shares of the image, with the origin of each layer
 */
export function findWaste(
  { lost, fileAt }: Filesystem,
  shares: readonly Pick<Share, "origin" | "positions">[],
): WasteReport[] {
  const owners = shares.flatMap((share) => share.positions.map((position) => [position, share] as const));
  const ownerOf = new Map(owners);
  const groups = new Map<string, Group>();
  const add = (hidden: StoredFile, by: number, how: WasteReport["how"], path: string): void => {
    const [owner, hider] = [ownerOf.get(hidden.layer), ownerOf.get(by)];
    const { size } = hidden.entry;
    if (owner === undefined || hider === undefined || size === 0) return;
    const key = `${owner.positions[0]} ${hider.positions[0]} ${how}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, {
        origin: owner.origin,
        hiddenBy: hider.origin,
        how,
        size,
        files: 1,
        path,
      });
      return;
    }
    group.size += size;
    group.files += 1;
    group.path = folderOfBoth(group.path, path);
  };

  const isBase = (layer: number): boolean => ownerOf.get(layer)?.origin.kind === "base";
  const linked = new Set<StoredFile>();
  for (const { path, file, takenBy, how, last } of lost) {
    if (!isBase(file.layer)) {
      if (last) add(file, takenBy, how, path);
      continue;
    }
    const copy = isBase(takenBy) ? null : fileAt(path);
    if (copy === null || !sameContent(file, copy)) continue;
    if (copy.names > 1) {
      if (linked.has(copy)) continue;
      linked.add(copy);
    }
    add(file, copy.layer, "touched", path);
  }
  return [...groups.values()]
    .map(({ path, ...group }) => ({ ...group, path: `/${path}` }))
    .sort((one, other) => other.size - one.size);
}

/** The wasted bytes: all rows except copies of the base image's files. */
export function wastedBytes(waste: readonly WasteReport[]): number {
  return waste.reduce((sum, { origin, size }) => sum + (origin.kind === "base" ? 0 : size), 0);
}

interface Group {
  readonly origin: Origin;
  readonly hiddenBy: Origin;
  readonly how: WasteReport["how"];
  size: number;
  files: number;
  /** Path of the one file, or of the folder that holds all files, with a slash at its end; "" for the root. */
  path: string;
}
