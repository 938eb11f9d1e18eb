import type { LayerEntry } from "../image/image.ts";
import type { InstructionOrigin, LeftoverReport, Origin } from "../model/report.ts";
import type { Share } from "../model/shares.ts";
import { instructionOf } from "../model/written.ts";
import { folderOfBoth } from "./folders.ts";
import { adviceFor, listed } from "./leftovers/advice.ts";
import { BUILD_TOOLS } from "./leftovers/build-tools.ts";
import { DEV_DEPENDENCIES } from "./leftovers/dev-dependencies.ts";
import { type FindLeftover, groupLeftovers, type LeftoverGroup, leftoverFinder } from "./leftovers/groups.ts";
import type { LeftoverPattern } from "./leftovers/leftover-pattern.ts";
import { PACKAGE_CACHES } from "./leftovers/package-caches.ts";
import { REMAINS } from "./leftovers/remains.ts";

/** A file belongs to the first pattern that matches, so special patterns stand before general ones. */
export const LEFTOVERS = [...PACKAGE_CACHES, ...DEV_DEPENDENCIES, ...BUILD_TOOLS, ...REMAINS];

/** In bytes. Less is not worth a change of a Dockerfile, and may come and go with each build. */
const LEAST = 100_000;

const MOST_NAMES = 3;

/** The share of one origin, or the part of it that one instruction of another stage made. */
export interface LeftoverShare extends Pick<Share, "origin" | "positions"> {
  readonly made?: MadeElsewhere;
}

/** The instruction that made files before `origin` copied them. */
export interface MadeElsewhere {
  readonly by: InstructionOrigin;
  /** The later instructions of its stage that made layers, in order. */
  readonly later: readonly string[];
  /** Turns a path of the image into the path in that stage; from the root, with a slash at the end for a folder. */
  readonly pathOf: (path: string) => string;
}

const asItIs = (path: string): string => path;

/**
 * Finds removable files of an image, most bytes first: one row for each pattern and origin, with at least 100 kB. The
 * size of a row is what the image would save: the regular files in the origin's layers, with files that a later layer
 * hides, because they ship; without files that have another name outside of the leftovers. No byte is in two rows. A
 * base image has at most one row, for compilers and everything that belongs to them: to remove them takes another base
 * image.
 * @param layers the entries of each layer, lowest layer first
 * @param shares of the image, with the origin of each layer
 * @param dockerfile the text of the image's Dockerfile; null if it is unknown
 */
export function findLeftovers(
  layers: readonly (readonly LayerEntry[])[],
  shares: readonly LeftoverShare[],
  dockerfile: string | null = null,
): LeftoverReport[] {
  finders ??= { own: leftoverFinder(LEFTOVERS), base: leftoverFinder(BUILD_TOOLS) };
  const { own, base } = finders;
  const isNeeded = ({ neededBy }: LeftoverPattern): boolean =>
    neededBy !== undefined && layers.some((entries) => entries.some(({ path }) => isNamed(path, neededBy)));
  const rows = shares.flatMap(({ origin, positions, made }, at) => {
    const entries = positions.map((position) => layers[position] ?? []);
    const later = textsOf(shares.slice(at + 1));
    const users = usersOf(instructionOf(origin), later, dockerfile);
    const find = origin.kind === "base" ? base : own;
    const groups = groupLeftovers(entries, find).filter(
      (group) =>
        isLeftover(group, elsewhere(group, made)?.by ?? origin) &&
        !isNeeded(group.pattern) &&
        group.pattern.usedBy?.(users) !== true,
    );
    return origin.kind === "base"
      ? compilersOf(groups, origin)
      : groups.map((group) => report(group, origin, later, elsewhere(group, made)));
  });
  return rows.sort((one, other) => other.size - one.size);
}

/** Created once: that takes as long as a search of a small image. */
let finders: { readonly own: FindLeftover; readonly base: FindLeftover } | null = null;

