import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { OriginChange } from "../../src/model/report.ts";
import { FORMAT_NAMES, FORMATS } from "../../src/report/formats.ts";
import { readReport } from "../../src/report/read.ts";
import { imageReport, reportOf, richImageReport } from "../fixtures/report.ts";
import { cli, cliIn } from "./world.ts";

const REPORT = {
  ...reportOf(
    richImageReport({
      smoke: {
        status: "passed",
        ready: 300,
        duration: 900,
        checks: [{ kind: "ready", what: "ready", problem: null }],
        processes: [{ uid: 1000, command: "/app/serve" }],
      },
      scan: {
        scanner: "trivy",
        version: "0.68.1",
        problem: null,
        counts: { critical: 0, high: 1, medium: 2, low: 3, unknown: 0 },
        worst: [{ id: "CVE-2026-1234", severity: "high", where: "zlib 1.3", fixedIn: "1.3.1" }],
      },
      context: {
        folder: ".",
        size: 2_000_000,
        files: 12,
        ignoreFile: ".dockerignore",
        hasIgnoreFile: true,
        ignoreFileFault: null,
        needless: [
          {
            pattern: ".git",
            what: "the history",
            size: 1_000_000,
            files: 9,
            isSecret: false,
            paths: [{ path: ".git", size: 1_000_000, files: 9 }],
            morePaths: 0,
            place: { file: "Dockerfile", lines: [21, 21] },
          },
        ],
      },
      variant: {
        name: "single-stage",
        size: 900_000_000,
        saving: 600_000_000,
        leftOut: [{ what: "compilers and build tools", size: 500_000_000 }],
      },
    }),
    imageReport({ name: "worker", image: null, place: null }),
  ),
  waiver: "image-size-ok",
};

const JSON_TEXT = await FORMATS.json.write(REPORT);

test.each(FORMAT_NAMES)("a report.json becomes the same %s as the gate writes", async (format) => {
  const written = await FORMATS[format].write(REPORT);
  const files = { "out/report.json": JSON_TEXT };
  const shown = await cli(["report", "out/report.json", "--format", format], files);
  expect(shown).toEqual({ code: 0, stdout: written, stderr: "" });
});

test("a folder stands for the report.json in it", async () => {
  const shown = await cli(["report", "out", "--format", "json"], { "out/report.json": JSON_TEXT });
  expect(shown).toEqual({ code: 0, stdout: JSON_TEXT, stderr: "" });
});

test("report - reads standard input, and prints for a terminal", async () => {
  const shown = await cli(["report", "-"], {}, JSON_TEXT);
  expect(shown).toEqual({ code: 0, stdout: await FORMATS.terminal.write(REPORT), stderr: "" });
});

test("--output writes the report to a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    const output = join(folder, "report.xml");
    const argv = ["report", "report.json", "--format", "junit", "--output", output];
    expect(await cli(argv, { "report.json": JSON_TEXT })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(output, "utf8")).toBe(await FORMATS.junit.write(REPORT));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const changed = (change: object) => JSON.stringify({ ...REPORT, ...change });
const [image] = REPORT.images;

test.each<[string, string]>([
  ["invalid JSON", "max-size: 150MB"],
  ["an empty file", ""],
  ["another JSON", '{"images": []}'],
  ["a list", "[1, 2]"],
  ["null", "null"],
  ["another schema", changed({ schemaVersion: 0 })],
  ["a newer schema", changed({ schemaVersion: 2 })],
  ["an unknown verdict", changed({ verdict: "passed" })],
  ["an image without a part", changed({ images: [image, { ...image, findings: undefined }] })],
  ["a size in words", changed({ images: [{ ...image, image: { ...image?.image, size: "150MB" } }] })],
  ["budgets in a list", changed({ images: [{ ...image, budgets: [1] }] })],
  ["a budget of another type", changed({ images: [{ ...image, budgets: { size: null } }] })],
  ["invalid lines", changed({ images: [{ ...image, place: { file: "Dockerfile", lines: [1] } }] })],
  ["a long text in a wrong place", changed({ images: "x".repeat(1000) })],
])("%s is no report", async (_what, text) => {
  const { code, stdout, stderr } = await cli(["report", "report.json"], { "report.json": text });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatchSnapshot();
});

test.each<[string, string[]]>([
  ["a missing file", ["report", "nosuch.json"]],
  ["a folder without one", ["report", "."]],
  ["no file", ["report"]],
  ["two files", ["report", "a.json", "b.json"]],
  ["an unknown format", ["report", "out/report.json", "--format", "xml"]],
  ["a flag of the gate", ["report", "out/report.json", "--max-size", "1MB"]],
  ["a format without a name", ["report", "out/report.json", "--format"]],
  ["an unwritable file", ["report", "out/report.json", "--output", "nosuch/report.md"]],
])("%s is an error", async (_what, argv) => {
  const { code, stdout, stderr } = await cli(argv, { "out/report.json": JSON_TEXT });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatchSnapshot();
});

test("a file behind a link out of the repository is not written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    mkdirSync(join(folder, "repository/.git"), { recursive: true });
    writeFileSync(join(folder, "repository/report.json"), JSON.stringify(REPORT));
    writeFileSync(join(folder, "file"), "of the machine");
    symlinkSync("../file", join(folder, "repository/report.md"));
    const argv = ["report", "report.json", "--format", "markdown", "--output", "report.md"];
    const { code, stderr } = await cliIn(join(folder, "repository"), argv);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("report.md leads out of the repository through a symbolic link"),
    });
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("of the machine");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a report is invalid exactly if the schema rejects it", () => {
  const isReport = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8")),
  );
  const places = placesIn(REPORT);
  const value = fc.constantFrom(undefined, null, true, 3, "text", "pass", [], {});
  fc.assert(
    fc.property(fc.constantFrom(...places), value, (place, other) => {
      fc.pre(other !== undefined || !isLater(place));
      const text = JSON.stringify(withValue(REPORT, place, other));
      expect(reads(text)).toBe(isReport(JSON.parse(text)));
    }),
    { numRuns: 1000 },
  );
});

