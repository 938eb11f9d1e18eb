import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { removeEarlierReports } from "../../src/report/earlier-reports.ts";
import { FORMAT_NAMES, FORMATS } from "../../src/report/formats.ts";
import { writeReports } from "../../src/report/write.ts";
import { finding, reportOf, richImageReport } from "../fixtures/report.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const LOG = "logs/app.log";
const REPORT = reportOf({ ...richImageReport(), findings: [finding({ log: "no", logFile: LOG })] });
const TEXT = JSON.stringify(REPORT, null, 2);

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const left = (folder = "out") =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
const remove = () => removeEarlierReports(join(root, "out"));

test("all files of an earlier run are removed, and the folder stays", async () => {
  await writeReports(REPORT, join(root, "out"), () => undefined, new Map([[LOG, "all of it"]]));
  expect(left()).toContain(LOG);
  expect(await remove()).toBe(true);
  expect(left()).toEqual([]);
});

test("other files beside the report and the logs stay", async () => {
  await writeReports(REPORT, join(root, "out"), () => undefined, new Map([[LOG, "all of it"]]));
  write({ "out/mine.html": "", "out/logs/mine.log": "" });
  await remove();
  expect(left()).toEqual(["logs", "logs/mine.log", "mine.html"]);
});

test.each<[string, string | null]>([
  ["another report.json", '{"schemaVersion": 1}'],
  ["no report.json", null],
])("a folder with %s is unchanged", async (_, text) => {
  write({ "out/report.html": "", ...(text === null ? {} : { "out/report.json": text }) });
  expect(await remove()).toBe(false);
  expect(left()).toContain("report.html");
});

test("a missing report folder is no error", async () => {
  expect(await remove()).toBe(false);
});

describe("a link is not followed", () => {
  test("with the name of a report or of the log folder", async () => {
    write({ "other/report.json": TEXT, "other/app.log": "", "out/report.json": TEXT });
    symlinkSync("../other", join(root, "out/logs"));
    const names = FORMAT_NAMES.flatMap((name) => FORMATS[name].file ?? []);
    for (const name of names.slice(1)) symlinkSync("../other/report.json", join(root, "out", name));
    expect(await remove()).toBe(true);
    expect(readdirSync(join(root, "out"))).toEqual(["logs"]);
    expect(left("other")).toEqual(["app.log", "report.json"]);
  });

  test("with the name report.json", async () => {
    write({ "other/report.json": TEXT, "out/report.md": "" });
    symlinkSync("../other/report.json", join(root, "out/report.json"));
    expect(await remove()).toBe(false);
    expect(left()).toEqual(["report.json", "report.md"]);
  });

  test("out of the repository", async () => {
    write({ "other/report.json": TEXT, "app/.git/HEAD": "" });
    symlinkSync("../other", join(root, "app/out"));
    expect(await removeEarlierReports(join(root, "app/out"))).toBe(false);
    expect(left("other")).toEqual(["report.json"]);
  });
});
