import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS } from "../../src/report/formats.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";
import { cli, cliIn } from "./world.ts";

const report = (name: string, change: object = {}) => reportOf(imageReport({ name, ...change }));
const text = (name: string, change: object = {}) => JSON.stringify(report(name, change));

const FILES = {
  "reports/api/report.json": text("api"),
  "reports/web/report.json": text("web"),
  "reports/web/log.txt": "no report",
  "other/worker.json": text("worker"),
};

/** The images that the command shows, in its order. */
async function merged(sources: readonly string[], files: Readonly<Record<string, string>> = FILES) {
  const { code, stdout, stderr } = await cli(["merge", ...sources], files);
  expect([code, stderr]).toEqual([0, ""]);
  return [...stdout.matchAll(/^[✓✗!] +(\w+) /gm)].map(([, name]) => name);
}

test.each<[string, string[], string[]]>([
  ["files", ["other/worker.json", "reports/api/report.json"], ["worker", "api"]],
  ["a folder", ["reports"], ["api", "web"]],
  ["a folder with a slash", ["reports/"], ["api", "web"]],
  ["a pattern of files", ["reports/*/report.json"], ["api", "web"]],
  ["a pattern of folders", ["reports/*"], ["api", "web"]],
  ["a pattern at any depth", ["**/*.json"], ["worker", "api", "web"]],
  ["alternatives", ["reports/{web,api}/report.json"], ["api", "web"]],
  ["a file in two sources", ["reports/web/report.json", "reports"], ["web", "api"]],
])("reports from %s are merged", async (what, sources, images) => {
  const files = what === "a pattern of folders" ? { ...FILES, "reports/web/log.txt": text("log") } : FILES;
  expect((await merged(sources, files)).filter((name) => name !== "log")).toEqual(images);
});

test("every format has the merged report, and the exit code is its verdict", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    const files = {
      "a.json": text("api"),
      "b.json": text("web", { verdict: "fail", findings: [finding()] }),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { code, stdout } = await cliIn(folder, ["merge", "a.json", "b.json", "--output-dir", "out"]);
    expect(code).toBe(1);
    expect(stdout).toContain("1 of 2 images fails");
    const out = join(folder, "out");
    expect(readdirSync(out).sort()).toEqual([
      "report.codequality.json",
      "report.html",
      "report.json",
      "report.junit.xml",
      "report.md",
      "report.metrics.txt",
      "report.sarif",
    ]);
    const joined = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
    for (const { file, write } of Object.values(FORMATS))
      if (file !== null) expect(readFileSync(join(out, file), "utf8")).toBe(await write(joined));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a merge ignores its own earlier output", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    for (const name of ["api", "web"]) {
      mkdirSync(join(folder, "reports", name), { recursive: true });
      writeFileSync(join(folder, "reports", name, "report.json"), text(name));
    }
    for (const source of ["reports", "reports/*", "reports/**/report.json"])
      for (let run = 0; run < 2; run += 1) {
        const argv = ["merge", source, "--output-dir", "reports/merged"];
        const { code, stdout, stderr } = await cliIn(folder, argv);
        expect([code, stderr]).toEqual([0, ""]);
        expect(stdout).toContain("2 images pass");
      }
    const own = await cliIn(folder, ["merge", "reports/merged", "--output-dir", "reports/merged"]);
    expect(own.stdout).toContain("2 images pass");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a report with a byte order mark is valid", async () => {
  expect(await merged(["a.json"], { "a.json": `\ufeff${text("api")}` })).toEqual(["api"]);
});

test("a missing report is named, and the verdict is fail", async () => {
  const { code, stdout } = await cli(["merge", "reports", "--expect", "5"], FILES);
  expect(code).toBe(2);
  expect(stdout).toContain("✗ 3 of 5 reports are missing");
  expect(stdout).toMatch(/^stagegate: ! 3 of 5 reports are missing$/m);
});

test("whole logs are copied beside the merged report, which links them", async () => {
  const failing = report("api", {
    verdict: "fail",
    findings: [finding({ rule: "test", log: "the end", logFile: "logs/api-test.log" })],
  });
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    mkdirSync(join(folder, "in/logs"), { recursive: true });
    writeFileSync(join(folder, "in/report.json"), JSON.stringify(failing));
    writeFileSync(join(folder, "in/logs/api-test.log"), "all of it");
    const { stdout } = await cliIn(folder, ["merge", "in", "--output-dir", "out"]);
    expect(stdout).toContain("Whole log: out/logs/api-test.log\n");
    expect(readFileSync(join(folder, "out/logs/api-test.log"), "utf8")).toBe("all of it");
    expect(readFileSync(join(folder, "out/report.html"), "utf8")).toContain('<a href="logs/api-test.log">');
    expect((await cliIn(folder, ["merge", "in"])).stdout).not.toContain("Whole log");
    // A report may be in the folder of the merged one.
    await cliIn(folder, ["merge", "in", "--output-dir", "in"]);
    expect(readFileSync(join(folder, "in/logs/api-test.log"), "utf8")).toBe("all of it");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an output folder behind a link out of the repository is an error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    mkdirSync(join(folder, "work"));
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "work/a.json"), text("api"));
    symlinkSync("../elsewhere", join(folder, "work/out"));
    const { code, stdout, stderr } = await cliIn(join(folder, "work"), [
      "merge",
      "a.json",
      "--output-dir",
      "out",
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--output-dir: ");
    expect(stderr).toContain("leads out of the working folder through a symbolic link");
    expect(readdirSync(join(folder, "elsewhere"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a link inside a folder is not followed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    writeFileSync(join(folder, "secret.json"), text("secret"));
    symlinkSync(folder, join(folder, "loop"));
    symlinkSync(join(folder, "secret.json"), join(folder, "report.json"));
    const { code, stderr } = await cliIn(folder, ["merge", "."]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(". holds no report")]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each<[string, string[], Readonly<Record<string, string>>]>([
  ["the same image in two reports", ["a.json", "b.json"], { "a.json": text("app"), "b.json": text("app") }],
  ["an invalid report", ["reports", "log.txt"], { ...FILES, "log.txt": "no report" }],
  ["a missing file", ["reports", "nosuch.json"], FILES],
  ["a folder without a report", ["empty"], { "empty/log.txt": "" }],
  ["a pattern without matches", ["reports/*.json"], FILES],
  ["no file", [], {}],
  ["a number in words", ["reports", "--expect", "five"], FILES],
  ["no report although some are expected", ["reports", "--expect", "0"], FILES],
  ["a flag of the gate", ["reports", "--max-size", "1MB"], FILES],
])("%s is an error", async (_what, sources, files) => {
  const { code, stdout, stderr } = await cli(["merge", ...sources], files);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatchSnapshot();
});
