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
  "The engine and the builder of the images. Sizes from different engines may differ.",
  v.object({
    version: describe("Version of Docker Engine; null for a builder without one.", v.nullable(v.string())),
    store: v.nullable(v.picklist(["classic", "containerd"])),
    buildx: v.string(),
    builder: v.string(),
  }),
);

export type EngineReport = DeepReadonly<v.InferOutput<typeof engineReportSchema>>;

export const budgetsSchema = describe(
  "The budgets that are set, by the names of their settings without max- in camelCase: size, ownSize, transferSize, layers, wasted, critical and high as numbers in the unit of the setting; growth as it is written in the settings.",
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
      "As it is written in the Dockerfile, on one line; null if it is unknown.",
      v.nullable(v.string()),
    ),
    lines: describe(
      "First and last line in the Dockerfile; null if they are unknown.",
      v.nullable(linesSchema),
    ),
    started: describe(
      "Time from the start of the image's first step, in ms; null if it did not run.",
      v.nullable(v.number()),
    ),
    duration: describe("In ms; null if it did not run or did not end.", v.nullable(v.number())),
    cached: v.boolean(),
  }),
);

export type StepReport = DeepReadonly<v.InferOutput<typeof stepReportSchema>>;

export const leftOutReportSchema = describe(
  "The difference between a variant and the image for files of one purpose.",
  v.object({
    what: describe("In a few words: `compilers and build tools`.", v.string()),
    size: bytes,
  }),
);

export type LeftOutReport = DeepReadonly<v.InferOutput<typeof leftOutReportSchema>>;

export const variantReportSchema = describe(
  "The comparison with another image of the same run, the variant.",
  v.object({
    name: v.string(),
    size: describe("In bytes; null if it could not be measured.", v.nullable(v.number())),
    saving: describe(
      "Bytes by which this image is smaller than the variant; negative if it is larger.",
      v.nullable(v.number()),
    ),
    leftOut: describe(
      "Bytes that the variant has in addition, by purpose, most bytes first; negative if it has less. Their sizes sum to `saving`. Empty if either image was not measured.",
      v.array(leftOutReportSchema),
    ),
  }),
);

export type VariantReport = DeepReadonly<v.InferOutput<typeof variantReportSchema>>;

export const levelSchema = v.picklist(["error", "warning", "notice"]);

export type Level = v.InferOutput<typeof levelSchema>;

export const ruleReportSchema = describe(
  "The level of a rule for an image.",
  v.object({
    id: v.string(),
    level: describe("The strictest level of its findings.", v.union([levelSchema, v.literal("off")])),
    skipped: describe(
      "Why the rule could not have failed the image, for example because a limit is not set; null if it could.",
      v.nullable(v.string()),
    ),
    problem: describe(
      "Why the check of the rule has no result; null if it has one, or the rule has no check.",
      v.nullable(v.string()),
    ),
  }),
);

export type RuleReport = DeepReadonly<v.InferOutput<typeof ruleReportSchema>>;

export const findingSchema = describe(
  "One finding of a rule.",
  v.object({
    rule: v.string(),
    level: levelSchema,
    waived: describe("Whether a label of the pull request turned this error into a warning.", v.boolean()),
    message: v.string(),
    actual: describe(
      "Measured value, in the rule's unit; null if the rule measures none.",
      v.nullable(v.number()),
    ),
    limit: v.nullable(v.number()),
    place: v.nullable(filePlaceSchema),
    advice: describe("What to do.", v.nullable(v.string())),
    log: describe(
      "The last lines of the log of the step that failed; null without a log.",
      v.nullable(v.string()),
    ),
    logFile: describe(
      "Path of the file with the whole log of that step, from the folder of the report; null if there is none.",
      v.nullable(v.pipe(v.string(), v.regex(LOG_FILE))),
    ),
  }),
);

export type Finding = DeepReadonly<v.InferOutput<typeof findingSchema>>;

