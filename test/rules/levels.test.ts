import { judgeByRules } from "../../src/judge/judge.ts";
import type { Level } from "../../src/model/report.ts";
import { RULES } from "../../src/rules/index.ts";
import { type RuleLevels, ruleLevels } from "../../src/rules/levels.ts";
import { factsOf, findingsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

/** An image with a finding of each sort: an error, a warning, a notice, and a rule that is off by itself. */
const FACTS = {
  image: measuredImage({
    healthcheck: false,
    user: { configured: "", name: "root", uid: 0, gid: 0, problem: null },
    leftovers: [
      {
        kind: "package-cache" as const,
        what: "apt's package lists",
        origin: { kind: "base" as const },
        path: "/var/lib/apt/lists",
        size: 18_300_000,
        files: 10,
        advice: "Remove them",
      },
    ],
  }),
};

function levels(rules: RuleLevels | null, reportOnly = false): string[] {
  const settings = { rules, reportOnly, maxSize: 1e9, warnSize: 1 };
  return findingsOf(FACTS, settings).map(({ rule, level }) => `${rule} ${level}`);
}

test.each<[what: string, rules: RuleLevels | null, expected: string[]]>([
  ["by themselves", null, ["user error", "size warning", "package-cache notice"]],
  ["off", { user: "off", size: "off", "package-cache": "off" }, []],
  ["milder", { user: "notice" }, ["size warning", "user notice", "package-cache notice"]],
  [
    "stricter, but for what is a warning by its own setting",
    { "package-cache": "error", size: "error" },
    ["user error", "package-cache error", "size warning"],
  ],
  [
    "switched on",
    { healthcheck: "warning" },
    ["user error", "size warning", "healthcheck warning", "package-cache notice"],
  ],
])("rules are %s", (_, rules, expected) => {
  expect(levels(rules)).toEqual(expected);
});

test("a report-only image has only notices, however strict its rules are", () => {
  expect(levels({ "package-cache": "error", healthcheck: "error" }, true)).toEqual([
    "size notice",
    "user notice",
  ]);
});

test("the report tells how strict every rule was, and why one could not fail", () => {
  const settings = settingsWith({ rules: { size: "warning" }, reportOnly: true });
  const { rules } = judgeByRules(factsOf(), settings, false);
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(rules).toEqual(
    expect.arrayContaining([
      { id: "size", level: "warning", skipped: "max-size is not set", problem: null },
      { id: "user", level: "error", skipped: null, problem: null },
      { id: "package-cache", level: "off", skipped: "it is off", problem: null },
    ]),
  );
});

test.each<[raw: unknown, parsed: Record<string, Level | "off">]>([
  [{ secret: "off" }, { secret: "off" }],
  ["secret=warning\nwasted=off", { secret: "warning", wasted: "off" }],
  [["healthcheck=error"], { healthcheck: "error" }],
  [{}, {}],
])("%j are levels", (raw, parsed) => {
  expect(ruleLevels.parse(raw)).toEqual(parsed);
});

test.each<[raw: unknown, faults: string[]]>([
  [
    { secrets: "off", wasted: "of" },
    [
      'rules: there is no rule "secrets". Did you mean secret?',
      'rules.wasted: "of" is not one of off, notice, warning, error. Write for example: rules: {wasted: off}',
    ],
  ],
  [
    "secret",
    [
      "rules.secret: the level is missing; it is one of off, notice, warning, error. Write for example: rules: secret=warning",
    ],
  ],
  [{ build: "off" }, ["rules.build: the level of this rule cannot be changed. Remove the line."]],
  [
    { loosened: "off" },
    ['rules.loosened: "off" is not one of warning, error. Write for example: rules: {loosened: error}'],
  ],
  [
    { loosened: "notice" },
    ['rules.loosened: "notice" is not one of warning, error. Write for example: rules: {loosened: error}'],
  ],
  [
    [{ secret: "off" }],
    ["rules: it is not a mapping of rules to levels. Write for example: rules: {secret: warning}"],
  ],
])("%j are none", (raw, faults) => {
  expect(ruleLevels.parse(raw)).toBeUndefined();
  expect(ruleLevels.faults?.(raw).map(({ message, hint }) => `${message}. ${hint}`)).toEqual(faults);
});
