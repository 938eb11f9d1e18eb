import type { LeftOutReport } from "../report/report.ts";
import type { Measurement } from "./measurement.ts";

/** What a variant has more than an image, by what it is for, most bytes first; the sizes sum to the saving. */
export function leftOut(_own: Measurement, _variant: Measurement): LeftOutReport[] {
  return [];
}
