import { isDeepStrictEqual } from "node:util";
import type { Baselines } from "../baseline/baseline-plan.ts";
import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ConfigurationChange } from "../baseline/configuration-change.ts";
import type { Settings } from "../config/config.ts";
import type { ImageSettings, RunSettings } from "../config/settings.ts";
import type { Finding, ImageReport, Level, Report, RuleReport } from "../model/report.ts";
import { RULES } from "../rules/index.ts";
import { isStricter, LEVELS } from "../rules/levels.ts";
import { loosenedRule, sayAdded, sayLoosened, sayRemoved, sayUnread } from "../rules/loosened.ts";
import { type Facts, NOT_BUILT, type Rule, type Statement } from "../rules/rule.ts";
import { camelCase, type SettingsTable, type Values } from "../values/setting.ts";
import { gatherFacts } from "./facts.ts";
import { imageReport } from "./image-report.ts";
import { loosenedRunSettings } from "./loosened.ts";
import { withoutRepetition } from "./repetition.ts";
import { imageVerdict, runVerdict } from "./verdict.ts";

/** The facts of a run, beside its images. */
export interface RunFacts extends Pick<Report, "engine" | "waiver"> {
  /** The change of the configuration; null if it is unknown and does not matter. */
  readonly change: Baselines["change"];
  /** The run's own configuration. */
  readonly settings: Pick<Settings, "place"> & { readonly run: Pick<RunSettings, "requireBaseline"> };
  readonly isInCi: boolean;
}

/** Judges every image of a run and makes the report. Images stay in their order. */
export function judge(compared: readonly ComparedImage[], run: RunFacts): Report {
  const { engine, waiver, change, settings, isInCi } = run;
  const need = settings.run.requireBaseline === true ? "required" : isInCi ? "expected" : "optional";
  const images = withoutRepetition(
    compared.map((image) => judgeImage(image, gatherFacts(image, compared, need), waiver !== null)),
  );
  const findings = judgeRun(compared, run);
  return {
    schemaVersion: 1,
    verdict: runVerdict(images, findings),
    findings,
    engine,
    images,
    removedImages: change?.kind === "read" ? change.removed : [],
    waiver,
  };
}

/** The findings on the run's own settings, at the strictest level of any image of the run or of the base. */
function judgeRun(compared: readonly ComparedImage[], { change, settings }: RunFacts): Finding[] {
  if (change === null) return [];
  const statements =
    change.kind === "unread"
      ? [sayUnread(change.why, settings.place)]
      : [
          ...removedImages(change),
          ...loosenedRunSettings(change.run).map((setting) => sayLoosened(setting, null)),
          ...change.added.map((name) => sayAdded(name, change.run.place)),
        ];
  const { id, level: byItself } = loosenedRule;
  const level = strictest([
    byItself,
    ...compared.map(({ own }) => own.image.settings.rules?.[id]),
    ...(change.kind === "read" ? change.levelsBefore.map((levels) => levels[id]) : []),
  ]);
  return level === "off" ? [] : statements.map((own) => findingOf(own, loosenedRule, level, false));
}

/** Settings that select images. The first one that changed is named as the cause. */
const CHOOSING = ["bake-targets", "only"] as const;

function removedImages({ removed, run }: ConfigurationChange): Statement[] {
  const [before, after]: Values<SettingsTable>[] = [run.before, run.after];
  const cause = CHOOSING.find(
    (name) => !isDeepStrictEqual(before?.[camelCase(name)], after?.[camelCase(name)]),
  );
  return cause === undefined
    ? sayRemoved(removed, null, run.place)
    : sayRemoved(removed, cause, run.placeOf(cause));
}

function judgeImage(compared: ComparedImage, facts: Facts, isWaived: boolean): ImageReport {
  const { settings } = compared.own.image;
  const { findings, rules, isUnjudged, isMisconfigured } = judgeByRules(facts, settings, isWaived);
  const failures = [facts.failure, ...facts.tests.map(({ failure }) => failure)];
  const isUnknown = isUnjudged || failures.some((failure) => failure !== null && failure.kind !== "build");
  const isReportOnly = settings.reportOnly === true;
  const verdict = isMisconfigured ? "error" : imageVerdict(findings, isUnknown, isReportOnly);
  return imageReport(compared, facts, { verdict, findings, rules });
}

