import { knownSize } from "../model/known-size.ts";
import { ownSize } from "../model/own-size.ts";
import type { Finding, ImageReport, Report } from "../model/report.ts";
import { metricLabel } from "./escape.ts";

/** A family of metrics: a gauge for each image with a known value. */
interface Family {
  /** Ends with the unit, if there is one, as OpenMetrics demands. */
  readonly name: string;
  readonly unit?: "bytes";
  readonly help: string;
  /** Null if it is unknown. */
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
    help: "Unpacked size of the image's own layers, without the base image.",
    measure: ({ image }) => (image === null || knownSize(image) === null ? null : ownSize(image)),
  },
  {
    name: "stagegate_image_compressed_size_bytes",
    unit: "bytes",
    help: "Compressed size of the image.",
    measure: ({ image }) => image?.transferSize ?? null,
  },
  {
    name: "stagegate_image_wasted_bytes",
    unit: "bytes",
    help: "Bytes that later layers delete or replace.",
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
    measure: ({ findings }) => count(findings, "error"),
  },
  {
    name: "stagegate_image_warnings",
    help: "Number of findings of level warning.",
    measure: ({ findings }) => count(findings, "warning"),
  },
];

/** A family of metrics with one gauge, of the run. */
interface RunFamily {
  readonly name: string;
  readonly help: string;
  readonly measure: (report: Report) => number;
}

const EXIT_CODES = { pass: 0, fail: 1, error: 2 } as const;

const RUN_FAMILIES: readonly RunFamily[] = [
  {
    name: "stagegate_run_exit_code",
    help: "Verdict of the run: 0 for pass, 1 for fail, 2 if it could not be judged.",
    measure: ({ verdict }) => EXIT_CODES[verdict],
  },
  {
    name: "stagegate_run_errors",
    help: "Number of findings of level error that belong to no image.",
    measure: ({ findings }) => count(findings, "error"),
  },
  {
    name: "stagegate_run_warnings",
    help: "Number of findings of level warning that belong to no image.",
    measure: ({ findings }) => count(findings, "warning"),
  },
];

/**
 * The report as OpenMetrics text, as GitLab's metrics report and Prometheus read it: gauges in bytes or numbers. Gauges
 * of images have the labels `image` and `platform`, gauges of the run have none. Unknown values are left out
 * (https://prometheus.io/docs/specs/om/open_metrics_spec/, https://docs.gitlab.com/ci/testing/metrics_reports/).
 */
export function metrics(report: Report): string {
  const ofRun = RUN_FAMILIES.flatMap(({ name, help, measure }) => [
    ...headOf({ name, help }),
    `${name} ${measure(report)}`,
  ]);
  const ofImages = FAMILIES.flatMap((family) => {
    const samples = report.images.flatMap((image) => {
      const value = family.measure(image);
      return value === null ? [] : [`${family.name}{${labelsOf(image)}} ${value}`];
    });
    return samples.length === 0 ? [] : [...headOf(family), ...samples];
  });
  return [...ofRun, ...ofImages, "# EOF", ""].join("\n");
}

function headOf({ name, unit, help }: Pick<Family, "name" | "unit" | "help">): string[] {
  return [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
  ];
}

function count(findings: readonly Finding[], level: Finding["level"]): number {
  return findings.filter((finding) => finding.level === level).length;
}

function labelsOf({ imageName, platform }: ImageReport): string {
  const labels = { image: imageName, ...(platform === null ? {} : { platform }) };
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${metricLabel(value)}"`)
    .join(",");
}
