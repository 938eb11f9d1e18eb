import type { LayerEntry } from "../image/image.ts";
import type { MeasuredImage } from "../model/report.ts";

/** A measured image with the entries of its layers. */
export interface Measurement {
  readonly image: MeasuredImage;
  /** One list for each layer, base image first; null if its entries are no longer known. */
  readonly entries: readonly (readonly LayerEntry[] | null)[];
}
