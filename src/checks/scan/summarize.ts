import type { ScanReport, Severity, VulnerabilityReport } from "../../model/report.ts";
import { SEVERITIES } from "./severity.ts";

const WORST_SHOWN = 10;

/**
 * The numbers of vulnerabilities by severity, and the worst ones: by severity, then by id, then by place. The same
 * vulnerability in the same package counts once, with its worst severity.
 */
export function summarize(
  vulnerabilities: readonly VulnerabilityReport[],
): Pick<ScanReport, "counts" | "worst"> {
  const sorted = vulnerabilities.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compare(a.id, b.id) ||
      compare(a.where, b.where),
  );
  const unique = new Map<string, VulnerabilityReport>();
  for (const one of sorted) {
    const key = JSON.stringify([one.id, one.where]);
    if (!unique.has(key)) unique.set(key, one);
  }
  const all = [...unique.values()];
  const count = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  return {
    counts: {
      critical: count("critical"),
      high: count("high"),
      medium: count("medium"),
      low: count("low"),
      unknown: count("unknown"),
    },
    worst: all.slice(0, WORST_SHOWN),
  };
}

/** By code units, so that the order is the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
