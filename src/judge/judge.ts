import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ImageSettings } from "../config/settings.ts";
import type { Finding, ImageReport, Level, Report, RuleReport } from "../model/report.ts";
import { RULES } from "../rules/index.ts";
import type { Facts, Rule, Statement } from "../rules/rule.ts";
import { camelCase, type SettingsTable, type Values } from "../values/setting.ts";
import { gatherFacts } from "./facts.ts";
import { imageReport } from "./image-report.ts";
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

function judgeImage(compared: ComparedImage, facts: Facts, isWaived: boolean): ImageReport {
  const { settings } = compared.own.image;
  const { findings, rules, isUnjudged } = judgeByRules(facts, settings, isWaived);
  const isUnknown = isUnjudged || facts.failure?.kind === "unreadable";
  const verdict = imageVerdict(findings, isUnknown, settings.reportOnly === true);
  return imageReport(compared, facts, { verdict, findings, rules });
}

const LEVELS: readonly Level[] = ["error", "warning", "notice"];

/** What the rules say of an image. */
export interface RuleJudgement {
  /** By level, then in the order of `RULES`. */
  readonly findings: readonly Finding[];
  /** How strict the rules were, in the order of `RULES`. */
  readonly rules: readonly RuleReport[];
  /** A check that a rule of level error needs ended without a result. */
  readonly isUnjudged: boolean;
}

/**
 * Judges an image by all rules. A finding has its rule's level, or that of the settings; one that is milder by
 * itself stays so. An error that the pull request's people have waived is a warning; all that is found of an
 * image that is only reported is a notice.
 * @param isWaived whether a label of the pull request accepts failures
 */
export function judgeByRules(facts: Facts, settings: ImageSettings, isWaived: boolean): RuleJudgement {
  const isReportOnly = settings.reportOnly === true;
  const judged = RULES.map((rule: Rule) => ({ rule, level: levelOf(rule, settings) }));
  const findings = judged.flatMap(({ rule, level }) => {
    if (level === "off") return [];
    return statementsOf(rule, facts, settings, isReportOnly).map((statement): Finding => {
      const { isAdvice: _, ...said } = statement;
      const own = milder(said.level ?? level, level);
      const waived = isWaived && rule.waivable === true && own === "error";
      const counted = isReportOnly ? "notice" : waived ? "warning" : own;
      return { ...NOTHING_MORE, ...said, level: counted, waived, rule: rule.id };
    });
  });
  return {
    findings: LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level)),
    rules: judged.map(({ rule, level }) => ({
      id: rule.id,
      level,
      skipped: level === "off" ? "it is off" : whySkipped(rule, facts, settings),
    })),
    isUnjudged: judged.some(({ rule, level }) => level === "error" && problemOf(rule, facts) !== null),
  };
}

function statementsOf(
  rule: Rule,
  facts: Facts,
  settings: Values<SettingsTable>,
  isReportOnly: boolean,
): readonly Statement[] {
  const problem = problemOf(rule, facts);
  if (problem !== null)
    return [{ message: `${facts.name}: ${rule.id} was not checked: ${problem}`, place: facts.place }];
  return rule.check(facts, settings).filter(({ isAdvice }) => !isReportOnly || isAdvice !== true);
}

/** Why the check that a rule judges has no result; null if it has one, or the rule needs none. */
function problemOf({ judges }: Rule, { failedChecks }: Facts): string | null {
  return (judges === undefined ? null : failedChecks[judges]) ?? null;
}

/** Why a rule could not have failed an image; null if it could. */
function whySkipped(rule: Rule, facts: Facts, settings: Values<SettingsTable>): string | null {
  if (facts.image === null && rule.needsNoImage !== true) return "there is no image to judge";
  return whyUnlimited(rule, settings) ?? rule.skip?.(facts, settings) ?? null;
}

/** `max-size is not set`; null for a rule with a budget that is set, and for one without budgets. */
function whyUnlimited(rule: Rule, settings: Values<SettingsTable>): string | null {
  const names = Object.keys(rule.settings).filter((name) => rule.settings[name]?.isBudget === true);
  if (names.length === 0 || names.some((name) => settings[camelCase(name)] !== null)) return null;
  return names.length === 1 ? `${names[0]} is not set` : `neither ${names.join(" nor ")} is set`;
}

function levelOf({ id, level, advises }: Rule, { rules, reportOnly }: ImageSettings): Level | "off" {
  return advises === true && reportOnly === true ? "off" : (rules?.[id] ?? level);
}

function milder(one: Level, other: Level): Level {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other;
}

const NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null };
