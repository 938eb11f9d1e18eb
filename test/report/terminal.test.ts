import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import stringWidth from "string-width";
import type { ImageReport } from "../../src/model/report.ts";
import { markdown } from "../../src/report/markdown.ts";
import { terminal } from "../../src/report/terminal.ts";
import { finding, imageReport, loosened, reportOf } from "../fixtures/report.ts";
import { twentyImages } from "../fixtures/twenty-images.ts";

test("the findings stand before the lines that grew, as in the comment", () => {
  for (const text of [terminal(twentyImages()), markdown(twentyImages())]) {
    const at = [text.indexOf("svc-17 grew by 31.0 MB"), text.search(/\+31\.0.MB.+Dockerfile:14/)];
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(at).not.toContain(-1);
  }
});

/** The table of images and the line on those that pass. */
function summaryOf(columns: number | null, report = twentyImages()): string[] {
  return terminal(report, { columns }).split("\n\n")[0]?.split("\n") ?? [];
}

describe("a terminal", () => {
  test.each([60, 80, 100, 120])("of %d columns has room for the table of 20 images", (columns) => {
    const lines = summaryOf(columns);
    expect(lines.join("\n")).toMatchSnapshot();
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test.each([10, 40, 60, 80, 100, 120, 200])("of %d columns shows mark, name and reason", (columns) => {
    for (const row of ["✗  svc-12  build", "✗  svc-09  test", "✗  svc-04  size, user"])
      expect(summaryOf(columns).some((line) => line.startsWith(row))).toBe(true);
  });

  test("has colors in a cut table", () => {
    const colored = terminal(twentyImages(), { columns: 80, colors: pc.createColors(true) });
    expect(stripVTControlCharacters(colored)).toBe(terminal(twentyImages(), { columns: 80 }));
  });

  test("that is narrow cuts long reasons first, then drops columns", () => {
    const rules = ["size", "transfer-size", "layers", "growth", "user", "wasted", "secret"];
    const failing = imageReport({
      name: "api",
      verdict: "fail",
      findings: rules.map((rule) => finding({ rule, message: rule })),
    });
    const report = reportOf(failing, imageReport({ name: "web" }));
    const headOf = (columns: number) => summaryOf(columns, report)[0]?.split(/ {2,}/).filter(Boolean);
    const whole = ["Image", "Reason", "Size", "Compressed", "Layers", "Runs as", "Tests"];
    expect(headOf(110)).toEqual(whole);
    expect(summaryOf(110, report)[1]).toContain("  size, transfer-size, layers, g…  ");
    expect(headOf(70)).toEqual(["Image", "Reason", "Size", "Runs as"]);
    expect(summaryOf(70, report).at(-1)).toBe("Not shown in 70 columns: Compressed, Layers, Tests");
  });

  test("aligns columns after names with wide characters", () => {
    const report = reportOf(...["日本語", "web"].map((name) => imageReport({ name })));
    const [, wide = "", narrow = ""] = summaryOf(80, report);
    expect(stringWidth(wide.slice(0, wide.indexOf(" MB")))).toBe(narrow.indexOf(" MB"));
  });

  test("that is a log cuts nothing", () => {
    expect(summaryOf(null).find((line) => line.includes("14 images pass"))).toMatch(/svc-20 119\.9 MB$/);
  });

  test("breaks a list of images only between two names", () => {
    const text = terminal(twentyImages(), { columns: 80 });
    const [, names = ""] = /^ {4}(The same for svc-03,.*\n(?: {6}.*\n)+)/m.exec(text) ?? [];
    expect(names.split("\n").every((line) => line.length <= 80)).toBe(true);
    expect(names.match(/svc-\d\d/g)).toHaveLength(18);
  });
});

describe("the section of an image", () => {
  const sections = (...images: ImageReport[]) =>
    [...terminal(reportOf(...images)).matchAll(/^(svc-\w+)$/gm)].map(([, name]) => name);
  const failing = (name: string, ...more: ImageReport["findings"]) =>
    imageReport({
      name,
      verdict: "fail",
      findings: [finding({ rule: "user", message: `${name} runs as root` }), ...more],
    });

  test("is left out if it has only shared findings", () => {
    expect(sections(...["svc-a", "svc-b", "svc-c"].map((name) => failing(name)))).toEqual([]);
  });

  test("is shown for its own finding", () => {
    expect(sections(failing("svc-a"), failing("svc-b", loosened("this change loosens it")))).toEqual([
      "svc-b",
    ]);
  });

  test("is shown for the only image of a report", () => {
    expect(sections(imageReport({ name: "svc-a" }))).toEqual(["svc-a"]);
  });
});

test.each([
  ["reports", "reports/logs/app.log"],
  ["../out", "../out/logs/app.log"],
  ["/tmp/out", "/tmp/out/logs/app.log"],
  [".", "logs/app.log"],
  [null, "logs/app.log in the output folder"],
])("the log of a report in %p has a path that opens: %s", (folder, path) => {
  const failed = finding({ rule: "build", message: "no", log: "x", logFile: "logs/app.log" });
  const report = reportOf(imageReport({ verdict: "fail", findings: [failed] }));
  expect(terminal(report, { folder })).toContain(`    Whole log: ${path}\n`);
});
