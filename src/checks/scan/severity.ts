import type { Severity } from "../../model/report.ts";

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "unknown"];

/** The severity by a scanner's word for it: trivy's words are in capitals, and grype's `Negligible` counts as low. */
export function severityOf(word: string): Severity {
  const lower = word.toLowerCase();
  return lower === "negligible" ? "low" : (SEVERITIES.find((severity) => severity === lower) ?? "unknown");
}
