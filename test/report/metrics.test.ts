import fc from "fast-check";
import { metrics } from "../../src/report/metrics.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";
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
    const sample = /^([a-z_]+)\{((?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\} (-?\d+)$/.exec(line);
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

test("a report has a gauge for each image and what is known of it", () => {
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

test("platforms of an image are told apart by their label", () => {
  const rows = ["linux/amd64", "linux/arm64"].map((platform) =>
    imageReport({ name: `app · ${platform}`, imageName: "app", platform }),
  );
  const names = read(metrics(reportOf(...rows))).filter(({ name }) => name === "stagegate_image_layers");
  expect(names.map(({ labels }) => labels)).toEqual([
    { image: "app", platform: "linux/amd64" },
    { image: "app", platform: "linux/arm64" },
  ]);
});

test("text from outside stays in its label, also for GitLab, which cuts a line at #", () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.constant('a"b\\c#d\ne')), (imageName) => {
      const samples = read(metrics(reportOf(imageReport({ imageName }))));
      expect(samples.every(({ labels }) => !labels["image"]?.includes("#"))).toBe(true);
      expect(samples).toHaveLength(7);
    }),
  );
});
