import type { Report } from "../model/report.ts";

/**
 * Whether a report has news: a failure, a warning, or a change beyond what rebuilding alone makes. An image
 * without a baseline is news, because nobody knows what changed.
 */
export function hasNews({ verdict, images, findings }: Report): boolean {
  return (
    verdict !== "pass" ||
    findings.length > 0 ||
    images.some(
      ({ change, findings }) =>
        change === null ||
        !change.negligible ||
        change.layers !== 0 ||
        findings.some(({ level }) => level !== "notice"),
    )
  );
}
