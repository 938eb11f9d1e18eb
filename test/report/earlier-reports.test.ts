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

test("all that a run has written is removed, and the folder stays", async () => {
  await writeReports(REPORT, join(root, "out"), () => undefined, new Map([[LOG, "all of it"]]));
  expect(left()).toContain(LOG);
  expect(await remove()).toBe(true);
  expect(left()).toEqual([]);
});

test("what is beside the report stays, also among the logs", async () => {
  await writeReports(REPORT, join(root, "out"), () => undefined, new Map([[LOG, "all of it"]]));
  write({ "out/mine.html": "", "out/logs/mine.log": "" });
  await remove();
  expect(left()).toEqual(["logs", "logs/mine.log", "mine.html"]);
});

test.each<[string, string | null]>([
  ["a report.json of something else", '{"schemaVersion": 1}'],
  ["no report.json", null],
])("%s is left, and what is beside it", async (_, text) => {
  write({ "out/report.html": "", ...(text === null ? {} : { "out/report.json": text }) });
  expect(await remove()).toBe(false);
  expect(left()).toContain("report.html");
});

test("before the first run there is nothing to remove", async () => {
  expect(await remove()).toBe(false);
});

describe("nothing behind a link is removed", () => {
  test("that has the name of a report, or of the folder of logs", async () => {
    write({ "other/report.json": TEXT, "other/app.log": "", "out/report.json": TEXT });
    symlinkSync("../other", join(root, "out/logs"));
    const names = FORMAT_NAMES.flatMap((name) => FORMATS[name].file ?? []);
    for (const name of names.slice(1)) symlinkSync("../other/report.json", join(root, "out", name));
    expect(await remove()).toBe(true);
    expect(readdirSync(join(root, "out"))).toEqual(["logs"]);
    expect(left("other")).toEqual(["app.log", "report.json"]);
  });

  test("that is report.json itself", async () => {
    write({ "other/report.json": TEXT, "out/report.md": "" });
    symlinkSync("../other/report.json", join(root, "out/report.json"));
    expect(await remove()).toBe(false);
    expect(left()).toEqual(["report.json", "report.md"]);
  });

  test("that leads out of the repository", async () => {
    write({ "other/report.json": TEXT, "app/.git/HEAD": "" });
    symlinkSync("../other", join(root, "app/out"));
    expect(await removeEarlierReports(join(root, "app/out"))).toBe(false);
    expect(left("other")).toEqual(["report.json"]);
  });
});
