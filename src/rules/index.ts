import type { Finding, Level } from "../report/report.ts";
import { build } from "./build.ts";
import { buildTool } from "./build-tool.ts";
import { devDependency } from "./dev-dependency.ts";
import { growth } from "./growth.ts";
import { layers } from "./layers.ts";
import { leftover } from "./leftover.ts";
import { loosened } from "./loosened.ts";
import { packageCache } from "./package-cache.ts";
import type { Facts, Rule } from "./rule.ts";
import { saving } from "./saving.ts";
import { size } from "./size.ts";
import { test } from "./test.ts";
import { transferSize } from "./transfer-size.ts";
import { user } from "./user.ts";
import { wasted } from "./wasted.ts";

/** Every rule, in the order in which findings of one level are shown. */
export const RULES: readonly Rule[] = [
  build,
  test,
  size,
  transferSize,
  layers,
  growth,
  user,
  wasted,
  packageCache,
  buildTool,
  devDependency,
  leftover,
  saving,
  loosened,
];

const LEVELS: readonly Level[] = ["error", "warning", "notice"];

/**
 * What all rules find, by level, then in the order of `RULES`. Errors that the pull request's people have
 * waived are warnings.
 */
export function judge(facts: Facts): Finding[] {
  const findings = RULES.flatMap((rule) =>
    rule.check(facts).map((said): Finding => {
      const waived = facts.waived && rule.waivable === true && said.level === "error";
      const level = waived ? "warning" : said.level;
      return { ...NOTHING_MORE, ...said, level, waived, rule: rule.id };
    }),
  );
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
}

const NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null };
