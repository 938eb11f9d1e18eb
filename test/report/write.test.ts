import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { terminal } from "../../src/report/terminal.ts";
import { writeReports } from "../../src/report/write.ts";
import { baseline } from "../fixtures/baseline.ts";
import { finding, reportOf, richImageReport } from "../fixtures/report.ts";

const unwarned = (message: string) => {
  throw new Error(message);
};

test("every format with a file is written into a new folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    const report = reportOf(richImageReport());
    const output = join(folder, "ci/reports");
    expect(await writeReports(report, output, unwarned)).toBe(join(output, "report.json"));
    expect(readdirSync(output).sort()).toEqual([
      "report.codequality.json",
      "report.html",
      "report.json",
      "report.junit.xml",
      "report.md",
      "report.metrics.txt",
      "report.sarif",
    ]);
    for (const { file, write } of Object.values(FORMATS)) {
      if (file !== null) expect(readFileSync(join(output, file), "utf8")).toBe(await write(report));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("whole logs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const failing = (logFile: string | null) =>
    reportOf({ ...richImageReport(), findings: [finding({ log: "no", logFile })] });

  test("are beside the report, and the next run removes them", async () => {
    const logs = new Map([["logs/app-test.log", "all of it"]]);
    await writeReports(failing("logs/app-test.log"), folder, unwarned, logs);
    expect(readFileSync(join(folder, "logs/app-test.log"), "utf8")).toBe("all of it");
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain('<a href="logs/app-test.log">');
    expect(readFileSync(join(folder, "report.md"), "utf8")).toContain(
      "Whole log: `logs/app-test.log` in the output folder",
    );
    writeFileSync(join(folder, "logs/own.log"), "");
    await writeReports(failing(null), folder, unwarned);
    expect(readdirSync(join(folder, "logs"))).toEqual(["own.log"]);
    rmSync(join(folder, "logs/own.log"));
    await writeReports(failing("logs/b.log"), folder, unwarned, new Map([["logs/b.log", ""]]));
    await writeReports(failing(null), folder, unwarned);
    expect(readdirSync(folder)).not.toContain("logs");
  });

  test("of a base that does not build are linked, too", async () => {
    const broken = { log: "no rule", logFile: "logs/app-before.log" };
    const report = reportOf({ ...richImageReport(), baseline: baseline({}, { state: "none", ...broken }) });
    await writeReports(report, folder, unwarned, new Map([[broken.logFile, "all of it"]]));
    const text = (file: string) => readFileSync(join(folder, file), "utf8");
    expect(text("report.html")).toContain('<a href="logs/app-before.log">');
    expect(text("report.md")).toContain("Whole log: `logs/app-before.log` in the output folder");
    expect(terminal(report)).toContain("Whole log: logs/app-before.log in the output folder");
    await writeReports(failing(null), folder, unwarned);
    expect(readdirSync(folder)).not.toContain("logs");
  });

  test("have no link if they cannot be written", async () => {
    mkdirSync(join(folder, "logs/b.log/full"), { recursive: true });
    const report = reportOf({
      ...richImageReport(),
      findings: ["a", "b"].map((name) => finding({ log: "no", logFile: `logs/${name}.log` })),
    });
    const warnings: string[] = [];
    const logs = new Map(["a", "b"].map((name) => [`logs/${name}.log`, "all of it"]));
    await writeReports(report, folder, (message) => warnings.push(message), logs);
    expect(warnings).toEqual([
      expect.stringMatching(/^logs\/b\.log cannot be written to .*: it is a folder/),
    ]);
    const { images } = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
    expect(images[0]?.findings.map(({ logFile }) => logFile)).toEqual(["logs/a.log", null]);
  });

  test("stay in the folder, despite earlier reports and links", async () => {
    mkdirSync(join(folder, "out"));
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere/a.log"), "");
    symlinkSync(join(folder, "elsewhere"), join(folder, "out/logs"));
    const named = ["logs/a.log", "logs/../../elsewhere/a.log", "../elsewhere/a.log"].map((logFile) => ({
      logFile,
    }));
    writeFileSync(join(folder, "out/report.json"), JSON.stringify({ findings: named }));
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    await writeReports(failing("logs/b.log"), join(folder, "out"), warn, new Map([["logs/b.log", "x"]]));
    expect(readdirSync(join(folder, "elsewhere"))).toEqual(["a.log"]);
    expect(warnings).toEqual([
      `logs cannot be written to ${join(folder, "out")}: logs is a link, and stagegate does not write through links. Remove the link, or name another folder, for example \`output-dir: reports\`.`,
    ]);
    const { images } = JSON.parse(readFileSync(join(folder, "out/report.json"), "utf8")) as Report;
    expect(images.flatMap(({ findings }) => findings.map(({ logFile }) => logFile))).toEqual([null]);
    expect(readFileSync(join(folder, "out/report.html"), "utf8")).not.toContain("logs/b.log");
    rmSync(join(folder, "out/logs"));
    writeFileSync(join(folder, "out/report.json"), JSON.stringify({ findings: named }));
    await writeReports(failing(null), join(folder, "out"), unwarned);
    expect(readdirSync(join(folder, "elsewhere"))).toEqual(["a.log"]);
  });
});

describe("links from a pull request", () => {
  let outside: string;
  let folder: string;
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), "stagegate-test-"));
    folder = join(outside, "repository/reports");
    mkdirSync(join(outside, "repository/.git"), { recursive: true });
    mkdirSync(join(outside, "target"));
    writeFileSync(join(outside, "file"), "of the machine");
  });
  afterEach(() => rmSync(outside, { recursive: true }));

  const log = new Map([["logs/a.log", "text of the pull request"]]);
  const report = reportOf({ ...richImageReport(), findings: [finding({ logFile: "logs/a.log" })] });

  test("are replaced if named like a report or log", async () => {
    mkdirSync(join(folder, "logs"), { recursive: true });
    const names = Object.values(FORMATS).flatMap(({ file }) => file ?? []);
    for (const name of [...names, "logs/a.log"]) symlinkSync(join(outside, "file"), join(folder, name));
    await writeReports(report, folder, unwarned, log);
    expect(readFileSync(join(outside, "file"), "utf8")).toBe("of the machine");
    for (const name of [...names, "logs/a.log"])
      expect(lstatSync(join(folder, name)).isFile() && statSync(join(folder, name)).size > 0).toBe(true);
    expect(readdirSync(outside).sort()).toEqual(["file", "repository", "target"]);
  });

  test.each([
    ["the folder of the reports", "reports", "reports"],
    ["a folder above it", "ci", "ci/reports"],
  ])("are not followed out of the repository as %s", async (_, link, output) => {
    writeFileSync(join(outside, "target/report.json"), JSON.stringify(report));
    mkdirSync(join(outside, "target/logs"));
    writeFileSync(join(outside, "target/logs/a.log"), "of the machine");
    symlinkSync(join(outside, "target"), join(outside, "repository", link));
    const warnings: string[] = [];
    const path = await writeReports(
      report,
      join(outside, "repository", output),
      (message) => warnings.push(message),
      log,
    );
    expect(path).toBeNull();
    expect(warnings).toEqual([
      `The report cannot be written to ${join(outside, "repository", output)}: a symbolic link leads out of the repository. Name a writable folder, for example \`output-dir: reports\`.`,
    ]);
    expect(readdirSync(join(outside, "target")).sort()).toEqual(["logs", "report.json"]);
    expect(readFileSync(join(outside, "target/logs/a.log"), "utf8")).toBe("of the machine");
  });

  test("do not make a run fail at an earlier report", async () => {
    mkdirSync(folder);
    symlinkSync("/dev/zero", join(folder, "report.json"));
    await writeReports(report, folder, unwarned);
    expect(lstatSync(join(folder, "report.json")).isFile()).toBe(true);
  });
});

describe("an unwritable report is one warning", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes a report into a folder; gives the path and the warnings. */
  async function write(output: string) {
    const warnings: string[] = [];
    const path = await writeReports(reportOf(richImageReport()), output, (message) => warnings.push(message));
    return { path, warnings };
  }

  test("if the folder is a file", async () => {
    const output = join(folder, "file");
    writeFileSync(output, "");
    expect(await write(output)).toEqual({
      path: null,
      warnings: [
        `The report cannot be written to ${output}: something else has that name (EEXIST). Name a writable folder, for example \`output-dir: reports\`.`,
      ],
    });
  });

  test("on a file system without new folders", async () => {
    const { path, warnings } = await write("/proc/stagegate/reports");
    expect(path).toBeNull();
    expect(warnings).toEqual([expect.stringContaining("/proc/stagegate/reports: ")]);
  });

  test("if a folder has its name", async () => {
    mkdirSync(join(folder, "report.md/full"), { recursive: true });
    const { path, warnings } = await write(folder);
    expect(path).toBe(join(folder, "report.json"));
    expect(warnings).toEqual([expect.stringMatching(/^report\.md cannot be written to .*: it is a folder/)]);
    expect(readdirSync(folder)).toHaveLength(7);
  });
});
