import * as v from "valibot";
import { baselineReportSchema, changeReportSchema } from "./change.ts";
import { contextReportSchema, scanReportSchema, smokeReportSchema, testReportSchema } from "./checks.ts";
import { COMMIT } from "./commit.ts";
import { originContentsSchema } from "./contents-tree.ts";
import { measuredImageSchema } from "./image.ts";
import { LOG_FILE } from "./log-file.ts";
import { filePlaceSchema, linesSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe } from "./schema.ts";

export * from "./change.ts";
export * from "./checks.ts";
export * from "./contents-tree.ts";
export * from "./image.ts";
export * from "./origin.ts";
export * from "./trace.ts";

export const verdictSchema = describe("`error`: could not be judged.", v.picklist(["pass", "fail", "error"]));

export type Verdict = v.InferOutput<typeof verdictSchema>;

export const engineReportSchema = describe(
  "What built and held the images; sizes from different engines are not compared in silence.",
  v.object({
    version: describe("Version of Docker Engine; null for a builder without one.", v.nullable(v.string())),
    store: v.nullable(v.picklist(["classic", "containerd"])),
    buildx: v.string(),
    builder: v.string(),
  }),
);

export type EngineReport = DeepReadonly<v.InferOutput<typeof engineReportSchema>>;

export const budgetsSchema = describe(
  "The limits that are set, by the names of their settings without max- in camelCase: size, transferSize, layers, wasted, critical, high in the units of the setting; growth as it was written.",
  v.pipe(
    v.unknown(),
    // To `v.record`, a list is a record.
    v.rawCheck(({ dataset, addIssue }) => {
      if (Array.isArray(dataset.value)) addIssue({ expected: "Object" });
    }),
    v.record(v.string(), v.union([v.number(), v.string()])),
  ),
);

export type Budgets = DeepReadonly<v.InferOutput<typeof budgetsSchema>>;

export const stepReportSchema = describe(
  "A step of the build.",
  v.object({
    stage: v.nullable(v.string()),
    instruction: describe(
      "As it stands in the Dockerfile, on one line; null where that is not known.",
      v.nullable(v.string()),
    ),
    lines: describe(
      "First and last line in the Dockerfile; null where they are not known.",
      v.nullable(linesSchema),
    ),
    started: describe(
      "In ms after the first step of the image started; null where it did not run.",
      v.nullable(v.number()),
    ),
    duration: describe("In ms; null where it did not run or did not end.", v.nullable(v.number())),
    cached: v.boolean(),
  }),
);

export type StepReport = DeepReadonly<v.InferOutput<typeof stepReportSchema>>;

export const leftOutReportSchema = describe(
  "One sort of files that a variant has more of.",
  v.object({
    what: describe("In a few words: `compilers and build tools`.", v.string()),
    size: bytes,
  }),
);

export type LeftOutReport = DeepReadonly<v.InferOutput<typeof leftOutReportSchema>>;

export const variantReportSchema = describe(
  "Compared with another image of the same run.",
  v.object({
    name: v.string(),
    size: describe("In bytes; null where it could not be measured.", v.nullable(v.number())),
    saving: describe(
      "How many bytes smaller this image is than that one; negative where it is larger.",
      v.nullable(v.number()),
    ),
    leftOut: describe(
      "What that one has more, or less where it is negative, by what it is for; most bytes first. Their sizes sum to `saving`. Empty where either was not measured.",
      v.array(leftOutReportSchema),
    ),
  }),
);

export type VariantReport = DeepReadonly<v.InferOutput<typeof variantReportSchema>>;

export const levelSchema = v.picklist(["error", "warning", "notice"]);

export type Level = v.InferOutput<typeof levelSchema>;

export const ruleReportSchema = describe(
  "How strict a rule was with an image.",
  v.object({
    id: v.string(),
    level: describe("That of its strictest findings.", v.union([levelSchema, v.literal("off")])),
    skipped: describe(
      "Why the rule could not have failed the image, such as a limit that is not set; null if it could.",
      v.nullable(v.string()),
    ),
    problem: describe(
      "Why the check that the rule judges has no result; null if it has one, or the rule needs none.",
      v.nullable(v.string()),
    ),
  }),
);

export type RuleReport = DeepReadonly<v.InferOutput<typeof ruleReportSchema>>;

