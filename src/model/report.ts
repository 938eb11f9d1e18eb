import type { BaselineReport, ChangeReport } from "./change.ts";
import type { MeasuredImage, Origin } from "./measured.ts";

export type * from "./change.ts";
export type * from "./measured.ts";

/**
 * The report: one readonly value that every format is a pure function of. Bytes and milliseconds are
 * numbers, what is not known is null. `schema/report.schema.json` is generated from these types.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** Null where nothing needed an engine. */
  readonly engine: EngineReport | null;
  /** In the order of the configuration. */
  readonly images: readonly ImageReport[];
  /** Names of the images that the baseline's commit gates and this one no longer does, in its order. */
  readonly removedImages: readonly string[];
  /** The label that turns failures into warnings, where the pull request has it; else null. */
  readonly waiver: string | null;
}

/** `error`: could not be judged. */
export type Verdict = "pass" | "fail" | "error";

/** What built and held the images; sizes from different engines are not compared in silence. */
export interface EngineReport {
  /** Version of Docker Engine; null for a builder without one. */
  readonly version: string | null;
  readonly store: "classic" | "containerd" | null;
  readonly buildx: string;
  readonly builder: string;
}

/** One gated image. */
export interface ImageReport {
  readonly name: string;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  readonly verdict: Verdict;
  /** Its failures do not count. */
  readonly reportOnly: boolean;
  /** The FROM of the target in its Dockerfile; null for an existing image. */
  readonly place: FilePlace | null;
  readonly budgets: Budgets;
  /** Null where it could not be built or read. */
  readonly image: MeasuredImage | null;
  /** In the order of the settings. */
  readonly tests: readonly TestReport[];
  /** How a container of it did; null where none was started. */
  readonly smoke: SmokeReport | null;
  /** What a scanner knows against it; null where none was asked for. */
  readonly scan: ScanReport | null;
  /** What its build context offers; null for an existing image, and for a context that is no folder. */
  readonly context: ContextReport | null;
  /** The variant it is compared with. */
  readonly variant: VariantReport | null;
  readonly baseline: BaselineReport;
  /** Against the baseline; null where there is none, or nothing was measured. */
  readonly change: ChangeReport | null;
  /** What is in it: one tree for each origin, in the order of its first layer. */
  readonly contents: readonly OriginContents[];
  /** The steps of its targets' stages: those that ran in the order in which they started, then cached ones. */
  readonly steps: readonly StepReport[];
  /** By level, then by rule. */
  readonly findings: readonly Finding[];
  /** How strict each rule was with it, in the order in which findings of one level are shown. */
  readonly rules: readonly RuleReport[];
}

/** The limits that were set; bytes, and a number of layers. */
export interface Budgets {
  readonly size: number | null;
  readonly transferSize: number | null;
  readonly layers: number | null;
  readonly wasted: number | null;
  /** Number of vulnerabilities. */
  readonly critical: number | null;
  readonly high: number | null;
  /** As it was written: `10 %`, `5 MB`. */
  readonly growth: string | null;
}

/** The files of one origin as a tree of folders. */
export interface OriginContents {
  readonly origin: Origin;
  /** Its root, which is called "". */
  readonly root: ContentsNode;
}

/** A folder, or a file, which has no children. Small ones are left out, so children may sum to less. */
export interface ContentsNode {
  /** Of several parts where a folder holds only one thing: `usr/lib/python3`. */
  readonly name: string;
  /** In bytes, all that is below it included. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Difference to the baseline in bytes, with what is there no more; null where that is not known. */
  readonly change: number | null;
  /** Most bytes first. */
  readonly children: readonly ContentsNode[];
}

/** A step of the build. */
export interface StepReport {
  readonly stage: string | null;
  /** As it stands in the Dockerfile, on one line; null where that is not known. */
  readonly instruction: string | null;
  /** First and last line in the Dockerfile; null where they are not known. */
  readonly lines: readonly [number, number] | null;
  /** In ms after the first step of the image started; null where it did not run. */
  readonly started: number | null;
  /** In ms; null where it did not run or did not end. */
  readonly duration: number | null;
  readonly cached: boolean;
}

/** How a test target went. */
export interface TestReport {
  readonly target: string;
  readonly status: "passed" | "failed";
  /** True where all of its own steps came from the build cache. */
  readonly cached: boolean;
  /** Wall time of its own steps in ms; null where none of them ran. */
  readonly duration: number | null;
}

