import type { LayerEntry } from "../image/image.ts";
import type { ContentsNode } from "../report/report.ts";
import { type FileEntry, type FolderFiles, groupByFolder, groupByPart } from "./folders.ts";

/** Nodes of a tree, its root included: as many as a treemap can show. */
const MOST_NODES = 150;

/**
 * The files of one origin's layers as a tree of folders. Every regular file that they store counts, also
 * where a later layer hides it, so the root has the size of the origin. Only the largest nodes stand in
 * the tree, none of 0 bytes; their numbers are of all that is below them. A folder that holds one thing
 * only, now and before, is joined with it into one node: `usr/lib/python3`.
 * @param before the layers of the same origin in the baseline; null where they are not known
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
  const top = folderBranch("", 0, groupByFolder(layers, before ?? []));
  const root = show(top);
  let open = largest(partsOf(top).map((branch) => ({ branch, parent: root })));
  for (let shown = 1; shown < MOST_NODES; shown += 1) {
    const [next, ...others] = open;
    if (next === undefined) break;
    const { branch, parts } = joined(next.branch);
    const node = show(branch);
    // What comes later is never larger, so the children are in their order.
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
  /** Length of its path; 0 for a file, which is not looked into. */
  readonly length: number;
  /** In bytes. */
  readonly size: number;
  readonly sizeBefore: number;
  /** Number of files. */
  readonly files: number;
  /** The folder and those below it, as far as they hold files; null for a file. */
  readonly folders: readonly FolderFiles[] | null;
}

/** What may be shown next, and below what. */
interface Candidate {
  readonly branch: Branch;
  readonly parent: GrowingNode;
}

/** What is in a folder, now or before; nothing is in a file. */
function partsOf({ length, folders }: Branch): Branch[] {
  if (folders === null) return [];
  const below = groupByPart(
    folders.filter(({ path }) => path.length > length),
    length,
  );
  const { files = [], before = [] } = folders.find(({ path }) => path.length === length) ?? {};
  const [now, old] = [groupByPart(files, length), groupByPart(before, length)];
  const names = new Set([...now.keys(), ...old.keys()]);
  return [
    ...Array.from(below, ([name, inside]) => folderBranch(name, length + name.length, inside)),
    ...Array.from(names, (name) => fileBranch(name, now.get(name) ?? [], old.get(name) ?? [])),
  ];
}

function folderBranch(name: string, length: number, folders: readonly FolderFiles[]): Branch {
  return {
    name,
    length,
    size: total(folders.map(({ size }) => size)),
    sizeBefore: total(folders.map(({ sizeBefore }) => sizeBefore)),
    files: total(folders.map(({ files }) => files.length)),
    folders,
  };
}

/** More than one layer may store the file. */
function fileBranch(name: string, files: readonly FileEntry[], before: readonly FileEntry[]): Branch {
  return {
    name,
    length: 0,
    size: total(files.map(({ size }) => size)),
    sizeBefore: total(before.map(({ size }) => size)),
    files: files.length,
    folders: null,
  };
}

/** The folder with what is in it, as long as that is one thing: all of them have the same numbers. */
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

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
