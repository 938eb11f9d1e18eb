import type { Finding, ImageReport, Report, Verdict } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { isOfGuard } from "../rules/index.ts";

/**
 * An image fails by a finding of level error, unless it could not be judged: that is an error. An image that
 * is only reported fails by nothing but what guards the configuration.
 * @param isUnjudged it could not be read, or a check that counts has no result
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

/** A failing image or a finding of level error decides; else an image, or a run, that could not be judged. */
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
