import type { Severity } from "../../model/report.ts";

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "unknown"];

/** What a scanner's word for it means: trivy's are in capitals, and grype's `Negligible` is a low one. */
export function severityOf(word: string): Severity {
  const lower = word.toLowerCase();
  return lower === "negligible" ? "low" : (SEVERITIES.find((severity) => severity === lower) ?? "unknown");
}
