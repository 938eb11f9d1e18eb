// Made by npm run generate: the types of report.json.

/** The layers that come from the last external FROM of the target's chain. */
export type BaseImageReport = {
  /** As the Dockerfile names it, with known variables expanded; "scratch" for none; null if the name is unknown. */
  readonly name: string | null;
  /** The text after FROM, with variables not expanded; null if the Dockerfile is unknown. */
  readonly from: string | null;
  /** The evidence: BuildKit's provenance, which is exact; the image's history; or the label of buildpacks. */
  readonly knownBy: "provenance" | "history" | "label";
  readonly digest: string | null;
  /** Number of its layers. */
  readonly layers: number;
  /** In bytes. */
  readonly size: number;
  /** If a stand-in replaced the real image, the image that the stand-in was made from; else null. */
  readonly standIn: string | null;
};

/** The baseline image. */
export type BaselineImage = {
  /** Its name in the baseline, if that differs from the present one; else null. */
  readonly renamedFrom: string | null;
  /** Stage that was built; null for an unnamed one. */
  readonly target: string | null;
  readonly platform: string;
  /** In bytes. */
  readonly size: number;
  readonly transferSize: number | null;
  readonly layers: number;
  /** Name of its base image; null if it is unknown. */
  readonly baseImage: string | null;
};

/** The baseline of an image, and where it comes from. */
export type BaselineReport = {
  /** `stored`: an earlier run measured it. `rebuilt`: an earlier run measured it, and this run built it again to tell drift from growth. `built`: this run built and measured it. `given`: an image that the settings name. `none`: there is none, for the reason in `why`. `refused`: there is one, but it is not comparable. `unreadable`: the image that the settings name cannot be read, or has no image for the platform, so growth is not judged. */
  readonly state: "stored" | "rebuilt" | "built" | "given" | "none" | "refused" | "unreadable";
  /** The commit that it belongs to; null if it belongs to none, or the commit is unknown. */
  readonly commit: string | null;
  /** Name of its branch, or of the image that the settings name; null if there is none. */
  readonly name: string | null;
  /** The source of the image that the settings name. Left out if they name none, or it was not found. */
  readonly source?: "engine" | "podman" | "registry" | "archive" | "oci-directory";
  /** Number of commits between it and the base commit. */
  readonly behind: number;
  /** Why there is no baseline, why it is refused, or why the base commit was not built to judge growth; else null. */
  readonly why: string | null;
  /** The last lines of the error if the base does not build, or `prepare` fails; else null. */
  readonly log: string | null;
  /** Path of the file with the whole log of the base's step that failed, from the folder of the report; null if there is none. */
  readonly logFile: string | null;
  /** Its measurement; null if there is none. */
  readonly image: BaselineImage | null;
};

/** The budgets that are set, by the names of their settings without max- in camelCase: size, ownSize, transferSize, layers, wasted, critical and high as numbers in the unit of the setting; growth as it is written in the settings. */
export type Budgets = { readonly [name: string]: number | string };

/** The change of an image against its baseline. Bytes are differences: positive if the image has more. */
export type ChangeReport = {
  readonly size: number;
  /** Null if either is unknown. */
  readonly transferSize: number | null;
  readonly layers: number;
  /** The part of `size` that the change did not cause: growth of a base image whose FROM did not change, and of lines whose text and inputs did not change. The sum of `drift` of all `origins`. */
  readonly drift: number;
  /** The part of `size` in `.git` folders that both images have: a repository's history, which differs from clone to clone. */
  readonly history: number;
  /** The rest: your layers and a changed FROM, without their drift. */
  readonly growth: number;
  /** `growth` in percent of the baseline's size; null if that is 0. */
  readonly growthPercent: number | null;
  /** Whether rebuilding alone may make such a small change: it is written `≈ 0`. */
  readonly negligible: boolean;
  /** The origins that changed, largest change first. Their sizes sum to `size`. */
  readonly origins: readonly OriginChange[];
};

/** A file of the build context that differs from the baseline. */
export type ChangedInput = {
  /** Path from the working directory. */
  readonly file: string;
  /** First and last line that differ, from 1; null if lines in several places differ. */
  readonly lines: Lines | null;
};

