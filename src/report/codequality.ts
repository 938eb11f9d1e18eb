import type { Report } from "../model/report.ts";
import { plainPath, plainText } from "./escape.ts";
import { placedFindings } from "./placed-findings.ts";

/** An issue with all fields that GitLab requires. */
interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITIES = { error: "critical", warning: "minor", notice: "info" } as const;

/** The place of findings that belong to no Dockerfile line: GitLab shows no issue without a path. */
const NO_PLACE = { file: ".stagegate.yml", lines: [1, 1] } as const;

/**
 * The report as GitLab's code quality report, a subset of Code Climate's: an issue for each finding, errors first. A
 * finding without a place is shown at the FROM of its image. GitLab counts an issue as new if the target branch's
 * report lacks its fingerprint (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
 */
export function codeQuality(report: Report): string {
  const issues = placedFindings(report).map(({ finding, place, fingerprint }): CodeQualityIssue => {
    const { rule, level, message, advice } = finding;
    const { file, lines } = place ?? NO_PLACE;
    return {
      description: [message, advice].flatMap((text) => (text === null ? [] : plainText(text))).join(" · "),
      check_name: plainText(rule),
      fingerprint,
      severity: SEVERITIES[level],
      location: { path: plainPath(file), lines: { begin: lines[0] } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
