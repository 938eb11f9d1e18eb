import type { DuplicateReport } from "../model/report.ts";
import type { Filesystem, Name, StoredFile } from "./filesystem.ts";

/** Size from which a file counts, in bytes: small ones are many, and save little. */
const LEAST = 64_000;
const MOST_ROWS = 10;

/**
 * Finds the files that an image holds more than once: the same size and CRC-32 under several names that a
 * container sees. Hard links of one file are no duplicates. Most bytes saved first, at most ten.
 * @param isYours whether the layer at a position is one of your layers; others do not count
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
  const found = new Map<StoredFile, Name>();
  const sorted = [...names].sort(
    (one, other) => one.file.layer - other.file.layer || (one.path < other.path ? -1 : 1),
  );
  for (const name of sorted) if (!found.has(name.file)) found.set(name.file, name);
  return [...found.values()];
}

/** Bytes that are saved where one copy is left. */
function saved(copies: readonly Name[]): number {
  return (copies.length - 1) * sizeOf(copies);
}

function pathOf([first]: readonly Name[]): string {
  return first?.path ?? "";
}

function sizeOf([first]: readonly Name[]): number {
  return first?.file.entry.size ?? 0;
}
