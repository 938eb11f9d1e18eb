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

/** An image that was measured. `stagegate inspect --json` prints one. */
export interface MeasuredImage {
  /** `os/architecture[/variant]`. */
  readonly platform: string;
  /** Sum of the regular files of all layers' tars, in bytes. */
  readonly size: number;
  /** Sum of the layer blobs in bytes; null where the source holds uncompressed layers. */
  readonly transferSize: number | null;
  /** Base image first. */
  readonly layers: readonly LayerReport[];
  readonly user: UserReport;
  /** Null where it is not known which layers are the base image's. */
  readonly baseImage: BaseImageReport | null;
}

/** One layer. */
export interface LayerReport {
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** In bytes. */
  readonly size: number;
  /** In bytes. */
  readonly transferSize: number | null;
  /** Number of regular files. */
  readonly files: number;
  readonly origin: Origin;
}

/** What made a layer. */
export type Origin =
  | { readonly kind: "base" }
  | {
      readonly kind: "instruction";
      readonly stage: string | null;
      /** Path of the Dockerfile, from the working directory. */
      readonly file: string;
      /** First and last line, from 1. */
      readonly lines: readonly [number, number];
      /** As it stands in the Dockerfile, on one line. */
      readonly instruction: string;
    }
  | { readonly kind: "unknown" };

/** The user that a container of the image starts as. */
export interface UserReport {
  /** The configuration's `User`. */
  readonly configured: string;
  /** Name in the image's `/etc/passwd`; null where it has none there. */
  readonly name: string | null;
  /** Null where the configured user cannot be resolved: such a container does not start. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Why it cannot be resolved; null where it can. */
  readonly problem: string | null;
}

/** The layers that come from the last external FROM of the target's chain. */
export interface BaseImageReport {
  /** As the Dockerfile names it, variables expanded where `knownBy` is provenance; "scratch" for none. */
  readonly name: string;
  /** What told it: BuildKit's provenance, which is exact, or the image's history beside the Dockerfile. */
  readonly knownBy: "provenance" | "history";
  readonly digest: string | null;
  /** Number of its layers. */
  readonly layers: number;
  /** In bytes. */
  readonly size: number;
  /** What it was made of where a stand-in took the place of the real image; else null. */
  readonly standIn: string | null;
}

/** One gated image. */
export interface ImageReport {
  readonly name: string;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  readonly verdict: Verdict;
  /** Its failures do not count. */
  readonly reportOnly: boolean;
  readonly budgets: Budgets;
  /** Null where it could not be built or read. */
  readonly image: MeasuredImage | null;
  /** In the order of the settings. */
  readonly tests: readonly TestReport[];
  /** The variant it is compared with. */
  readonly variant: VariantReport | null;
  /** By level, then by rule. */
  readonly findings: readonly Finding[];
}

/** The limits that were set; bytes, and a number of layers. */
export interface Budgets {
  readonly size: number | null;
  readonly transferSize: number | null;
  readonly layers: number | null;
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
}

export type Level = "error" | "warning" | "notice";

/** One thing that a rule has to say. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
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
