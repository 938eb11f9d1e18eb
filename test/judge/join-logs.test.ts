import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { joinLogs } from "../../src/judge/join-logs.ts";
import { collectReports } from "../../src/report/collect.ts";
import { baseline } from "../fixtures/baseline.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A job leaves a report that names these logs. */
function leave(job: string, ...logFiles: readonly string[]): void {
  const findings = logFiles.map((logFile) => finding({ rule: "test", log: "end", logFile }));
  write(`in/${job}/report.json`, JSON.stringify(reportOf(imageReport({ name: job, findings }))));
}

/** Joins all reports: the links of each, the logs by their new names, and the warnings. */
async function joined() {
  const warnings: string[] = [];
  const { parts, files } = await joinLogs(await collectReports(["in"], folder, null), (message) =>
    warnings.push(message),
  );
  const links = parts.map(({ report }) =>
    report.images.flatMap(({ findings }) => findings.map(({ logFile }) => logFile)),
  );
  return { links, logs: Object.fromEntries(files), warnings, parts };
}

test("logs of several jobs have different names, and each report links its own", async () => {
  for (const job of ["amd64", "arm64"]) {
    leave(job, "logs/app-test.log", "logs/app.log", "logs/app.log");
    write(`in/${job}/logs/app-test.log`, `tests on ${job}`);
    write(`in/${job}/logs/app.log`, `build on ${job}`);
  }
  expect(await joined()).toMatchObject({
    links: [
      ["logs/app-test.log", "logs/app.log", "logs/app.log"],
      ["logs/app-test-2.log", "logs/app-2.log", "logs/app-2.log"],
    ],
    logs: {
      "logs/app-test.log": "tests on amd64",
      "logs/app.log": "build on amd64",
      "logs/app-test-2.log": "tests on arm64",
      "logs/app-2.log": "build on arm64",
    },
    warnings: [],
  });
});

test("the log of a base that does not build is copied, too", async () => {
  const broken = baseline({}, { state: "none", why: "no", log: "end", logFile: "logs/app-before.log" });
  write("in/report.json", JSON.stringify(reportOf(imageReport({ baseline: broken }))));
  write("in/logs/app-before.log", "all of it");
  const { parts, logs } = await joined();
  expect(parts[0]?.report.images[0]?.baseline.logFile).toBe("logs/app-before.log");
  expect(logs).toEqual({ "logs/app-before.log": "all of it" });
});

test("a report without a log takes none from its folder", async () => {
  leave("app");
  write("in/app/logs/app.log", "not named");
  expect((await joined()).logs).toEqual({});
});

describe("neither log nor link", () => {
  const none = { links: [[null]], logs: {}, warnings: [] };
  beforeEach(() => {
    leave("app", "logs/app.log");
    write("secret.log", "secret");
  });
  const path = (name: string) => join(folder, "in/app", name);

  test("if the log is missing", async () => {
    expect(await joined()).toMatchObject(none);
  });

  test("if the log is a link", async () => {
    mkdirSync(path("logs"));
    symlinkSync(join(folder, "secret.log"), path("logs/app.log"));
    expect(await joined()).toMatchObject(none);
  });

  test("if the folder of the logs is a link", async () => {
    write("elsewhere/app.log", "secret");
    symlinkSync(join(folder, "elsewhere"), path("logs"));
    expect(await joined()).toMatchObject(none);
  });

  test("if a folder has the name of the log", async () => {
    mkdirSync(path("logs/app.log"), { recursive: true });
    expect(await joined()).toMatchObject(none);
  });
});

test("a log that is too large is left out with a warning", async () => {
  leave("app", "logs/large.log", "logs/app.log");
  write("in/app/logs/app.log", "small");
  // Of a file without blocks, the size is all there is.
  truncateSync(write("in/app/logs/large.log", ""), 16_000_001);
  expect(await joined()).toMatchObject({
    links: [[null, "logs/app.log"]],
    warnings: [
      "1 whole log is not in the merged report: it has at most 1,000 logs, of 16 MB each and 64 MB together.",
    ],
  });
});

test("too many logs are left out with a warning", async () => {
  leave("app", ...Array.from({ length: 1002 }, (_, index) => `logs/${index}.log`));
  write("in/app/logs/999.log", "the last one");
  write("in/app/logs/1001.log", "one too many");
  const { logs, warnings } = await joined();
  expect(logs).toEqual({ "logs/999.log": "the last one" });
  expect(warnings).toEqual([expect.stringMatching(/^2 whole logs are not in the merged report: /)]);
});

test("a path out of the folder is not a report's log", async () => {
  leave("app", "logs/../../../secret.log");
  await expect(joined()).rejects.toThrow(/is not a report of stagegate: images\[0\]\.findings\[0\]\.logFile/);
});
