import { resolve } from "node:path";
import { checkOutputFolder } from "../config/path-access.ts";
import { letHeapGrow } from "../host/memory.ts";
import { orStopped } from "../host/signals.ts";
import { joinLogs, withoutLogs } from "../judge/join-logs.ts";
import { joinReports } from "../judge/join-reports.ts";
import { exitCode } from "../judge/verdict.ts";
import { collectReports } from "../report/collect.ts";
import { writeReports } from "../report/write.ts";
import { writeFlag } from "../values/problem.ts";
import type { Command } from "./arguments.ts";
import { formatted } from "./formatted.ts";
import type { CliWorld } from "./world.ts";

/**
 * Joins the reports of several jobs, shows what they say together, and writes it in every format.
 * @returns the exit code of a gate with all of their images
 * @throws StagegateError if a file is no report, two have the same image, or they are of different commits
 */
export async function merge(
  { sources, expect, outputDir }: Extract<Command, { kind: "merge" }>,
  { cwd, stdout, stderr, signal }: CliWorld,
): Promise<0 | 1 | 2> {
  checkOutputFolder(outputDir, "--output-dir", cwd);
  letHeapGrow();
  const warn = (message: string) => stderr.write(`${message}\n`);
  const output = outputDir === null ? null : resolve(cwd, outputDir);
  const reports = await orStopped(collectReports(sources, cwd, output), signal);
  const { parts, files } =
    output === null
      ? { parts: withoutLogs(reports), files: new Map() }
      : await orStopped(joinLogs(reports, warn), signal);
  const joined = joinReports(parts, expect);
  stdout.write(await formatted(joined, "terminal", { stdout, cwd }, outputDir));
  if (output !== null) await writeReports(joined, output, warn, files, writeFlag);
  return exitCode(joined);
}
