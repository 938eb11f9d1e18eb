import type { ImageSettings } from "../../src/config/settings.ts";
import { judgeByRules } from "../../src/judge/judge.ts";
import type { Facts } from "../../src/rules/rule.ts";
import { baseline } from "../fixtures/baseline.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

const PASSED = { target: "test", status: "passed", cached: true, duration: null, failure: null } as const;

const WINDOWS = measuredImage({ platform: "windows/amd64" });

test.each<[rule: string, why: string | null, change: Partial<Facts>, settings: Partial<ImageSettings>]>([
  ["size", "max-size is not set", {}, {}],
  ["size", null, {}, { maxSize: 1 }],
  ["size", "there is no image to judge", { image: null }, { maxSize: 1 }],
  ["size", "it is off", {}, { maxSize: 1, rules: { size: "off" } }],
  ["user", null, {}, {}],
  ["user", "there is no image to judge", { image: null }, {}],
  ["user", "not judged on Windows", { image: WINDOWS }, {}],
  ["user", null, { image: WINDOWS }, { runAs: "ContainerUser" }],
  ["vulnerability", "neither max-critical nor max-high is set", {}, {}],
  ["vulnerability", null, {}, { maxHigh: 0 }],
  ["growth", "max-growth is not set", {}, {}],
  ["growth", "no baseline: first run", {}, { maxGrowth: { percent: 5 } }],
  ["growth", "baseline of main at 1a2b3c4 refused: other platform", refused(), { maxGrowth: { percent: 5 } }],
  ["smoke", "smoke is not set", {}, {}],
  ["saving", "compare-with is not set", {}, {}],
  ["saving", null, { variant: { name: "other", size: 1, leftOut: [] } }, {}],
  ["test", "there is no test target", { image: null }, {}],
  ["test", null, { tests: [PASSED], image: null }, {}],
  ["context", "there is no build context", { image: null }, {}],
  ["smoke", null, { failedChecks: { smoke: "the engine stopped" } }, {}],
  ["context", null, { failedChecks: { context: "no such folder" } }, {}],
  ["build", null, { image: null }, {}],
  ["base-image", null, { image: null }, {}],
  ["dockerfile-check", null, { image: null }, {}],
  ["loosened", null, { image: null }, {}],
])("rule %s is skipped because %s: %#", (rule, why, change, settings) => {
  const { rules } = judgeByRules(factsOf(change), settingsWith(settings), false);
  expect(rules.find(({ id }) => id === rule)?.skipped).toBe(why);
});

function refused(): Partial<Facts> {
  return { baseline: baseline({}, { state: "refused", why: "other platform", image: null }) };
}
