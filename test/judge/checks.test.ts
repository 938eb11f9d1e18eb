import { judgeByRules } from "../../src/judge/judge.ts";
import type { CheckName } from "../../src/model/outcomes.ts";
import type { Level } from "../../src/model/report.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";

const PROBLEM = "the engine stopped. Start it";

test.each<[check: CheckName, rule: string, level: Level, isUnjudged: boolean]>([
  ["smoke", "smoke", "error", true],
  ["scan", "vulnerability", "error", true],
  ["context", "context", "warning", false],
  ["dockerfile", "dockerfile-check", "warning", false],
])("a check %s that failed is a finding of rule %s", (check, rule, level, isUnjudged) => {
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
    },
  ]);
  expect(judged.isUnjudged).toBe(isUnjudged);
});

test("a failed check of a rule that is off is not mentioned, and the image can be judged", () => {
  const facts = factsOf({ failedChecks: { smoke: PROBLEM } });
  const settings = settingsWith({ maxSize: 1e9, rules: { smoke: "off" } });
  expect(judgeByRules(facts, settings, false)).toMatchObject({ findings: [], isUnjudged: false });
});
