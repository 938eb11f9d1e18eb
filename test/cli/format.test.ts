import { stripVTControlCharacters } from "node:util";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { formatted } from "../../src/cli/formatted.ts";
import { FORMAT_NAMES, FORMATS } from "../../src/report/formats.ts";
import { readReport } from "../../src/report/read.ts";
import { terminal } from "../../src/report/terminal.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";
import { twentyImages } from "../fixtures/twenty-images.ts";
import { cli } from "./world.ts";

const image = makeImage({ layers: [[{ name: "big", content: Buffer.alloc(5000) }]], user: "10001" });
const FILES = { "app.tar": archiveOf(dockerSave(image, "25")) };
const ARGV = ["--image", "./app.tar", "--max-size", "4kB"];

test.each(FORMAT_NAMES)("standard output is the report as %s and nothing else", async (format) => {
  const { stdout } = await cli([...ARGV, "--format", "json"], FILES);
  const report = readReport(stdout, "standard output");
  const result = await cli([...ARGV, "--format", format, "--quiet"], FILES);
  expect(result).toEqual({ code: 1, stdout: await FORMATS[format].write(report), stderr: "" });
});

/** What a command line of the gate sets, and the format that it prints. */
function read(...argv: string[]) {
  const { command } = parseCommandLine(argv, "/app");
  if (command.kind !== "gate") throw new Error(`${command.kind} is not the gate`);
  const inputs = [...command.inputs].map(([name, { value }]) => [name, value]);
  return { format: command.format, ...Object.fromEntries(inputs) };
}

test.each<[argv: string[], expected: object]>([
  [["--quiet", "--progress", "plain"], { format: "terminal", progress: "plain" }],
  [["--progress", "plain", "-q"], { format: "terminal", progress: "quiet" }],
  [["--json", "-q"], { format: "json", progress: "quiet" }],
  [["--json", "--format", "sarif"], { format: "sarif" }],
  [["--format", "sarif", "--json"], { format: "json" }],
  [["--quiet="], { format: "terminal" }],
])("in %j the last flag of each kind counts", (argv, expected) => {
  expect(read(...argv)).toEqual(expected);
});

test.each([
  [{ isTTY: true, columns: 60 }, 60],
  [{ isTTY: true, columns: 0 }, 80],
  [{ isTTY: true }, 80],
  [{ columns: 60 }, null],
])("output %j has the table of images %p columns wide", async (output, columns) => {
  const shown = await formatted(
    twentyImages(),
    "terminal",
    { cwd: "/app", stdout: { ...output, write: () => undefined } },
    null,
  );
  expect(stripVTControlCharacters(shown)).toBe(terminal(twentyImages(), { columns }));
});

test.each([
  ["reports", "reports/logs/app.log"],
  ["/app/reports", "reports/logs/app.log"],
  ["/app", "logs/app.log"],
  ["..out", "..out/logs/app.log"],
  ["../out", "/out/logs/app.log"],
  ["/tmp/out", "/tmp/out/logs/app.log"],
])("from /app, logs in the folder %s have the path %s", async (folder, path) => {
  const failed = finding({ rule: "build", log: "x", logFile: "logs/app.log" });
  const report = reportOf(imageReport({ findings: [failed] }));
  const world = { cwd: "/app", stdout: { write: () => undefined } };
  expect(await formatted(report, "terminal", world, folder)).toContain(`Whole log: ${path}\n`);
});

test("report names logs by paths that open", async () => {
  const failed = finding({ rule: "build", log: "x", logFile: "logs/app.log" });
  const report = JSON.stringify(reportOf(imageReport({ findings: [failed] })));
  const { stdout } = await cli(["report", "out/report.json"], { "out/report.json": report });
  expect(stdout).toContain("Whole log: out/logs/app.log\n");
  expect((await cli(["report", "-"], {}, report)).stdout).toContain(
    "Whole log: logs/app.log in the output folder\n",
  );
});

test("--json prints the same as --format json", async () => {
  const json = await cli([...ARGV, "--json", "-q"], FILES);
  expect(json).toEqual(await cli([...ARGV, "--format", "json", "--quiet"], FILES));
  expect(JSON.parse(json.stdout)).toMatchObject({ verdict: "fail" });
});

test("an empty format is the one for a terminal", async () => {
  const { stdout } = await cli([...ARGV, "--format", ""], FILES);
  expect(stdout).toContain("stagegate: ✗");
});

test.each<[argv: string[], expected: object]>([
  [["--no-cache=false", "--pull=true", "--scan"], { "no-cache": false, pull: true, scan: true }],
  [["--no-cache", "--no-cache=False"], { "no-cache": false }],
  [["--json=true"], { format: "json" }],
  [["--json", "--json=false", "--quiet=false", "--help=false"], { format: "terminal" }],
  [["--quiet=false", "--quiet"], { format: "terminal", progress: "quiet" }],
])("%j turns switches on and off", (argv, expected) => {
  expect(read(...argv)).toEqual({ format: "terminal", ...expected });
});

test("a switch that is off replaces a default of the configuration file", async () => {
  const files = {
    ...FILES,
    ".stagegate.yml": "defaults: {report-only: true}\nimages: {app: {image: ./app.tar}}\n",
  };
  expect((await cli(["--max-size", "4kB", "--quiet"], files)).code).toBe(0);
  expect((await cli(["--max-size", "4kB", "--quiet", "--report-only=false"], files)).code).toBe(1);
});

test("an invalid configuration leaves standard output empty", async () => {
  const { code, stdout, stderr } = await cli(["--format", "json", "--max-size", "much"], FILES);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("--max-size");
});

test.each([
  [["--format", "xml"], '--format: "xml" is not one of terminal, json'],
  [["--quiet=yes"], `--quiet: "yes" is not true or false. Write --quiet=true or --quiet=false.`],
  [["inspect", "app.tar", "--quiet"], "--quiet: it works with the gate only"],
])("%j is an error", async (argv, message) => {
  const { code, stderr } = await cli(argv, FILES);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("quiet and format are no settings of the file", async () => {
  const { code, stderr } = await cli([], { ".stagegate.yml": "quiet: true\nformat: json\n" });
  expect(code).toBe(2);
  expect(stderr).toMatch(/quiet[\s\S]*format/);
});
