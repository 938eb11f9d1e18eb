import type { DigestBlob, ScanBlob } from "./blob.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { Allowance } from "./limits.ts";

/** What reading one image has beside its source. */
export interface Reading {
  /** `os/architecture[/variant]`; null for the only one there is, else the host's. */
  readonly platform: string | null;
  /** Counts what the whole image costs. */
  readonly allowance: Allowance;
  /** Layers that need not be scanned again; null where each is to be. */
  readonly cache: LayerCache | null;
  readonly scan: ScanBlob;
  /**
   * By which the blob of a layer that the cache knows is verified; null in a directory that `placeHolders`
   * prepared, where such blobs hold nothing.
   */
  readonly digest: DigestBlob | null;
}
