import type { Report } from "../model/report.ts";

/**
 * Whether a report tells anything that the baseline did not: a failure, a warning, a change beyond what
 * rebuilding alone makes. Without a baseline nobody knows, so that is news.
 */
export function hasNews({ verdict, images, removedImages }: Report): boolean {
  return (
    verdict !== "pass" ||
    removedImages.length > 0 ||
    images.some(
      ({ change, findings }) =>
        change === null ||
        !change.negligible ||
        change.layers !== 0 ||
        findings.some(({ level }) => level !== "notice"),
    )
  );
}