/** The judgement of an image by the rules. */
export interface RuleJudgement {
  /** By level, then in the order of `RULES`. */
  readonly findings: readonly Finding[];
  /** How strict the rules were, in the order of `RULES`. */
  readonly rules: readonly RuleReport[];
  /** A check that a rule of level error needs ended without a result. */
  readonly isUnjudged: boolean;
  /** A rule has a problem that counts whatever the image's own settings say; see `Rule.firmProblem`. */
  readonly isMisconfigured: boolean;
}

/**
 * Judges an image by all rules. A finding has the level of its rule, or the level in the settings, unless the finding
 * itself is milder. If the label waives an error, it becomes a warning. All findings of a `report-only` image are
 * notices, except findings of rules that guard the configuration.
 * @param isWaived whether a label of the pull request accepts failures
 */
export function judgeByRules(facts: Facts, settings: ImageSettings, isWaived: boolean): RuleJudgement {
  const isReportOnly = settings.reportOnly === true;
  const judged = RULES.map((rule) => {
    const problem = problemOf(rule, facts) ?? rule.problem?.(facts, settings) ?? null;
    const isFirm = problem !== null && rule.firmProblem === true;
    return { rule, level: isFirm ? ("error" as const) : levelOf(rule, settings, facts), problem, isFirm };
  });
  const findings = judged.flatMap(({ rule, level, problem, isFirm }) => {
    if (level === "off") return [];
    const statements =
      problem === null
        ? rule.check(facts, settings).filter(({ isAdvice }) => !isReportOnly || isAdvice !== true)
        : [{ message: `${facts.name}: ${rule.id} was not checked: ${problem}`, place: facts.place }];
    const isMilder = isReportOnly && rule.guards !== true && !isFirm;
    return statements
      .map((statement) => findingOf(statement, rule, level, isWaived))
      .map((finding) => (isMilder ? { ...finding, level: "notice" as const } : finding));
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
    isMisconfigured: judged.some(({ isFirm }) => isFirm),
  };
}

/** Why the check of a rule has no result; null if it has one, or the rule has no check. */
function problemOf({ judges }: Rule, { failedChecks }: Facts): string | null {
  return (judges === undefined ? null : failedChecks[judges]) ?? null;
}

/** Why a rule could not have failed an image; null if it could. */
function whySkipped(rule: Rule, facts: Facts, settings: Values<SettingsTable>): string | null {
  if (facts.image === null && rule.needsNoImage !== true) return "there is no image to judge";
  if (facts.isUnchanged && rule.judges !== undefined) return NOT_BUILT;
  return whyUnlimited(rule, settings) ?? rule.skip?.(facts, settings) ?? null;
}

/** `max-size is not set`; null if a budget of the rule is set, or it has no budgets. */
function whyUnlimited(rule: Rule, settings: Values<SettingsTable>): string | null {
  const names = Object.keys(rule.settings).filter((name) => rule.settings[name]?.isBudget === true);
  if (names.length === 0 || names.some((name) => settings[camelCase(name)] !== null)) return null;
  return names.length === 1 ? `${names[0]} is not set` : `neither ${names.join(" nor ")} is set`;
}

function levelOf(
  { id, level, advises, guards }: Rule,
  { rules, reportOnly }: ImageSettings,
  { levelsBefore }: Facts,
): Level | "off" {
  if (guards === true) return strictest([level, rules?.[id], levelsBefore?.[id]]);
  return advises === true && reportOnly === true ? "off" : (rules?.[id] ?? level);
}

function strictest(levels: readonly (Level | "off" | undefined)[]): Level | "off" {
  return LEVELS.findLast((level) => levels.includes(level)) ?? "off";
}

function findingOf(
  { isAdvice: _, ...statement }: Statement,
  { id, waivable }: Pick<Rule, "id" | "waivable">,
  level: Level,
  isWaived: boolean,
): Finding {
  const own = statement.level === undefined || isStricter(statement.level, level) ? level : statement.level;
  const waived = isWaived && waivable === true && own === "error";
  return { ...NOTHING_MORE, ...statement, level: waived ? "warning" : own, waived, rule: id };
}

const NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null, logFile: null };
