import { contentsTree } from "../measure/contents-tree.ts";
import { fileChanges } from "../measure/file-changes.ts";
import type { Measurement } from "../measure/measurement.ts";
import { isNoise } from "../model/noise.ts";
import type { ChangeReport, OriginChange, OriginContents } from "../model/report.ts";
import { type Share, shares } from "../model/shares.ts";
import { matchOrigins, type OriginPair } from "./match-origins.ts";
import { type KnownDrift, originChanges } from "./origin-changes.ts";
import { entriesOf, oldEntries } from "./share-entries.ts";

/** What changed from one measurement to another, down to lines and files. */
export function compare(before: Measurement, after: Measurement, known: KnownDrift = {}): ChangeReport {
  const [old, now] = [before.image, after.image];
  const changes = originChanges(before, after, known);
  const size = now.size - old.size;
  const drift = sum(changes, (change) => change.drift);
  const history = sum(changes, (change) => change.history);
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
    origins: changes
      .filter((change) => change.size !== 0 || change.drift !== 0)
      .map(
        ({ pair, size, drift }): OriginChange => ({
          before: pair.before?.origin ?? null,
          after: pair.after?.origin ?? null,
          size,
          drift,
          files: filesOf(pair, before, after),
        }),
      )
      .sort((a, b) => Math.abs(b.size) - Math.abs(a.size)),
  };
}

/**
 * Growth in bytes that may be drift, in lines with the same text and in a base image with the same FROM: they use files
 * of the repository that changed, and also sources outside of it.
 */
export function openGrowth(before: Measurement, after: Measurement, known: KnownDrift): number {
  const open = originChanges(before, after, known).filter(({ inputs }) => inputs === "open");
  return sum(open, ({ size, history }) => Math.max(0, size - history));
}

/** Whether the base image or a line differs in size between both images, so that its inputs matter. */
export function hasChangedInput(before: Measurement, after: Measurement): boolean {
  return originChanges(before, after, {}).some(
    ({ pair, size, history }) =>
      size !== history &&
      pair.before !== null &&
      pair.after !== null &&
      (pair.after.origin.kind === "base" || isSameText(pair.before, pair.after)),
  );
}

function isSameText({ origin: one }: Share, { origin: other }: Share): boolean {
  return one.kind === "instruction" && other.kind === "instruction" && one.instruction === other.instruction;
}

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}

/**
 * The contents of an image: one tree for each origin, in the order of its first layer, and the differences from its
 * baseline.
 */
export function contents(after: Measurement, before: Measurement | null): OriginContents[] {
  const pairs: readonly OriginPair[] =
    before === null
      ? shares(after.image).map((share) => ({ before: null, after: share }))
      : matchOrigins(shares(before.image), shares(after.image));
  return pairs.flatMap((pair) => {
    if (pair.after === null) return [];
    const now = entriesOf(after, pair.after);
    // Only a stored measurement lacks entries, and it is never the image itself.
    if (now === null) return [];
    const old = before === null ? null : oldEntries(pair, before, after);
    return [{ origin: pair.after.origin, root: contentsTree(now, old) }];
  });
}

function filesOf(pair: OriginPair, before: Measurement, after: Measurement): OriginChange["files"] {
  const now = pair.after === null ? [] : entriesOf(after, pair.after);
  const old = oldEntries(pair, before, after);
  return now === null || old === null ? [] : fileChanges(old, now);
}
