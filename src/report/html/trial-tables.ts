import type { ScanReport, SmokeReport, VariantReport } from "../../model/report.ts";
import { formatSize } from "../../text/size.ts";
import { type Markup, markup } from "./markup.ts";
import { numbers, table, text } from "./table.ts";

/** What was asked of a container, and what ran in it. */
export function smokeTable({ checks, processes }: SmokeReport): Markup {
  const rows = checks.map(({ what, problem }) => [problem === null ? "✓" : "✗", what, problem ?? ""]);
  const asked = table("Smoke test", [text(""), text("Check"), text("Problem")], rows);
  if (processes.length === 0) return asked;
  const ran = processes.map(({ uid, command }) => [uid, markup`<code>${command}</code>`]);
  return markup`${asked}${table("Processes", [numbers("Uid"), text("Process")], ran)}`;
}

/** The worst that a scanner knows; null where it knows nothing. */
export function vulnerabilityTable({ worst }: ScanReport): Markup | null {
  if (worst.length === 0) return null;
  const rows = worst.map(({ id, severity, where, fixedIn }) => [severity, id, where, fixedIn ?? "–"]);
  return table("Vulnerabilities", [text("Severity"), text("Id"), text("In"), text("Mended in")], rows);
}

/** What a variant has more, by what it is for; null where that is not known. */
export function leftOutTable({ leftOut }: VariantReport): Markup | null {
  if (leftOut.length === 0) return null;
  const rows = leftOut.map(({ what, size }) => [formatSize(size), what]);
  return table("What the variant has more", [numbers("Size"), text("What")], rows);
}
