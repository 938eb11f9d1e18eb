import type { LayerEntry } from "../image/image.ts";
import type { MeasuredImage } from "../model/report.ts";

/** A measured image with what lies in its layers. */
export interface Measurement {
  readonly image: MeasuredImage;
  /** One for each layer, base image first; null where what lies in it is not known any more. */
  readonly entries: readonly (readonly LayerEntry[] | null)[];
}
