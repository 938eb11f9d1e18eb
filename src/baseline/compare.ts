import type { LayerEntry } from "../image/image.ts";
import { contentsTree } from "../measure/contents-tree.ts";
import { fileChanges } from "../measure/file-changes.ts";
import type { Measurement } from "../measure/measurement.ts";
import { isNoise } from "../model/noise.ts";
import type { ChangeReport, MeasuredImage, OriginChange, OriginContents } from "../model/report.ts";
import { type Share, shares } from "../model/shares.ts";
import { matchOrigins, type OriginPair } from "./match-origins.ts";

/** What changed from one measurement to another, down to lines and files. */
export function compare(before: Measurement, after: Measurement): ChangeReport {
  const [old, now] = [before.image, after.image];
  const size = now.size - old.size;
  const drift = hasSameFrom(old, now) ? (now.baseImage?.size ?? 0) - (old.baseImage?.size ?? 0) : 0;
  const pairs = matchOrigins(shares(old), shares(now));
  const history = pairs.reduce((sum, pair) => sum + historyChange(pair, before, after), 0);
  const growth = size - drift - history;
  return {
    size,
    transferSize:
      now.transferSize === null || old.transferSize === null ? null : now.transferSize - old.transferSize,
    layers: now.layers.length - old.layers.length,
    drift,
    history,
    growth,
    growthPercent: old.size === 0 ? null : (growth / old.size) * 100,
    negligible: isNoise(size - history, old.size) && isNoise(growth, old.size),
    origins: pairs
      .map((pair) => originChange(pair, before, after))
      .filter((change) => change.size !== 0)
      .sort((a, b) => Math.abs(b.size) - Math.abs(a.size)),
  };
}

/**
 * What is in an image: one tree for each origin, in the order of its first layer, and how it differs from
 * what was in it before.
 */
export function contents(after: Measurement, before: Measurement | null): OriginContents[] {
  const pairs: readonly OriginPair[] =
    before === null
      ? shares(after.image).map((share) => ({ before: null, after: share }))
      : matchOrigins(shares(before.image), shares(after.image));
  return pairs.flatMap((pair) => {
    if (pair.after === null) return [];
    const now = entriesOf(after, pair.after);
    // Only a stored measurement lacks entries, and that is no longer an image's own.
    if (now === null) return [];
    const old = before === null ? null : oldEntries(pair, before, after);
    return [{ origin: pair.after.origin, root: contentsTree(now, old) }];
  });
}

function originChange(pair: OriginPair, before: Measurement, after: Measurement): OriginChange {
  const now = pair.after === null ? [] : entriesOf(after, pair.after);
  const old = oldEntries(pair, before, after);
  return {
    before: pair.before?.origin ?? null,
    after: pair.after?.origin ?? null,
    size: (pair.after?.size ?? 0) - (pair.before?.size ?? 0),
    files: now === null || old === null ? [] : fileChanges(old, now),
  };
}

/**
 * How many bytes more an instruction stores in `.git` folders that it stored before, too. How much a clone holds of
 * the history, and whether its `.git` is a folder at all, is not the change's doing.
 */
function historyChange(pair: OriginPair, before: Measurement, after: Measurement): number {
  const kind = pair.after?.origin.kind;
  if (pair.before === null || pair.after === null || (kind !== "instruction" && kind !== "history")) return 0;
  const old = sizesOfHistory(oldEntries(pair, before, after) ?? []);
  const now = sizesOfHistory(entriesOf(after, pair.after) ?? []);
  return [...now].reduce((sum, [path, size]) => {
    const was = old.get(path);
    return was === undefined ? sum : sum + size - was;
  }, 0);
}

/** In bytes, by the paths of the outermost `.git`, folders or not. */
function sizesOfHistory(layers: Entries): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const entry of layers.flat()) {
    const path = entry.kind === "file" ? /^(?:.*?\/)??\.git(?=\/|$)/.exec(entry.path)?.[0] : undefined;
    if (entry.kind === "file" && path !== undefined) sizes.set(path, (sizes.get(path) ?? 0) + entry.size);
  }
  return sizes;
}

type Entries = readonly (readonly LayerEntry[])[];

/** The entries of a share's layers; null where one of them is not known. */
function entriesOf({ entries }: Measurement, { positions }: Share): Entries | null {
  const own = positions.map((position) => entries[position] ?? null);
  return own.every((layer) => layer !== null) ? own : null;
}

/** The same of what a share was before; layers that are still the same need not have been stored. */
function oldEntries(pair: OriginPair, before: Measurement, after: Measurement): Entries | null {
  if (pair.before === null) return [];
  const known = entriesOf(before, pair.before);
  if (known !== null || pair.after === null) return known;
  const isSame = idsOf(before, pair.before) === idsOf(after, pair.after);
  return isSame ? entriesOf(after, pair.after) : null;
}

function idsOf({ image }: Measurement, { positions }: Share): string {
  return positions.map((position) => image.layers[position]?.diffId).join();
}

/** Drift is what a FROM brings that nobody touched, also where it names its image by a variable. */
function hasSameFrom(old: MeasuredImage, now: MeasuredImage): boolean {
  return (
    old.baseImage !== null &&
    now.baseImage !== null &&
    now.baseImage.name !== null &&
    old.baseImage.name === now.baseImage.name &&
    old.baseImage.from === now.baseImage.from
  );
}