/** Whether a report of version 1 may lack the field, because the schema got it later. */
function isLater(place: Path): boolean {
  const [name, ...fields] = place.filter((part) => typeof part === "string").slice(1);
  const isOfImage = fields.length === 0 && LATER_FIELDS.includes(name ?? "");
  return (
    isOfImage ||
    place.at(-1) === "logFile" ||
    (place.slice(-3, -2)[0] === "origins" && place.at(-1) === "drift")
  );
}

const LATER_FIELDS = ["imageName", "platform", "testsOn", "smokeNotRun", "testsNotRun", "unchanged"];

const withoutLogFile = <T extends { readonly logFile: string | null }>({ logFile, ...own }: T) => own;

test("a report without rows for platforms, from an older version, is valid", () => {
  const report = reportOf(richImageReport());
  const images = report.images.map(
    ({ imageName, platform, testsOn, testsNotRun, smokeNotRun, unchanged, change, baseline, ...image }) => ({
      ...image,
      baseline: withoutLogFile(baseline),
      findings: image.findings.map(withoutLogFile),
      change: change && { ...change, origins: change.origins.map(({ drift, ...origin }) => origin) },
    }),
  );
  const [read] = readReport(JSON.stringify({ ...report, images }), "report.json").images;
  expect(read).toMatchObject({
    imageName: read?.name,
    platform: "linux/amd64",
    testsOn: null,
    testsNotRun: [],
    smokeNotRun: null,
    unchanged: false,
  });
  expect(read?.findings.map(({ logFile }) => logFile)).toEqual(image?.findings.map(() => null));
  expect(read?.baseline.logFile).toBeNull();
  const change = read?.change;
  const isOfBase = ({ before, after }: OriginChange) => (after ?? before)?.kind === "base";
  expect(change?.origins.map(({ drift }) => drift)).toEqual(
    change?.origins.map((origin) => (isOfBase(origin) ? change.drift : 0)),
  );
  expect(change?.origins.some(isOfBase)).toBe(true);
});

function reads(text: string): boolean {
  try {
    readReport(text, "report.json");
    return true;
  } catch {
    return false;
  }
}

type Path = readonly (string | number)[];

/** The path to every value in a value. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value ?? {});
  const own = path.length === 0 ? [] : [path];
  return typeof value === "object"
    ? [...own, ...entries.flatMap(([key, child]) => placesIn(child, [...path, key]))]
    : own;
}

function withValue(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value))
    return value.map((one, index) => (index === key ? withValue(one, rest, other) : one));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: withValue(object[key], rest, other) };
}

test.each([
  ["lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["objects", `${'{"children":'.repeat(100_000)}1${"}".repeat(100_000)}`],
])("%s nested tens of thousands of times are no report", async (_, text) => {
  expect(await cli(["report", "-"], {}, text)).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "standard input is not a report of stagegate: it is nested more than 1000 levels deep\nName the report.json of an output folder.\n",
  });
});
