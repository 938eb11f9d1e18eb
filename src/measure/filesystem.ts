import type { LayerEntry } from "../image/image.ts";
import { byFolder, type FileEntry } from "./folders.ts";

/** A regular file as one layer stores it: under one name or, by hard links, under several. */
export interface StoredFile {
  readonly entry: FileEntry;
  /** Position of its layer, 0 for the lowest. */
  readonly layer: number;
  /** How many names it has in the end; 0 where it is hidden. */
  readonly names: number;
}

/** A name of a file. */
export interface Name {
  /** From the root, without a leading slash. */
  readonly path: string;
  readonly file: StoredFile;
}

/** A name that a file had until a later layer took it. */
export interface LostName extends Name {
  /** Position of the layer that took it. */
  readonly takenBy: number;
  /** Whether the file had no other name left: from then on its bytes are hidden. */
  readonly last: boolean;
  /**
   * What that layer has under the name: no file (`deleted`), one with other content (`replaced`), or one
   * with the same content (`touched`), as a `chown` leaves it.
   */
  readonly how: "deleted" | "replaced" | "touched";
}

/** The files of an image as a container sees them, and what it sees no more. */
export interface Filesystem {
  /** Every name of every file, in no particular order. */
  readonly names: () => Iterable<Name>;
  /** The file of a name, or null where it is none. */
  readonly fileAt: (path: string) => StoredFile | null;
  /** In the order of the layers that took them. */
  readonly lost: readonly LostName[];
}

/**
 * Puts layers on top of each other as an engine unpacks them (image-spec, layer.md). Whiteouts and opaque
 * directories hide what lower layers have, wherever they stand in their own. A directory over a directory
 * keeps what is below; any other thing takes the place of all that was under its name. A symlink is not
 * followed: a layer that has something below one has a directory in its place. A hard link shares the file
 * of its target, which stands before it in the same layer.
 * @param layers what each says of its paths, lowest first
 */
export function mergeLayers(layers: readonly (readonly LayerEntry[])[]): Filesystem {
  const root = newFolder();
  const lost = layers.flatMap((entries, layer) => applyLayer(root, entries, layer));
  const folderOf = byFolder((path) => findFolder(root, path));
  return { lost, names: () => namesIn(root), fileAt: (path) => folderOf(path)?.files.get(path) ?? null };
}

/** Whether two files hold the same, as far as size and CRC-32 tell. */
export function sameContent({ entry: one }: StoredFile, { entry: other }: StoredFile): boolean {
  return one.size === other.size && one.crc === other.crc;
}

/** What is no file has no bytes, so links and devices are not in here. */
interface Folder {
  /** By the last part of the path. */
  readonly folders: Map<string, Folder>;
  /** By the whole path: these strings are there already. */
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

  // What lower layers had there has gone then, so that to look again would find nothing.
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
  // Only in the end, since a whiteout may stand before the file that takes the place.
  for (const name of lost) {
    const now = folderOf(name.path)?.files.get(name.path);
    if (now !== undefined) name.how = sameContent(name.file, now) ? "touched" : "replaced";
  }
  return lost;
}

/** The folder that a path lies in. It is made; a file that is in the way is taken. */
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

/** The folder that a path lies in, or null where there is none. */
function findFolder(root: Folder, path: string): Folder | null {
  let folder: Folder | undefined = root;
  for (const [name] of foldersAbove(path)) {
    folder = folder.folders.get(name);
    if (folder === undefined) return null;
  }
  return folder;
}

/** The names of a path's folders from the root on, each with where it ends in the path. */
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
