import type { IMAGE_SETTINGS, ImageSettings } from "../config/settings.ts";
import type {
  BuildCheck,
  Failure,
  ForbiddenFile,
  LoosenedSetting,
  SmokeOutcome,
  TestOutcome,
  UnpinnedBase,
  Variant,
} from "../model/outcomes.ts";
import type {
  BaselineReport,
  ChangeReport,
  ContextReport,
  FilePlace,
  Finding,
  Level,
  MeasuredImage,
  ScanReport,
} from "../model/report.ts";

/** A rule is a value: what it is called, why it exists, and what it has to say of an image. */
export interface Rule {
  readonly id: string;
  /** One sentence: why an image should keep it. */
  readonly why: string;
  /** Of its findings, where the settings do not say another; some findings are milder by themselves. */
  readonly level: Level | "off";
  /** The settings that it goes by. */
  readonly settings?: readonly (keyof typeof IMAGE_SETTINGS)[];
  /** It only gives advice: it has nothing to say of an image that is only reported. */
  readonly advises?: true;
  /** It speaks of what several images may share, and says the same only once in a run. */
  readonly shared?: true;
  /** It cannot be switched off. */
  readonly fixed?: true;
  /** Whether a label on the pull request may turn its errors into warnings. */
  readonly waivable?: true;
  /** Most urgent first; empty where there is nothing to say. */
  readonly check: (facts: Facts) => readonly Said[];
}

/** A finding before the rule's name is put to it; a level that is left out is the rule's, all else null. */
export type Said = { readonly message: string } & Partial<Omit<Finding, "rule" | "waived">>;

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
  /** Null where none was asked for, or there is no image to start. */
  readonly smoke: SmokeOutcome | null;
  /** Null where none was asked for, or there is no image to scan. */
  readonly scan: ScanReport | null;
  /** Null for an existing image, and for a context that is no folder. */
  readonly context: ContextReport | null;
  /** What BuildKit has against the Dockerfile, in its order. */
  readonly checks: readonly BuildCheck[];
  /** FROM lines whose image may be another one tomorrow, in the Dockerfile's order. */
  readonly unpinned: readonly UnpinnedBase[];
  /** Files that the settings forbid, in the order of the layers. */
  readonly forbidden: readonly ForbiddenFile[];
  /** The image it is compared with. */
  readonly variant: Variant | null;
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
