import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMATS } from "../../src/report/formats.ts";
import { writeReports } from "../../src/report/write.ts";
import { reportOf, richImageReport } from "../fixtures/report.ts";

test("every format that has a file is written, into a folder that is made", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-"));
  try {
    const report = reportOf(richImageReport());
    const output = join(folder, "ci/reports");
    expect(await writeReports(report, output)).toBe(join(output, "report.json"));
    expect(readdirSync(output).sort()).toEqual([
      "report.html",
      "report.json",
      "report.junit.xml",
      "report.md",
      "report.sarif",
    ]);
    for (const { file, write } of Object.values(FORMATS)) {
      if (file !== null) expect(readFileSync(join(output, file), "utf8")).toBe(await write(report));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
