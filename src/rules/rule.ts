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
 * A rule is a value: its name, its purpose, its settings, and its check of an image. The settings table, the budgets of
 * the report, the findings on loosened settings and the documentation follow from it.
 */
export interface Rule<Table extends SettingsTable = SettingsTable> {
  readonly id: string;
  /** One sentence: why an image should keep it. */
  readonly why: string;
  /** Level of its findings, unless the settings name another one; a rule may give single findings a milder level. */
  readonly level: Level | "off";
  /** Its own settings, by their names. */
  readonly settings: Table;
  /** It only gives advice, and so has no findings for a `report-only` image. */
  readonly advises?: true;
  /** It judges things that several images may share. A run reports the same finding only once. */
  readonly shared?: true;
  /** It cannot be switched off. */
  readonly fixed?: true;
  /**
   * It guards the configuration itself: it is at least as strict as its `level` and as the baseline's settings, and its
   * findings count for a `report-only` image, too.
   */
  readonly guards?: true;
  /** A label on the pull request may turn its errors into warnings. */
  readonly waivable?: true;
  /** It can judge without a measured image. */
  readonly needsNoImage?: true;
  /** The check whose outcome it judges. */
  readonly judges?: CheckName;
  /** Why it cannot judge the image as the settings ask; null if it can. A check that failed is not its concern. */
  problem?(facts: Facts, settings: Values<Table>): string | null;
  /**
   * Its `problem` means that the run cannot do what the settings ask: an error at any level of the rule, also for a
   * `report-only` image.
   */
  readonly firmProblem?: true;
  /** Why it could not fail this image, for example because a part is missing; null if it could. */
  skip?(facts: Facts, settings: Values<Table>): string | null;
  /** Most urgent first; empty if there is nothing to say. */
  check(facts: Facts, settings: Values<Table>): readonly Statement[];
}

/** Names a rule and infers the table of its settings. */
export function rule<const Table extends SettingsTable>(own: Rule<Table>): Rule<Table> {
  return own;
}

/**
 * A finding before it gets its rule's name. Without a level it gets the rule's level; other missing fields are null.
 */
export interface Statement extends Partial<Omit<Finding, "rule" | "waived" | "message">> {
  readonly message: string;
  /** It only gives advice, and is left out for a `report-only` image. */
  readonly isAdvice?: true;
}

/** Everything that a rule may look at, except its own settings. */
export interface Facts {
  /** Unique in the run: it names the platform if the image has several. */
  readonly name: string;
  /** Name of the configured image, the same for all its platforms. */
  readonly imageName: string;
  /** The platform that is judged; null if it is unknown. */
  readonly platform: string | null;
  /** The platforms of the image that are judged; empty if the settings name none and it has only one. */
  readonly rowPlatforms: readonly string[];
  /** Platforms of the image that are not judged. */
  readonly leftPlatforms: readonly string[];
  /** Platforms for which its index lists a manifest that is not an image: `linux/arm64 (application/vnd.example)`. */
  readonly otherManifests: readonly string[];
  /** The platform that the image's tests ran on, if it is not this one; else null. */
  readonly testsOn: string | null;
  /** Why the smoke test did not run for this platform; null if it ran, or the settings have none. */
  readonly smokeNotRun: string | null;
  /** Whether the smoke test of the image ran for any platform. */
  readonly isSmokeRun: boolean;
  /** Whether stagegate did not build it, because its inputs did not change since it was measured. */
  readonly isUnchanged: boolean;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  /** Null if the image could not be built or read. */
  readonly image: MeasuredImage | null;
  /** Why there is no image; null if there is one. */
  readonly failure: Failure | null;
  /** Outcomes of the test targets that ran. */
  readonly tests: readonly TestOutcome[];
  /** Test targets that could not start, because the image failed in a step that they need, too. */
  readonly testsNotRun: readonly string[];
  /** Null if the settings have no smoke test, or there is no image to start. */
  readonly smoke: SmokeOutcome | null;
  /** Null if the settings ask for no scan, or there is no image to scan. */
  readonly scan: ScanReport | null;
  /** Null for an existing image, and for a context that is not a folder. */
  readonly context: ContextReport | null;
  /** The warnings of BuildKit's own checks of the Dockerfile, in BuildKit's order. */
  readonly buildChecks: readonly BuildCheck[];
  /** Why checks of this image ended without a result, by the names of the checks. */
  readonly failedChecks: Readonly<Partial<Record<CheckName, string>>>;
  /** FROM lines with an unpinned image, in the Dockerfile's order. */
  readonly unpinned: readonly UnpinnedBase[];
  /** Files that the settings forbid, in the order of the layers. */
  readonly forbidden: readonly ForbiddenFile[];
  /** Whether the size of its own layers is limited. */
  readonly hasOwnSizeBudget: boolean;
  /** The image it is compared with. */
  readonly variant: Variant | null;
  readonly baseline: BaselineReport;
  /**
   * The effect of a missing baseline: none (`optional`), a warning in CI (`expected`), or the image cannot be judged
   * (`required`).
   */
  readonly baselineNeed: "optional" | "expected" | "required";
  /** Null without a baseline, or without an image. */
  readonly change: ChangeReport | null;
  /** The image's contents by origin, with traces; empty without an image. */
  readonly contents: readonly OriginContents[];
  /** Settings of the image that are less strict than the baseline's, in the order of the settings table. */
  readonly loosened: readonly LoosenedImageSetting[];
  /** The levels of rules in the baseline's settings, by the ids of the rules; null if these set none. */
  readonly levelsBefore: Readonly<Record<string, Level | "off">> | null;
  /** The FROM of the target, the place for findings about the whole image; null for an existing image. */
  readonly place: FilePlace | null;
  /** The last USER of the target; `place` if the base image sets the user. */
  readonly userPlace: FilePlace | null;
}

/** Why a rule has no findings for an image that was not built. */
export const NOT_BUILT = "the image is unchanged, so it was not built";
