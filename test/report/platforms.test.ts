import type { BaselineReport, ImageReport, MeasuredImage, SourceReport } from "../../src/model/report.ts";
import { html } from "../../src/report/html.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/markdown.ts";
import { baseImageWords } from "../../src/report/origin-words.ts";
import { terminal } from "../../src/report/terminal.ts";
import { reportView } from "../../src/report/view.ts";
import { comparisonLines, headline } from "../../src/report/words.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";

const WHY = "the engine runs linux/amd64 and cannot start an image for linux/arm64";

/** An image that runs on the builder's platform, and its row for another one. */
const REPORT = reportOf(
  imageReport({
    name: "production · linux/amd64",
    imageName: "production",
    smoke: { status: "passed", ready: 1200, duration: 1300, checks: [], processes: [] },
  }),
  imageReport({
    name: "production · linux/arm64",
    imageName: "production",
    platform: "linux/arm64",
    verdict: "fail",
    image: measuredImage({ platform: "linux/arm64", size: 171_000_000 }),
    budgets: { size: 170_000_000 },
    tests: [],
    testsOn: "linux/amd64",
    smokeNotRun: WHY,
    findings: [
      finding({
        message: "production · linux/arm64 is 171.0 MB, 1.0 MB over max-size (170 MB)",
        actual: 171_000_000,
        limit: 170_000_000,
      }),
      finding({
        rule: "smoke",
        level: "notice",
        message: `production · linux/arm64: the smoke test was not run: ${WHY}`,
      }),
    ],
    rules: [
      { id: "test", level: "error", skipped: "the tests ran on linux/amd64", problem: null },
      { id: "smoke", level: "error", skipped: `not run: ${WHY}`, problem: null },
    ],
  }),
);

/** The rows of the table at the head of the comment, without the spaces that line them up. */
const rows = markdown(REPORT)
  .replaceAll("\u00a0", " ")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the comment has a row per platform, with the tests not run there", () => {
  const [head = [], , ...body] = rows.slice(0, 4);
  const column = (name: string) => body.map((cells) => cells[head.indexOf(name)]);
  expect(column("Image")).toEqual(["production · linux/arm64", "production · linux/amd64"]);
  expect(column("Reason")).toEqual(["size", ""]);
  expect(column("Tests")).toEqual(["ran on linux/amd64", "✅ 24.1 s"]);
  expect(column("Smoke")).toEqual(["not run", "✅ 1.2 s"]);
});

test("the comment and the terminal say why tests did not run", () => {
  for (const text of [markdown(REPORT), terminal(REPORT)])
    expect(text.replaceAll("\u00a0", " ")).toContain(`the smoke test was not run: ${WHY}`);
});

test("tests of a foreign platform name the platform that they ran on", () => {
  const image = imageReport({ platform: "linux/arm64", testsOn: "linux/amd64" });
  expect(terminal(reportOf(image))).toContain("✓ 24.1 s on linux/amd64");
});

test("a test that did not run for a platform is skipped in JUnit", () => {
  const suite = junit(REPORT).split('<testsuite name="production · linux/arm64"')[1];
  expect(suite).toContain('<skipped message="the tests ran on linux/amd64"/>');
  expect(suite).toContain(`<skipped message="not run: ${WHY}"/>`);
});

const row = (platform: string, change: Partial<ImageReport> = {}) =>
  imageReport({ name: `app · ${platform}`, imageName: "app", platform, ...change });
const other = (change: Partial<ImageReport> = {}) =>
  imageReport({ name: "worker", imageName: "worker", ...change });

test.each<[string, readonly ImageReport[]]>([
  ["the image passes", [imageReport()]],
  ["the image passes (2 platforms)", [row("linux/amd64"), row("linux/arm64")]],
  ["the image fails (1 of 2 platforms)", [row("linux/amd64"), row("linux/arm64", { verdict: "fail" })]],
  [
    "the image fails (2 of 2 platforms)",
    [row("linux/amd64", { verdict: "fail" }), row("linux/arm64", { verdict: "fail" })],
  ],
  [
    "the image fails (1 of 2 platforms), the image could not be judged (1 of 2 platforms)",
    [row("linux/amd64", { verdict: "error" }), row("linux/arm64", { verdict: "fail" })],
  ],
  ["2 images pass", [row("linux/amd64"), row("linux/arm64"), other()]],
  [
    "1 of 2 images fails",
    [row("linux/amd64", { verdict: "fail" }), row("linux/arm64", { verdict: "fail" }), other()],
  ],
  ["2 of 2 images fail", [row("linux/amd64", { verdict: "fail" }), other({ verdict: "fail" })]],
  [
    "1 of 2 images could not be judged",
    [row("linux/amd64", { verdict: "error" }), row("linux/arm64"), other()],
  ],
])("the headline counts images, and the platforms of one: %s", (words, images) => {
  expect(headline(reportOf(...images))).toBe(words);
});