/** Compared with another image of the same run. */
export interface VariantReport {
  readonly name: string;
  /** In bytes; null where it could not be measured. */
  readonly size: number | null;
  /** How many bytes smaller this image is than that one; negative where it is larger. */
  readonly saving: number | null;
  /**
   * What that one has more, or less where it is negative, by what it is for; most bytes first. Their sizes
   * sum to `saving`. Empty where either was not measured.
   */
  readonly leftOut: readonly LeftOutReport[];
}

/** One sort of files that a variant has more of. */
export interface LeftOutReport {
  /** In a few words: `compilers and build tools`. */
  readonly what: string;
  /** In bytes. */
  readonly size: number;
}

/** How a container of an image did when it was started and asked. */
export interface SmokeReport {
  readonly status: "passed" | "failed";
  /** From its start until it was ready, in ms; null where it did not get so far. */
  readonly ready: number | null;
  /** All of it, in ms. */
  readonly duration: number;
  /** In the order in which they were made; what comes after the one that it broke off at is left out. */
  readonly checks: readonly SmokeCheck[];
  /** The processes that ran in it once it was ready, in the order of `docker top`. */
  readonly processes: readonly SmokeProcess[];
}

/** One thing that was asked of a container. */
export interface SmokeCheck {
  /** `ready`, `GET /health`, `whoami`, `processes`. */
  readonly what: string;
  /**
   * Why it failed, in words that follow its name (`answered 500 instead of 200`) or, for `ready` and
   * `processes`, the image's (`ended with exit code 1 before it was ready`); null where it passed.
   */
  readonly problem: string | null;
}

export interface SmokeProcess {
  readonly uid: number;
  readonly command: string;
}

/** What a scanner knows against an image. */
export interface ScanReport {
  /** Null where there is none on the PATH. */
  readonly scanner: "trivy" | "grype" | null;
  /** The scanner's version; null without one. */
  readonly version: string | null;
  /** Why there is no result; null where there is one. */
  readonly problem: string | null;
  /**
   * Vulnerabilities, and the credentials and misconfigurations where the scanner looks for them; one that is
   * told of the same package or file more than once counts once. Null without a result.
   */
  readonly counts: Readonly<Record<Severity, number>> | null;
  /** By severity, then by id; at most ten. */
  readonly worst: readonly VulnerabilityReport[];
}

export type Severity = "critical" | "high" | "medium" | "low" | "unknown";

/** One thing that a scanner knows against an image. */
export interface VulnerabilityReport {
  /** `CVE-2026-1234`; of a credential or a misconfiguration, the scanner's rule. */
  readonly id: string;
  readonly severity: Severity;
  /** Name and version of the package, or the path of the file. */
  readonly where: string;
  /** The version that mends it; null where there is none. */
  readonly fixedIn: string | null;
}

/** What a build context offers to the Dockerfile's COPY and ADD. */
export interface ContextReport {
  /** Its folder, as it is shown. */
  readonly folder: string;
  /** What the Dockerfile takes from it may be sent to the builder: without what the ignore file leaves out. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The file that says what is left out, as it is shown; the one to create where there is none. */
  readonly ignoreFile: string;
  readonly hasIgnoreFile: boolean;
  /** What the ignore file should leave out as well, most bytes first. */
  readonly needless: readonly NeedlessReport[];
}

/** What a pattern would leave out of the build context. */
export interface NeedlessReport {
  /** As it stands in an ignore file: `.git`. */
  readonly pattern: string;
  /** What it is, in a few words: `installed packages`. */
  readonly what: string;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Whether it may hold credentials: then its size does not matter. */
  readonly isSecret: boolean;
  /** The instruction that takes it. */
  readonly place: FilePlace;
}

export type Level = "error" | "warning" | "notice";

/** How strict a rule was with an image. */
export interface RuleReport {
  readonly id: string;
  /** That of its strictest findings. */
  readonly level: Level | "off";
  /** Why it could not have failed the image, such as a limit that is not set; null if it could. */
  readonly skipped: string | null;
}

/** One thing that a rule has to say. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** An error that a label of the pull request made a warning. */
  readonly waived: boolean;
  readonly message: string;
  /** Measured value and limit, in the rule's unit; null where the rule has none. */
  readonly actual: number | null;
  readonly limit: number | null;
  readonly place: FilePlace | null;
  /** What to do. */
  readonly advice: string | null;
  /** The last lines of a failed step's log, and nothing else; null without one. */
  readonly log: string | null;
}

/** Lines of a file, from 1. */
export interface FilePlace {
  readonly file: string;
  readonly lines: readonly [number, number];
}
