// Made by npm run generate: the types of report.json.

/** The layers that come from the last external FROM of the target's chain. */
export type BaseImageReport = {
  /** As the Dockerfile names it, variables expanded where their values are known; "scratch" for none; null where nothing names it. */
  readonly name: string | null;
  /** As it stands behind FROM, variables not expanded; null where no Dockerfile tells it. */
  readonly from: string | null;
  /** What told it: BuildKit's provenance, which is exact; the image's history; or the label of buildpacks. */
  readonly knownBy: "provenance" | "history" | "label";
  readonly digest: string | null;
  /** Number of its layers. */
  readonly layers: number;
  /** In bytes. */
  readonly size: number;
  /** What it was made of where a stand-in took the place of the real image; else null. */
  readonly standIn: string | null;
};

/** The image that is the baseline. */
export type BaselineImage = {
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
};

/** What an image is compared with, and where that comes from. */
export type BaselineReport = {
  /** `stored`: measured by an earlier run; `rebuilt`: the same, and built again by this run, to tell drift from growth; `built`: built and measured by this one; `given`: an image that the settings name. There is none for the reason in `why`; `refused`: there is one, but not comparable; `unreadable`: the image that the settings name cannot be read, or has no image for the platform, so growth is not judged. */
  readonly state: "stored" | "rebuilt" | "built" | "given" | "none" | "refused" | "unreadable";
  /** The commit it was measured of; null where it is not of a commit, or none is known. */
  readonly commit: string | null;
  /** Name of the branch or of the image that it belongs to; null where there is none. */
  readonly name: string | null;
  /** Where the image was found that the settings name. Left out if they name none, or it is nowhere. */
  readonly source?: "engine" | "podman" | "registry" | "archive" | "oci-directory";
  /** How many commits lie between it and the commit that should be compared with. */
  readonly behind: number;
  /** Why there is none, why it is refused, or why the commit that should be compared with was not built to judge growth; else null. */
  readonly why: string | null;
  /** The last lines of the error where the base does not build, or `prepare` fails; else null. */
  readonly log: string | null;
  /** Path of the file with the whole log of the step by which the base does not build, from the folder of the report; null without one. */
  readonly logFile: string | null;
  /** What was measured of it; null where nothing was. */
  readonly image: BaselineImage | null;
};

/** The limits that are set, by the names of their settings without max- in camelCase: size, transferSize, layers, wasted, critical, high in the units of the setting; growth as it was written. */
export type Budgets = { readonly [name: string]: number | string };

/** An image against its baseline. Bytes are differences: positive where the image has more. */
export type ChangeReport = {
  readonly size: number;
  /** Null where either is not known. */
  readonly transferSize: number | null;
  readonly layers: number;
  /** The part of `size` that the change did not cause: of a base image whose FROM did not change, and of lines whose text and inputs did not. The sum of `drift` of all `origins`. */
  readonly drift: number;
  /** The part of `size` that lies in `.git` folders which both have: a repository's history, which differs from clone to clone. */
  readonly history: number;
  /** The rest: your layers and a changed FROM, without their drift. */
  readonly growth: number;
  /** `growth` in percent of the baseline's size; null where that is 0. */
  readonly growthPercent: number | null;
  /** Whether it is so small that rebuilding alone may make it: written `≈ 0`. */
  readonly negligible: boolean;
  /** What made it, largest first; what did not change is left out. Their sizes sum to `size`. */
  readonly origins: readonly OriginChange[];
};

/** A file of the build context that differs from the baseline. */
export type ChangedInput = {
  /** Path from the working directory. */
  readonly file: string;
  /** The lines that differ, first and last, from 1; null if they are in several places. */
  readonly lines: Lines | null;
};

/** A folder, or a file, which has no children. Small ones are left out, so children may sum to less. */
export type ContentsNode = {
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
};