/** A folder, or a file, which has no children. Small ones are left out, so children may sum to less. */
export type ContentsNode = {
  /** With several parts if a folder holds only one entry: `usr/lib/python3`. */
  readonly name: string;
  /** In bytes, with everything below it. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Difference to the baseline in bytes, with files that are gone; null if it is unknown. */
  readonly change: number | null;
  /** Most bytes first. */
  readonly children: readonly ContentsNode[];
};

/** The files of a build context that the Dockerfile's COPY and ADD can take. */
export type ContextReport = {
  /** Path of the context, from the working directory. */
  readonly folder: string;
  /** In bytes: the files that the Dockerfile may take, without files that the ignore file leaves out. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Path of the ignore file; if there is none, of the one to create. */
  readonly ignoreFile: string;
  readonly hasIgnoreFile: boolean;
  /** Why BuildKit does not read an ignore file, or refuses it: `.dockerignore is a link to ../ignore, …`; null if there is no such file. */
  readonly ignoreFileFault: string | null;
  /** Files that the ignore file should leave out, too, most bytes first. */
  readonly needless: readonly NeedlessReport[];
};

/** The same content under several paths. */
export type DuplicateReport = {
  /** Size of one copy in bytes. */
  readonly size: number;
  /** In the order of the layers, then by name; at least two, one for each copy. */
  readonly paths: readonly string[];
};

/** The engine and the builder of the images. Sizes from different engines may differ. */
export type EngineReport = {
  /** Version of Docker Engine; null for a builder without one. */
  readonly version: string | null;
  readonly store: "classic" | "containerd" | null;
  readonly buildx: string;
  readonly builder: string;
};

/** The change of a file, or of a folder with many files. */
export type FileChange = {
  /** A folder's ends in a slash. */
  readonly path: string;
  /** A folder is `added` if it held no file before, and `removed` if it holds none now. */
  readonly kind: "added" | "removed" | "changed";
  /** Difference in bytes; 0 if a folder lost as many bytes as it gained. */
  readonly size: number;
  /** Number of files that differ in size: 1 for a file. */
  readonly files: number;
};

/** Lines of a file, from 1. */
export type FilePlace = {
  readonly file: string;
  readonly lines: Lines;
};

/** One finding of a rule. */
export type Finding = {
  readonly rule: string;
  readonly level: Level;
  /** Whether a label of the pull request turned this error into a warning. */
  readonly waived: boolean;
  readonly message: string;
  /** Measured value, in the rule's unit; null if the rule measures none. */
  readonly actual: number | null;
  readonly limit: number | null;
  readonly place: FilePlace | null;
  /** What to do. */
  readonly advice: string | null;
  /** The last lines of the log of the step that failed; null without a log. */
  readonly log: string | null;
  /** Path of the file with the whole log of that step, from the folder of the report; null if there is none. */
  readonly logFile: string | null;
};

