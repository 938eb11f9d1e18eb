import { readFileSync } from "node:fs";
import { scanImage } from "../../../src/checks/scan/scan.ts";
import type { Exec } from "../../../src/host/exec.ts";
import { findingsOf } from "../../fixtures/facts.ts";
import { imageReport, reportOf } from "../../fixtures/report.ts";
import { checkFormats } from "../formats.ts";
import { mutateJson } from "../mutate/json.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const FOLDER = "test/fixtures/scan";

/** What trivy or grype print of an image. */
export const target: FuzzTarget = {
  name: "scan",
  executions: 200,
  seeds: () => ["trivy", "grype"].map((name) => readFileSync(`${FOLDER}/${name}.json`)),
  mutate: mutateJson,
  run: async (report) => {
    const stdout = report.toString("utf8");
    for (const scanner of ["trivy", "grype"]) {
      const exec: Exec = async (program) =>
        program === scanner
          ? { code: 0, stdout, stderr: stdout.slice(0, 500) }
          : { code: 127, stdout: "", stderr: "" };
      const source = { kind: "archive", path: "/app.tar" } as const;
      const scanned = await refusable(() =>
        scanImage({ source, platform: null, diffIds: [], isOfWindows: false }, exec),
      );
      if (scanned.isRefused) continue;
      const { counts, worst } = scanned.value;
      const total = Object.values(counts ?? {}).reduce((all, count) => all + count, 0);
      expectThat(worst.length <= total, () => `${worst.length} of ${total} vulnerabilities are the worst`);
      const findings = findingsOf({ scan: scanned.value }, { maxCritical: 0, maxHigh: 0 });
      await checkFormats(reportOf(imageReport({ scan: scanned.value, findings })));
    }
  },
};
