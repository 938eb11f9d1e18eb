import type { LayerEntry } from "../image/image.ts";

/** A regular file as a layer stores it. */
export type FileEntry = Extract<LayerEntry, { kind: "file" }>;

/** The regular files directly in one folder. */
export interface FolderFiles {
  /** From the root, without a leading slash but with one at its end; "" for the root. */
  readonly path: string;
  /** In the order of the layers. */
  readonly files: readonly FileEntry[];
  /** Total size of these files, in bytes. */
  readonly size: number;
  /** The files of the same folder in the baseline. */
  readonly before: readonly FileEntry[];
  readonly sizeBefore: number;
}

/** The folders with regular files, in the order of the layers' entries; hidden files count, too. */
export function groupByFolder(
  layers: readonly (readonly LayerEntry[])[],
  before: readonly (readonly LayerEntry[])[],
): FolderFiles[] {
  const folders = new Map<string, GrowingFolder>();
  const folderOf = byFolder((path) => {
    const folder = folders.get(path) ?? { path, files: [], size: 0, before: [], sizeBefore: 0 };
    folders.set(path, folder);
    return folder;
  });
  for (const entries of layers) {
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      const folder = folderOf(entry.path);
      folder.files.push(entry);
      folder.size += entry.size;
    }
  }
  for (const entries of before) {
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      const folder = folderOf(entry.path);
      folder.before.push(entry);
      folder.sizeBefore += entry.size;
    }
  }
  return [...folders.values()];
}

interface GrowingFolder extends FolderFiles {
  readonly files: FileEntry[];
  readonly before: FileEntry[];
  size: number;
  sizeBefore: number;
}

/**
 * Looks up values by the folders of paths. It caches the last folder, because neighbours in a tar mostly share one.
 * @param find takes the folder's path as in `FolderFiles`
 */
export function byFolder<T>(find: (folder: string) => T): (path: string) => T {
  let last: { readonly folder: string; readonly value: T } | null = null;
  return (path) => {
    const length = path.lastIndexOf("/") + 1;
    if (last === null || last.folder.length !== length || !path.startsWith(last.folder)) {
      const folder = path.slice(0, length);
      last = { folder, value: find(folder) };
    }
    return last.value;
  };
}

/**
 * Groups paths below a folder by the next part of the path, in order of appearance. The part of a folder ends in a
 * slash.
 * @param length of the folder's path, its last slash included
 */
export function groupByPart<T extends { readonly path: string }>(
  things: readonly T[],
  length: number,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const end = thing.path.indexOf("/", length);
    const part = end < 0 ? thing.path.slice(length) : thing.path.slice(length, end + 1);
    const group = groups.get(part);
    if (group === undefined) groups.set(part, [thing]);
    else group.push(thing);
  }
  return groups;
}

/**
 * The deepest folder that holds both paths, or the path itself if they are the same. The path of a folder ends in a
 * slash; the root is "".
 */
export function folderOfBoth(one: string, other: string): string {
  if (one === other || (one.endsWith("/") && other.startsWith(one))) return one;
  let end = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) if (one[at] === "/") end = at + 1;
  return one.slice(0, end);
}
