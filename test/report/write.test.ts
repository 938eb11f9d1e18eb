import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS } from "../../src/report/formats.ts";
import { writeReports } from "../../src/report/write.ts";
import { reportOf, richImageReport } from "../fixtures/report.ts";

const unwarned = (message: string) => {
  throw new Error(message);
};

test("every format that has a file is written, into a folder that is made", async () => {
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

describe("what cannot be written is one warning", () => {
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

  test("where the folder is a file", async () => {
    const output = join(folder, "file");
    writeFileSync(output, "");
    expect(await write(output)).toEqual({
      path: null,
      warnings: [
        `The report cannot be written to ${output}: something else has that name (EEXIST). Name a folder that can be written to, for example: output-dir: reports`,
      ],
    });
  });

  test("in a file system that makes no folders, which ends", async () => {
    const { path, warnings } = await write("/proc/stagegate/reports");
    expect(path).toBeNull();
    expect(warnings).toEqual([expect.stringContaining("/proc/stagegate/reports: ")]);
  });

  test("where a folder has a report's name, and all other reports are written", async () => {
    mkdirSync(join(folder, "report.md/full"), { recursive: true });
    const { path, warnings } = await write(folder);
    expect(path).toBe(join(folder, "report.json"));
    expect(warnings).toEqual([expect.stringMatching(/^report\.md cannot be written to .*: it is a folder/)]);
    expect(readdirSync(folder)).toHaveLength(7);
  });
});
