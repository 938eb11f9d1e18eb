import type { ComparedImage } from "../baseline/compared-image.ts";
import { IMAGE_SETTINGS, type ImageSettings } from "../config/settings.ts";
import type { SmokeOutcome } from "../model/outcomes.ts";
import type { Budgets, ImageReport, Report, SmokeReport } from "../model/report.ts";
import type { Facts } from "../rules/rule.ts";
import { budgetName, camelCase, type SettingsTable, type Values, valueWords } from "../values/setting.ts";
import { gatherFacts } from "./facts.ts";
import { judgeByRules } from "./findings.ts";
import { withoutRepetition } from "./repetition.ts";
import { imageVerdict, runVerdict } from "./verdict.ts";

/** What is reported of a run beside its images. */
export type RunFacts = Pick<Report, "engine" | "removedImages" | "waiver">;

/** Judges every image of a run and puts together what is reported. Images stay in their order. */
export function judge(compared: readonly ComparedImage[], run: RunFacts): Report {
  const images = withoutRepetition(
    compared.map((image) => judgeImage(image, gatherFacts(image, compared), run.waiver !== null)),
  );
  return { schemaVersion: 1, verdict: runVerdict(images), images, ...run };
}

function judgeImage({ own, contents }: ComparedImage, facts: Facts, isWaived: boolean): ImageReport {
  const { settings } = own.image;
  const { name, target, image, failure, tests, scan, context, variant, baseline, change, place } = facts;
  const { findings, rules, isUnjudged } = judgeByRules(facts, settings, isWaived);
  const reportOnly = settings.reportOnly === true;
  const saving =
    image === null || variant === null || variant.size === null ? null : variant.size - image.size;
  return {
    name,
    target,
    verdict: imageVerdict(findings, isUnjudged || failure?.kind === "unreadable", reportOnly),
    reportOnly,
    place,
    budgets: budgetsIn(settings),
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
    rules,
  };
}

/** The budgets that are set: a number as it is, anything else in words. */
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
