import { baselineWords } from "../model/baseline-words.ts";
import { isNoise } from "../model/noise.ts";
import type { BaselineReport, FilePlace, OriginChange } from "../model/report.ts";
import { formatSize } from "../text/size.ts";
import { plural } from "../text/words.ts";
import { type Amount, bytesOf, formatAmount } from "../values/amount.ts";
import { amount, flag } from "../values/kinds.ts";
import { higherAmount, switchedOff } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { rule, type Statement } from "./rule.ts";

export const growthRule = rule({
  id: "growth",
  why: "Images grow a little with every change, until nobody knows why they are big.",
  level: "error",
  settings: {
    "max-growth": setting(
      amount,
      "10%",
      "Largest growth against the baseline that passes, as a size or in percent.",
      higherAmount,
      { isBudget: true },
    ),
    "warn-growth": setting(
      amount,
      "5MB",
      "Growth against the baseline above which a warning is given.",
      higherAmount,
    ),
    "max-growth-includes-drift": setting(
      flag,
      "true",
      "Count also what the base image grew by itself, where its FROM did not change.",
      switchedOff,
      { default: "false" },
    ),
  },
  waivable: true,
  problem: ({ baseline: { state, name, why } }) =>
    state === "unreadable" ? `the baseline ${name} cannot be read: ${why}` : null,
  skip: (facts) => (facts.change === null ? baselineWords(facts) : null),
  check: ({ name, baseline, change, place }, settings) => {
    const { maxGrowth: max, warnGrowth: warn, maxGrowthIncludesDrift: withDrift } = settings;
    if (max === null && warn === null) return [];
    const before = baseline.image;
    if (change === null || before === null) {
      if (baseline.why === null) return [];
      return [{ level: "notice", message: `the growth of ${name} was not judged: ${baseline.why}` }];
    }
    const grown = withDrift === true ? change.growth + change.drift : change.growth;
    const largest = change.origins.find(({ size }) => size > 0);
    const over = (limit: Amount, level: "error" | "warning", word: string): Statement[] => {
      const bytes = bytesOf(limit, before.size);
      if (grown <= bytes || isNoise(grown, before.size)) return [];
      return [
        {
          // What was merged since is not this change's.
          level: baseline.behind > 0 ? "warning" : level,
          message: `${name} grew by ${formatSize(grown)}: ${formatSize(grown - bytes)} over its ${word} of ${formatAmount(limit)}${distanceWords(baseline)}`,
          actual: grown,
          limit: bytes,
          place: placeOf(largest) ?? place,
        },
      ];
    };
    const failures = max === null ? [] : over(max, "error", "growth limit");
    return failures.length > 0 || warn === null ? failures : over(warn, "warning", "warning level");
  },
});

/** How far back the growth is counted from; nothing where that is the commit that should be compared with. */
function distanceWords({ behind, why }: BaselineReport): string {
  if (behind === 0) return "";
  const since = `counted from ${plural(behind, "commit")} before the one to compare with`;
  return ` (${since}${why === null ? "" : `: ${why}`})`;
}

/** The line that made most of it. */
function placeOf(origin: OriginChange | undefined): FilePlace | null {
  const after = origin?.after;
  return after?.kind === "instruction" ? { file: after.file, lines: after.lines } : null;
}
