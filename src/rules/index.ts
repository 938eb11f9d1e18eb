import type { ImageSettings } from "../config/settings.ts";
import type { Finding, Level, RuleReport } from "../model/report.ts";
import { baseImage } from "./base-image.ts";
import { build } from "./build.ts";
import { buildTool } from "./build-tool.ts";
import { context } from "./context.ts";
import { devDependency } from "./dev-dependency.ts";
import { dockerfileCheck } from "./dockerfile-check.ts";
import { forbiddenFile } from "./forbidden-file.ts";
import { growth } from "./growth.ts";
import { healthcheck } from "./healthcheck.ts";
import { layers } from "./layers.ts";
import { leftover } from "./leftover.ts";
import { loosened } from "./loosened.ts";
import { packageCache } from "./package-cache.ts";
import type { Facts, Rule } from "./rule.ts";
import { saving } from "./saving.ts";
import { secret } from "./secret.ts";
import { size } from "./size.ts";
import { smoke } from "./smoke.ts";
import { test } from "./test.ts";
import { transferSize } from "./transfer-size.ts";
import { user } from "./user.ts";
import { vulnerability } from "./vulnerability.ts";
import { wasted } from "./wasted.ts";

/** Every rule, in the order in which findings of one level are shown. */
export const RULES: readonly Rule[] = [
  build,
  test,
  smoke,
  size,
  transferSize,
  layers,
  growth,
  user,
  secret,
  forbiddenFile,
  vulnerability,
  wasted,
  packageCache,
  buildTool,
  devDependency,
  leftover,
  baseImage,
  dockerfileCheck,
  context,
  healthcheck,
  saving,
  loosened,
];

const LEVELS: readonly Level[] = ["error", "warning", "notice"];

/**
 * What all rules find, by level, then in the order of `RULES`. A finding has its rule's level, or that of
 * the settings; one that is milder by itself stays so. Errors that the pull request's people have waived
 * are warnings.
 */
export function judge(facts: Facts): Finding[] {
  const findings = RULES.flatMap((rule) => {
    const strongest = levelOf(rule, facts.settings);
    if (strongest === "off") return [];
    return rule.check(facts).map((said): Finding => {
      const own = milder(said.level ?? strongest, strongest);
      const waived = facts.waived && rule.waivable === true && own === "error";
      return { ...NOTHING_MORE, ...said, level: waived ? "warning" : own, waived, rule: rule.id };
    });
  });
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
}

/** How strict the rules are with an image of these settings, in the order of `RULES`. */
export function ruleReports(settings: ImageSettings): RuleReport[] {
  return RULES.map((rule) => ({ id: rule.id, level: levelOf(rule, settings), skipped: null }));
}

function levelOf({ id, level, advises }: Rule, { rules, reportOnly }: ImageSettings): Level | "off" {
  return advises === true && reportOnly === true ? "off" : (rules?.[id] ?? level);
}

function milder(one: Level, other: Level): Level {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other;
}

const NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null };
