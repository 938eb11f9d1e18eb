import type { LayerEntry } from "../image/image.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { Share } from "../model/shares.ts";
import type { OriginPair } from "./match-origins.ts";

/** The entries of some layers, lowest first. */
export type Entries = readonly (readonly LayerEntry[])[];

/** The entries of a share's layers; null if one of them is not known. */
export function entriesOf({ entries }: Measurement, { positions }: Share): Entries | null {
  const own = positions.map((position) => entries[position] ?? null);
  return own.every((layer) => layer !== null) ? own : null;
}

/** The same for an earlier share; unchanged layers need not have been stored. */
export function oldEntries(pair: OriginPair, before: Measurement, after: Measurement): Entries | null {
  if (pair.before === null) return [];
  const known = entriesOf(before, pair.before);
  if (known !== null || pair.after === null) return known;
  const isSame = pair.before.diffIds.join() === pair.after.diffIds.join();
  return isSame ? entriesOf(after, pair.after) : null;
}
