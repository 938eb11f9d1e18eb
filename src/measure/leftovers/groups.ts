import type { LayerEntry } from "../../image/image.ts";
import { type PathMatch, pathFinder } from "../../patterns/path-finder.ts";
import { type FileEntry, folderOfBoth } from "../folders.ts";
import type { LeftoverPattern } from "./leftover-pattern.ts";

/** The leftovers of one pattern. */
export interface LeftoverGroup {
  readonly pattern: LeftoverPattern;
  size: number;
  files: number;
  /** The folder that holds all of them, with a slash at its end, or the one file; without a leading slash. */
  path: string;
  /** Bytes by the folder that a pattern names, or the file. */
  readonly roots: Map<string, number>;
}

/**
 * Groups the leftovers of layers by their patterns, in no particular order.
 * @param layers the entries of each layer
 */
export function groupLeftovers(
  layers: readonly (readonly LayerEntry[])[],
  find: FindLeftover,
): LeftoverGroup[] {
  const groups = new Map<LeftoverPattern, LeftoverGroup>();
  for (const entries of layers) {
    for (const [{ size }, { value: pattern, root }] of removable(entries, find)) {
      const group = groups.get(pattern);
      if (group === undefined) {
        groups.set(pattern, { pattern, size, files: 1, path: root, roots: new Map([[root, size]]) });
        continue;
      }
      group.size += size;
      group.files += 1;
      group.path = folderOfBoth(group.path, root);
      group.roots.set(root, (group.roots.get(root) ?? 0) + size);
    }
  }
  return [...groups.values()];
}

/**
 * The leftovers of one layer, without files that have another, needed name, as uv, pnpm and Cargo create them: their
 * bytes would stay.
 */
function removable(
  entries: readonly LayerEntry[],
  find: FindLeftover,
): [FileEntry, PathMatch<LeftoverPattern>][] {
  const links = new Map<string, (PathMatch<LeftoverPattern> | null)[]>();
  for (const entry of entries) {
    if (entry.kind !== "hard link") continue;
    const others = links.get(entry.target) ?? [];
    links.set(entry.target, others);
    others.push(find(entry.path));
  }
  return entries.flatMap((entry): [FileEntry, PathMatch<LeftoverPattern>][] => {
    if (entry.kind !== "file") return [];
    const found = removedWith([find(entry.path), ...(links.get(entry.path) ?? [])]);
    return found === null ? [] : [[entry, found]];
  });
}

/**
 * The match whose removal also removes a file with several names. Without the installation of a package, the cache does
 * not get its files either, but not the other way round. Null if no single change removes all names.
 */
function removedWith(
  names: readonly (PathMatch<LeftoverPattern> | null)[],
): PathMatch<LeftoverPattern> | null {
  const found = names.filter((name) => name !== null);
  if (found.length < names.length) return null;
  const installed = found.filter(({ value }) => value.kind !== "package-cache");
  const deciding = installed.length > 0 ? installed : found;
  const [first] = deciding;
  return first !== undefined && deciding.every(({ value }) => value === first.value) ? first : null;
}

/** Finds the pattern of the leftover at a path; null if it is none. */
export type FindLeftover = (path: string) => PathMatch<LeftoverPattern> | null;

/** @param sorts a file belongs to the first pattern that matches */
export function leftoverFinder(sorts: readonly LeftoverPattern[]): FindLeftover {
  const find = pathFinder(sorts.flatMap((pattern) => pattern.paths.map((path) => [path, pattern] as const)));
  return (path) => {
    const found = find(path);
    return found === null || found.value.except?.test(path) === true ? null : found;
  };
}
