import * as v from "valibot";
import type { ContextReport, ScanReport, Severity, SmokeReport, TestReport } from "../report.ts";
import { placeShape, word } from "./measured.ts";

/** What was tried out on an image, or looked at beside it. */

const outcome = word<SmokeReport["status"] & TestReport["status"]>({ passed: true, failed: true });

/** How a test target went. */
export const testShape = v.object({
  target: v.string(),
  status: outcome,
  cached: v.boolean(),
  duration: v.nullable(v.number()),
}) satisfies v.GenericSchema<TestReport>;

/** How a container of it did. */
export const smokeShape = v.object({
  status: outcome,
  ready: v.nullable(v.number()),
  duration: v.number(),
  checks: v.array(v.object({ what: v.string(), problem: v.nullable(v.string()) })),
  processes: v.array(v.object({ uid: v.number(), command: v.string() })),
}) satisfies v.GenericSchema<SmokeReport>;

/** What a scanner knows against it. */
export const scanShape = v.object({
  scanner: v.nullable(word<NonNullable<ScanReport["scanner"]>>({ trivy: true, grype: true })),
  version: v.nullable(v.string()),
  problem: v.nullable(v.string()),
  counts: v.nullable(
    v.object({
      critical: v.number(),
      high: v.number(),
      medium: v.number(),
      low: v.number(),
      unknown: v.number(),
    }),
  ),
  worst: v.array(
    v.object({
      id: v.string(),
      severity: word<Severity>({ critical: true, high: true, medium: true, low: true, unknown: true }),
      where: v.string(),
      fixedIn: v.nullable(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<ScanReport>;

/** What its build context offers. */
export const contextShape = v.object({
  folder: v.string(),
  size: v.number(),
  files: v.number(),
  ignoreFile: v.string(),
  hasIgnoreFile: v.boolean(),
  needless: v.array(
    v.object({
      pattern: v.string(),
      what: v.string(),
      size: v.number(),
      files: v.number(),
      isSecret: v.boolean(),
      place: placeShape,
    }),
  ),
}) satisfies v.GenericSchema<ContextReport>;
