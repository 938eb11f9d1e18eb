import type {
  BuildCheck,
  CheckName,
  Failure,
  ForbiddenFile,
  LoosenedImageSetting,
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
  OriginContents,
  ScanReport,
} from "../model/report.ts";
import type { SettingsTable, Values } from "../values/setting.ts";

/**
 * A rule is a value: what it is called, why it exists, its settings, and what it has to say of an image. The
 * settings table, the budgets of the report, what a pull request loosens and the documentation follow from it.
 */
export interface Rule<Table extends SettingsTable = SettingsTable> {
  readonly id: string;
  /** One sentence: why an image should keep it. */
  readonly why: string;
  /** Of its findings, unless the settings say another; some findings are milder by themselves. */
  readonly level: Level | "off";
  /** Its own settings, by their names. */
  readonly settings: Table;
  /** It only gives advice: it has nothing to say of an image that is only reported. */
  readonly advises?: true;
  /** It speaks of what several images may share, and says the same only once in a run. */
  readonly shared?: true;
  /** It cannot be switched off. */
  readonly fixed?: true;
  /**
   * It guards the configuration itself: it is at least as strict as its `level` and as the baseline's settings
   * have it, and its findings count also for an image that is only reported.
   */
  readonly guards?: true;
  /** A label on the pull request may turn its errors into warnings. */
  readonly waivable?: true;
  /** It can judge without a measured image. */
  readonly needsNoImage?: true;
  /** The check that it judges the outcome of. */
  readonly judges?: CheckName;
  /** Why it cannot judge what the settings ask it to, beside a check that failed; null if it can. */
  problem?(facts: Facts, settings: Values<Table>): string | null;
  /**
   * Such a problem is one of what the run was asked to do, so it is an error whatever the level of the rule, also for
   * an image that is only reported.
   */
  readonly firmProblem?: true;
  /** Why it could not fail this image, such as a part that is missing; null if it could. */
  skip?(facts: Facts, settings: Values<Table>): string | null;
  /** Most urgent first; empty if there is nothing to say. */
  check(facts: Facts, settings: Values<Table>): readonly Statement[];
}

/** Names a rule and infers the table of its settings. */
export function rule<const Table extends SettingsTable>(own: Rule<Table>): Rule<Table> {
  return own;
}

/** A finding before it has its rule's name; a level that is left out is the rule's, all else null. */
export interface Statement extends Partial<Omit<Finding, "rule" | "waived" | "message">> {
  readonly message: string;
  /** It only gives advice, and is left out for an image that is only reported. */
  readonly isAdvice?: true;
}

/** All that a rule may look at, beside its own settings. */
export interface Facts {
  /** Unique in the run: it names the platform if the image has several. */
  readonly name: string;
  /** Name of the configured image, the same for all its platforms. */
  readonly imageName: string;
  /** The platform that is judged; null if nobody knows it. */
  readonly platform: string | null;
  /** The platforms of the image that are judged; empty if it is the only one, which nobody named. */
  readonly rowPlatforms: readonly string[];
  /** Platforms that the image has and nobody judges. */
  readonly leftPlatforms: readonly string[];
  /** What its source lists by a platform and is no image, each with its kind: `linux/arm64 (application/vnd.example)`. */
  readonly otherManifests: readonly string[];
  /** The platform that the image's tests ran on, if it is another one; else null. */
  readonly testsOn: string | null;
  /** Why the smoke test did not run for this platform; null if it did, or none was asked for. */
  readonly smokeNotRun: string | null;
  /** Whether the smoke test of the image ran for any platform. */
  readonly isSmokeRun: boolean;
  /** Whether it was not built, because nothing of it changed since it was measured. */
  readonly isUnchanged: boolean;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  /** Null if the image could not be built or read. */
  readonly image: MeasuredImage | null;
  /** Why there is no image; null if there is one. */
  readonly failure: Failure | null;
  /** Of the test targets that ran. */
  readonly tests: readonly TestOutcome[];
  /** Test targets that could not start, since the image failed in a step that they need as well. */
  readonly testsNotRun: readonly string[];
  /** Null if none was asked for, or there is no image to start. */
  readonly smoke: SmokeOutcome | null;
  /** Null if none was asked for, or there is no image to scan. */
  readonly scan: ScanReport | null;
  /** Null for an existing image, and for a context that is no folder. */
  readonly context: ContextReport | null;
  /** What BuildKit has against the Dockerfile, in its order. */
  readonly buildChecks: readonly BuildCheck[];
  /** Why checks of this image ended without a result, by their names. */
  readonly failedChecks: Readonly<Partial<Record<CheckName, string>>>;
  /** FROM lines whose image can change without notice, in the Dockerfile's order. */
  readonly unpinned: readonly UnpinnedBase[];
  /** Files that the settings forbid, in the order of the layers. */
  readonly forbidden: readonly ForbiddenFile[];
  /** Whether the size of its own layers is limited. */
  readonly hasOwnSizeBudget: boolean;
  /** The image it is compared with. */
  readonly variant: Variant | null;
  readonly baseline: BaselineReport;
  /**
   * What it means that there is none: nothing (`optional`), in a CI a warning (`expected`), or that the image cannot
   * be judged (`required`).
   */
  readonly baselineNeed: "optional" | "expected" | "required";
  /** Null without a baseline, or without an image. */
  readonly change: ChangeReport | null;
  /** What is in the image by origin, with what was traced; empty without an image. */
  readonly contents: readonly OriginContents[];
  /** Settings of the image that are not as strict as the baseline's, in the order of their table. */
  readonly loosened: readonly LoosenedImageSetting[];
  /** Levels that the baseline's settings give rules, by their ids; null where they give none. */
  readonly levelsBefore: Readonly<Record<string, Level | "off">> | null;
  /** The FROM of the target, where findings about the whole image are shown; null for an existing image. */
  readonly place: FilePlace | null;
  /** The USER of the Dockerfile that the image starts with; `place` where the base image brings its user. */
  readonly userPlace: FilePlace | null;
}

/** Why a rule says nothing of an image that was not built. */
export const NOT_BUILT = "the image is unchanged, so it was not built";
