import { exitCode } from "../../../src/judge/verdict.ts";
import { readReport } from "../../../src/report/read.ts";
import { findingsOf } from "../../fixtures/facts.ts";
import { finding, imageReport, reportOf, richImageReport } from "../../fixtures/report.ts";
import { checkFormats } from "../formats.ts";
import { mutateJson } from "../mutate/json.ts";
import { refusable } from "../refused.ts";
import type { FuzzTarget } from "../target.ts";

/** A report.json given to `stagegate report`, and what every format makes of it. */
export const target: FuzzTarget = {
  name: "report",
  executions: 300,
  seeds: () =>
    [reportOf(richImageReport()), reportOf(richImageReport(), FULL), reportOf(imageReport()), reportOf()].map(
      (report) => Buffer.from(JSON.stringify(report)),
    ),
  mutate: mutateJson,
  run: async (json) => {
    const read = await refusable(() => readReport(json.toString("utf8"), "report.json"));
    if (read.isRefused) return;
    exitCode(read.value);
    await checkFormats(read.value);
  },
};

/** An image with what `richImageReport` has not. */
const FULL = imageReport({
  name: "worker",
  verdict: "fail",
  smoke: {
    status: "failed",
    ready: 300,
    duration: 900,
    checks: [{ kind: "request", what: "GET /health", problem: "answered 500" }],
    processes: [{ uid: 0, command: "sh" }],
  },
  scan: {
    scanner: "trivy",
    version: "0.70.0",
    problem: null,
    counts: { critical: 1, high: 0, medium: 0, low: 0, unknown: 0 },
    worst: [{ id: "CVE-2026-1", severity: "critical", where: "openssl 3.0", fixedIn: "3.1" }],
  },
  context: {
    folder: ".",
    size: 1,
    files: 1,
    ignoreFile: ".dockerignore",
    hasIgnoreFile: true,
    ignoreFileFault: null,
    needless: [
      {
        pattern: ".git",
        what: "git",
        size: 1,
        files: 1,
        isSecret: true,
        paths: [{ path: ".git", size: 1_000_000, files: 9 }],
        morePaths: 0,
        place: { file: "Dockerfile", lines: [1, 1] },
      },
    ],
  },
  variant: { name: "single", size: 2, saving: 1, leftOut: [{ what: "compilers", size: 1 }] },
  findings: [...findingsOf(), finding({ log: "boom\n```\nboom" })],
});