/** One gated image. */
export type ImageReport = {
  /** Unique. For an image with several platforms it names the platform: `production · linux/arm64`. */
  readonly name: string;
  /** Name in the configuration, the same for all platforms of an image. */
  readonly imageName: string;
  /** `os/architecture[/variant]`; null if the settings name none and the image could not be built or read. */
  readonly platform: string | null;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  readonly verdict: Verdict;
  /** Whether its failures do not count. */
  readonly reportOnly: boolean;
  /** Whether its inputs did not change, so that this run did not build or test it, and used the stored measurement. */
  readonly unchanged: boolean;
  /** The FROM of the target in its Dockerfile; null for an existing image. */
  readonly place: FilePlace | null;
  readonly budgets: Budgets;
  /** Null if it could not be built or read. */
  readonly image: MeasuredImage | null;
  /** The test targets that ran, in the order of the settings. Tests run for one platform of an image; for its other platforms the list is empty. */
  readonly tests: readonly TestReport[];
  /** Test targets that could not start, because the image failed in a step that they need, too; in the order of the settings. */
  readonly testsNotRun: readonly string[];
  /** The platform that the image's tests ran on, if it is not this one; else null. */
  readonly testsOn: string | null;
  /** The smoke test; null if it did not run. */
  readonly smoke: SmokeReport | null;
  /** Why the smoke test did not run for this platform; null if it ran, or the settings have none. */
  readonly smokeNotRun: string | null;
  /** The result of a scanner; null if the settings ask for no scan. */
  readonly scan: ScanReport | null;
  /** Its build context; null for an existing image, and for a context that is not a folder. */
  readonly context: ContextReport | null;
  /** The variant that it is compared with. */
  readonly variant: VariantReport | null;
  readonly baseline: BaselineReport;
  /** The change against the baseline; null if there is no baseline, or the image was not measured. */
  readonly change: ChangeReport | null;
  /** True if drift counts as growth (`max-growth-includes-drift`); else left out. */
  readonly driftCounts?: true;
  /** Its contents: one tree for each origin, in the order of the first layers of the origins. */
  readonly contents: readonly OriginContents[];
  /** The steps of its targets' stages: first the steps that ran, in the order of their starts, then cached steps. */
  readonly steps: readonly StepReport[];
  /** By level, then by rule. */
  readonly findings: readonly Finding[];
  /** The level of each rule for it, in the order in which findings of one level are shown. */
  readonly rules: readonly RuleReport[];
};

export type Instruction = {
  readonly kind: "instruction";
  readonly stage: string | null;
  /** Path of the Dockerfile, from the working directory. */
  readonly file: string;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** As it is written in the Dockerfile, on one line. A FROM followed by `(ONBUILD of the base image)` stands for a layer that an ONBUILD instruction of the base image made. */
  readonly instruction: string;
  /** True if the working folder does not have this file with the text that the image was built from, so that nothing is annotated there; else left out. */
  readonly elsewhere?: true;
};

/** One layer. */
export type LayerReport = {
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** In bytes; null for a foreign layer that is not in the image's source. */
  readonly size: number | null;
  /** In bytes. */
  readonly transferSize: number | null;
  /** Number of regular files. */
  readonly files: number;
  readonly origin: Origin;
};

/** The difference between a variant and the image for files of one purpose. */
export type LeftOutReport = {
  /** In a few words: `compilers and build tools`. */
  readonly what: string;
  /** In bytes. */
  readonly size: number;
};

export type LeftoverKind = "package-cache" | "build-tool" | "dev-dependency" | "leftover";

/** Removable files: an origin left them in the image, and nothing in the image needs them. */
export type LeftoverReport = {
  readonly kind: LeftoverKind;
  /** What it is, in a few words: `apt's package lists`. */
  readonly what: string;
  readonly origin: Origin;
  readonly madeBy?: MadeBy;
  /** The folder that holds all of them, or the one file. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The change to make, in one or two sentences. */
  readonly advice: string;
};

export type Level = "error" | "warning" | "notice";

export type Lines = readonly [number, number];

/** The instruction of another stage that made the files, if `origin` copies them from there and they were traced; else left out. */
export type MadeBy = {
  readonly kind: "instruction";
  readonly stage: string | null;
  /** Path of the Dockerfile, from the working directory. */
  readonly file: string;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** As it is written in the Dockerfile, on one line. A FROM followed by `(ONBUILD of the base image)` stands for a layer that an ONBUILD instruction of the base image made. */
  readonly instruction: string;
  /** True if the working folder does not have this file with the text that the image was built from, so that nothing is annotated there; else left out. */
  readonly elsewhere?: true;
};

