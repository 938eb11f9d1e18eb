import type { Report } from "../model/report.ts";

/**
 * Whether a report has news: a failure, a warning, or a change that rebuilding alone does not make. An image without a
 * baseline is news, because its change is unknown.
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
