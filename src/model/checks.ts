import * as v from "valibot";
import { filePlaceSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe, fileCount } from "./schema.ts";

/** What is checked beside an image's own files: tests, a container, a scanner's findings, the build context. */

const status = v.picklist(["passed", "failed"]);

export const testReportSchema = describe(
  "How a test target went.",
  v.object({
    target: v.string(),
    status,
    cached: describe("True where all of its own steps came from the build cache.", v.boolean()),
    duration: describe(
      "Wall time of its own steps in ms; null where none of them ran.",
      v.nullable(v.number()),
    ),
  }),
);

export type TestReport = DeepReadonly<v.InferOutput<typeof testReportSchema>>;

export const smokeCheckSchema = describe(
  "One thing that was asked of a container.",
  v.object({
    kind: describe(
      "What was asked: to get ready, a request, a look at the processes, a command.",
      v.picklist(["ready", "request", "processes", "command"]),
    ),
    what: describe("`ready`, `GET /health`, `processes`, `whoami`.", v.string()),
    problem: describe(
      "Why it failed, in words that follow its name (`answered 500 instead of 200`) or, for `ready` and `processes`, the image's (`ended with exit code 1 before it was ready`); null where it passed.",
      v.nullable(v.string()),
    ),
  }),
);

export type SmokeCheck = DeepReadonly<v.InferOutput<typeof smokeCheckSchema>>;

export const smokeProcessSchema = v.object({ uid: v.number(), command: v.string() });

export type SmokeProcess = DeepReadonly<v.InferOutput<typeof smokeProcessSchema>>;

export const smokeReportSchema = describe(
  "How a container of an image did when it was started and asked.",
  v.object({
    status,
    ready: describe(
      "From its start until it was ready, in ms; null where it did not get so far.",
      v.nullable(v.number()),
    ),
    duration: describe("All of it, in ms.", v.number()),
    checks: describe(
      "In the order in which they were made; what comes after the one that it broke off at is left out.",
      v.array(smokeCheckSchema),
    ),
    processes: describe(
      "The processes that ran in it once it was ready, in the order of `docker top`.",
      v.array(smokeProcessSchema),
    ),
  }),
);

export type SmokeReport = DeepReadonly<v.InferOutput<typeof smokeReportSchema>>;

export const severitySchema = v.picklist(["critical", "high", "medium", "low", "unknown"]);

export type Severity = v.InferOutput<typeof severitySchema>;

export const vulnerabilityReportSchema = describe(
  "One thing that a scanner knows against an image.",
  v.object({
    id: describe("`CVE-2026-1234`; of a credential or a misconfiguration, the scanner's rule.", v.string()),
    severity: severitySchema,
    where: describe("Name and version of the package, or the path of the file.", v.string()),
    fixedIn: describe("The version that mends it; null where there is none.", v.nullable(v.string())),
  }),
);

export type VulnerabilityReport = DeepReadonly<v.InferOutput<typeof vulnerabilityReportSchema>>;

export const scanReportSchema = describe(
  "What a scanner knows against an image.",
  v.object({
    scanner: describe("Null where there is none on the PATH.", v.nullable(v.picklist(["trivy", "grype"]))),
    version: describe("The scanner's version; null without one.", v.nullable(v.string())),
    problem: describe("Why there is no result; null where there is one.", v.nullable(v.string())),
    counts: describe(
      "Vulnerabilities, and the credentials and misconfigurations where the scanner looks for them; one that is told of the same package or file more than once counts once. Null without a result.",
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
  "What a pattern would leave out of the build context.",
  v.object({
    pattern: describe("As it stands in an ignore file: `.git`.", v.string()),
    what: describe("What it is, in a few words: `installed packages`.", v.string()),
    size: bytes,
    files: fileCount,
    isSecret: describe("Whether it may hold credentials: then its size does not matter.", v.boolean()),
    paths: describe(
      "The files and folders that it would leave out, from the context on, most bytes first; at most ten.",
      v.array(v.object({ path: v.string(), size: bytes, files: fileCount })),
    ),
    morePaths: describe("How many others there are.", v.number()),
    place: describe("The instruction that takes it.", filePlaceSchema),
  }),
);

export type NeedlessReport = DeepReadonly<v.InferOutput<typeof needlessReportSchema>>;

export const contextReportSchema = describe(
  "What a build context offers to the Dockerfile's COPY and ADD.",
  v.object({
    folder: describe("Its folder, as it is shown.", v.string()),
    size: describe(
      "What the Dockerfile takes from it may be sent to the builder: without what the ignore file leaves out.",
      v.number(),
    ),
    files: fileCount,
    ignoreFile: describe(
      "The file that says what is left out, as it is shown; the one to create where there is none.",
      v.string(),
    ),
    hasIgnoreFile: v.boolean(),
    ignoreFileFault: describe(
      "Why BuildKit does not read an ignore file, or refuses it: `.dockerignore is a link to ../ignore, …`; null where there is no such file.",
      v.nullable(v.string()),
    ),
    needless: describe(
      "What the ignore file should leave out as well, most bytes first.",
      v.array(needlessReportSchema),
    ),
  }),
);

export type ContextReport = DeepReadonly<v.InferOutput<typeof contextReportSchema>>;
