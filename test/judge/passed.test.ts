import type { ComparedImage } from "../../src/baseline/compared-image.ts";
import { passedImages } from "../../src/judge/passed.ts";
import type { CheckOutcomes, TestOutcome } from "../../src/model/outcomes.ts";
import type { Verdict } from "../../src/model/report.ts";
import { compared } from "../fixtures/compared.ts";

const smoke = (status: "passed" | "failed"): CheckOutcomes["smoke"] => ({
  kind: "done",
  result: { status, ready: 1, duration: 1, checks: [], processes: [], log: null },
});
const scan = (problem: string | null): CheckOutcomes["scan"] => ({
  kind: "done",
  result: { scanner: "trivy", version: "1", problem, counts: null, worst: [] },
});
const UNAVAILABLE: CheckOutcomes["smoke"] = { kind: "unavailable", why: "the engine runs amd64" };
const FAILED = { kind: "failed", problem: "a bug" } as const;

const withOutcomes = (outcomes: Partial<CheckOutcomes>) => compared({}, { outcomes });
const withOwn = (own: Partial<ComparedImage["own"]>): ComparedImage => {
  const image = compared({});
  return { ...image, own: { ...image.own, ...own } };
};
const tested = (status: TestOutcome["status"]): TestOutcome => ({
  target: "test",
  status,
  cached: false,
  duration: 1,
  failure:
    status === "passed" ? null : { kind: "build", message: "no", place: null, log: null, logFile: null },
});

const isPassed = (image: ComparedImage, verdict: Verdict = "pass", others: readonly ComparedImage[] = []) =>
  passedImages([image, ...others], {
    images: [image, ...others].map(() => ({ verdict })),
    waiver: null,
  }).includes(image.own);

const REPORT_ONLY = { reportOnly: true, rules: { "dockerfile-check": "error" } } as const;
const CHECK = {
  name: "WorkdirRelativePath",
  message: "Relative workdir",
  detail: "",
  url: null,
  place: null,
};

test.each<[what: string, image: ComparedImage, others: readonly ComparedImage[]]>([
  ["nothing to check", compared({}), []],
  ["a passed smoke test and scan", withOutcomes({ smoke: smoke("passed"), scan: scan(null) }), []],
  ["no finding of level error if it is only reported", compared(REPORT_ONLY), []],
  ["passed tests", withOwn({ tests: [tested("passed")] }), []],
  [
    "a smoke test that only another platform can start",
    withOutcomes({ smoke: UNAVAILABLE }),
    [withOutcomes({ smoke: smoke("passed") })],
  ],
])("a passing image with %s has passed", (_, image, others) => {
  expect(isPassed(image, "pass", others)).toBe(true);
});

test.each<[what: string, image: ComparedImage]>([
  ["a failed smoke test", withOutcomes({ smoke: smoke("failed") })],
  ["a smoke test that no platform can start", withOutcomes({ smoke: UNAVAILABLE })],
  ["no scanner", withOutcomes({ scan: scan("there is none") })],
  ["a check of the Dockerfile that failed", withOutcomes({ dockerfile: FAILED })],
  ["a check of the context that failed", withOutcomes({ context: FAILED })],
  ["failed tests", withOwn({ tests: [tested("passed"), tested("failed")] })],
  ["tests that were not run", withOwn({ testsNotRun: ["test"] })],
  ["no measurement", withOwn({ measurement: null })],
  [
    "a finding of level error that is only reported",
    compared(REPORT_ONLY, { outcomes: { dockerfile: { kind: "done", result: [CHECK] } } }),
  ],
  ["a result of an earlier run", withOwn({ isUnchanged: true })],
])("an image with %s has not passed, whatever its verdict", (_, image) => {
  expect(isPassed(image)).toBe(false);
});

test("an image that fails or could not be judged has not passed", () => {
  expect([isPassed(compared({}), "fail"), isPassed(compared({}), "error")]).toEqual([false, false]);
});