/** What a build context offers to the Dockerfile's COPY and ADD. */
export type ContextReport = {
  /** Its folder, as it is shown. */
  readonly folder: string;
  /** What the Dockerfile takes from it may be sent to the builder: without what the ignore file leaves out. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The file that says what is left out, as it is shown; the one to create where there is none. */
  readonly ignoreFile: string;
  readonly hasIgnoreFile: boolean;
  /** Why BuildKit does not read an ignore file, or refuses it: `.dockerignore is a link to ../ignore, …`; null where there is no such file. */
  readonly ignoreFileFault: string | null;
  /** What the ignore file should leave out as well, most bytes first. */
  readonly needless: readonly NeedlessReport[];
};

/** The same content under several paths. */
export type DuplicateReport = {
  /** Size of one copy in bytes. */
  readonly size: number;
  /** In the order of the layers, then by name; at least two, one for each copy. */
  readonly paths: readonly string[];
};

/** What built and held the images; sizes from different engines are not compared in silence. */
export type EngineReport = {
  /** Version of Docker Engine; null for a builder without one. */
  readonly version: string | null;
  readonly store: "classic" | "containerd" | null;
  readonly buildx: string;
  readonly builder: string;
};

/** A file, or a folder of many, against itself. */
export type FileChange = {
  /** A folder's ends in a slash. */
  readonly path: string;
  /** A folder is `added` where it held no file before, and `removed` where it holds none now. */
  readonly kind: "added" | "removed" | "changed";
  /** Difference in bytes; 0 where a folder lost as much as it got. */
  readonly size: number;
  /** Number of files that differ in size: 1 for a file. */
  readonly files: number;
};

/** Lines of a file, from 1. */
export type FilePlace = {
  readonly file: string;
  readonly lines: Lines;
};

/** One thing that a rule has to say. */
export type Finding = {
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
  /** Path of the file with the whole log of that step, from the folder of the report; null without one. */
  readonly logFile: string | null;
};

/** One gated image. */
export type ImageReport = {
  /** Unique; of an image with several platforms it names the platform: `production · linux/arm64`. */
  readonly name: string;
  /** Name in the configuration, the same for all platforms of an image. */
  readonly imageName: string;
  /** `os/architecture[/variant]`; null if nobody named it and the image could not be built or read. */
  readonly platform: string | null;
  /** Stage that was built; null for an unnamed last stage and for an existing image. */
  readonly target: string | null;
  readonly verdict: Verdict;
  /** Its failures do not count. */
  readonly reportOnly: boolean;
  /** Nothing of it changed, so it was neither built nor tested: its measurement is the stored one. */
  readonly unchanged: boolean;
  /** The FROM of the target in its Dockerfile; null for an existing image. */
  readonly place: FilePlace | null;
  readonly budgets: Budgets;
  /** Null where it could not be built or read. */
  readonly image: MeasuredImage | null;
  /** The test targets that ran, in the order of the settings; empty for the other platforms of an image, whose tests run once. */
  readonly tests: readonly TestReport[];
  /** Test targets that could not start, since the image failed in a step that they need as well; in the order of the settings. */
  readonly testsNotRun: readonly string[];
  /** The platform that the image's tests ran on, if it is another than this one; else null. */
  readonly testsOn: string | null;
  /** How a container of it did; null where none was started. */
  readonly smoke: SmokeReport | null;
  /** Why the smoke test did not run for this platform; null if it ran, or none was asked for. */
  readonly smokeNotRun: string | null;
  /** What a scanner knows against it; null where none was asked for. */
  readonly scan: ScanReport | null;
  /** What its build context offers; null for an existing image, and for a context that is no folder. */
  readonly context: ContextReport | null;
  /** The variant it is compared with. */
  readonly variant: VariantReport | null;
  readonly baseline: BaselineReport;
  /** Against the baseline; null where there is none, or nothing was measured. */
  readonly change: ChangeReport | null;
  /** True where drift counts as growth: `max-growth-includes-drift`; else left out. */
  readonly driftCounts?: true;
  /** What is in it: one tree for each origin, in the order of its first layer. */
  readonly contents: readonly OriginContents[];
  /** The steps of its targets' stages: those that ran in the order in which they started, then cached ones. */
  readonly steps: readonly StepReport[];
  /** By level, then by rule. */
  readonly findings: readonly Finding[];
  /** How strict each rule was with it, in the order in which findings of one level are shown. */
  readonly rules: readonly RuleReport[];
};

