import { parseCommandLine } from "../../src/cli/arguments.ts";
import { FORMAT_NAMES, FORMATS } from "../../src/report/formats.ts";
import { readReport } from "../../src/report/read.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
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

test("quiet goes before any other progress", () => {
  const { command } = parseCommandLine(["--quiet", "--progress", "plain", "--format", "json"], "/app");
  const inputs = command.kind === "gate" ? [...command.inputs].map(([name, { value }]) => [name, value]) : [];
  expect(inputs).toEqual([["progress", "quiet"]]);
});

test("an empty format is the one for a terminal", async () => {
  const { stdout } = await cli([...ARGV, "--format", ""], FILES);
  expect(stdout).toContain("stagegate: ✗");
});

test("a configuration with mistakes leaves standard output empty", async () => {
  const { code, stdout, stderr } = await cli(["--format", "json", "--max-size", "much"], FILES);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("--max-size");
});

test.each([
  [["--format", "xml"], '--format: "xml" is not one of terminal, json'],
  [["--quiet=yes"], "--quiet: quiet takes no value"],
  [["inspect", "app.tar", "--quiet"], "--quiet: it works with the gate only"],
])("%j is refused", async (argv, message) => {
  const { code, stderr } = await cli(argv, FILES);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("quiet and format are no settings of the file", async () => {
  const { code, stderr } = await cli([], { ".stagegate.yml": "quiet: true\nformat: json\n" });
  expect(code).toBe(2);
  expect(stderr).toMatch(/quiet[\s\S]*format/);
});
