import type { LayerEntry } from "../image/image.ts";
import type { FileChange } from "../model/report.ts";
import { type FolderFiles, groupByFolder, groupByPart } from "./folders.ts";

const MOST_ROWS = 10;
/** Largest number of changed files of a folder with a row for each file. */
const MOST_FILES = 10;
/** If this few children of a folder hold this part of its difference, they replace the folder. */
const FEW_CHILDREN = 3;
const MOST_OF_IT = 0.9;

/**
 * The changes in the files of one origin's layers: the ten largest rows by the bytes that differ, where added and
 * removed bytes both count. A folder with more than ten changed files is one row, unless one to three of its children
 * hold 90 % of its difference: then its children replace it, by the same rule. The root is never a row. A folder is
 * `added` if it held no file before, and `removed` if it holds none now. Files of equal size do not count, whatever
 * their content.
 * @param before the layers of the same origin in the baseline
 */
export function fileChanges(
  before: readonly (readonly LayerEntry[])[],
  after: readonly (readonly LayerEntry[])[],
): FileChange[] {
  const folders = groupByFolder(after, before);
  const rows: Difference[] = [];
  const open = partsOf(difference("", 0, folders.flatMap(changedFiles)));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parts = next.name.endsWith("/") ? partsOf(next) : [];
    if (parts.length > 0 && sayMore(parts, next)) for (const part of parts) open.push(part);
    else rows.push(next);
  }
  return rows
    .map((row) => ({ row, path: pathOf(row) }))
    .sort((one, other) => other.row.differs - one.row.differs || (one.path < other.path ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(({ row: { files }, path }) => ({
      path: `/${path}`,
      kind: !holds(folders, "before", path) ? "added" : holds(folders, "files", path) ? "changed" : "removed",
      size: files.reduce((sum, { size }) => sum + size, 0),
      files: files.length,
    }));
}

/** Files that differ below a folder, or one file. */
interface Difference {
  /** Ends in a slash for a folder; "" for the root. */
  readonly name: string;
  /** Length of its path. */
  readonly length: number;
  readonly files: readonly ChangedFile[];
  /** In bytes; added and removed bytes both count. */
  readonly differs: number;
}

interface ChangedFile {
  readonly path: string;
  /** Difference in bytes, not 0. */
  readonly size: number;
}

function difference(name: string, length: number, files: readonly ChangedFile[]): Difference {
  return { name, length, files, differs: files.reduce((sum, { size }) => sum + Math.abs(size), 0) };
}

function partsOf({ length, files }: Difference): Difference[] {
  return Array.from(groupByPart(files, length), ([name, below]) =>
    difference(name, length + name.length, below),
  );
}

function pathOf({ length, files: [first] }: Difference): string {
  return first?.path.slice(0, length) ?? "";
}

/** Whether the parts of a folder tell more than the folder. */
function sayMore(parts: readonly Difference[], { files, differs }: Difference): boolean {
  if (files.length <= MOST_FILES) return true;
  const largest = parts.map((part) => part.differs).sort((one, other) => other - one);
  return largest.slice(0, FEW_CHILDREN).reduce((sum, part) => sum + part, 0) >= MOST_OF_IT * differs;
}

function changedFiles({ files, before }: FolderFiles): ChangedFile[] {
  const isSame =
    files.length === before.length &&
    files.every(({ path, size }, index) => path === before[index]?.path && size === before[index].size);
  if (isSame) return [];
  // If several layers of one origin store the same path, the sum counts.
  const sizes = new Map<string, number>();
  for (const { path, size } of before) sizes.set(path, (sizes.get(path) ?? 0) - size);
  for (const { path, size } of files) sizes.set(path, (sizes.get(path) ?? 0) + size);
  return [...sizes].filter(([, size]) => size !== 0).map(([path, size]) => ({ path, size }));
}

/** Whether there is a file at a path, or below it if the path ends in a slash. */
function holds(folders: readonly FolderFiles[], when: "files" | "before", path: string): boolean {
  return path.endsWith("/")
    ? folders.some((folder) => folder.path.startsWith(path) && folder[when].length > 0)
    : folders.some(
        (folder) => path.startsWith(folder.path) && folder[when].some((file) => file.path === path),
      );
}