export type Instruction = {
  readonly kind: "instruction";
  readonly stage: string | null;
  /** Path of the Dockerfile, from the working directory. */
  readonly file: string;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** As it stands in the Dockerfile, on one line. ONBUILD of a base image made a layer whose FROM has `(ONBUILD of the base image)` behind it. */
  readonly instruction: string;
  /** True where the working folder has no such file with the text that the image was built from, so that nothing is annotated there; else left out. */
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

/** One sort of files that a variant has more of. */
export type LeftOutReport = {
  /** In a few words: `compilers and build tools`. */
  readonly what: string;
  /** In bytes. */
  readonly size: number;
};

export type LeftoverKind = "package-cache" | "build-tool" | "dev-dependency" | "leftover";

/** What an origin left in the image that nothing there needs. */
export type LeftoverReport = {
  readonly kind: LeftoverKind;
  /** What it is, in a few words: `apt's package lists`. */
  readonly what: string;
  readonly origin: Origin;
  readonly madeBy?: MadeBy;
  /** The folder that holds all of it, or the one file. */
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
  /** As it stands in the Dockerfile, on one line. ONBUILD of a base image made a layer whose FROM has `(ONBUILD of the base image)` behind it. */
  readonly instruction: string;
  /** True where the working folder has no such file with the text that the image was built from, so that nothing is annotated there; else left out. */
  readonly elsewhere?: true;
};

/** An image that was measured. `stagegate inspect --json` prints one. */
export type MeasuredImage = {
  /** `os/architecture[/variant]`. */
  readonly platform: string;
  /** Where it was read from; left out for an image that was built. */
  readonly source?: {
    readonly kind: "engine" | "podman" | "registry" | "archive" | "oci-directory";
    /** Its name in the engine, Podman's storage or the registry; else the path from the working directory. */
    readonly name: string;
    /** The engine's or Podman's id of the image, or the digest of the manifest or index that the name leads to in its registry; null for an archive or a directory. */
    readonly digest: string | null;
  };
  /** Sum of the regular files of all layers' tars, in bytes. It lacks the layers of unknown size. */
  readonly size: number;
  /** How many layers have an unknown size: foreign layers of a Windows image that are not in its source. Left out if there are none. */
  readonly unknownLayers?: number;
  /** Sum of the layer blobs in bytes; null where the source holds uncompressed layers. */
  readonly transferSize: number | null;
  /** Base image first. */
  readonly layers: readonly LayerReport[];
  readonly user: UserReport;
  /** Null where it is not known which layers are the base image's. */
  readonly baseImage: BaseImageReport | null;
  /** Bytes of your layers that a later layer deletes or replaces; the surviving copy is not waste. All layers count as yours where the base image is not known. */
  readonly wasted: number;
  /** The same by what hid what, most bytes first, at most 1,000 rows. The rows whose origin is the base image are beside it: copies that your layers hold of its files, which are seen and so not wasted, but needless. */
  readonly waste: readonly WasteReport[];
  /** Files that your layers hold more than once, most bytes first; at most ten. */
  readonly duplicates: readonly DuplicateReport[];
  /** Removable files, most bytes first. */
  readonly leftovers: readonly LeftoverReport[];
  /** Credentials that ship with it, in the order of its layers; those of its configuration last. */
  readonly secrets: readonly SecretReport[];
  /** Whether its configuration tells the engine how to find out that it is well. */
  readonly healthcheck: boolean;
};

/** What a pattern would leave out of the build context. */
export type NeedlessReport = {
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
  /** The files and folders that it would leave out, from the context on, most bytes first; at most ten. */
  readonly paths: readonly {
    readonly path: string;
    /** In bytes. */
    readonly size: number;
    /** Number of files. */
    readonly files: number;
  }[];
  /** How many others there are. */
  readonly morePaths: number;
  /** The instruction that takes it. */
  readonly place: {
    readonly file: string;
    readonly lines: Lines;
  };
};

/** One origin against itself. */
export type OriginChange = {
  /** Null where the baseline has none like it. */
  readonly before: Origin | null;
  /** Null where it is no more. */
  readonly after: Origin | null;
  readonly size: number;
  /** The part of `size` that the change did not cause; see `drift` of the image. */
  readonly drift: number;
  /** The largest ten, folded by folder where that says more; empty where the files are not known. */
  readonly files: readonly FileChange[];
  readonly trace?: Trace;
};

/** The files of one origin as a tree of folders. */
export type OriginContents = {
  readonly origin: Origin;
  /** Its root, which is called "". */
  readonly root: {
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
  };
  readonly trace?: Trace;
};

/** What made a layer. */
export type Origin = {
  readonly kind: "base";
} | Instruction | {
  readonly kind: "history";
  /** What wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`. */
  readonly by: "dockerfile" | "buildpacks" | "ko" | "jib" | "bazel" | "nix" | "apko" | "other";
  /** The instruction or the tool's own words, on one line, without the values of build arguments. */
  readonly instruction: string;
} | {
  readonly kind: "unknown";
};

/** The report: one readonly value that every format is a pure function of. Bytes and milliseconds are numbers, what is not known is null. */
export type Report = {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** SHA of the commit that was judged: of a pull request its last one, else the one that is checked out. Left out where there is none, and by earlier versions. */
  readonly commit?: string;
  /** What concerns no single image: settings of the run. */
  readonly findings: readonly Finding[];
  /** Null where nothing needed an engine. */
  readonly engine: EngineReport | null;
  /** In the order of the configuration. */
  readonly images: readonly ImageReport[];
  /** Names of the images that the baseline's commit gates and this one no longer does, in its order. */
  readonly removedImages: readonly string[];
  /** The label that turns failures into warnings, where the pull request has it; else null. */
  readonly waiver: string | null;
};

/** How strict a rule was with an image. */
export type RuleReport = {
  readonly id: string;
  /** That of its strictest findings. */
  readonly level: Level | "off";
  /** Why the rule could not have failed the image, such as a limit that is not set; null if it could. */
  readonly skipped: string | null;
  /** Why the check that the rule judges has no result; null if it has one, or the rule needs none. */
  readonly problem: string | null;
};

/** What a scanner knows against an image. */
export type ScanReport = {
  /** Null where there is none on the PATH. */
  readonly scanner: "trivy" | "grype" | null;
  /** The scanner's version; null without one. */
  readonly version: string | null;
  /** Why there is no result; null where there is one. */
  readonly problem: string | null;
  /** Vulnerabilities, and the credentials and misconfigurations where the scanner looks for them; one that is told of the same package or file more than once counts once. Null without a result. */
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

/** A credential that ships with an image. Its content is kept nowhere. */
export type SecretReport = {
  /** What it is, in a few words: `a private key (RSA)`. */
  readonly what: string;
  /** Where it is: a file of a layer, a variable of the configuration, or a line of the history. */
  readonly kind: "file" | "variable" | "history";
  /** The file's path, or the name of the variable or build argument. */
  readonly name: string;
  /** What brought it in. */
  readonly origin: {
    readonly kind: "base";
  } | Instruction | {
    readonly kind: "history";
    /** What wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`. */
    readonly by: "dockerfile" | "buildpacks" | "ko" | "jib" | "bazel" | "nix" | "apko" | "other";
    /** The instruction or the tool's own words, on one line, without the values of build arguments. */
    readonly instruction: string;
  } | {
    readonly kind: "unknown";
  };
  readonly madeBy?: MadeBy;
  /** Whether a later layer hides the file; it ships all the same. */
  readonly hidden: boolean;
};

export type Severity = "critical" | "high" | "medium" | "low" | "unknown";

/** One thing that was asked of a container. */
export type SmokeCheck = {
  /** What was asked: to get ready, a request, a look at the processes, a command. */
  readonly kind: "ready" | "request" | "processes" | "command";
  /** `ready`, `GET /health`, `processes`, `whoami`. */
  readonly what: string;
  /** Why it failed, in words that follow its name (`answered 500 instead of 200`) or, for `ready` and `processes`, the image's (`ended with exit code 1 before it was ready`); null where it passed. */
  readonly problem: string | null;
};

export type SmokeProcess = {
  readonly uid: number;
  readonly command: string;
};

/** How a container of an image did when it was started and asked. */
export type SmokeReport = {
  readonly status: "passed" | "failed";
  /** From its start until it was ready, in ms; null where it did not get so far. */
  readonly ready: number | null;
  /** All of it, in ms. */
  readonly duration: number;
  /** In the order in which they were made; what comes after the one that it broke off at is left out. */
  readonly checks: readonly SmokeCheck[];
  /** The processes that ran in it once it was ready, in the order of `docker top`. */
  readonly processes: readonly SmokeProcess[];
};

/** Where an image was read from that was not built. */
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
  /** As it stands in the Dockerfile, on one line; null where that is not known. */
  readonly instruction: string | null;
  /** First and last line in the Dockerfile; null where they are not known. */
  readonly lines: Lines | null;
  /** In ms after the first step of the image started; null where it did not run. */
  readonly started: number | null;
  /** In ms; null where it did not run or did not end. */
  readonly duration: number | null;
  readonly cached: boolean;
};

/** How a test target went. */
export type TestReport = {
  readonly target: string;
  readonly status: "passed" | "failed";
  /** True where all of its own steps came from the build cache. */
  readonly cached: boolean;
  /** Wall time of its own steps in ms; null where none of them ran. */
  readonly duration: number | null;
};

/** What made bytes that a `COPY --from` took. */
export type TraceOrigin = Instruction | {
  readonly kind: "image";
  /** Name of the image. */
  readonly name: string;
  /** The stage that the image is the base image of; null if the COPY names the image itself, or if the stage has no name. */
  readonly stage: string | null;
};

/** The part of a `COPY --from` that one origin made. */
export type TracePart = {
  /** The instruction or image that made it; the COPY itself for what cannot be traced. */
  readonly origin: Instruction | {
    readonly kind: "image";
    /** Name of the image. */
    readonly name: string;
    /** The stage that the image is the base image of; null if the COPY names the image itself, or if the stage has no name. */
    readonly stage: string | null;
  };
  /** The `COPY --from` instructions in other stages that passed it on, the last one first. */
  readonly through: readonly Instruction[];
  /** In bytes; a difference in a change. */
  readonly size: number;
  /** Number of files; of those that differ in a change. */
  readonly files: number;
  /** The files of the build context that the instruction works with and that changed; left out if none is known. */
  readonly inputs?: readonly ChangedInput[];
};

/** Where the bytes of a `COPY --from` were made, most bytes first: the sizes sum to that of the COPY. Left out if it was not traced. */
export type Trace = readonly TracePart[];

/** The user that a container of the image starts as. */
export type UserReport = {
  /** The configuration's `User`. */
  readonly configured: string;
  /** Name in the image's `/etc/passwd`, or the account of a Windows image; null if there is none. */
  readonly name: string | null;
  /** Null where the configured user cannot be resolved; in most cases, such a container does not start. Always null for Windows, whose accounts have no numbers. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Why it cannot be resolved; null where it can. */
  readonly problem: string | null;
};

/** Compared with another image of the same run. */
export type VariantReport = {
  readonly name: string;
  /** In bytes; null where it could not be measured. */
  readonly size: number | null;
  /** How many bytes smaller this image is than that one; negative where it is larger. */
  readonly saving: number | null;
  /** What that one has more, or less where it is negative, by what it is for; most bytes first. Their sizes sum to `saving`. Empty where either was not measured. */
  readonly leftOut: readonly LeftOutReport[];
};

/** `error`: could not be judged. */
export type Verdict = "pass" | "fail" | "error";

/** One thing that a scanner knows against an image. */
export type VulnerabilityReport = {
  /** `CVE-2026-1234`; of a credential or a misconfiguration, the scanner's rule. */
  readonly id: string;
  readonly severity: Severity;
  /** Name and version of the package, or the path of the file. */
  readonly where: string;
  /** The version that mends it; null where there is none. */
  readonly fixedIn: string | null;
};

/** Bytes of one origin that a later one hid; or, where the origin is the base image, bytes that the later one stored again though their content is the base image's (`touched`). */
export type WasteReport = {
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
};