export const findingSchema = describe(
  "One thing that a rule has to say.",
  v.object({
    rule: v.string(),
    level: levelSchema,
    waived: describe("An error that a label of the pull request made a warning.", v.boolean()),
    message: v.string(),
    actual: describe(
      "Measured value and limit, in the rule's unit; null where the rule has none.",
      v.nullable(v.number()),
    ),
    limit: v.nullable(v.number()),
    place: v.nullable(filePlaceSchema),
    advice: describe("What to do.", v.nullable(v.string())),
    log: describe(
      "The last lines of a failed step's log, and nothing else; null without one.",
      v.nullable(v.string()),
    ),
    logFile: describe(
      "Path of the file with the whole log of that step, from the folder of the report; null without one.",
      v.nullable(v.pipe(v.string(), v.regex(LOG_FILE))),
    ),
  }),
);

export type Finding = DeepReadonly<v.InferOutput<typeof findingSchema>>;

export const imageReportSchema = describe(
  "One gated image.",
  v.object({
    name: describe(
      "Unique; of an image with several platforms it names the platform: `production · linux/arm64`.",
      v.string(),
    ),
    imageName: describe("Name in the configuration, the same for all platforms of an image.", v.string()),
    platform: describe(
      "`os/architecture[/variant]`; null if nobody named it and the image could not be built or read.",
      v.nullable(v.string()),
    ),
    target: describe(
      "Stage that was built; null for an unnamed last stage and for an existing image.",
      v.nullable(v.string()),
    ),
    verdict: verdictSchema,
    reportOnly: describe("Its failures do not count.", v.boolean()),
    unchanged: describe(
      "Nothing of it changed, so it was neither built nor tested: its measurement is the stored one.",
      v.boolean(),
    ),
    place: describe(
      "The FROM of the target in its Dockerfile; null for an existing image.",
      v.nullable(filePlaceSchema),
    ),
    budgets: budgetsSchema,
    image: describe("Null where it could not be built or read.", v.nullable(measuredImageSchema)),
    tests: describe(
      "The test targets that ran, in the order of the settings; empty for the other platforms of an image, whose tests run once.",
      v.array(testReportSchema),
    ),
    testsNotRun: describe(
      "Test targets that could not start, since the image failed in a step that they need as well; in the order of the settings.",
      v.array(v.string()),
    ),
    testsOn: describe(
      "The platform that the image's tests ran on, if it is another than this one; else null.",
      v.nullable(v.string()),
    ),
    smoke: describe("How a container of it did; null where none was started.", v.nullable(smokeReportSchema)),
    smokeNotRun: describe(
      "Why the smoke test did not run for this platform; null if it ran, or none was asked for.",
      v.nullable(v.string()),
    ),
    scan: describe(
      "What a scanner knows against it; null where none was asked for.",
      v.nullable(scanReportSchema),
    ),
    context: describe(
      "What its build context offers; null for an existing image, and for a context that is no folder.",
      v.nullable(contextReportSchema),
    ),
    variant: describe("The variant it is compared with.", v.nullable(variantReportSchema)),
    baseline: baselineReportSchema,
    change: describe(
      "Against the baseline; null where there is none, or nothing was measured.",
      v.nullable(changeReportSchema),
    ),
    driftCounts: v.optional(
      describe(
        "True where drift counts as growth: `max-growth-includes-drift`; else left out.",
        v.literal(true),
      ),
    ),
    contents: describe(
      "What is in it: one tree for each origin, in the order of its first layer.",
      v.array(originContentsSchema),
    ),
    steps: describe(
      "The steps of its targets' stages: those that ran in the order in which they started, then cached ones.",
      v.array(stepReportSchema),
    ),
    findings: describe("By level, then by rule.", v.array(findingSchema)),
    rules: describe(
      "How strict each rule was with it, in the order in which findings of one level are shown.",
      v.array(ruleReportSchema),
    ),
  }),
);

export type ImageReport = DeepReadonly<v.InferOutput<typeof imageReportSchema>>;

export const reportSchema = describe(
  "The report: one readonly value that every format is a pure function of. Bytes and milliseconds are numbers, what is not known is null.",
  v.object({
    schemaVersion: v.literal(1),
    verdict: verdictSchema,
    commit: v.optional(
      describe(
        "SHA of the commit that was judged: of a pull request its last one, else the one that is checked out. Left out where there is none, and by earlier versions.",
        v.pipe(v.string(), v.regex(COMMIT)),
      ),
    ),
    findings: describe("What concerns no single image: settings of the run.", v.array(findingSchema)),
    engine: describe("Null where nothing needed an engine.", v.nullable(engineReportSchema)),
    images: describe("In the order of the configuration.", v.array(imageReportSchema)),
    removedImages: describe(
      "Names of the images that the baseline's commit gates and this one no longer does, in its order.",
      v.array(v.string()),
    ),
    waiver: describe(
      "The label that turns failures into warnings, where the pull request has it; else null.",
      v.nullable(v.string()),
    ),
  }),
);

export type Report = DeepReadonly<v.InferOutput<typeof reportSchema>>;
