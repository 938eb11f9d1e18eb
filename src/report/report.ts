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
  /**
   * Bytes of your layers that a later layer deletes or replaces; the surviving copy is not waste. All
   * layers count as yours where the base image is not known.
   */
  readonly wasted: number;
  /**
   * The same by what hid what, most bytes first. The rows whose origin is the base image are beside it:
   * copies that your layers hold of its files, which are seen and so not wasted, but needless.
   */
  readonly waste: readonly WasteReport[];
  /** Files that your layers hold more than once, most bytes first; at most ten. */
  readonly duplicates: readonly DuplicateReport[];
  /** What needs not be in it, most bytes first. */
  readonly leftovers: readonly LeftoverReport[];
}

/** What an origin left in the image that nothing there needs. */
export interface LeftoverReport {
  readonly kind: LeftoverKind;
  /** What it is, in a few words: `apt's package lists`. */
  readonly what: string;
  readonly origin: Origin;
  /** The folder that holds all of it, or the one file. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The change to make, one sentence. */
  readonly advice: string;
}

export type LeftoverKind = "package-cache" | "build-tool" | "dev-dependency" | "leftover";

/**
 * Bytes of one origin that a later one hid; or, where the origin is the base image, bytes that the later
 * one stored again though their content is the base image's (`touched`).
 */
export interface WasteReport {
  readonly origin: Origin;
  readonly hiddenBy: Origin;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** What hiding it was for: `deleted`, `replaced` by other content, or only `touched` (the same content). */
  readonly how: "deleted" | "replaced" | "touched";
  /** The deepest folder that holds all of them, or the one file; a folder's ends in a slash. */
  readonly path: string;
}

/** The same content under several paths. */
export interface DuplicateReport {
  /** Size of one copy in bytes. */
  readonly size: number;
  /** In the order of the layers, then by name; at least two, one for each copy. */
  readonly paths: readonly string[];
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
  /** As it stands behind FROM, variables not expanded; null where no Dockerfile tells it. */
  readonly from: string | null;
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
  readonly baseline: BaselineReport;
  /** Against the baseline; null where there is none, or nothing was measured. */
  readonly change: ChangeReport | null;
  /** What is in it: one tree for each origin, in the order of its first layer. */
  readonly contents: readonly OriginContents[];
  /** The steps of its targets' stages: those that ran in the order in which they started, then cached ones. */
  readonly steps: readonly StepReport[];
  /** By level, then by rule. */
  readonly findings: readonly Finding[];
}

/** The limits that were set; bytes, and a number of layers. */
export interface Budgets {
  readonly size: number | null;
  readonly transferSize: number | null;
  readonly layers: number | null;
  /** As it was written: `10 %`, `5 MB`. */
  readonly growth: string | null;
}

/** What an image is compared with, and where that comes from. */
export interface BaselineReport {
  /**
   * `stored`: measured by an earlier run; `built`: built and measured by this one; `given`: an image that
   * the settings name. There is none for the reason in `why`; `refused`: there is one, but not comparable.
   */
  readonly state: "stored" | "built" | "given" | "none" | "refused";
  /** The commit it was measured of; null where it is not of a commit, or none is known. */
  readonly commit: string | null;
  /** Name of the branch or of the image that it belongs to; null where there is none. */
  readonly name: string | null;
  /** How many commits lie between it and the commit that should be compared with. */
  readonly behind: number;
  /** Why there is none, or why it is refused; else null. */
  readonly why: string | null;
  /** The last lines of the error where the base does not build; else null. */
  readonly log: string | null;
  /** What was measured of it; null where nothing was. */
  readonly image: BaselineImage | null;
}

/** What is told of a baseline's image. */
export interface BaselineImage {
  /** What the image was called there, where that differs from its name now; else null. */
  readonly renamedFrom: string | null;
  /** Stage that was built; null for an unnamed one. */
  readonly target: string | null;
  readonly platform: string;
  /** In bytes. */
  readonly size: number;
  readonly transferSize: number | null;
  readonly layers: number;
  /** Name of its base image; null where that is not known. */
  readonly baseImage: string | null;
}

/** An image against its baseline. Bytes are differences: positive where the image has more. */
export interface ChangeReport {
  readonly size: number;
  /** Null where either is not known. */
  readonly transferSize: number | null;
  readonly layers: number;
  /** The part of `size` that a base image brought whose FROM did not change. */
  readonly drift: number;
  /** The rest: your layers and a changed FROM. */
  readonly growth: number;
  /** `growth` in percent of the baseline's size; null where that is 0. */
  readonly growthPercent: number | null;
  /** Whether it is so small that rebuilding alone may make it: written `≈ 0`. */
  readonly negligible: boolean;
  /** What made it, largest first; what did not change is left out. Their sizes sum to `size`. */
  readonly origins: readonly OriginChange[];
}

/** One origin against itself. */
export interface OriginChange {
  /** Null where the baseline has none like it. */
  readonly before: Origin | null;
  /** Null where it is no more. */
  readonly after: Origin | null;
  readonly size: number;
  /** The largest ten, folded by folder where that says more; empty where the files are not known. */
  readonly files: readonly FileChange[];
}

/** A file, or a folder of many, against itself. */
export interface FileChange {
  /** A folder's ends in a slash. */
  readonly path: string;
  /** A folder is `added` where it held no file before, and `removed` where it holds none now. */
  readonly kind: "added" | "removed" | "changed";
  /** Difference in bytes; 0 where a folder lost as much as it got. */
  readonly size: number;
  /** Number of files that differ in size: 1 for a file. */
  readonly files: number;
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
}

export type Level = "error" | "warning" | "notice";

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
