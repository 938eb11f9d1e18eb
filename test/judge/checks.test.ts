import { NOTHING_CHECKED } from "../../src/checks/index.ts";
import { judgeByRules } from "../../src/judge/judge.ts";
import type { CheckName } from "../../src/model/outcomes.ts";
import type { Level } from "../../src/model/report.ts";
import { RULES } from "../../src/rules/index.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";

const PROBLEM = "the engine stopped. Start it";

test.each<[check: CheckName, rule: string, level: Level, isUnjudged: boolean]>([
  ["smoke", "smoke", "error", true],
  ["scan", "vulnerability", "error", true],
  ["context", "context", "warning", false],
  ["dockerfile", "dockerfile-check", "warning", false],
])("a failed check %s is a finding of the rule %s", (check, rule, level, isUnjudged) => {
  const facts = factsOf({ failedChecks: { [check]: PROBLEM } });
  const judged = judgeByRules(facts, settingsWith({ maxSize: 1e9 }), false);
  expect(judged.findings).toEqual([
    {
      rule,
      level,
      waived: false,
      message: `production: ${rule} was not checked: ${PROBLEM}`,
      actual: null,
      limit: null,
      place: facts.place,
      advice: null,
      log: null,
      logFile: null,
    },
  ]);
  expect(judged.isUnjudged).toBe(isUnjudged);
  expect(judged.rules.filter(({ problem }) => problem !== null)).toEqual([
    { id: rule, level, skipped: null, problem: PROBLEM },
  ]);
});

test("every check has a rule that judges it", () => {
  const judged = RULES.flatMap(({ judges }) => judges ?? []);
  expect(judged.sort()).toEqual(Object.keys(NOTHING_CHECKED).sort());
});

test("a failed check does not matter if its rule is off", () => {
  const facts = factsOf({ failedChecks: { smoke: PROBLEM } });
  const settings = settingsWith({ maxSize: 1e9, rules: { smoke: "off" } });
  expect(judgeByRules(facts, settings, false)).toMatchObject({ findings: [], isUnjudged: false });
});
