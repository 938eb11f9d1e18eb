import { knownSize } from "../model/known-size.ts";
import { ownSize } from "../model/own-size.ts";
import type { ImageReport, Report } from "../model/report.ts";
import { metricLabel } from "./escape.ts";

/** A family of metrics: a gauge for each image that it is known of. */
interface Family {
  /** Ends with the unit, if there is one, as OpenMetrics wants it. */
  readonly name: string;
  readonly unit?: "bytes";
  readonly help: string;
  /** Null if it is not known. */
  readonly measure: (image: ImageReport) => number | null;
}

const FAMILIES: readonly Family[] = [
  {
    name: "stagegate_image_size_bytes",
    unit: "bytes",
    help: "Unpacked size of the image.",
    measure: ({ image }) => (image === null ? null : knownSize(image)),
  },
  {
    name: "stagegate_image_own_size_bytes",
    unit: "bytes",
    help: "Unpacked size of the layers without the base image.",
    measure: ({ image }) => (image === null || knownSize(image) === null ? null : ownSize(image)),
  },
  {
    name: "stagegate_image_compressed_size_bytes",
    unit: "bytes",
    help: "Sum of the compressed layers.",
    measure: ({ image }) => image?.transferSize ?? null,
  },
  {
    name: "stagegate_image_wasted_bytes",
    unit: "bytes",
    help: "Bytes that a later layer deletes or replaces.",
    measure: ({ image }) => image?.wasted ?? null,
  },
  {
    name: "stagegate_image_layers",
    help: "Number of layers.",
    measure: ({ image }) => image?.layers.length ?? null,
  },
  {
    name: "stagegate_image_errors",
    help: "Number of findings that fail the image.",
    measure: ({ findings }) => findings.filter(({ level }) => level === "error").length,
  },
  {
    name: "stagegate_image_warnings",
    help: "Number of findings of level warning.",
    measure: ({ findings }) => findings.filter(({ level }) => level === "warning").length,
  },
];

/**
 * The report as OpenMetrics text, as GitLab's metrics report and Prometheus read it: gauges in bytes or numbers, each
 * with the labels `image` and `platform`. What is not known is left out
 * (https://prometheus.io/docs/specs/om/open_metrics_spec/, https://docs.gitlab.com/ci/testing/metrics_reports/).
 */
export function metrics({ images }: Report): string {
  const families = FAMILIES.flatMap(({ name, unit, help, measure }) => {
    const samples = images.flatMap((image) => {
      const value = measure(image);
      return value === null ? [] : [`${name}{${labelsOf(image)}} ${value}`];
    });
    const head = [
      `# TYPE ${name} gauge`,
      ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${help}`,
    ];
    return samples.length === 0 ? [] : [...head, ...samples];
  });
  return [...families, "# EOF", ""].join("\n");
}

function labelsOf({ imageName, platform }: ImageReport): string {
  const labels = { image: imageName, ...(platform === null ? {} : { platform }) };
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${metricLabel(value)}"`)
    .join(",");
}
