import type { ScanBlob } from "./blob.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Allowance } from "./limits.ts";

/** What reading one image has beside its source. */
export interface Reading {
  /** `os/architecture[/variant]`; null for the only one there is, else the host's. */
  readonly platform: string | null;
  /** Counts what the whole image costs. */
  readonly allowance: Allowance;
  /** Layers that need not be read again; null where every byte is to be looked at. */
  readonly cache: LayerCache | null;
  readonly scan: ScanBlob;
}
