import type { ComparedImage } from "../baseline/compared-image.ts";
import { IMAGE_SETTINGS, type ImageSettings } from "../config/settings.ts";
import { knownSize } from "../model/known-size.ts";
import type { SmokeOutcome } from "../model/outcomes.ts";
import type { Budgets, Finding, ImageReport, RuleReport, SmokeReport, Verdict } from "../model/report.ts";
import type { Facts } from "../rules/rule.ts";
import { budgetName, camelCase, type SettingsTable, type Values, valueWords } from "../values/setting.ts";

/** The verdict on an image, with its reasons. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleReport[];
}

/** The report of an image. */
export function imageReport(
  { own, contents }: ComparedImage,
  facts: Facts,
  { verdict, findings, rules }: Judgement,
): ImageReport {
  const { settings } = own.image;
  const { name, imageName, platform, testsOn, smokeNotRun } = facts;
  const { target, image, tests, scan, context, variant, baseline, change, place } = facts;
  const size = image === null ? null : knownSize(image);
  const other = variant?.size ?? null;
  const saving = size === null || other === null ? null : other - size;
  return {
    name,
    imageName,
    platform,
    target,
    verdict,
    reportOnly: settings.reportOnly === true,
    place,
    unchanged: facts.isUnchanged,
    budgets: budgetsIn(settings),
    image,
    tests: tests.map(({ failure: _, ...test }) => test),
    testsNotRun: facts.testsNotRun,
    testsOn,
    smoke: smokeReport(facts.smoke),
    smokeNotRun,
    scan,
    context,
    variant: variant === null ? null : { ...variant, saving },
    baseline,
    change,
    ...(settings.maxGrowthIncludesDrift === true ? { driftCounts: true } : {}),
    contents,
    steps: own.steps,
    findings,
    rules,
  };
}

/** The budgets that are set: numbers as they are, other values in words. */
function budgetsIn(settings: ImageSettings): Budgets {
  const values: Values<SettingsTable> = settings;
  const budgets = Object.entries<SettingsTable[string]>(IMAGE_SETTINGS).flatMap(([name, setting]) => {
    const value = setting.isBudget === true ? (values[camelCase(name)] ?? null) : null;
    if (value === null) return [];
    return [[budgetName(name), typeof value === "number" ? value : valueWords(setting, value)]];
  });
  return Object.fromEntries(budgets);
}

function smokeReport(outcome: SmokeOutcome | null): SmokeReport | null {
  if (outcome === null) return null;
  const { log: _, ...report } = outcome;
  return report;
}
