import type { LayerEntry } from "../image/image.ts";
import type { LeftoverReport, Origin } from "../report/report.ts";
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
    neededBy !== undefined && layers.some((entries) => entries.some(({ path }) => neededBy.test(path)));
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
  /** Bytes by package, where the sort has packages. */
  readonly packages: Map<string, number>;
}

function collect(layers: readonly (readonly LayerEntry[])[], find: Find): Heap[] {
  const heaps = new Map<Sort, Heap>();
  for (const entries of layers) {
    const used = linkedFromElsewhere(entries, find);
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      const found = find(entry.path);
      if (found === null || used.has(entry.path)) continue;
      const { value: sort, root } = found;
      const heap = heaps.get(sort) ?? { sort, size: 0, files: 0, path: root, packages: new Map() };
      heaps.set(sort, heap);
      heap.size += entry.size;
      heap.files += 1;
      heap.path = folderOfBoth(heap.path, root);
      const name = sort.packages?.nameOf(root);
      if (name !== undefined) heap.packages.set(name, (heap.packages.get(name) ?? 0) + entry.size);
    }
  }
  return [...heaps.values()];
}

/** Files with another name that is no leftover, as uv, pnpm and Cargo make: their bytes stay. */
function linkedFromElsewhere(entries: readonly LayerEntry[], find: Find): Set<string> {
  const targets = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "hard link" && find(entry.path) === null) targets.add(entry.target);
  }
  return targets;
}

function isTold({ sort, size, packages }: Heap, origin: Origin): boolean {
  if (size < LEAST) return false;
  if (sort.onlyByRun === true && !(origin.kind === "instruction" && /^RUN\b/i.test(origin.instruction)))
    return false;
  return (
    sort.packages === undefined ||
    [...packages.keys()].some((name) => sort.packages?.mayBeNeeded.includes(name) === false)
  );
}

function report({ sort, size, files, path, packages }: Heap, origin: Origin): LeftoverReport {
  const names = largest(packages);
  const { advice, adviceForContext = advice } = sort;
  return {
    kind: sort.kind,
    what: names.length === 0 ? sort.what : `${sort.what} (${listed(names)})`,
    origin,
    path: `/${path}`,
    size,
    files,
    advice: isFromContext(origin) ? adviceForContext : advice,
  };
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
  return origin.kind === "instruction" && /^(?:COPY|ADD)\b(?!.*\s--from=)/i.test(origin.instruction);
}

/** The names with the most bytes, and how many more there are. */
function largest(packages: ReadonlyMap<string, number>): string[] {
  const names = [...packages].sort(([, one], [, other]) => other - one).map(([name]) => name);
  return names.length <= MOST_NAMES + 1
    ? names
    : [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`];
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
