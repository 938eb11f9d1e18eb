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

/** What a run looks at beside the image's layers. */
export type CheckName = keyof CheckOutcomes;

/** What came of a check. */
export type Outcome<Result> =
  | { readonly kind: "done"; readonly result: Result }
  /** The settings do not ask for it, or there is nothing to look at. */
  | { readonly kind: "skipped" }
  /** The engine cannot do it for the image's platform, for the reason in `why`: that says nothing about the image. */
  | { readonly kind: "unavailable"; readonly why: string }
  /** The engine, a tool or the check itself failed; the problem is one sentence. */
  | { readonly kind: "failed"; readonly problem: string };

/** What came of all checks of one image. */
export interface CheckOutcomes {
  /** What the build context sends. */
  readonly context: Outcome<ContextReport>;
  /** What BuildKit has against the Dockerfile, the stages of its tests included. */
  readonly dockerfile: Outcome<readonly BuildCheck[]>;
  /** How a container of the image did. */
  readonly smoke: Outcome<SmokeOutcome>;
  /** What a scanner knows against the image. */
  readonly scan: Outcome<ScanReport>;
}

/** A test target with what went wrong in it. */
export interface TestOutcome extends TestReport {
  readonly failure: Failure | null;
}

/** How the container did, with the last lines of its log, newline-separated; null without one. */
export interface SmokeOutcome extends SmokeReport {
  readonly log: string | null;
}

/** What BuildKit's own check of a Dockerfile has to say. */
export interface BuildCheck {
  /** BuildKit's name of it: `WorkdirRelativePath`. */
  readonly name: string;
  /** One sentence. */
  readonly message: string;
  /** What it is about in general; null where BuildKit does not say. */
  readonly detail: string | null;
  /** Where it is explained; null where BuildKit does not say. */
  readonly url: string | null;
  readonly place: FilePlace | null;
}

/** A FROM without a tag, or with `latest`. */
export interface UnpinnedBase {
  /** As the FROM names it, variables expanded. */
  readonly image: string;
  readonly place: FilePlace;
}

/** A file of an image that a pattern of the settings forbids. */
export interface ForbiddenFile {
  readonly path: string;
  /** As it stands in the settings. */
  readonly pattern: string;
  readonly origin: Origin;
  /** In bytes. */
  readonly size: number;
  /** Whether a later layer hides it; it ships all the same. */
  readonly hidden: boolean;
}

/** Another image of the run that this one is a variant of. */
export interface Variant {
  readonly name: string;
  /** In bytes; null where it could not be measured. */
  readonly size: number | null;
  /** As in the report. */
  readonly leftOut: readonly LeftOutReport[];
}

/** Why a target could not be built, or an image not be read. */
export interface Failure {
  /**
   * `unreadable`: there may be an image, but it could not be judged. `unreachable`: a registry or a server did not
   * answer the build, which says nothing of the image.
   */
  readonly kind: "build" | "unreadable" | "unreachable";
  /** One sentence. */
  readonly message: string;
  /** The failing step's lines in the Dockerfile. */
  readonly place: FilePlace | null;
  /** The last lines of its log, newline-separated; null without one. */
  readonly log: string | null;
  /** Path of the file with its whole log, from the output folder; null if there is none. */
  readonly logFile: string | null;
}

/** A setting that is not as strict as it was. */
export interface LoosenedSetting {
  readonly setting: string;
  /** `loosens`: less is demanded; `alters`: something else is judged. */
  readonly kind: "loosens" | "alters";
  /** In words: `150 MB`. */
  readonly before: string;
  /** The same, or `not set`. */
  readonly after: string;
  /** The part that changed, where its value is not shown: `the value of MODE`. */
  readonly part?: string;
  /** What became of that part, if it is new or gone. */
  readonly deed?: "sets" | "removes";
  readonly place: Place;
}

/** Such a setting of an image. */
export interface LoosenedImageSetting extends LoosenedSetting {
  /** Name of the image, or of the one of its platforms that the change concerns. */
  readonly of: string;
}
