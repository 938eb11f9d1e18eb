import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ImageSettings } from "../config/settings.ts";
import type { Finding, ImageReport, Level, Report, RuleReport } from "../model/report.ts";
import { RULES } from "../rules/index.ts";
import { isStricter, LEVELS } from "../rules/levels.ts";
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
  const judged = RULES.map((rule) => ({
    rule,
    level: levelOf(rule, settings),
    problem: problemOf(rule, facts),
  }));
  const findings = judged.flatMap(({ rule, level, problem }) => {
    if (level === "off") return [];
    const statements =
      problem === null
        ? rule.check(facts, settings).filter(({ isAdvice }) => !isReportOnly || isAdvice !== true)
        : [{ message: `${facts.name}: ${rule.id} was not checked: ${problem}`, place: facts.place }];
    return statements.map((statement: Statement): Finding => {
      const { isAdvice: _, ...said } = statement;
      const stated = said.level === undefined || isStricter(said.level, level) ? level : said.level;
      const waived = isWaived && rule.waivable === true && stated === "error";
      const counted = isReportOnly ? "notice" : waived ? "warning" : stated;
      return { ...NOTHING_MORE, ...said, level: counted, waived, rule: rule.id };
    });
  });
  return {
    findings: LEVELS.toReversed().flatMap((level) => findings.filter((finding) => finding.level === level)),
    rules: judged.map(({ rule, level, problem }) => ({
      id: rule.id,
      level,
      problem,
      skipped: level === "off" ? "it is off" : problem === null ? whySkipped(rule, facts, settings) : null,
    })),
    isUnjudged: judged.some(({ level, problem }) => level === "error" && problem !== null),
  };
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

const NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null };
