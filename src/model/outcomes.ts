import type { Place } from "../values/problem.ts";
import type {
  ContextReport,
  FilePlace,
  LeftOutReport,
  Origin,
  ScanReport,
  SmokeReport,
  TestReport,
} from "./report.ts";

/** The name of a check of something beside the image's layers. */
export type CheckName = keyof CheckOutcomes;

/** The outcome of a check. */
export type Outcome<Result> =
  | { readonly kind: "done"; readonly result: Result }
  /** The settings do not ask for it, or there is nothing to check. */
  | { readonly kind: "skipped" }
  /** The engine cannot do it for the image's platform, for the reason in `why`. The image is not at fault. */
  | { readonly kind: "unavailable"; readonly why: string }
  /** The engine, a tool or the check itself failed; the problem is one sentence. */
  | { readonly kind: "failed"; readonly problem: string };

/** The outcomes of all checks of one image. */
export interface CheckOutcomes {
  /** The files of the build context. */
  readonly context: Outcome<ContextReport>;
  /** The warnings of BuildKit's own checks of the Dockerfile, with its test stages. */
  readonly dockerfile: Outcome<readonly BuildCheck[]>;
  /** The smoke test of the image. */
  readonly smoke: Outcome<SmokeOutcome>;
  /** The result of a scanner. */
  readonly scan: Outcome<ScanReport>;
}

/** The result of a test target, with its failure. */
export interface TestOutcome extends TestReport {
  readonly failure: Failure | null;
}

/** The result of the smoke test, with the container's log. */
export interface SmokeOutcome extends SmokeReport {
  /** The last lines, newline-separated; null without a log. */
  readonly log: string | null;
}

/** A warning of BuildKit's own checks of a Dockerfile. */
export interface BuildCheck {
  /** BuildKit's name for it: `WorkdirRelativePath`. */
  readonly name: string;
  /** One sentence. */
  readonly message: string;
  /** The general explanation; null if BuildKit gives none. */
  readonly detail: string | null;
  /** Address of the documentation; null if BuildKit gives none. */
  readonly url: string | null;
  readonly place: FilePlace | null;
}

/** A FROM without a tag, or with `latest`. */
export interface UnpinnedBase {
  /** As the FROM names it, with variables expanded. */
  readonly image: string;
  readonly place: FilePlace;
}

/** A file of an image that a pattern of the settings forbids. */
export interface ForbiddenFile {
  readonly path: string;
  /** As it is written in the settings. */
  readonly pattern: string;
  readonly origin: Origin;
  /** In bytes. */
  readonly size: number;
  /** Whether a later layer hides it; it still ships. */
  readonly hidden: boolean;
}

/** Another image of the run that this one is a variant of. */
export interface Variant {
  readonly name: string;
  /** In bytes; null if it could not be measured. */
  readonly size: number | null;
  /** As in the report. */
  readonly leftOut: readonly LeftOutReport[];
}

/** Why a target could not be built, or an image not be read. */
export interface Failure {
  /**
   * `unreadable`: there may be an image, but it could not be judged. `unreachable`: a registry or a server did not
   * answer the build, so the image is not at fault.
   */
  readonly kind: "build" | "unreadable" | "unreachable";
  /** One sentence. */
  readonly message: string;
  /** The failing step's lines in the Dockerfile. */
  readonly place: FilePlace | null;
  /** The last lines of its log, newline-separated; null without a log. */
  readonly log: string | null;
  /** Path of the file with its whole log, from the output folder; null if there is none. */
  readonly logFile: string | null;
}

/** A setting that is less strict than before. */
export interface LoosenedSetting {
  readonly setting: string;
  /** `loosens`: the gate demands less; `alters`: it judges something else. */
  readonly kind: "loosens" | "alters";
  /** In words: `150 MB`. */
  readonly before: string;
  /** In words, or `not set`. */
  readonly after: string;
  /** The part that changed, if its value must not be shown: `the value of MODE`. */
  readonly part?: string;
  /** Whether that part is new or gone. */
  readonly deed?: "sets" | "removes";
  readonly place: Place;
}

/** A setting of an image that is less strict than before. */
export interface LoosenedImageSetting extends LoosenedSetting {
  /** Name of the image, or of the only platform that the change concerns. */
  readonly of: string;
}