/** An image that was measured. `stagegate inspect --json` prints one. */
export type MeasuredImage = {
  /** `os/architecture[/variant]`. */
  readonly platform: string;
  /** Left out for an image that was built. */
  readonly source?: {
    readonly kind: "engine" | "podman" | "registry" | "archive" | "oci-directory";
    /** Its name in the engine, Podman's storage or the registry; else the path from the working directory. */
    readonly name: string;
    /** The engine's or Podman's id of the image, or the digest of the manifest or index that the name leads to in its registry; null for an archive or a directory. */
    readonly digest: string | null;
  };
  /** Unpacked size in bytes: the sum of the regular files of all layers' tars, without layers of unknown size. */
  readonly size: number;
  /** Number of layers of unknown size: foreign layers of a Windows image that are not in its source. Left out if there are none. */
  readonly unknownLayers?: number;
  /** Compressed size in bytes: the sum of the layer blobs; null if the source holds uncompressed layers. */
  readonly transferSize: number | null;
  /** Base image first. */
  readonly layers: readonly LayerReport[];
  readonly user: UserReport;
  /** Null if it is unknown which layers belong to the base image. */
  readonly baseImage: BaseImageReport | null;
  /** Bytes of your layers that a later layer deletes or replaces; the surviving copy is not waste. If the base image is unknown, all layers count as yours. */
  readonly wasted: number;
  /** The wasted bytes by the origins that made and hid them, most bytes first, at most 1,000 rows. Rows with the base image as their origin are not in `wasted`: they are needless copies of its files in your layers. */
  readonly waste: readonly WasteReport[];
  /** Files that your layers hold more than once, most bytes first; at most ten. */
  readonly duplicates: readonly DuplicateReport[];
  /** Removable files, most bytes first. */
  readonly leftovers: readonly LeftoverReport[];
  /** Credentials that ship with it, in the order of its layers; credentials of its configuration come last. */
  readonly secrets: readonly SecretReport[];
  /** Whether its configuration has a health check. */
  readonly healthcheck: boolean;
};

/** Files of the build context that a pattern of an ignore file would leave out. */
export type NeedlessReport = {
  /** As it is written in an ignore file: `.git`. */
  readonly pattern: string;
  /** What it is, in a few words: `installed packages`. */
  readonly what: string;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** Whether it may hold credentials, which are reported whatever their size. */
  readonly isSecret: boolean;
  /** The files and folders that it would leave out, as paths from the context, most bytes first; at most ten. */
  readonly paths: readonly {
    readonly path: string;
    /** In bytes. */
    readonly size: number;
    /** Number of files. */
    readonly files: number;
  }[];
  /** Number of further files and folders. */
  readonly morePaths: number;
  /** The instruction that takes them. */
  readonly place: {
    readonly file: string;
    readonly lines: Lines;
  };
};

/** The change of one origin. */
export type OriginChange = {
  /** Null if the origin is new. */
  readonly before: Origin | null;
  /** Null if the origin is gone. */
  readonly after: Origin | null;
  readonly size: number;
  /** The part of `size` that the change did not cause; see `drift` of the image. */
  readonly drift: number;
  /** The largest ten changes, of files or of whole folders; empty if the files are unknown. */
  readonly files: readonly FileChange[];
  readonly trace?: Trace;
};

/** The files of one origin as a tree of folders. */
export type OriginContents = {
  readonly origin: Origin;
  /** The root of the tree. Its name is "". */
  readonly root: {
    /** With several parts if a folder holds only one entry: `usr/lib/python3`. */
    readonly name: string;
    /** In bytes, with everything below it. */
    readonly size: number;
    /** Number of files. */
    readonly files: number;
    /** Difference to the baseline in bytes, with files that are gone; null if it is unknown. */
    readonly change: number | null;
    /** Most bytes first. */
    readonly children: readonly ContentsNode[];
  };
  readonly trace?: Trace;
};

/** The origin of a layer. */
export type Origin = {
  readonly kind: "base";
} | Instruction | {
  readonly kind: "history";
  /** The tool that wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`. */
  readonly by: "dockerfile" | "buildpacks" | "ko" | "jib" | "bazel" | "nix" | "apko" | "other";
  /** The instruction or the tool's own words, on one line, without the values of build arguments. */
  readonly instruction: string;
} | {
  readonly kind: "unknown";
};