/**
 * The instructions that may use files of an instruction, one on each line. For a `COPY --from`, only later instructions
 * count, because the stage itself can delete the files after their last use. For a RUN there are none.
 */
function usersOf(text: string, later: readonly string[], dockerfile: string | null): string {
  if (/^RUN\b/i.test(text)) return "";
  return /^COPY\s(?:.*\s)?--from=/i.test(text) ? [text, ...later].join("\n") : (dockerfile ?? text);
}

/**
 * The stage that made a group, if the change belongs there. A stage that builds needs its compilers and its development
 * dependencies: for these, the COPY has to change.
 */
function elsewhere({ pattern }: LeftoverGroup, made: MadeElsewhere | undefined): MadeElsewhere | undefined {
  return pattern.kind === "build-tool" || pattern.kind === "dev-dependency" ? undefined : made;
}

/** Whether a group is large enough, and certainly not needed. */
function isLeftover(group: LeftoverGroup, origin: Origin): boolean {
  const { pattern, size } = group;
  if (size < LEAST) return false;
  if (pattern.isFrom?.(instructionOf(origin)) === false) return false;
  const names = packagesIn(group);
  return (
    pattern.packages === undefined || !names.every((name) => pattern.packages?.mayBeNeeded.includes(name))
  );
}

function report(
  group: LeftoverGroup,
  origin: Origin,
  later: readonly string[],
  made?: MadeElsewhere,
): LeftoverReport {
  const { pattern, size, files, path, roots } = group;
  const { kind, what } = pattern;
  const names = packagesIn(group);
  const more = names.length - MOST_NAMES;
  const packages = more > 1 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names;
  return {
    kind,
    what: packages.length === 0 ? what : `${what} (${listed(packages)})`,
    origin,
    ...(made === undefined ? {} : { madeBy: made.by }),
    path: `/${path}`,
    size,
    files,
    advice: adviceFor(pattern, instructionOf(made?.by ?? origin), {
      folders: [...roots.keys()]
        .map(made?.pathOf ?? asItIs)
        .sort()
        .map(inShell),
      path: inShell((made?.pathOf ?? asItIs)(path)),
      packages,
      later: made?.later ?? later,
    }),
  };
}

function textsOf(shares: readonly Pick<Share, "origin">[]): string[] {
  return shares.map(({ origin }) => instructionOf(origin));
}

/** A path from the root as a word of a shell command, without a slash at its end. */
function inShell(path: string): string {
  const whole = `/${path.replace(/\/$/, "")}`;
  return /^[\w./@%+:,-]+$/.test(whole) ? whole : `'${whole.replaceAll("'", "'\\''")}'`;
}

/** Names of the packages, most bytes first; empty if the pattern has no packages. */
function packagesIn({ pattern: { packages }, roots }: LeftoverGroup): string[] {
  if (packages === undefined) return [];
  const sizes = new Map<string, number>();
  for (const [root, size] of roots) {
    const name = packages.nameOf(root);
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return [...sizes].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

/** All build tools of a base image in one row; empty if there is no compiler among them. */
function compilersOf(groups: readonly LeftoverGroup[], origin: Origin): LeftoverReport[] {
  if (!groups.some(({ pattern }) => pattern.isCompiler === true)) return [];
  const bySize = groups.toSorted((one, other) => other.size - one.size);
  return [
    {
      kind: "build-tool",
      what: listed(bySize.map(({ pattern }) => pattern.what)),
      origin,
      path: `/${bySize.map(({ path }) => path).reduce(folderOfBoth)}`,
      size: bySize.reduce((sum, { size }) => sum + size, 0),
      files: bySize.reduce((sum, { files }) => sum + files, 0),
      advice:
        "Use this base image only in the stage that builds, and copy the result into a smaller one: `COPY --from=build /app /app`.",
    },
  ];
}

function isNamed(path: string, name: string): boolean {
  return path.endsWith(name) && (path.length === name.length || path.at(-name.length - 1) === "/");
}
