import * as v from "valibot";
import { filePlaceSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe, fileCount } from "./schema.ts";

/** The results of checks beside an image's own files: tests, a container, a scanner's findings, the build context. */

const status = v.picklist(["passed", "failed"]);

export const testReportSchema = describe(
  "The result of a test target.",
  v.object({
    target: v.string(),
    status,
    cached: describe("Whether all of its own steps came from the build cache.", v.boolean()),
    duration: describe("Wall time of its own steps in ms; null if none of them ran.", v.nullable(v.number())),
  }),
);

export type TestReport = DeepReadonly<v.InferOutput<typeof testReportSchema>>;

export const smokeCheckSchema = describe(
  "One check of a container.",
  v.object({
    kind: describe(
      "`ready`: the container becomes ready. `request`: it answers a request. `processes`: none runs as root. `command`: a command in it succeeds.",
      v.picklist(["ready", "request", "processes", "command"]),
    ),
    what: describe("`ready`, `GET /health`, `processes`, `whoami`.", v.string()),
    problem: describe(
      "Why it failed, in words that follow its name (`answered 500 instead of 200`) or, for `ready` and `processes`, the image's name (`ended with exit code 1 before it was ready`); null if it passed.",
      v.nullable(v.string()),
    ),
  }),
);

export type SmokeCheck = DeepReadonly<v.InferOutput<typeof smokeCheckSchema>>;

export const smokeProcessSchema = v.object({ uid: v.number(), command: v.string() });

export type SmokeProcess = DeepReadonly<v.InferOutput<typeof smokeProcessSchema>>;

export const smokeReportSchema = describe(
  "The result of the smoke test of an image.",
  v.object({
    status,
    ready: describe(
      "Time from the start of the container until it was ready, in ms; null if it never was.",
      v.nullable(v.number()),
    ),
    duration: describe("Time of the whole test, in ms.", v.number()),
    checks: describe(
      "In the order in which they ran. If the test ends early, later checks are left out.",
      v.array(smokeCheckSchema),
    ),
    processes: describe(
      "The processes of the container after it was ready, in the order of `docker top`.",
      v.array(smokeProcessSchema),
    ),
  }),
);

export type SmokeReport = DeepReadonly<v.InferOutput<typeof smokeReportSchema>>;

export const severitySchema = v.picklist(["critical", "high", "medium", "low", "unknown"]);

export type Severity = v.InferOutput<typeof severitySchema>;

export const vulnerabilityReportSchema = describe(
  "One vulnerability that a scanner found in an image.",
  v.object({
    id: describe("`CVE-2026-1234`; for a credential or a misconfiguration, the scanner's rule.", v.string()),
    severity: severitySchema,
    where: describe("Name and version of the package, or the path of the file.", v.string()),
    fixedIn: describe("The version that fixes it; null if there is none.", v.nullable(v.string())),
  }),
);

export type VulnerabilityReport = DeepReadonly<v.InferOutput<typeof vulnerabilityReportSchema>>;

export const scanReportSchema = describe(
  "The result of a scanner for an image.",
  v.object({
    scanner: describe("Null if there is none on the PATH.", v.nullable(v.picklist(["trivy", "grype"]))),
    version: describe("The scanner's version; null without a scanner.", v.nullable(v.string())),
    problem: describe("Why there is no result; null if there is one.", v.nullable(v.string())),
    counts: describe(
      "Numbers of vulnerabilities, and of credentials and misconfigurations if the scanner looks for them. The same one in the same package or file counts once. Null without a result.",
      v.nullable(
        v.object({
          critical: v.number(),
          high: v.number(),
          medium: v.number(),
          low: v.number(),
          unknown: v.number(),
        }),
      ),
    ),
    worst: describe("By severity, then by id; at most ten.", v.array(vulnerabilityReportSchema)),
  }),
);

export type ScanReport = DeepReadonly<v.InferOutput<typeof scanReportSchema>>;

export const needlessReportSchema = describe(
  "Files of the build context that a pattern of an ignore file would leave out.",
  v.object({
    pattern: describe("As it is written in an ignore file: `.git`.", v.string()),
    what: describe("What it is, in a few words: `installed packages`.", v.string()),
    size: bytes,
    files: fileCount,
    isSecret: describe(
      "Whether it may hold credentials, which are reported whatever their size.",
      v.boolean(),
    ),
    paths: describe(
      "The files and folders that it would leave out, as paths from the context, most bytes first; at most ten.",
      v.array(v.object({ path: v.string(), size: bytes, files: fileCount })),
    ),
    morePaths: describe("Number of further files and folders.", v.number()),
    place: describe("The instruction that takes them.", filePlaceSchema),
  }),
);

export type NeedlessReport = DeepReadonly<v.InferOutput<typeof needlessReportSchema>>;

export const contextReportSchema = describe(
  "The files of a build context that the Dockerfile's COPY and ADD can take.",
  v.object({
    folder: describe("Path of the context, from the working directory.", v.string()),
    size: describe(
      "In bytes: the files that the Dockerfile may take, without files that the ignore file leaves out.",
      v.number(),
    ),
    files: fileCount,
    ignoreFile: describe("Path of the ignore file; if there is none, of the one to create.", v.string()),
    hasIgnoreFile: v.boolean(),
    ignoreFileFault: describe(
      "Why BuildKit does not read an ignore file, or refuses it: `.dockerignore is a link to ../ignore, …`; null if there is no such file.",
      v.nullable(v.string()),
    ),
    needless: describe(
      "Files that the ignore file should leave out, too, most bytes first.",
      v.array(needlessReportSchema),
    ),
  }),
);

export type ContextReport = DeepReadonly<v.InferOutput<typeof contextReportSchema>>;
