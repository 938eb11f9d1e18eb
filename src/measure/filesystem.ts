import type { LayerEntry } from "../image/image.ts";
import { byFolder, type FileEntry } from "./folders.ts";

/** A regular file as one layer stores it: under one name or, by hard links, under several. */
export interface StoredFile {
  readonly entry: FileEntry;
  /** Position of its layer, 0 for the lowest. */
  readonly layer: number;
  /** Number of names in the final image; 0 if it is hidden. */
  readonly names: number;
}

/** A name of a file. */
export interface Name {
  /** From the root, without a leading slash. */
  readonly path: string;
  readonly file: StoredFile;
}

/** A name that a file had until a later layer deleted or replaced it. */
export interface LostName extends Name {
  /** Position of that layer. */
  readonly takenBy: number;
  /** Whether the file had no other name left, so that its bytes are hidden from then on. */
  readonly last: boolean;
  /**
   * The file of that layer under the name: none (`deleted`), one with other content (`replaced`), or one with the same
   * content (`touched`), for example after a `chown`.
   */
  readonly how: "deleted" | "replaced" | "touched";
}

/** The files of an image as a container sees them, and the names that later layers hide. */
export interface Filesystem {
  /** Every name of every file, in no particular order. */
  readonly names: () => Iterable<Name>;
  /** The file of a name; null if there is none. */
  readonly fileAt: (path: string) => StoredFile | null;
  /** In the order of the layers that hide them. */
  readonly lost: readonly LostName[];
}

/**
 * Merges layers as an engine unpacks them (image-spec, layer.md). Whiteouts and opaque directories hide entries of
 * lower layers, wherever they stand in their own layer. A directory over a directory keeps the contents of the lower
 * one; any other entry replaces everything under its name. Symlinks are not followed: if a layer has an entry below a
 * symlink, a directory replaces the symlink. A hard link shares the file of its target, which comes before it in the
 * same layer.
 * @param layers the entries of each layer, lowest layer first
 */
export function mergeLayers(layers: readonly (readonly LayerEntry[])[]): Filesystem {
  const root = newFolder();
  const lost = layers.flatMap((entries, layer) => applyLayer(root, entries, layer));
  const folderOf = byFolder((path) => findFolder(root, path));
  return { lost, names: () => namesIn(root), fileAt: (path) => folderOf(path)?.files.get(path) ?? null };
}

/** Whether two files have the same content, by size and CRC-32. */
export function sameContent({ entry: one }: StoredFile, { entry: other }: StoredFile): boolean {
  return one.size === other.size && one.crc === other.crc;
}

/** A folder with its regular files; links and devices have no bytes, and are left out. */
interface Folder {
  /** By the last part of the path. */
  readonly folders: Map<string, Folder>;
  /** By the whole path, because these strings already exist. */
  readonly files: Map<string, HeldFile>;
}

interface HeldFile extends StoredFile {
  names: number;
}

interface Taken extends LostName {
  how: LostName["how"];
}

type TakeName = (path: string, file: HeldFile) => void;

function applyLayer(root: Folder, entries: readonly LayerEntry[], layer: number): LostName[] {
  const lost: Taken[] = [];
  const take: TakeName = (path, file) => {
    file.names -= 1;
    if (file.layer < layer) {
      lost.push({ path, file, takenBy: layer, last: file.names === 0, how: "deleted" });
    }
  };
  const folderFor = byFolder((path) => makeFolder(root, path, take));

  const put = (path: string, file: HeldFile | null): void => {
    const { folders, files } = folderFor(path);
    const before = files.get(path);
    if (before !== undefined) take(path, before);
    if (file !== null) files.set(path, file);
    else files.delete(path);
    if (folders.size === 0) return;
    const folder = folders.get(nameOf(path));
    if (folder === undefined) return;
    for (const below of namesIn(folder)) take(below.path, below.file);
    folders.delete(nameOf(path));
  };

  // After the first whiteout of a path, nothing of the lower layers is left there.
  const cleared = new Set<string>();
  for (const entry of entries) {
    const { kind, path } = entry;
    if (kind === "removed" || kind === "emptied") {
      // The root of an image is never emptied: overlayfs looks for the mark only below it.
      if (path === "" || cleared.has(path)) continue;
      cleared.add(path);
      for (const { folder, path: below, file } of namesAt(root, path)) {
        if (file.layer === layer) continue;
        folder.files.delete(below);
        take(below, file);
      }
    } else if (kind === "file") put(path, { entry, layer, names: 1 });
    else if (kind === "hard link") {
      const target = findFolder(root, entry.target)?.files.get(entry.target);
      const file = target?.layer === layer ? target : null;
      if (file !== null) file.names += 1;
      put(path, file);
    } else if (kind !== "directory" || folderFor(path).files.has(path)) put(path, null);
  }

  const folderOf = byFolder((path) => findFolder(root, path));
  // Only at the end, because a whiteout may come before the file that replaces the name.
  for (const name of lost) {
    const now = folderOf(name.path)?.files.get(name.path);
    if (now !== undefined) name.how = sameContent(name.file, now) ? "touched" : "replaced";
  }
  return lost;
}

/** The folder that contains a path. It is created if needed, and replaces a file in its way. */
function makeFolder(root: Folder, path: string, take: TakeName): Folder {
  let folder = root;
  for (const [name, end] of foldersAbove(path)) {
    let next = folder.folders.get(name);
    if (next === undefined) {
      next = newFolder();
      folder.folders.set(name, next);
      if (folder.files.size > 0) {
        const above = path.slice(0, end);
        const file = folder.files.get(above);
        folder.files.delete(above);
        if (file !== undefined) take(above, file);
      }
    }
    folder = next;
  }
  return folder;
}

/** The folder that contains a path; null if there is none. */
function findFolder(root: Folder, path: string): Folder | null {
  let folder: Folder | undefined = root;
  for (const [name] of foldersAbove(path)) {
    folder = folder.folders.get(name);
    if (folder === undefined) return null;
  }
  return folder;
}

/** The names of a path's folders from the root, each with the position of its end in the path. */
function* foldersAbove(path: string): Generator<readonly [name: string, end: number]> {
  let start = 0;
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", start)) {
    yield [path.slice(start, end), end];
    start = end + 1;
  }
}

interface HeldName extends Name {
  readonly file: HeldFile;
  readonly folder: Folder;
}

/** The names of files at a path and below it; "" is the root. */
function* namesAt(root: Folder, path: string): Generator<HeldName> {
  const folder = findFolder(root, path);
  const file = folder?.files.get(path);
  if (folder !== null && file !== undefined) yield { path, file, folder };
  const below = path === "" ? root : folder?.folders.get(nameOf(path));
  if (below !== undefined) yield* namesIn(below);
}

/** The names of files below a folder. */
function* namesIn(top: Folder): Generator<HeldName> {
  const open = [top];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const [path, file] of folder.files) yield { path, file, folder };
    for (const below of folder.folders.values()) open.push(below);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function newFolder(): Folder {
  return { folders: new Map(), files: new Map() };
}