test("a finding of all platforms is the image's, others are of their row", () => {
  const of = (message: string) => finding({ rule: "loosened", level: "warning", message });
  const findings = [of("this change loosens allow-root of app"), of("forbid is shorter")];
  const text = markdown(reportOf(row("linux/amd64", { findings }), row("linux/arm64")));
  expect(text).toContain("loosens allow-root of app ([loosened])");
  expect(text).toContain("forbid is shorter (app · linux/amd64: [loosened])");
});

const DIGEST = `sha256:${"0123456789ab".padEnd(64, "f")}`;
const readFrom = (kind: SourceReport["kind"], name: string, digest: string | null = DIGEST) =>
  measuredImage({ source: { kind, name, digest } });

test.each<[string, MeasuredImage]>([
  ["app was read from the engine (sha256:0123456789ab)", readFrom("engine", "app:1")],
  ["app was read from the Podman storage (sha256:0123456789ab)", readFrom("podman", "app:1")],
  ["app was read from the registry ghcr.io (sha256:0123456789ab)", readFrom("registry", "ghcr.io/o/app:1")],
  ["app was read from the registry docker.io (sha256:0123456789ab)", readFrom("registry", "alpine")],
  ["app was read from the archive out/app.tar", readFrom("archive", "out/app.tar", null)],
  ["app was read from the OCI directory image", readFrom("oci-directory", "image", null)],
])("the report names the source once for all platforms: %s", (words, image) => {
  const report = reportOf(row("linux/amd64", { image }), row("linux/arm64", { image }), other());
  expect(reportView(report).sources).toBe(words);
  expect(markdown(report)).toContain(`${words}. Size is`);
  expect(terminal(report)).toContain(`${words}\n`);
  expect(html(report)).toContain(`${words}.`);
});

test("images that were built have no source", () => {
  expect(reportView(REPORT).sources).toBeNull();
});

const ADD_FILE = "Add --file Dockerfile to see the lines (in YAML: file: Dockerfile)";

test.each<[string, Partial<MeasuredImage>]>([
  ["FROM scratch, 1 layer", { layers: measuredImage().layers.slice(0, 1), baseImage: scratch() }],
  ...(
    [
      ["engine", "nu-app:latest", `${ADD_FILE}.`],
      ["engine", DIGEST, `${ADD_FILE}.`],
      [
        "engine",
        "ghcr.io/o/app:1",
        `${ADD_FILE}. If the image was pulled, registry:ghcr.io/o/app:1 reads the registry's copy, which may have it.`,
      ],
      ["registry", "o/app:1", `${ADD_FILE}, or attach provenance.`],
      ["archive", "out/app.tar", `${ADD_FILE}, or attach provenance.`],
    ] as const
  ).map(([kind, name, advice]): [string, Partial<MeasuredImage>] => [
    `base image unknown: the image has no usable provenance with mode=max. ${advice}`,
    { baseImage: null, layers: [], source: { kind, name, digest: DIGEST } },
  ]),
])("the base image is written: %s", (words, image) => {
  expect(baseImageWords(measuredImage(image))).toBe(words);
});

function scratch() {
  return {
    ...{ name: "scratch", from: "scratch", knownBy: "provenance" as const },
    ...{ digest: null, layers: 0, size: 0, standIn: null },
  };
}

test("a baseline that cannot be read appears only as an error", () => {
  const unread: BaselineReport = {
    ...imageReport().baseline,
    state: "unreadable",
    name: "o/app:0",
    why: "no such tag",
  };
  const platforms = [row("linux/amd64", { baseline: unread }), row("linux/arm64", { baseline: unread })];
  expect(comparisonLines(reportOf(...platforms).images)).toEqual([]);
  expect(comparisonLines(reportOf(...platforms, other()).images)).toEqual(["worker: no baseline: first run"]);
  expect(comparisonLines(reportOf(other()).images)).toEqual(["No baseline: first run"]);
});
