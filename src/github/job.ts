import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { StepLogs } from "../build/step-logs.ts";
import { writeDiagnostics } from "../host/diagnostics.ts";
import { describeError, StagegateError, StoppedError } from "../host/errors.ts";
import { shownPath } from "../host/working-folder.ts";
import { errorReport } from "../judge/error-report.ts";
import type { Report } from "../model/report.ts";
import { markdown } from "../report/markdown.ts";
import { terminal } from "../report/terminal.ts";
import { writeReports } from "../report/write.ts";
import { ConfigError, placed } from "../values/problem.ts";
import { type Annotation, annotations } from "./annotations.ts";
import { oneLine } from "./one-line.ts";
import { outputs } from "./outputs.ts";
import { isDebug, type JobWorld, type RedactedWorld } from "./world.ts";

/** Results beside a report. */
export interface JobExtras {
  /** Whole logs by the paths of their files, from the output folder. */
  readonly logs?: StepLogs["files"];
  /** Annotations that a check run already shows, so that GitHub does not show them twice. */
  readonly shown?: readonly Annotation[];
}

/**
 * Writes the report into the log, files, outputs, annotations and the summary; failures are only warnings.
 * @param outputDir folder of the files, relative to the working folder; null without a folder
 */
export async function tellJob(
  report: Report,
  outputDir: string | null,
  world: RedactedWorld,
  { logs = new Map(), shown = [] }: JobExtras = {},
): Promise<void> {
  const { core, cwd, write } = world;
  // Names and logs in the report come from outside, like the output of a build.
  const token = stopToken();
  await attempt("The report could not be printed", REPORT_THIS, world, () =>
    write(
      `::stop-commands::${token}\n${terminal(report, { folder: outputDir === null ? null : shownPath(outputDir, cwd) })}::${token}::\n`,
    ),
  );
  const reportPath = await writeFiles(report, outputDir, world, logs);
  await attempt("The outputs of the step could not be set", KEEP_OUTPUT, world, () => {
    for (const [name, value] of Object.entries(outputs(report, reportPath))) core.setOutput(name, value);
  });
  await attempt("The annotations could not be written", REPORT_THIS, world, () => {
    for (const annotation of annotations(report)) {
      const { level, message, ...properties } = annotation;
      if (!shown.some((other) => isDeepStrictEqual(other, annotation))) core[level](message, properties);
    }
  });
  await summarize(report, world);
}

/**
 * Writes the report files of a run that an error ended, in place of those of an earlier run.
 * @param outputDir as of `tellJob`
 */
export async function writeErrorReport(
  error: unknown,
  outputDir: string | null,
  world: RedactedWorld,
): Promise<void> {
  if (error instanceof StoppedError) return;
  const path = await writeFiles(world.redactor.redactIn(errorReport(error)), outputDir, world);
  try {
    world.core.setOutput("report", path ?? "");
  } catch {
    // `tellingErrors` sets an output too, and reports the failure.
  }
}

/** @returns absolute path of report.json; null if it could not be written */
function writeFiles(
  report: Report,
  outputDir: string | null,
  world: RedactedWorld,
  logs?: StepLogs["files"],
): Promise<string | null> {
  return attempt("The report files could not be written", SET_OUTPUT_DIR, world, () => {
    if (outputDir === null) throw new Error("RUNNER_TEMP is not set");
    return writeReports(report, resolve(world.cwd, outputDir), world.core.warning, logs);
  });
}

async function summarize(report: Report, world: RedactedWorld): Promise<void> {
  await attempt("The job summary could not be written", KEEP_SUMMARY, world, () =>
    world.core.summary.addRaw(world.redactor.redact(markdown(report, LONGEST_SUMMARY))).write(),
  );
}

const SET_OUTPUT_DIR =
  "Set `output-dir` to a folder that can be written to and has space, for example `output-dir: reports`.";
const KEEP_OUTPUT = keep("GITHUB_OUTPUT");
const KEEP_SUMMARY = keep("GITHUB_STEP_SUMMARY");
const REPORT_THIS = "Please report this.";

function keep(variable: string): string {
  return `GitHub sets ${variable} for each step to a file that the step can write to. Do not change the variable or the file.`;
}

/**
 * Does a part of the reporting that does not change the verdict.
 * @returns its result; null after a failure, which is a warning: what failed, why, and what to do
 */
async function attempt<T>(
  failure: string,
  hint: string,
  world: JobWorld,
  work: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    debugStack(error, world);
    world.core.warning(`${failure}: ${oneLine(error)}. ${hint}`);
    return null;
  }
}

/**
 * Runs an action; an error that ends it goes into the outputs and annotations of the step, and into the job summary.
 * @returns the exit code
 * @throws StoppedError if the signal stopped it
 */
export async function tellingErrors<World extends RedactedWorld>(
  world: World,
  run: (world: World) => Promise<number>,
): Promise<number> {
  const stopDiagnostics = isDebug(world) ? writeDiagnostics(world.core.debug) : null;
  try {
    return await run(world);
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    await tellJobError(error, world);
    return 2;
  } finally {
    stopDiagnostics?.();
  }
}

async function tellJobError(error: unknown, world: RedactedWorld): Promise<void> {
  const { core } = world;
  await summarize(world.redactor.redactIn(errorReport(error)), world);
  await attempt("The outputs of the step could not be set", KEEP_OUTPUT, world, () =>
    core.setOutput("verdict", "error"),
  );
  if (!(error instanceof ConfigError)) {
    if (!(error instanceof StagegateError)) debugStack(error, world);
    core.error(describeError(error), { title: "stagegate" });
    return;
  }
  for (const { place, message, hint } of error.problems) {
    const at = place.at === null ? {} : { file: place.at.file, startLine: place.at.line };
    core.error(`${placed(place.name, message)}. ${hint}`, { title: "stagegate: configuration", ...at });
  }
}

/** Writes the stack of an error, for developers. */
function debugStack(error: unknown, world: JobWorld): void {
  if (isDebug(world))
    world.core.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** GitHub drops a step's summary of more than 1 MiB; characters may take three bytes. */
const LONGEST_SUMMARY = 300_000;

/** Random, so that the output of a build cannot give commands to the runner. */
export function stopToken(): string {
  return randomBytes(16).toString("hex");
}
