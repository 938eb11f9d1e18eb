import type { Finding, ImageReport, Report, Verdict } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { isOfGuard } from "../rules/index.ts";

/**
 * `error` for an image that could not be judged, else `fail` for one with a finding of level error. A `report-only`
 * image fails only because of rules that guard the configuration.
 * @param isUnjudged whether it could not be read, or a check that counts has no result
 */
export function imageVerdict(
  findings: readonly Finding[],
  isUnjudged: boolean,
  isReportOnly: boolean,
): Verdict {
  if (isUnjudged && !isReportOnly) return "error";
  const counting = isReportOnly ? findings.filter(isOfGuard) : findings;
  return counting.some(({ level }) => level === "error") ? "fail" : "pass";
}

/** `fail` for a failing image or a finding of level error, else `error` if an image or the run could not be judged. */
export function runVerdict(
  images: readonly Pick<ImageReport, "verdict">[],
  findings: readonly Finding[],
): Verdict {
  const verdicts = images.map(({ verdict }) => verdict);
  const errors = findings.filter(({ level }) => level === "error");
  if (verdicts.includes("fail") || errors.some(({ rule }) => rule !== RUN_RULE)) return "fail";
  return verdicts.includes("error") || errors.length > 0 ? "error" : "pass";
}

/** 0 pass, 1 fail, 2 could not be judged. */
export function exitCode({ verdict }: Report): 0 | 1 | 2 {
  return verdict === "pass" ? 0 : verdict === "fail" ? 1 : 2;
}