export const imageReportSchema = describe(
  "One gated image.",
  v.object({
    name: describe(
      "Unique. For an image with several platforms it names the platform: `production · linux/arm64`.",
      v.string(),
    ),
    imageName: describe("Name in the configuration, the same for all platforms of an image.", v.string()),
    platform: describe(
      "`os/architecture[/variant]`; null if the settings name none and the image could not be built or read.",
      v.nullable(v.string()),
    ),
    target: describe(
      "Stage that was built; null for an unnamed last stage and for an existing image.",
      v.nullable(v.string()),
    ),
    verdict: verdictSchema,
    reportOnly: describe("Whether its failures do not count.", v.boolean()),
    unchanged: describe(
      "Whether its inputs did not change, so that this run did not build or test it, and used the stored measurement.",
      v.boolean(),
    ),
    place: describe(
      "The FROM of the target in its Dockerfile; null for an existing image.",
      v.nullable(filePlaceSchema),
    ),
    budgets: budgetsSchema,
    image: describe("Null if it could not be built or read.", v.nullable(measuredImageSchema)),
    tests: describe(
      "The test targets that ran, in the order of the settings. Tests run for one platform of an image; for its other platforms the list is empty.",
      v.array(testReportSchema),
    ),
    testsNotRun: describe(
      "Test targets that could not start, because the image failed in a step that they need, too; in the order of the settings.",
      v.array(v.string()),
    ),
    testsOn: describe(
      "The platform that the image's tests ran on, if it is not this one; else null.",
      v.nullable(v.string()),
    ),
    smoke: describe("The smoke test; null if it did not run.", v.nullable(smokeReportSchema)),
    smokeNotRun: describe(
      "Why the smoke test did not run for this platform; null if it ran, or the settings have none.",
      v.nullable(v.string()),
    ),
    scan: describe(
      "The result of a scanner; null if the settings ask for no scan.",
      v.nullable(scanReportSchema),
    ),
    context: describe(
      "Its build context; null for an existing image, and for a context that is not a folder.",
      v.nullable(contextReportSchema),
    ),
    variant: describe("The variant that it is compared with.", v.nullable(variantReportSchema)),
    baseline: baselineReportSchema,
    change: describe(
      "The change against the baseline; null if there is no baseline, or the image was not measured.",
      v.nullable(changeReportSchema),
    ),
    driftCounts: v.optional(
      describe(
        "True if drift counts as growth (`max-growth-includes-drift`); else left out.",
        v.literal(true),
      ),
    ),
    contents: describe(
      "Its contents: one tree for each origin, in the order of the first layers of the origins.",
      v.array(originContentsSchema),
    ),
    steps: describe(
      "The steps of its targets' stages: first the steps that ran, in the order of their starts, then cached steps.",
      v.array(stepReportSchema),
    ),
    findings: describe("By level, then by rule.", v.array(findingSchema)),
    rules: describe(
      "The level of each rule for it, in the order in which findings of one level are shown.",
      v.array(ruleReportSchema),
    ),
  }),
);

export type ImageReport = DeepReadonly<v.InferOutput<typeof imageReportSchema>>;

export const reportSchema = describe(
  "The report of a run. Every format is a pure function of it. Bytes and milliseconds are numbers; an unknown value is null.",
  v.object({
    schemaVersion: v.literal(1),
    verdict: verdictSchema,
    commit: v.optional(
      describe(
        "SHA of the commit that was judged: the last commit of a pull request, else the commit that is checked out. Left out if there is none, and by earlier versions.",
        v.pipe(v.string(), v.regex(COMMIT)),
      ),
    ),
    findings: describe(
      "Findings that concern no single image, for example on settings of the run.",
      v.array(findingSchema),
    ),
    engine: describe("Null if no image needed an engine.", v.nullable(engineReportSchema)),
    images: describe("In the order of the configuration.", v.array(imageReportSchema)),
    removedImages: describe(
      "Names of the images that the baseline's commit gates and this commit does not, in the order of the baseline.",
      v.array(v.string()),
    ),
    waiver: describe(
      "The label that turns failures into warnings, if the pull request has it; else null.",
      v.nullable(v.string()),
    ),
  }),
);

export type Report = DeepReadonly<v.InferOutput<typeof reportSchema>>;
