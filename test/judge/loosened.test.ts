import type { ImageSettings } from "../../src/config/settings.ts";
import { loosenedSettings } from "../../src/judge/loosened.ts";
import { noSettings } from "../fixtures/settings.ts";

function loosened(
  before: Partial<ImageSettings>,
  after: Partial<ImageSettings>,
  whole: number | null = null,
) {
  return loosenedSettings(
    {
      before: { ...noSettings, ...before },
      after: { ...noSettings, ...after },
      placeOf: (setting) => ({ name: `.stagegate.yml: ${setting}`, at: null }),
    },
    whole,
  ).map(({ setting, before: old, after: now }) => `${setting}: ${old} → ${now}`);
}

test.each<[string, Partial<ImageSettings>, Partial<ImageSettings>, string[]]>([
  ["no settings", {}, { maxSize: 1 }, []],
  ["the same settings", { maxSize: 5, allowRoot: false }, { maxSize: 5, allowRoot: false }, []],
  ["a tighter budget", { maxSize: 6, maxLayers: 3 }, { maxSize: 5, maxLayers: 2 }, []],
  [
    "wider budgets",
    { maxSize: 150e6, maxTransferSize: 50e6, maxLayers: 10 },
    { maxSize: 200e6, maxTransferSize: 51e6, maxLayers: 11 },
    ["max-size: 150 MB → 200 MB", "max-transfer-size: 50 MB → 51 MB", "max-layers: 10 → 11"],
  ],
  ["a budget that is gone", { maxSize: 150e6 }, {}, ["max-size: 150 MB → not set"]],
  ["root", { allowRoot: false }, { allowRoot: true }, ["allow-root: false → true"]],
  ["root that was never set", {}, { allowRoot: true }, ["allow-root: false → true"]],
  ["root no longer", { allowRoot: true }, {}, []],
  ["a user no longer demanded", { runAs: "app" }, {}, ["run-as: app → not set"]],
  ["another user", { runAs: "app" }, { runAs: "web" }, ["run-as: app → web"]],
  ["only reported", {}, { reportOnly: true }, ["report-only: false → true"]],
  [
    "drift that no longer counts",
    { maxGrowthIncludesDrift: true },
    {},
    ["max-growth-includes-drift: true → false"],
  ],
  [
    "a wider growth limit",
    { maxGrowth: { percent: 5 } },
    { maxGrowth: { percent: 10 } },
    ["max-growth: 5 % → 10 %"],
  ],
  ["a tighter growth limit", { maxGrowth: { bytes: 5e6 } }, { maxGrowth: { bytes: 1e6 } }, []],
  ["no growth limit", { maxGrowth: { bytes: 5e6 } }, {}, ["max-growth: 5 MB → not set"]],
  [
    "a lower min-saving",
    { minSaving: { percent: 50 } },
    { minSaving: { percent: 40 } },
    ["min-saving: 50 % → 40 %"],
  ],
  ["a rule that is milder", {}, { rules: { secret: "warning" } }, ["rules: secret error → secret warning"]],
  [
    "rules that are back at their default level",
    { rules: { healthcheck: "error", "build-tool": "error" } },
    { rules: { healthcheck: "off" } },
    ["rules: build-tool error → build-tool notice", "rules: healthcheck error → healthcheck off"],
  ],
  ["a rule that is stricter", {}, { rules: { healthcheck: "notice" } }, []],
  [
    "one forbidden pattern less",
    { forbid: ["*.map", ".git"] },
    { forbid: [".git"] },
    ["forbid: *.map, .git → .git"],
  ],
  ["one forbidden pattern more", { forbid: [".git"] }, { forbid: ["*.map", ".git"] }, []],
  ["a secret that is allowed", {}, { allowSecrets: ["*.key"] }, ["allow-secrets: none → *.key"]],
  ["no scan budget", { maxCritical: 0, maxHigh: 2 }, { maxHigh: 1 }, ["max-critical: 0 → not set"]],
  ["a higher min-saving", { minSaving: { percent: 40 } }, { minSaving: { percent: 50 } }, []],
])("%s", (_, before, after, expected) => {
  expect(loosened(before, after)).toEqual(expected);
});

test.each<[number | null, string[]]>([
  [10_000_000, ["max-growth: 10 % → 5 MB"]],
  [100_000_000, []],
  // What nobody knows to be stricter counts.
  [null, ["max-growth: 10 % → 5 MB"]],
])("the size decides whether 5 MB are more than 10 %: %s", (whole, expected) => {
  expect(loosened({ maxGrowth: { percent: 10 } }, { maxGrowth: { bytes: 5e6 } }, whole)).toEqual(expected);
});
