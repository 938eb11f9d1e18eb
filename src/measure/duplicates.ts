import type { DuplicateReport } from "../model/report.ts";
import type { Filesystem, Name, StoredFile } from "./filesystem.ts";

/** Least size of a file that counts, in bytes: small files are many, and save little. */
const LEAST = 64_000;
const MOST_ROWS = 10;

/**
 * Finds the files that an image holds more than once: visible files with the same size and CRC-32. Hard links to one
 * file are not duplicates. The files with the largest saving come first, at most ten.
 * @param isYours whether the layer at a position is one of your layers; other layers do not count
 */
export function findDuplicates(
  { names }: Filesystem,
  isYours: (position: number) => boolean,
): DuplicateReport[] {
  const groups = new Map<string, Name[]>();
  for (const name of names()) {
    const { entry, layer } = name.file;
    if (entry.size < LEAST || !isYours(layer)) continue;
    const key = `${entry.size} ${entry.crc}`;
    const copies = groups.get(key);
    if (copies === undefined) groups.set(key, [name]);
    else copies.push(name);
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map(firstNames)
    .filter(({ length }) => length > 1)
    .sort((one, other) => saved(other) - saved(one) || (pathOf(one) < pathOf(other) ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map((copies) => ({ size: sizeOf(copies), paths: copies.map(({ path }) => `/${path}`) }));
}

/** Each file by the first of its names, by layer and path: the order of the tars does not matter. */
function firstNames(names: readonly Name[]): Name[] {
  const firsts = new Map<StoredFile, Name>();
  const sorted = [...names].sort(
    (one, other) => one.file.layer - other.file.layer || (one.path < other.path ? -1 : 1),
  );
  for (const name of sorted) if (!firsts.has(name.file)) firsts.set(name.file, name);
  return [...firsts.values()];
}

/** Bytes that are saved if only one copy stays. */
function saved(copies: readonly Name[]): number {
  return (copies.length - 1) * sizeOf(copies);
}

function pathOf([first]: readonly Name[]): string {
  return first?.path ?? "";
}

function sizeOf([first]: readonly Name[]): number {
  return first?.file.entry.size ?? 0;
}
