import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Inputs, readOptions, unknownNames } from "../config/inputs.ts";
import { MERGE_OPTIONS } from "../config/merge-options.ts";
import { checkOutputFolder } from "../config/path-access.ts";
import { readEvent } from "../event/github.ts";
import { createRedactor, type Redactor } from "../host/redactor.ts";
import { orStopped } from "../host/signals.ts";
import { joinLogs } from "../judge/join-logs.ts";
import { joinReports } from "../judge/join-reports.ts";
import { exitCode } from "../judge/verdict.ts";
import { collectReports } from "../report/collect.ts";
import { ConfigError, type Problem } from "../values/problem.ts";
import { gatePlaces, withPlaces } from "./gate-places.ts";
import { readInputs } from "./inputs.ts";
import { tellingErrors, tellJob } from "./job.ts";
import { tellPullRequest, tellPullRequestError } from "./pull-request.ts";
import { tellCheck, tellCheckError } from "./tell-check.ts";
import { type JobWorld, type RedactedWorld, redactedWorld } from "./world.ts";

/**
 * The action that merges reports, as a function: reads the reports of other jobs, and reports the joint result to the
 * pull request, the job and later steps. It builds nothing.
 * @returns the exit code of a gate with all of their images
 * @throws StoppedError if the signal stopped it
 */
export async function mergeMain(
  outer: JobWorld,
  redactor: Redactor = createRedactor(outer.core.setSecret),
): Promise<number> {
  return tellingErrors(redactedWorld(outer, redactor), run);
}

async function run(world: RedactedWorld): Promise<number> {
  const { core, env, cwd, signal, redactor } = world;
  const inputs = readInputs(env, cwd, Object.keys(MERGE_OPTIONS));
  const problems: Problem[] = unknownNames(inputs, Object.keys(MERGE_OPTIONS));
  const options = withPlaces(readOptions(MERGE_OPTIONS, inputs, problems), gatePlaces(env, inputs));
  if (options.githubToken !== null) redactor.hide([options.githubToken]);
  const event = await readEvent(env, (path) => readFile(path, "utf8"));
  try {
    const sources = sourcesOf(inputs, options.reports, problems);
    if (problems.length > 0) throw new ConfigError(problems);
    checkOutputFolder(options.outputDir, "input output-dir", cwd);
    const output = options.outputDir === null ? null : resolve(cwd, options.outputDir);
    const reports = await orStopped(collectReports(sources, cwd, output), signal);
    const { parts, files } = await orStopped(joinLogs(reports, core.warning), signal);
    const report = redactor.redactIn(joinReports(parts, options.expect));
    const logs = new Map([...files].map(([path, log]) => [path, redactor.redact(log)]));
    await tellPullRequest(report, options, inputs, event, world);
    const shown = await tellCheck(report, options, event, world);
    await tellJob(report, options.outputDir, world, { logs, shown });
    return exitCode(report);
  } catch (error) {
    await tellPullRequestError(error, options, event, world);
    await tellCheckError(error, options, event, world);
    throw error;
  }
}

function sourcesOf(
  inputs: Inputs,
  reports: readonly string[] | null,
  problems: Problem[],
): readonly string[] {
  if (!inputs.has("reports"))
    problems.push({
      place: { name: "input reports", at: null },
      message: "the value is missing",
      hint: `Write for example: reports: ${MERGE_OPTIONS.reports.example}`,
    });
  return reports ?? [];
}
