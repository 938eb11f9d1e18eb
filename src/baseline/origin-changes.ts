import type { Measurement } from "../measure/measurement.ts";
import type { MeasuredImage } from "../model/report.ts";
import { type Share, shares } from "../model/shares.ts";
import type { CompareLines, InputsOfLine } from "./line-comparison.ts";
import { matchOrigins, type OriginPair } from "./match-origins.ts";
import { type Entries, entriesOf, oldEntries } from "./share-entries.ts";
import { withSharedBase } from "./shared-base.ts";

/** The known causes of drift. */
export interface KnownDrift {
  /** The inputs of lines that both images have; by default all inputs count as changed. */
  readonly compareLines?: CompareLines;
  /** The source of the base image in the repository, if its FROM did not change; by default `same`. */
  readonly base?: InputsOfLine;
  /**
   * The measurement of the baseline's commit, if this run builds it. Every difference from the baseline is then drift.
   * Lines do not drift within a run.
   */
  readonly rebuilt?: Measurement;
}

/** The parts of an origin's change, by cause. */
export interface SizeChange {
  readonly pair: OriginPair;
  readonly size: number;
  readonly drift: number;
  readonly history: number;
  /** Null for an origin that is neither a line nor the base image of both images. */
  readonly inputs: InputsOfLine | null;
}

/**
 * The changes between two measurements, by origin: the origins of `after` in their order, then the removed ones. If only
 * one measurement knows its base image and both have its layers, it is the base image of both.
 */
export function originChanges(
  measuredBefore: Measurement,
  measuredAfter: Measurement,
  known: KnownDrift,
): SizeChange[] {
  const before = withSharedBase(measuredBefore, measuredAfter);
  const after = withSharedBase(measuredAfter, measuredBefore);
  if (known.rebuilt !== undefined) return changesOver(known.rebuilt, before, after);
  return matchOrigins(shares(before.image), shares(after.image)).map((pair) =>
    sizeChange(pair, before, after, known),
  );
}

function sizeChange(
  pair: OriginPair,
  before: Measurement,
  after: Measurement,
  { compareLines = () => "changed", base = "same" }: KnownDrift,
): SizeChange {
  const size = (pair.after?.size ?? 0) - (pair.before?.size ?? 0);
  const history = historyChange(pair, before, after);
  const [one, other] = [pair.before?.origin, pair.after?.origin];
  const isBase = (one ?? other)?.kind === "base";
  const inputs = isBase
    ? hasSameFrom(before.image, after.image)
      ? base
      : "changed"
    : one?.kind === "instruction" && other?.kind === "instruction"
      ? compareLines(one, other)
      : null;
  return { pair, size, drift: inputs === "same" ? size - history : 0, history, inputs };
}

/** For two measurements of one run: inputs from outside of the repository are the same. */
export const IN_ONE_RUN: KnownDrift = { base: "changed" };

/** The change from the baseline to the image, split by a new build of the baseline's commit. */
function changesOver(now: Measurement, before: Measurement, after: Measurement): SizeChange[] {
  const between = shares(now.image);
  const drifted = matchOrigins(shares(before.image), between).map((pair) => {
    const { size, history } = sizeChange(pair, before, now, {});
    return { pair, size, history, drift: size - history, inputs: null };
  });
  const changes = matchOrigins(between, shares(after.image)).map((pair) => {
    const own = sizeChange(pair, now, after, IN_ONE_RUN);
    const first = drifted.find((one) => pair.before !== null && one.pair.after === pair.before);
    if (first === undefined) return own;
    return {
      pair: joined(first.pair.before, pair),
      size: first.size + own.size,
      history: first.history + own.history,
      drift: first.drift + own.drift,
      inputs: null,
    };
  });
  return [...changes, ...drifted.filter(({ pair }) => pair.after === null)];
}

/** The change from the first of three to the last. If there is no first one, the second one is not needed. */
function joined(first: Share | null, pair: OriginPair): OriginPair {
  if (first !== null) return { before: first, after: pair.after };
  return pair.after === null ? pair : { before: null, after: pair.after };
}

/**
 * Growth in bytes of the `.git` folders that an instruction also stored before. The depth of a clone, and whether its
 * `.git` is a folder at all, do not depend on the change.
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

/**
 * An unchanged FROM causes drift, also if it names its image by a variable. An image with a digest cannot change, so a
 * difference is not drift then.
 */
function hasSameFrom(old: MeasuredImage, now: MeasuredImage): boolean {
  return (
    old.baseImage !== null &&
    now.baseImage !== null &&
    now.baseImage.name !== null &&
    old.baseImage.name === now.baseImage.name &&
    (now.baseImage.digest === null || old.baseImage.digest !== now.baseImage.digest) &&
    old.baseImage.from === now.baseImage.from
  );
}