/** The report of a run. Every format is a pure function of it. Bytes and milliseconds are numbers; an unknown value is null. */
export type Report = {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** SHA of the commit that was judged: the last commit of a pull request, else the commit that is checked out. Left out if there is none, and by earlier versions. */
  readonly commit?: string;
  /** Findings that concern no single image, for example on settings of the run. */
  readonly findings: readonly Finding[];
  /** Null if no image needed an engine. */
  readonly engine: EngineReport | null;
  /** In the order of the configuration. */
  readonly images: readonly ImageReport[];
  /** Names of the images that the baseline's commit gates and this commit does not, in the order of the baseline. */
  readonly removedImages: readonly string[];
  /** The label that turns failures into warnings, if the pull request has it; else null. */
  readonly waiver: string | null;
};

/** The level of a rule for an image. */
export type RuleReport = {
  readonly id: string;
  /** The strictest level of its findings. */
  readonly level: Level | "off";
  /** Why the rule could not have failed the image, for example because a limit is not set; null if it could. */
  readonly skipped: string | null;
  /** Why the check of the rule has no result; null if it has one, or the rule has no check. */
  readonly problem: string | null;
};

/** The result of a scanner for an image. */
export type ScanReport = {
  /** Null if there is none on the PATH. */
  readonly scanner: "trivy" | "grype" | null;
  /** The scanner's version; null without a scanner. */
  readonly version: string | null;
  /** Why there is no result; null if there is one. */
  readonly problem: string | null;
  /** Numbers of vulnerabilities, and of credentials and misconfigurations if the scanner looks for them. The same one in the same package or file counts once. Null without a result. */
  readonly counts: {
    readonly critical: number;
    readonly high: number;
    readonly medium: number;
    readonly low: number;
    readonly unknown: number;
  } | null;
  /** By severity, then by id; at most ten. */
  readonly worst: readonly VulnerabilityReport[];
};

/** A credential that ships with an image. stagegate does not store its content. */
export type SecretReport = {
  /** What it is, in a few words: `a private key (RSA)`. */
  readonly what: string;
  /** Where it is: a file of a layer, a variable of the configuration, or a line of the history. */
  readonly kind: "file" | "variable" | "history";
  /** The file's path, or the name of the variable or build argument. */
  readonly name: string;
  /** The origin that added it. */
  readonly origin: {
    readonly kind: "base";
  } | Instruction | {
    readonly kind: "history";
    /** The tool that wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`. */
    readonly by: "dockerfile" | "buildpacks" | "ko" | "jib" | "bazel" | "nix" | "apko" | "other";
    /** The instruction or the tool's own words, on one line, without the values of build arguments. */
    readonly instruction: string;
  } | {
    readonly kind: "unknown";
  };
  readonly madeBy?: MadeBy;
  /** Whether a later layer hides the file; it still ships. */
  readonly hidden: boolean;
};

export type Severity = "critical" | "high" | "medium" | "low" | "unknown";

/** One check of a container. */
export type SmokeCheck = {
  /** `ready`: the container becomes ready. `request`: it answers a request. `processes`: none runs as root. `command`: a command in it succeeds. */
  readonly kind: "ready" | "request" | "processes" | "command";
  /** `ready`, `GET /health`, `processes`, `whoami`. */
  readonly what: string;
  /** Why it failed, in words that follow its name (`answered 500 instead of 200`) or, for `ready` and `processes`, the image's name (`ended with exit code 1 before it was ready`); null if it passed. */
  readonly problem: string | null;
};

export type SmokeProcess = {
  readonly uid: number;
  readonly command: string;
};

/** The result of the smoke test of an image. */
export type SmokeReport = {
  readonly status: "passed" | "failed";
  /** Time from the start of the container until it was ready, in ms; null if it never was. */
  readonly ready: number | null;
  /** Time of the whole test, in ms. */
  readonly duration: number;
  /** In the order in which they ran. If the test ends early, later checks are left out. */
  readonly checks: readonly SmokeCheck[];
  /** The processes of the container after it was ready, in the order of `docker top`. */
  readonly processes: readonly SmokeProcess[];
};

/** The source of an image that was not built. */
export type SourceReport = {
  readonly kind: "engine" | "podman" | "registry" | "archive" | "oci-directory";
  /** Its name in the engine, Podman's storage or the registry; else the path from the working directory. */
  readonly name: string;
  /** The engine's or Podman's id of the image, or the digest of the manifest or index that the name leads to in its registry; null for an archive or a directory. */
  readonly digest: string | null;
};

