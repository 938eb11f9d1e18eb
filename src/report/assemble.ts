import { judge } from "../rules/index.ts";
import type { Facts } from "../rules/rule.ts";
import type { ImageReport } from "./report.ts";
import { imageVerdict } from "./verdict.ts";

/** Judges one image by all rules and puts together what is reported of it. */
export function imageReport(facts: Facts): ImageReport {
  const { name, target, settings, image, failure, tests, variant } = facts;
  const findings = judge(facts);
  const reportOnly = settings.reportOnly === true;
  const saving =
    image === null || variant === null || variant.size === null ? null : variant.size - image.size;
  return {
    name,
    target,
    verdict: imageVerdict(findings, failure, reportOnly),
    reportOnly,
    budgets: { size: settings.maxSize, transferSize: settings.maxTransferSize, layers: settings.maxLayers, growth: null },
    image,
    tests: tests.map(({ failure: _, ...test }) => test),
    variant: variant === null ? null : { ...variant, saving },
    baseline: { state: "none", commit: null, name: null, behind: 0, why: "first run", log: null, image: null },
    change: null,
    contents: [],
    steps: [],
    findings,
  };
}
