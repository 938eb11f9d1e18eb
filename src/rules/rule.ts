import type { LoosenedSetting } from "../baseline/loosened.ts";
import type { ImageSettings } from "../config/settings.ts";
import type {
  BaselineReport,
  ChangeReport,
  FilePlace,
  Finding,
  Level,
  MeasuredImage,
  TestReport,
} from "../report/report.ts";

/** A rule is a value: what it is called, why it exists, and what it has to say of an image. */
export interface Rule {
  readonly id: string;
  /** One sentence: why an image should keep it. */
  readonly why: string;
  /** Whether a label on the pull request may turn its errors into warnings. */
  readonly waivable?: true;
  /** Most urgent first; empty where there is nothing to say. */
  readonly check: (facts: Facts) => readonly Said[];
}

/** A finding before the rule's name is put to it; what is left out is null. */
export type Said = { readonly level: Level; readonly message: string } & Partial<
  Omit<Finding, "rule" | "waived">
>;

/** All that a rule may look at. */
export interface Facts {
  readonly name: string;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  readonly settings: ImageSettings;
  /** Null where the image could not be built or read. */
  readonly image: MeasuredImage | null;
  /** Why there is no image; null where there is one. */
  readonly failure: Failure | null;
  readonly tests: readonly TestOutcome[];
  /** The image it is compared with; its size in bytes is null where it could not be measured. */
  readonly variant: { readonly name: string; readonly size: number | null } | null;
  readonly baseline: BaselineReport;
  /** Null without a baseline, or without an image. */
  readonly change: ChangeReport | null;
  /** What the pull request allows its image that the baseline's settings did not. */
  readonly loosened: readonly LoosenedSetting[];
  /** Whether a label of the pull request turns the errors of waivable rules into warnings. */
  readonly waived: boolean;
  /** The FROM of the target, where findings about the whole image are shown; null for an existing image. */
  readonly place: FilePlace | null;
}

/** A test target with what went wrong in it. */
export interface TestOutcome extends TestReport {
  readonly failure: Failure | null;
}

/** Why a target could not be built, or an image not be read. */
export interface Failure {
  /** `unreadable`: there may be an image, but it could not be judged. */
  readonly kind: "build" | "unreadable";
  /** One sentence. */
  readonly message: string;
  /** The failing step's lines in the Dockerfile. */
  readonly place: FilePlace | null;
  /** The last lines of its log, newline-separated; null without one. */
  readonly log: string | null;
}
