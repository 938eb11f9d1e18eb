import { knownSize } from "../model/known-size.ts";
import type { ImageReport, Report } from "../model/report.ts";

/**
 * The step's outputs by name; unknown values are empty.
 *
 * `verdict`; `report`, the path of report.json; `size`, its `change` against the baseline and
 * `transfer-size` in bytes, `layers` and `user` (the uid) of the first image; `images`, JSON with the same of every image by its name, with its
 * `verdict` and `user-name`, and null for unknown values.
 * @param reportPath null if the report could not be written
 */
export function outputs(report: Report, reportPath: string | null): Record<string, string> {
  const images = report.images.map((image) => [image.name, measured(image)] as const);
  const first = report.images[0];
  const { size, change, "transfer-size": transferSize, layers, user } = measured(first);
  return {
    verdict: report.verdict,
    report: reportPath ?? "",
    size: text(size),
    change: text(change),
    "transfer-size": text(transferSize),
    layers: text(layers),
    user: text(user),
    images: JSON.stringify(Object.fromEntries(images)),
  };
}

function measured(report: ImageReport | undefined) {
  const image = report?.image ?? null;
  return {
    verdict: report?.verdict ?? null,
    size: image === null ? null : knownSize(image),
    change: report?.change?.size ?? null,
    "transfer-size": image?.transferSize ?? null,
    layers: image?.layers.length ?? null,
    user: image?.user.uid ?? null,
    "user-name": image?.user.name ?? null,
  };
}

function text(value: number | null): string {
  return value === null ? "" : String(value);
}
