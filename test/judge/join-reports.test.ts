import { joinReports } from "../../src/judge/join-reports.ts";
import { exitCode } from "../../src/judge/verdict.ts";
import type { Report, Verdict } from "../../src/model/report.ts";
import { headline } from "../../src/report/words.ts";
import { finding, imageReport, loosened, reportOf } from "../fixtures/report.ts";

const api = imageReport({ name: "api" });
const web = imageReport({ name: "web", verdict: "fail", findings: [finding()] });
const broken = imageReport({ name: "job", verdict: "error", image: null });

const join = (reports: Readonly<Record<string, Report>>, expected: number | null = null) =>
  joinReports(
    Object.entries(reports).map(([name, report]) => ({ name, report })),
    expected,
  );

/** One image as the jobs of two runners have it. */
const app = (platform: string | null) => imageReport({ name: "app", platform });

test("the joined report equals the one of a run with all images", () => {
  expect(join({ "a.json": reportOf(api), "b.json": reportOf(web) })).toEqual(reportOf(api, web));
});

test.each([
  ["all pass", [api], "pass", 0],
  ["one fails", [api, web, broken], "fail", 1],
  ["one could not be judged", [api, broken], "error", 2],
])("%s: the verdict is that of all images", (_, images, verdict, code) => {
  const joined = join(Object.fromEntries(images.map((image) => [image.name, reportOf(image)])));
  expect([joined.verdict, exitCode(joined)]).toEqual([verdict, code]);
});

test.each<[string, Verdict[], Verdict]>([
  ["a failing part", ["pass", "fail"], "fail"],
  ["a failing and a broken part", ["error", "fail"], "fail"],
  ["a broken part", ["error", "pass"], "error"],
])("%s decides, even without a reason", (_, verdicts, verdict) => {
  const parts = verdicts.map((verdict, at) => [
    `${at}.json`,
    { ...reportOf(imageReport({ name: `image${at}` })), verdict },
  ]);
  const joined = join(Object.fromEntries(parts));
  expect(joined.verdict).toBe(verdict);
  expect(headline(joined)).toBe(verdict === "fail" ? "the run fails" : "the run could not be judged");
  expect(join(Object.fromEntries(parts), 9).verdict).toBe(verdict);
});

test("two reports with the same image and platform are an error that names all files", () => {
  const reports = {
    "a.json": reportOf(api, app("linux/amd64"), app("linux/arm64")),
    "b.json": reportOf(api),
    "c.json": reportOf(app("linux/arm64"), web),
  };
  expect(() => join(reports)).toThrow(
    "two reports have the same image for the same platform:\n  api · linux/amd64: a.json and b.json\n  app · linux/arm64: a.json and c.json",
  );
});

test("two images without a known platform are the same image", () => {
  expect(() => join({ "a.json": reportOf(app(null)), "b.json": reportOf(app(null)) })).toThrow(
    "app: a.json and b.json",
  );
});

test("platforms of an image from several runners have the rows of a single run", () => {
  const joined = join({
    "amd64.json": reportOf(app("linux/amd64")),
    "arm64.json": reportOf(app("linux/arm64"), api),
  });
  expect(joined.images.map(({ name, imageName }) => [name, imageName])).toEqual([
    ["app · linux/amd64", "app"],
    ["app · linux/arm64", "app"],
    ["api", "api"],
  ]);
});

test("with missing reports nothing passes, and a failing image still fails", () => {
  const joined = join({ "a.json": reportOf(api) }, 3);
  expect(joined.verdict).toBe("error");
  expect(joined.findings).toMatchObject([
    { rule: "merge", level: "error", message: "2 of 3 reports are missing", actual: 1, limit: 3 },
  ]);
  expect(join({ "a.json": reportOf(web) }, 2).verdict).toBe("fail");
  expect(join({ "a.json": reportOf(api) }, 1)).toEqual(reportOf(api));
});

test("if some reports are missing, the others are named", () => {
  const adviceFor = (count: number) => {
    const reports = Array.from({ length: count }, (_, at) => [
      `${at}.json`,
      reportOf(app(`linux/arm/v${at}`)),
    ]);
    return join(Object.fromEntries(reports), 20).findings[0]?.advice;
  };
  const cause =
    "Find the job without a report: it ended with an error, was skipped, or did not upload its report";
  expect(adviceFor(1)).toBe(`${cause}. The reports that exist: 0.json.`);
  expect(adviceFor(12)).toBe(
    `${cause}. The reports that exist: 0.json, 1.json, 2.json, 3.json, 4.json, 5.json, 6.json, 7.json, 8.json, 9.json, and 2 more.`,
  );
});

test("a report missing in a merged report stays missing after a merge", () => {
  const first = join({ "a.json": reportOf(api) }, 2);
  const again = join({ "merged.json": first });
  expect([again.verdict, exitCode(again)]).toEqual(["error", 2]);
  expect(join({ "merged.json": first, "b.json": reportOf(web) }).verdict).toBe("fail");
  const loosening = [...first.findings, { ...loosened("max-size"), level: "error" as const }];
  expect(join({ "merged.json": { ...first, findings: loosening } }).verdict).toBe("fail");
});

test.each([
  [1, 2, "2 reports were merged, but only 1 was expected"],
  [2, 3, "3 reports were merged, but only 2 were expected"],
])("%d expected and %d actual reports are a warning", (expected, count, message) => {
  const images = ["a", "b", "c"]
    .slice(0, count)
    .map((name) => [`${name}.json`, reportOf(imageReport({ name }))]);
  const joined = join(Object.fromEntries(images), expected);
  expect(joined.verdict).toBe("pass");
  expect(joined.findings).toMatchObject([{ level: "warning", message }]);
});

test("reports of several commits are an error that names files and commits", () => {
  const [one, other] = ["1".repeat(40), "2".repeat(40)];
  const reports = {
    "a.json": { ...reportOf(api), commit: one },
    "old.json": reportOf(broken),
    "b.json": { ...reportOf(web), commit: other },
  };
  expect(() => join(reports)).toThrow(
    "the reports are of different commits:\n  1111111: a.json\n  2222222: b.json",
  );
  expect(join({ ...reports, "b.json": { ...reportOf(web), commit: one } }).commit).toBe(one);
  expect(join({ "old.json": reportOf(broken) })).not.toHaveProperty("commit");
});

test("a finding on the configuration from every job appears once", () => {
  const change = {
    findings: [loosened("max-size: 1 MB → 2 MB")],
    removedImages: ["old"],
    waiver: "image-size-ok",
  };
  const joined = join({
    "a.json": { ...reportOf(api), ...change },
    "b.json": { ...reportOf(web), ...change, removedImages: ["old", "older"] },
  });
  expect(joined).toMatchObject({ ...change, removedImages: ["old", "older"] });
});

test("the engines of all jobs are named", () => {
  const engine = { version: "28.5.2", store: "containerd", buildx: "0.29.1", builder: "default" } as const;
  const joined = join({
    "a.json": { ...reportOf(api), engine },
    "b.json": { ...reportOf(web), engine: { ...engine, version: "29.0.0", store: "classic" } },
    "c.json": { ...reportOf(broken), engine: null },
  });
  expect(joined.engine).toEqual({ ...engine, version: "28.5.2, 29.0.0", store: null });
});
