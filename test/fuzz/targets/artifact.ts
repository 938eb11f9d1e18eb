import { zippedReports } from "../../../src/report/zipped.ts";
import { imageReport, reportOf } from "../../fixtures/report.ts";
import { zipOf } from "../../fixtures/zip.ts";
import { mutateBytes } from "../mutate/bytes.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** An artifact of another run, as the action that comments reads it. */
export const target: FuzzTarget = {
  name: "artifact",
  executions: 500,
  seeds: () => [
    zipOf([{ name: "report.json", content: REPORT }]),
    zipOf([
      { name: "api/report.json", content: REPORT },
      { name: "web/report.json", content: REPORT },
      { name: "report.html", content: "<p>" },
    ]),
  ],
  mutate: mutateBytes,
  run: async (bytes) => {
    const read = await refusable(() => zippedReports([{ name: "stagegate", bytes }]));
    if (read.isRefused) return;
    for (const { name } of read.value)
      expectThat(!name.split("/").includes(".."), () => `a path that leads out: ${name}`);
  },
};

const REPORT = JSON.stringify(reportOf(imageReport()));
