import type { PlannedImage } from "../build/plan.ts";
import type { CheckOutcomes, Failure, TestOutcome } from "../model/outcomes.ts";
import type { StepReport } from "../model/report.ts";
import type { Measurement } from "./measurement.ts";

/** An image with its measurement and the outcomes of its checks. */
export interface ExaminedImage {
  readonly image: PlannedImage;
  /** Null if the image could not be built or read. */
  readonly measurement: Measurement | null;
  /**
   * Measures it without the provenance that was read from it, which is only a claim; null if that provenance is not
   * used.
   */
  readonly withoutClaim: (() => Measurement) | null;
  /** Why there is no measurement; null if there is one. */
  readonly failure: Failure | null;
  /** Outcomes of the test targets that ran. */
  readonly tests: readonly TestOutcome[];
  /** Test targets that could not start, because the image failed in a step that they need, too. */
  readonly testsNotRun: readonly string[];
  readonly steps: readonly StepReport[];
  readonly outcomes: CheckOutcomes;
  /** Its inputs did not change, so it was not built, and its measurement is a stored one. Left out for other images. */
  readonly isUnchanged?: true;
}
