import type { LayerEntry } from "../image/image.ts";
import type { LeftoverReport, Origin } from "../report/report.ts";
import type { FileEntry } from "./folders.ts";
import { BUILD_TOOLS } from "./leftovers/build-tools.ts";
import { DEV_DEPENDENCIES } from "./leftovers/dev-dependencies.ts";
import { PACKAGE_CACHES } from "./leftovers/package-caches.ts";
import { type Found, pathFinder } from "./leftovers/path-finder.ts";
import { REMAINS } from "./leftovers/remains.ts";
import type { Sort } from "./leftovers/sort.ts";
import type { Share } from "./shares.ts";

/** A file belongs to the first that has it, so the special stand before the general. */
const SORTS = [...PACKAGE_CACHES, ...DEV_DEPENDENCIES, ...BUILD_TOOLS, ...REMAINS];

/** In bytes. As much may come and go by building again, and it is not worth a change of a Dockerfile. */
const LEAST = 100_000;

const MOST_NAMES = 3;

/**
 * Finds what an image holds that nothing in it needs, most bytes first: one row for each sort and origin,
 * of at least 100 kB. Its bytes are those that the image would have less: the regular files in the
 * origin's layers, also those that a later layer hides, since they ship; not a file that has another name
 * outside of the leftovers. No byte is in two rows. Of a base image only compilers are told, with all that
 * belongs to them in one row; their absence takes another base image.
 * @param layers what each says of its paths, lowest first
 * @param shares the image's, which tell the origin of each layer
 */
export function findLeftovers(
  layers: readonly (readonly LayerEntry[])[],
  shares: readonly Pick<Share, "origin" | "positions">[],
): LeftoverReport[] {
  const finders = { own: finder(SORTS), base: finder(BUILD_TOOLS) };
  const isNeeded = ({ neededBy }: Sort): boolean =>
    neededBy !== undefined && layers.some((entries) => entries.some(({ path }) => `/${path}`.endsWith(`/${neededBy}`)));
  const rows = shares.flatMap(({ origin, positions }) => {
    const own = positions.map((position) => layers[position] ?? []);
    const find = origin.kind === "base" ? finders.base : finders.own;
    const heaps = collect(own, find).filter((heap) => isTold(heap, origin) && !isNeeded(heap.sort));
    return origin.kind === "base" ? compilersOf(heaps, origin) : heaps.map((heap) => report(heap, origin));
  });
  return rows.sort((one, other) => other.size - one.size);
}

type Find = (path: string) => Found<Sort> | null;

function finder(sorts: readonly Sort[]): Find {
  const find = pathFinder(sorts.flatMap((sort) => sort.paths.map((path) => [path, sort] as const)));
  return (path) => {
    const found = find(path);
    return found === null || found.value.except?.test(path) === true ? null : found;
  };
}

/** The files of one sort and origin. */
interface Heap {
  readonly sort: Sort;
  size: number;
  files: number;
  /** The folder that holds all of them, with a slash at its end, or the one file; from the root. */
  path: string;
  /** Bytes by folder that a pattern names, where these are packages. */
  readonly roots: Map<string, number>;
}

function collect(layers: readonly (readonly LayerEntry[])[], find: Find): Heap[] {
  const heaps = new Map<Sort, Heap>();
  for (const entries of layers) {
    for (const [{ size }, { value: sort, root }] of removable(entries, find)) {
      const heap = heaps.get(sort);
      if (heap === undefined) {
        heaps.set(sort, { sort, size, files: 1, path: root, roots: new Map([[root, size]]) });
        continue;
      }
      heap.size += size;
      heap.files += 1;
      heap.path = folderOfBoth(heap.path, root);
      if (sort.packages !== undefined) heap.roots.set(root, (heap.roots.get(root) ?? 0) + size);
    }
  }
  return [...heaps.values()];
}

/**
 * The leftovers of one layer. A file with another name that is none is not among them, as uv, pnpm and
 * Cargo make: its bytes would stay.
 */
function removable(entries: readonly LayerEntry[], find: Find): [FileEntry, Found<Sort>][] {
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

function isTold(heap: Heap, origin: Origin): boolean {
  const { sort, size } = heap;
  if (size < LEAST) return false;
  if (sort.onlyByRun === true && !isWritten(origin, /^RUN\b/i)) return false;
  const names = packagesIn(heap);
  return sort.packages === undefined || !names.every((name) => sort.packages?.mayBeNeeded.includes(name));
}

function report(heap: Heap, origin: Origin): LeftoverReport {
  const { sort, size, files, path } = heap;
  const { kind, what, advice, adviceForContext = advice } = sort;
  const names = packagesIn(heap);
  const more = names.length - MOST_NAMES;
  const shown = more > 1 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names;
  return {
    kind,
    what: names.length === 0 ? what : `${what} (${listed(shown)})`,
    origin,
    path: `/${path}`,
    size,
    files,
    advice: isFromContext(origin) ? adviceForContext : advice,
  };
}

/** Names of the packages, most bytes first; none where the sort has no packages. */
function packagesIn({ sort: { packages }, roots }: Heap): string[] {
  const sizes = new Map<string, number>();
  for (const [root, size] of roots) {
    const name = packages?.nameOf(root) ?? root;
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return [...sizes].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

/** All build tools of a base image in one row, or none where no compiler is among them. */
function compilersOf(heaps: readonly Heap[], origin: Origin): LeftoverReport[] {
  if (!heaps.some(({ sort }) => sort.isCompiler === true)) return [];
  const bySize = heaps.toSorted((one, other) => other.size - one.size);
  return [
    {
      kind: "build-tool",
      what: listed(bySize.map(({ sort }) => sort.what)),
      origin,
      path: `/${bySize.map(({ path }) => path).reduce(folderOfBoth)}`,
      size: bySize.reduce((sum, { size }) => sum + size, 0),
      files: bySize.reduce((sum, { files }) => sum + files, 0),
      advice:
        "Use this base image in a stage that builds, and copy the result into a smaller one: `COPY --from=build /app /app`",
    },
  ];
}

function isFromContext(origin: Origin): boolean {
  return isWritten(origin, /^(?:COPY|ADD)\b(?!.*\s--from=)/i);
}

/** Whether it is an instruction that is written like that. */
function isWritten(origin: Origin, how: RegExp): boolean {
  return origin.kind === "instruction" && how.test(origin.instruction);
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}

/** The folder that holds both of two paths, or the path where they are the same. */
function folderOfBoth(one: string, other: string): string {
  if (one === other || (one.endsWith("/") && other.startsWith(one))) return one;
  let end = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) if (one[at] === "/") end = at + 1;
  return one.slice(0, end);
}
