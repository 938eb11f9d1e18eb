import type { LayerEntry } from "../image/image.ts";
import type { LeftoverReport, Origin } from "../model/report.ts";
import type { Share } from "../model/shares.ts";
import { isFromContext, isWritten } from "../model/written.ts";
import { folderOfBoth } from "./folders.ts";
import { BUILD_TOOLS } from "./leftovers/build-tools.ts";
import { DEV_DEPENDENCIES } from "./leftovers/dev-dependencies.ts";
import { PACKAGE_CACHES } from "./leftovers/package-caches.ts";
import { type Pile, pileUp, sortFinder } from "./leftovers/piles.ts";
import { REMAINS } from "./leftovers/remains.ts";
import type { Sort } from "./leftovers/sort.ts";

/** A file belongs to the first that has it, so the special stand before the general. */
export const SORTS = [...PACKAGE_CACHES, ...DEV_DEPENDENCIES, ...BUILD_TOOLS, ...REMAINS];

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
  const finders = { own: sortFinder(SORTS), base: sortFinder(BUILD_TOOLS) };
  const isNeeded = ({ neededBy }: Sort): boolean =>
    neededBy !== undefined && layers.some((entries) => entries.some(({ path }) => isNamed(path, neededBy)));
  const rows = shares.flatMap(({ origin, positions }) => {
    const own = positions.map((position) => layers[position] ?? []);
    const find = origin.kind === "base" ? finders.base : finders.own;
    const piles = pileUp(own, find).filter((pile) => isTold(pile, origin) && !isNeeded(pile.sort));
    return origin.kind === "base" ? compilersOf(piles, origin) : piles.map((pile) => report(pile, origin));
  });
  return rows.sort((one, other) => other.size - one.size);
}

function isTold(pile: Pile, origin: Origin): boolean {
  const { sort, size } = pile;
  if (size < LEAST) return false;
  if (sort.onlyByRun === true && !isWritten(origin, /^RUN\b/i)) return false;
  const names = packagesIn(pile);
  return sort.packages === undefined || !names.every((name) => sort.packages?.mayBeNeeded.includes(name));
}

function report(pile: Pile, origin: Origin): LeftoverReport {
  const { sort, size, files, path } = pile;
  const { kind, what, advice, adviceForContext = advice } = sort;
  const names = packagesIn(pile);
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
function packagesIn({ sort: { packages }, roots }: Pile): string[] {
  if (packages === undefined) return [];
  const sizes = new Map<string, number>();
  for (const [root, size] of roots) {
    const name = packages.nameOf(root);
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return [...sizes].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

/** All build tools of a base image in one row, or none where no compiler is among them. */
function compilersOf(piles: readonly Pile[], origin: Origin): LeftoverReport[] {
  if (!piles.some(({ sort }) => sort.isCompiler === true)) return [];
  const bySize = piles.toSorted((one, other) => other.size - one.size);
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

function isNamed(path: string, name: string): boolean {
  return path.endsWith(name) && (path.length === name.length || path.at(-name.length - 1) === "/");
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}
