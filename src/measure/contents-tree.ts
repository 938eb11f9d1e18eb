import type { LayerEntry } from "../image/image.ts";
import type { ContentsNode } from "../model/report.ts";
import { type FileEntry, type FolderFiles, groupByFolder, groupByPart } from "./folders.ts";

/** Largest number of nodes of a tree, with its root: as many as a treemap can show. */
const MOST_NODES = 150;

/**
 * The files of one origin's layers as a tree of folders. Every regular file in them counts, even if a later layer hides
 * it, so the root has the size of the origin. The tree holds only the largest nodes, and no node of 0 bytes. The
 * numbers of a node cover everything below it. A folder with only one entry, now and before, forms one node with it:
 * `usr/lib/python3`.
 * @param before the layers of the same origin in the baseline; null if they are unknown
 */
export function contentsTree(
  layers: readonly (readonly LayerEntry[])[],
  before: readonly (readonly LayerEntry[])[] | null,
): ContentsNode {
  const show = ({ name, size, files, sizeBefore }: Branch): GrowingNode => ({
    name: name.replace(/\/$/, ""),
    size,
    files,
    change: before === null ? null : size - sizeBefore,
    children: [],
  });
  const top = growTree(groupByFolder(layers, before ?? []));
  const root = show(top);
  let open = largest(partsOf(top).map((branch) => ({ branch, parent: root })));
  for (let shown = 1; shown < MOST_NODES; shown += 1) {
    const [next, ...others] = open;
    if (next === undefined) break;
    const { branch, parts } = joined(next.branch);
    const node = show(branch);
    // Later nodes are never larger, so the children are in the right order.
    next.parent.children.push(node);
    open = largest([...others, ...parts.map((part) => ({ branch: part, parent: node }))]);
  }
  return root;
}

interface GrowingNode extends ContentsNode {
  readonly children: GrowingNode[];
}

/** A folder or a file that may become a node. */
interface Branch {
  /** Ends in a slash where it is a folder; "" for the root. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly sizeBefore: number;
  /** Number of files. */
  readonly files: number;
  /** The contents of a folder, now or before; null for a file. */
  readonly inside: Inside | null;
}

interface Inside {
  /** By their names. */
  readonly folders: ReadonlyMap<string, Branch>;
  /** The files directly in the folder; null if there are none. */
  readonly own: FolderFiles | null;
}

/** A branch that may become the next node, and its parent node. */
interface Candidate {
  readonly branch: Branch;
  readonly parent: GrowingNode;
}

interface GrowingFolder extends Branch {
  size: number;
  sizeBefore: number;
  files: number;
  readonly inside: { readonly folders: Map<string, GrowingFolder>; own: FolderFiles | null };
}

/** All folders as a tree, each with the numbers of everything below it. */
function growTree(all: readonly FolderFiles[]): Branch {
  const root = newFolder("");
  for (const own of all) {
    let folder = root;
    count(folder, own);
    for (const part of own.path.split("/").slice(0, -1)) {
      folder = folderIn(folder, `${part}/`);
      count(folder, own);
    }
    folder.inside.own = own;
  }
  return root;
}

function newFolder(name: string): GrowingFolder {
  return { name, size: 0, sizeBefore: 0, files: 0, inside: { folders: new Map(), own: null } };
}

function folderIn({ inside: { folders } }: GrowingFolder, name: string): GrowingFolder {
  const folder = folders.get(name) ?? newFolder(name);
  folders.set(name, folder);
  return folder;
}

function count(folder: GrowingFolder, { size, sizeBefore, files }: FolderFiles): void {
  folder.size += size;
  folder.sizeBefore += sizeBefore;
  folder.files += files.length;
}

/** The entries of a folder, now or before; empty for a file. */
function partsOf({ inside }: Branch): Branch[] {
  if (inside === null) return [];
  const { folders, own } = inside;
  return [...folders.values(), ...(own === null ? [] : filesOf(own))];
}

/** The files of one folder. Several layers may store the same file. */
function filesOf({ path, files, before }: FolderFiles): Branch[] {
  const [now, old] = [groupByPart(files, path.length), groupByPart(before, path.length)];
  return Array.from(new Set([...now.keys(), ...old.keys()]), (name) => ({
    name,
    size: total(now.get(name)),
    sizeBefore: total(old.get(name)),
    files: now.get(name)?.length ?? 0,
    inside: null,
  }));
}

/** A folder joined with its entry as long as it has only one: they all have the same numbers. */
function joined(start: Branch): { readonly branch: Branch; readonly parts: readonly Branch[] } {
  let branch = start;
  for (;;) {
    const parts = partsOf(branch);
    const [only] = parts;
    if (only === undefined || parts.length > 1) return { branch, parts };
    branch = { ...only, name: branch.name + only.name };
  }
}

function largest(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ branch }) => branch.size > 0)
    .sort(({ branch: one }, { branch: other }) => other.size - one.size || (one.name < other.name ? -1 : 1))
    .slice(0, MOST_NODES);
}

function total(files: readonly FileEntry[] = []): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
