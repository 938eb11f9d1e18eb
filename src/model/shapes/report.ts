import * as v from "valibot";
import type { ContentsNode, ImageReport, Level, Report, RuleReport, Verdict } from "../report.ts";
import { baselineShape, changeShape } from "./change.ts";
import { engineShape, imageShape, linesShape, originShape, placeShape, word } from "./measured.ts";
import { contextShape, scanShape, smokeShape, testShape } from "./trials.ts";

const verdict = word<Verdict>({ pass: true, fail: true, error: true });

const node: v.GenericSchema<ContentsNode> = v.object({
  name: v.string(),
  size: v.number(),
  files: v.number(),
  change: v.nullable(v.number()),
  children: v.array(v.lazy(() => node)),
});

const budget = v.nullable(v.number());

const image = v.object({
  name: v.string(),
  target: v.nullable(v.string()),
  verdict,
  reportOnly: v.boolean(),
  place: v.nullable(placeShape),
  budgets: v.object({
    size: budget,
    transferSize: budget,
    layers: budget,
    wasted: budget,
    critical: budget,
    high: budget,
    growth: v.nullable(v.string()),
  }),
  image: v.nullable(imageShape),
  tests: v.array(testShape),
  smoke: v.nullable(smokeShape),
  scan: v.nullable(scanShape),
  context: v.nullable(contextShape),
  variant: v.nullable(
    v.object({
      name: v.string(),
      size: v.nullable(v.number()),
      saving: v.nullable(v.number()),
      leftOut: v.array(v.object({ what: v.string(), size: v.number() })),
    }),
  ),
  baseline: baselineShape,
  change: v.nullable(changeShape),
  contents: v.array(v.object({ origin: originShape, root: node })),
  steps: v.array(
    v.object({
      stage: v.nullable(v.string()),
      instruction: v.nullable(v.string()),
      lines: v.nullable(linesShape),
      started: v.nullable(v.number()),
      duration: v.nullable(v.number()),
      cached: v.boolean(),
    }),
  ),
  findings: v.array(
    v.object({
      rule: v.string(),
      level: word<Level>({ error: true, warning: true, notice: true }),
      waived: v.boolean(),
      message: v.string(),
      actual: v.nullable(v.number()),
      limit: v.nullable(v.number()),
      place: v.nullable(placeShape),
      advice: v.nullable(v.string()),
      log: v.nullable(v.string()),
    }),
  ),
  rules: v.array(
    v.object({
      id: v.string(),
      level: word<RuleReport["level"]>({ error: true, warning: true, notice: true, off: true }),
      skipped: v.nullable(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<ImageReport>;

/** A whole report. */
export const reportShape = v.object({
  schemaVersion: v.literal(1),
  verdict,
  engine: v.nullable(engineShape),
  images: v.array(image),
  removedImages: v.array(v.string()),
  waiver: v.nullable(v.string()),
}) satisfies v.GenericSchema<Report>;
