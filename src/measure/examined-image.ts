import type { PlannedImage } from "../build/plan.ts";
import type { CheckOutcomes, Failure, TestOutcome } from "../model/outcomes.ts";
import type { StepReport } from "../model/report.ts";
import type { Measurement } from "./measurement.ts";

/** An image with all that was found out about it. */
export interface ExaminedImage {
  readonly image: PlannedImage;
  /** Null if the image could not be built or read. */
  readonly measurement: Measurement | null;
  /**
   * Measures it without the provenance that was read from it, which is only a claim; null where nothing comes of such a
   * provenance.
   */
  readonly withoutClaim: (() => Measurement) | null;
  /** Why there is no measurement; null if there is one. */
  readonly failure: Failure | null;
  /** Of the test targets that ran. */
  readonly tests: readonly TestOutcome[];
  /** Test targets that could not start, since the image failed in a step that they need as well. */
  readonly testsNotRun: readonly string[];
  readonly steps: readonly StepReport[];
  readonly outcomes: CheckOutcomes;
  /** Nothing of it changed, so it was not built: its measurement is a stored one. Left out for any other image. */
  readonly isUnchanged?: true;
}
