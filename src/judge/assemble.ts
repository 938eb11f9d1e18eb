import type { ImageSettings } from "../config/settings.ts";
import type { SmokeOutcome } from "../model/outcomes.ts";
import type { Budgets, ImageReport, SmokeReport } from "../model/report.ts";
import { judge, ruleReports } from "../rules/index.ts";
import type { Facts } from "../rules/rule.ts";
import { formatAmount } from "../values/amount.ts";
import type { Compared } from "./compared.ts";
import { imageVerdict } from "./verdict.ts";

/** Judges one image by all rules and puts together what is reported of it. */
export function imageReport(
  facts: Facts,
  { contents, own }: Pick<Compared, "contents" | "own">,
): ImageReport {
  const { name, target, settings, image, failure, tests, variant, baseline, change } = facts;
  const { scan, context, place } = facts;
  const findings = judge(facts);
  const reportOnly = settings.reportOnly === true;
  const saving =
    image === null || variant === null || variant.size === null ? null : variant.size - image.size;
  return {
    name,
    target,
    verdict: imageVerdict(findings, failure, reportOnly),
    reportOnly,
    place,
    budgets: budgets(settings),
    image,
    tests: tests.map(({ failure: _, ...test }) => test),
    smoke: smokeReport(facts.smoke),
    scan,
    context,
    variant: variant === null ? null : { ...variant, saving },
    baseline,
    change,
    contents,
    steps: own.steps,
    findings,
    rules: ruleReports(settings),
  };
}

function budgets(settings: ImageSettings): Budgets {
  const limits = {
    size: settings.maxSize,
    transferSize: settings.maxTransferSize,
    layers: settings.maxLayers,
    wasted: settings.maxWasted,
    critical: settings.maxCritical,
    high: settings.maxHigh,
    growth: settings.maxGrowth === null ? null : formatAmount(settings.maxGrowth),
  };
  return Object.fromEntries(
    Object.entries(limits).flatMap(([name, limit]) => (limit === null ? [] : [[name, limit]])),
  );
}

function smokeReport(outcome: SmokeOutcome | null): SmokeReport | null {
  if (outcome === null) return null;
  const { log: _, ...report } = outcome;
  return report;
}
