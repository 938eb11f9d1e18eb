import fc from "fast-check";
import { StagegateError } from "../../src/host/errors.ts";
import { errorReport } from "../../src/judge/error-report.ts";
import { joinReports } from "../../src/judge/join-reports.ts";
import type { Report } from "../../src/model/report.ts";
import { metrics } from "../../src/report/metrics.ts";
import { finding, imageReport, loosened, measuredImage, reportOf } from "../fixtures/report.ts";
import { hostileText } from "./hostile.ts";

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the text by the grammar of https://prometheus.io/docs/specs/om/open_metrics_spec/, of which it uses little. */
function read(text: string): Sample[] {
  if (!text.endsWith("# EOF\n")) throw new Error("it does not end with # EOF");
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const [, key, name = "", rest] = /^# (TYPE|UNIT|HELP) ([a-z_]+) (.+)$/.exec(line) ?? [];
    if (key === "TYPE") types.set(name, rest ?? "");
    if (key === "UNIT" && !name.endsWith(`_${rest}`)) throw new Error(`${name} has not the unit ${rest}`);
    if (key !== undefined) continue;
    const sample = /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (-?\d+)$/.exec(line);
    if (sample === null) throw new Error(`no sample: ${line}`);
    const [, own = "", labels = "", value] = sample;
    if (types.get(own) !== "gauge") throw new Error(`${own} has no type before it`);
    const pairs = [...labels.matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/g)];
    samples.push({
      name: own,
      labels: Object.fromEntries(pairs.map(([, name, text = ""]) => [name, text.replace(/\\(.)/g, "$1")])),
      value: Number(value),
    });
  }
  return samples;
}

test("a report has a gauge for each known value of each image", () => {
  const report = reportOf(
    imageReport({ findings: [finding(), finding({ level: "warning" })] }),
    imageReport({ name: "worker", image: measuredImage({ transferSize: null }) }),
    imageReport({ name: "broken", image: null, platform: null }),
  );
  expect(metrics(report)).toMatchSnapshot();
  expect(read(metrics(report))).toContainEqual({
    name: "stagegate_image_size_bytes",
    labels: { image: "worker", platform: "linux/amd64" },
    value: 162_400_000,
  });
});

test("a run that an error ended has metrics, even beside passing reports", () => {
  const ended = errorReport(new StagegateError("no engine"));
  const parts = [ended, reportOf(imageReport())].map((report, at) => ({ name: `${at}.json`, report }));
  for (const report of [ended, joinReports(parts, null)])
    expect(ofRun(report)).toEqual({ exit_code: 2, errors: 1, warnings: 0 });
});

test("the verdict is the exit code, and configuration findings are counted", () => {
  const failing = imageReport({ verdict: "fail", findings: [finding()] });
  expect(ofRun(reportOf(imageReport()))).toEqual({ exit_code: 0, errors: 0, warnings: 0 });
  expect(ofRun(reportOf(failing))).toEqual({ exit_code: 1, errors: 0, warnings: 0 });
  const findings = [loosened("max-size"), loosened("max-size", { level: "error" })];
  expect(ofRun({ ...reportOf(imageReport()), findings })).toMatchObject({ errors: 1, warnings: 1 });
});

/** The metrics of the run itself. */
function ofRun(report: Report): Record<string, number> {
  const samples = read(metrics(report)).filter(({ name }) => name.startsWith("stagegate_run_"));
  expect(samples.every(({ labels }) => Object.keys(labels).length === 0)).toBe(true);
  return Object.fromEntries(samples.map(({ name, value }) => [name.replace("stagegate_run_", ""), value]));
}

test("platforms of an image have different labels", () => {
  const rows = ["linux/amd64", "linux/arm64"].map((platform) =>
    imageReport({ name: `app · ${platform}`, imageName: "app", platform }),
  );
  const names = read(metrics(reportOf(...rows))).filter(({ name }) => name === "stagegate_image_layers");
  expect(names.map(({ labels }) => labels)).toEqual([
    { image: "app", platform: "linux/amd64" },
    { image: "app", platform: "linux/arm64" },
  ]);
});

test("any text stays in its label, even if GitLab cuts lines at #", () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.constant('a"b\\c#d\ne')), (imageName) => {
      const samples = read(metrics(reportOf(imageReport({ imageName })))).filter(
        ({ labels }) => "image" in labels,
      );
      expect(samples.every(({ labels }) => !labels["image"]?.includes("#"))).toBe(true);
      expect(samples).toHaveLength(7);
    }),
  );
});
