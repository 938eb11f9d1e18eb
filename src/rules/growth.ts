import { baselineWords } from "../model/baseline-words.ts";
import { driftedLines, grownByThemselves } from "../model/line-drift.ts";
import type { BaselineReport } from "../model/report.ts";
import { excessWords, formatSize, looksEqual } from "../text/size.ts";
import { plural } from "../text/words.ts";
import { type Amount, formatAmount, mostBytes } from "../values/amount.ts";
import { amount, flag } from "../values/kinds.ts";
import { higherAmount, switchedOff } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { adviceForGrowth, mostGrown } from "./growth-advice.ts";
import { placeOfChange } from "./origin-place.ts";
import { rule, type Statement } from "./rule.ts";

export const growthRule = rule({
  id: "growth",
  why: "Images grow a little with every change, until nobody knows why they are big.",
  level: "error",
  settings: {
    "max-growth": setting(
      "limits",
      amount,
      "10%",
      "Largest growth since the baseline that passes, as a size or in percent.",
      higherAmount,
      { isBudget: true },
    ),
    "warn-growth": setting(
      "limits",
      amount,
      "5MB",
      "Growth since the baseline above which the gate warns.",
      higherAmount,
    ),
    "max-growth-includes-drift": setting(
      "limits",
      flag,
      "true",
      "Count drift as growth too: changes of the base image behind the same FROM, and of lines whose text and inputs are the same.",
      switchedOff,
      { default: "false" },
    ),
  },
  waivable: true,
  firmProblem: true,
  problem: (facts, settings) => {
    const { baseline, baselineNeed, change, image } = facts;
    if (baseline.state === "unreadable")
      return `the baseline ${baseline.name} cannot be read: ${baseline.why}`;
    const isMissing = baselineNeed === "required" && change === null && image !== null;
    return isMissing && limitsIn(settings).length > 0
      ? `${baselineWords(facts)}; \`require-baseline\` demands one`
      : null;
  },
  skip: (facts) => (facts.change === null ? baselineWords(facts) : null),
  check: ({ name, baseline, baselineNeed, change, place }, settings) => {
    const { maxGrowth: max, warnGrowth: warn, maxGrowthIncludesDrift: withDrift } = settings;
    if (max === null && warn === null) return [];
    const before = baseline.image;
    if (change === null || before === null) {
      if (baseline.why === null) return [];
      return [
        {
          // A limit that has no effect must not go unnoticed.
          level: baselineNeed === "optional" ? "notice" : "warning",
          message: `${name}: ${limitsIn(settings).join(" and ")} ${max !== null && warn !== null ? "were" : "was"} not judged: ${baseline.why}`,
        },
      ];
    }
    const countsDrift = withDrift === true;
    const grown = countsDrift ? change.growth + change.drift : change.growth;
    const over = (limit: Amount, level: "error" | "warning", setting: string): Statement[] => {
      const bytes = mostBytes(limit, before.size);
      if (grown <= bytes) return unprovenDrift(limit, setting);
      const words = excessWords(grown, bytes);
      const most = mostGrown(change, countsDrift);
      return [
        {
          // Commits that were merged since then may have caused the growth.
          level: baseline.behind > 0 ? "warning" : level,
          message: `${name} grew by ${words.actual}${distanceWords(baseline)}, ${words.over} over ${setting} (${limitWords(limit, words.limit, looksEqual(grown, bytes))})${excuseWords(baseline, level)}`,
          actual: grown,
          limit: bytes,
          place: placeOfChange(most, place),
          advice: adviceForGrowth(most, setting),
        },
      ];
    };
    /** A warning if the image exceeds a limit with drift that only the repository shows, and no build has proved. */
    const unprovenDrift = (limit: Amount, setting: string): Statement[] => {
      const bytes = mostBytes(limit, before.size);
      const drift = baseline.state === "stored" && !countsDrift ? grownByThemselves(change) : 0;
      if (grown + drift <= bytes) return [];
      const words = excessWords(grown + drift, bytes);
      const [line] = driftedLines(change);
      const why = baseline.why === null ? "" : `: ${baseline.why}`;
      return [
        {
          level: "warning",
          message: `${name} grew by ${words.actual}${distanceWords(baseline)}, ${words.over} over ${setting} (${limitWords(limit, words.limit, looksEqual(grown + drift, bytes))}); only a warning, because ${formatSize(drift)} may be drift of lines that did not change, and the base commit was not built${why}`,
          actual: grown + drift,
          limit: bytes,
          place: placeOfChange(line, place),
          advice: adviceForGrowth(line, setting),
        },
      ];
    };
    const failures = max === null ? [] : over(max, "error", "max-growth");
    return failures.length > 0 || warn === null ? failures : over(warn, "warning", "warn-growth");
  },
});

/** The names of the limits that are set. */
function limitsIn({ maxGrowth, warnGrowth }: GrowthLimits): string[] {
  return [...(maxGrowth === null ? [] : ["max-growth"]), ...(warnGrowth === null ? [] : ["warn-growth"])];
}

interface GrowthLimits {
  readonly maxGrowth: Amount | null;
  readonly warnGrowth: Amount | null;
}

/**
 * The commit since which the image grew: ` since 1a2b3c4 (2 commits before the base commit)`; "" for the base commit.
 */
function distanceWords({ behind, commit }: BaselineReport): string {
  if (behind === 0) return "";
  const since = commit === null ? "" : ` since ${commit.slice(0, 7)}`;
  return `${since} (${plural(behind, "commit")} before the base commit)`;
}

/**
 * Why growth against an ancestor of the base commit fails nothing. @param level of growth against the base commit
 * itself
 */
function excuseWords({ behind, why }: BaselineReport, level: "error" | "warning"): string {
  if (behind === 0) return "";
  const reason = `the base commit was not built${why === null ? "" : `: ${why}`}`;
  return level === "error" ? `; only a warning, because ${reason}` : `; ${reason}`;
}

/** `10 %`, or `10 %, 10 MB` if each byte matters. */
function limitWords(limit: Amount, bytes: string, isClose: boolean): string {
  if (!("percent" in limit)) return bytes;
  return isClose ? `${formatAmount(limit)}, ${bytes}` : formatAmount(limit);
}
