import { createHash } from "node:crypto";
import type { FilePlace, Finding, Report } from "../model/report.ts";

/** A finding as it stands in formats for programs. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** The image that it is about; null for the run. */
  readonly image: string | null;
  /**
   * Its own place, else the FROM of its image, or of the first image for a finding of the run; null if there is none.
   */
  readonly place: FilePlace | null;
  /**
   * A hash of the rule, the image and the message without numbers and units, and a count of earlier findings with the
   * same hash. It stays the same if lines move, a FROM changes, or the numbers of a message change. Unique in a report.
   */
  readonly fingerprint: string;
}

/** All findings of a report, errors first, then in the report's order: the run's findings before the images'. */
export function placedFindings({ images, findings }: Report): PlacedFinding[] {
  const first = images.find(({ place }) => place !== null)?.place ?? null;
  const all = [
    ...findings.map((finding) => ({ finding, image: null, place: finding.place ?? first })),
    ...images.flatMap(({ name, place, findings }) =>
      findings.map((finding) => ({ finding, image: name, place: finding.place ?? place })),
    ),
  ];
  const seen = new Map<string, number>();
  return (["error", "warning", "notice"] as const)
    .flatMap((level) => all.filter(({ finding }) => finding.level === level))
    .map((placed) => {
      const { rule, message } = placed.finding;
      const steady = message.replace(/\d[\d.,]*( ?[kMGT]?B\b)?/g, "#");
      const hash = createHash("sha256")
        .update(JSON.stringify([rule, placed.image, steady]))
        .digest("hex")
        .slice(0, 32);
      const count = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, count);
      return { ...placed, fingerprint: `${hash}:${count}` };
    });
}
