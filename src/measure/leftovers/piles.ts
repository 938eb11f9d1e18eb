import type { LayerEntry } from "../../image/image.ts";
import { type Found, pathFinder } from "../../patterns/path-finder.ts";
import { type FileEntry, folderOfBoth } from "../folders.ts";
import type { Sort } from "./sort.ts";

/** The leftovers of one sort. */
export interface Pile {
  readonly sort: Sort;
  size: number;
  files: number;
  /** The folder that holds all of them, with a slash at its end, or the one file; from the root. */
  path: string;
  /** Bytes by folder that a pattern names, where these are packages. */
  readonly roots: Map<string, number>;
}

/**
 * Sorts the leftovers of layers into piles, in no particular order.
 * @param layers what each says of its paths
 */
export function pileUp(layers: readonly (readonly LayerEntry[])[], find: FindSort): Pile[] {
  const piles = new Map<Sort, Pile>();
  for (const entries of layers) {
    for (const [{ size }, { value: sort, root }] of removable(entries, find)) {
      const pile = piles.get(sort);
      if (pile === undefined) {
        piles.set(sort, { sort, size, files: 1, path: root, roots: new Map([[root, size]]) });
        continue;
      }
      pile.size += size;
      pile.files += 1;
      pile.path = folderOfBoth(pile.path, root);
      if (sort.packages !== undefined) pile.roots.set(root, (pile.roots.get(root) ?? 0) + size);
    }
  }
  return [...piles.values()];
}

/**
 * The leftovers of one layer. A file with another name that is none is not among them, as uv, pnpm and
 * Cargo make: its bytes would stay.
 */
function removable(entries: readonly LayerEntry[], find: FindSort): [FileEntry, Found<Sort>][] {
  const files: [FileEntry, Found<Sort>][] = [];
  const usedElsewhere = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "file") {
      const found = find(entry.path);
      if (found !== null) files.push([entry, found]);
    } else if (entry.kind === "hard link" && find(entry.path) === null) usedElsewhere.add(entry.target);
  }
  return files.filter(([{ path }]) => !usedElsewhere.has(path));
}

/** Tells what sort of leftover the file of a path is, or null. */
export type FindSort = (path: string) => Found<Sort> | null;

/** @param sorts a file belongs to the first that has it */
export function sortFinder(sorts: readonly Sort[]): FindSort {
  const find = pathFinder(sorts.flatMap((sort) => sort.paths.map((path) => [path, sort] as const)));
  return (path) => {
    const found = find(path);
    return found === null || found.value.except?.test(path) === true ? null : found;
  };
}
