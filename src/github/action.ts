import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type * as Core from "@actions/core";
import { groupedView, quietView } from "../build/view.ts";
import { loadSettings } from "../config/load.ts";
import { ConfigError } from "../config/problem.ts";
import type { RunSettings } from "../config/settings.ts";
import { describeError, StagegateError, StoppedError } from "../errors.ts";
import { LONGEST_COMMENT, markdown, unjudged } from "../report/markdown.ts";
import { terminal } from "../report/terminal.ts";
import { exitCode } from "../report/verdict.ts";
import { writeReports } from "../report/write.ts";
import { runGate } from "../run.ts";
import { annotations } from "./annotations.ts";
import { commentProblem, upsertComment } from "./comment.ts";
import { type GitHubEvent, readEvent } from "./event.ts";
import { readInputs } from "./inputs.ts";
import { createOctokit } from "./octokit.ts";
import { outputs } from "./outputs.ts";

/** What the action needs of its job. */
export interface ActionWorld {
  readonly core: Pick<typeof Core, "setOutput" | "error" | "warning" | "notice" | "summary">;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** The job's log. */
  readonly write: (text: string) => void;
  /** Aborted by INT and TERM. */
  readonly signal: AbortSignal;
}

/**
 * The action as a function: gates, then tells the pull request, the job and the steps after it.
 * @returns the exit code: 0 it passes, 1 it fails, 2 it could not be judged
 * @throws StoppedError where the signal stopped it
 */
export async function actionMain(world: ActionWorld): Promise<number> {
  try {
    return await run(world);
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    tellError(error, world);
    return 2;
  }
}

async function run(world: ActionWorld): Promise<number> {
  const { core, env, cwd, write, signal } = world;
  const settings = await loadSettings(readInputs(env, cwd), cwd);
  const event = await readEvent(env, (path) => readFile(path, "utf8"));
  if (event.kind === "pull_request" && event.target && event.fork) {
    core.warning(
      "pull_request_target builds a fork's code with this repository's token and secrets in reach: use pull_request",
    );
  }

  const stopToken = randomBytes(16).toString("hex");
  const view = settings.run.progress === "quiet" ? quietView : groupedView(write, stopToken);
  const report = await runGate(settings, cwd, view, signal).catch(async (error: unknown) => {
    // What the comment said of an earlier commit must not stand for this one.
    if (error instanceof StagegateError)
      await comment(unjudged(describeError(error)), true, settings.run, event, world);
    throw error;
  });

  // Names and logs in it come from outside, as what a build prints does.
  write(`::stop-commands::${stopToken}\n${terminal(report)}::${stopToken}::\n`);
  const folder = resolve(cwd, settings.run.outputDir ?? join(env["RUNNER_TEMP"] ?? ".", "stagegate"));
  const reportPath = await writeReports(report, folder);
  for (const [name, value] of Object.entries(outputs(report, reportPath))) core.setOutput(name, value);
  for (const { level, message, ...properties } of annotations(report)) core[level](message, properties);
  await core.summary.addRaw(markdown(report, LONGEST_SUMMARY)).write();
  // A comment that told of a failure must not stay when the failure is gone.
  const onlyUpdate = settings.run.comment === "on-failure" && report.verdict === "pass";
  await comment(markdown(report, LONGEST_COMMENT), onlyUpdate, settings.run, event, world);
  return exitCode(report);
}

/** GitHub drops a step's summary of more than 1 MiB; characters may take three bytes. */
const LONGEST_SUMMARY = 300_000;

/** Writes the pull request's comment; one that cannot be written is a warning, whatever the verdict. */
async function comment(
  body: string,
  onlyUpdate: boolean,
  { comment: when, commentKey, githubToken }: RunSettings,
  event: GitHubEvent,
  { core, env }: ActionWorld,
): Promise<void> {
  if (event.kind !== "pull_request" || when === "never") return;
  if (githubToken === null) {
    core.warning("The pull request comment could not be written: there is no github-token.");
    return;
  }
  const { owner, repo, number } = event;
  try {
    const octokit = await createOctokit(githubToken, env);
    await upsertComment(octokit, { owner, repo, number, key: commentKey ?? "default", body, onlyUpdate });
  } catch (error) {
    core.warning(commentProblem(error, event));
  }
}

function tellError(error: unknown, { core }: ActionWorld): void {
  core.setOutput("verdict", "error");
  if (!(error instanceof ConfigError)) {
    core.error(describeError(error), { title: "stagegate" });
    return;
  }
  for (const { place, message, hint } of error.problems) {
    const at = place.at === null ? {} : { file: place.at.file, startLine: place.at.line };
    core.error(`${place.name}: ${message}. ${hint}`, { title: "stagegate: configuration", ...at });
  }
}