/** A step of the build. */
export type StepReport = {
  readonly stage: string | null;
  /** As it is written in the Dockerfile, on one line; null if it is unknown. */
  readonly instruction: string | null;
  /** First and last line in the Dockerfile; null if they are unknown. */
  readonly lines: Lines | null;
  /** Time from the start of the image's first step, in ms; null if it did not run. */
  readonly started: number | null;
  /** In ms; null if it did not run or did not end. */
  readonly duration: number | null;
  readonly cached: boolean;
};

/** The result of a test target. */
export type TestReport = {
  readonly target: string;
  readonly status: "passed" | "failed";
  /** Whether all of its own steps came from the build cache. */
  readonly cached: boolean;
  /** Wall time of its own steps in ms; null if none of them ran. */
  readonly duration: number | null;
};

/** The origin of bytes that a `COPY --from` copied. */
export type TraceOrigin = Instruction | {
  readonly kind: "image";
  /** Name of the image. */
  readonly name: string;
  /** The stage that the image is the base image of; null if the COPY names the image itself, or if the stage has no name. */
  readonly stage: string | null;
};

/** The part of a `COPY --from` that one origin made. */
export type TracePart = {
  /** The instruction or image that made it; the COPY itself for bytes that cannot be traced. */
  readonly origin: Instruction | {
    readonly kind: "image";
    /** Name of the image. */
    readonly name: string;
    /** The stage that the image is the base image of; null if the COPY names the image itself, or if the stage has no name. */
    readonly stage: string | null;
  };
  /** The `COPY --from` instructions in other stages through which it came, the last one first. */
  readonly through: readonly Instruction[];
  /** In bytes; a difference in a change. */
  readonly size: number;
  /** Number of files; in a change, of files that differ. */
  readonly files: number;
  /** The changed files of the build context that the instruction uses; left out if none is known. */
  readonly inputs?: readonly ChangedInput[];
};

/** The origins of the bytes of a `COPY --from`, most bytes first: the sizes sum to the size of the COPY. Left out if it was not traced. */
export type Trace = readonly TracePart[];

/** The user that a container of the image starts as. */
export type UserReport = {
  /** The configuration's `User`. */
  readonly configured: string;
  /** Name in the image's `/etc/passwd`, or the account of a Windows image; null if there is none. */
  readonly name: string | null;
  /** Null if the configured user cannot be resolved; in most cases, such a container does not start. Always null for Windows, where accounts have no numbers. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Why it cannot be resolved; null if it can. */
  readonly problem: string | null;
};

/** The comparison with another image of the same run, the variant. */
export type VariantReport = {
  readonly name: string;
  /** In bytes; null if it could not be measured. */
  readonly size: number | null;
  /** Bytes by which this image is smaller than the variant; negative if it is larger. */
  readonly saving: number | null;
  /** Bytes that the variant has in addition, by purpose, most bytes first; negative if it has less. Their sizes sum to `saving`. Empty if either image was not measured. */
  readonly leftOut: readonly LeftOutReport[];
};

/** `error`: could not be judged. */
export type Verdict = "pass" | "fail" | "error";

/** One vulnerability that a scanner found in an image. */
export type VulnerabilityReport = {
  /** `CVE-2026-1234`; for a credential or a misconfiguration, the scanner's rule. */
  readonly id: string;
  readonly severity: Severity;
  /** Name and version of the package, or the path of the file. */
  readonly where: string;
  /** The version that fixes it; null if there is none. */
  readonly fixedIn: string | null;
};

/** Bytes of one origin that a later origin hides. If the origin is the base image: bytes that the later origin stores again with the same content (`touched`). */
export type WasteReport = {
  readonly origin: Origin;
  readonly hiddenBy: Origin;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The files are `deleted`, `replaced` by other content, or only `touched` (stored again with the same content). */
  readonly how: "deleted" | "replaced" | "touched";
  /** The deepest folder that holds all of them, or the one file; a folder's ends in a slash. */
  readonly path: string;
};
