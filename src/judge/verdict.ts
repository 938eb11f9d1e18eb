import type { Failure } from "../model/outcomes.ts";
import type { Finding, ImageReport, Report, Verdict } from "../model/report.ts";

/** An image fails by a finding of level error, and cannot be judged when it could not be read. */
export function imageVerdict(
  findings: readonly Finding[],
  failure: Failure | null,
  reportOnly: boolean,
): Verdict {
  if (reportOnly) return "pass";
  if (failure?.kind === "unreadable") return "error";
  return findings.some(({ level }) => level === "error") ? "fail" : "pass";
}

/** A failing image decides; else one that could not be judged. */
export function runVerdict(images: readonly Pick<ImageReport, "verdict">[]): Verdict {
  const verdicts = images.map(({ verdict }) => verdict);
  return verdicts.includes("fail") ? "fail" : verdicts.includes("error") ? "error" : "pass";
}

/** 0 pass, 1 fail, 2 could not be judged. */
export function exitCode({ verdict }: Report): 0 | 1 | 2 {
  return verdict === "pass" ? 0 : verdict === "fail" ? 1 : 2;
}
