import type { PlannedImage } from "../build/plan.ts";
import type { BuildCheck, Failure, SmokeOutcome, TestOutcome } from "../model/outcomes.ts";
import type { ContextReport, ScanReport, StepReport } from "../model/report.ts";
import type { Measurement } from "./measurement.ts";

/** An image with what came of its build. */
export interface Examined {
  readonly image: PlannedImage;
  /** Null where the image could not be built or read. */
  readonly measurement: Measurement | null;
  /** Why there is none; null where there is one. */
  readonly failure: Failure | null;
  readonly tests: readonly TestOutcome[];
  readonly steps: readonly StepReport[];
  /** What BuildKit has against its Dockerfile, its tests' stages included. */
  readonly checks: readonly BuildCheck[];
  /** Null where none was asked for, or there is no image. */
  readonly smoke: SmokeOutcome | null;
  /** What its build context offers. */
  readonly context: ContextReport | null;
  readonly scan: ScanReport | null;
}
