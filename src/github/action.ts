import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type * as Core from "@actions/core";
import { groupedView, quietView } from "../build/view.ts";
import { loadSettings } from "../config/load.ts";
import type { RunSettings } from "../config/settings.ts";
import { type GitHubEvent, readEvent } from "../event/github.ts";
import { trace, writeDiagnostics } from "../host/diagnostics.ts";
import { describeError, messageOf, StagegateError, StoppedError, stackOf } from "../host/errors.ts";
import { createExec } from "../host/exec.ts";
import { exitCode } from "../judge/verdict.ts";
import { errorComment, LONGEST_COMMENT, markdown } from "../report/markdown.ts";
import { hasNews } from "../report/news.ts";
import { terminal } from "../report/terminal.ts";
import { writeReports } from "../report/write.ts";
import { runGate, type Workflow } from "../run.ts";
import { ConfigError } from "../values/problem.ts";
import { openActionsCache } from "./actions-cache.ts";
import { annotations } from "./annotations.ts";
import { commentProblem, upsertComment } from "./comment.ts";
import { readInputs } from "./inputs.ts";
import { mergeBaseByApi } from "./merge-base.ts";
import { createOctokit } from "./octokit.ts";
import { outputs } from "./outputs.ts";

/** What the action needs of its job. */
export interface ActionWorld {
  readonly core: Pick<typeof Core, "setOutput" | "error" | "warning" | "notice" | "debug" | "summary">;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute path of the program that reads and writes GitHub's cache. */
  readonly cacheScript: string;
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
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
  const stopDiagnostics = isDebug(world.env) ? writeDiagnostics(world.core.debug) : null;
  try {
    return await run(world);
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    if (!(error instanceof StagegateError)) trace("error", () => stackOf(error));
    tellError(error, world);
    return 2;
  } finally {
    stopDiagnostics?.();
  }
}

/** Whether the workflow writes a debug log: https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging */
function isDebug(env: ActionWorld["env"]): boolean {
  return env["RUNNER_DEBUG"] === "1" || env["ACTIONS_STEP_DEBUG"] === "true";
}

async function run(world: ActionWorld): Promise<number> {
  const { core, env, cwd, layersScript, write, signal } = world;
  const startedAt = performance.now();
  const inputs = readInputs(env, cwd);
  const settings = await loadSettings(inputs, cwd, createExec(signal));
  const event = await readEvent(env, (path) => readFile(path, "utf8"));
  if (event.kind === "pull_request" && event.target && event.fork) {
    core.warning(
      "pull_request_target builds a fork's code with this repository's token and secrets in reach: use pull_request",
    );
  }

  const stopToken = randomBytes(16).toString("hex");
  const view = settings.run.progress === "quiet" ? quietView : groupedView(write, stopToken);
  const workflow = await workflowOf(event, settings.run, world);
  const warn = core.warning;
  const run = { settings, inputs, cwd, view, signal, startedAt, warn, workflow, layersScript };
  const report = await runGate(run).catch(async (error: unknown) => {
    // What the comment said of an earlier commit must not stand for this one.
    if (error instanceof StagegateError)
      await comment(errorComment(describeError(error)), true, settings.run, event, world);
    throw error;
  });

  // Names and logs in it come from outside, as what a build prints does.
  write(`::stop-commands::${stopToken}\n${terminal(report)}::${stopToken}::\n`);
  const folder = resolve(cwd, settings.run.outputDir ?? join(env["RUNNER_TEMP"] ?? ".", "stagegate"));
  const reportPath = await writeReports(report, folder, core.warning);
  for (const [name, value] of Object.entries(outputs(report, reportPath ?? ""))) core.setOutput(name, value);
  for (const { level, message, ...properties } of annotations(report)) core[level](message, properties);
  await core.summary.addRaw(markdown(report, LONGEST_SUMMARY)).write();
  // A comment that told of something must not stay when that is gone.
  const onlyUpdate =
    (settings.run.comment === "on-failure" && report.verdict === "pass") ||
    (settings.run.comment === "on-change" && !hasNews(report));
  await comment(markdown(report, LONGEST_COMMENT), onlyUpdate, settings.run, event, world);
  return exitCode(report);
}

/** What the job knows beyond a laptop. */
async function workflowOf(event: GitHubEvent, run: RunSettings, world: ActionWorld): Promise<Workflow> {
  const { core, env, signal, cacheScript } = world;
  const { githubToken: token } = run;
  const cache = openActionsCache({ exec: createExec(signal), script: cacheScript, warn: core.warning });
  return {
    event,
    mergeBaseByApi:
      token === null
        ? null
        : async (base, head) => mergeBaseByApi(await createOctokit(token, env), event)(base, head),
    ...cache,
    waiver: await waiverOf(event, run, world),
  };
}

/** The label that waives failures, where the pull request has it now; a run may be older than its label. */
async function waiverOf(
  event: GitHubEvent,
  { waiveLabel, githubToken }: RunSettings,
  { core, env }: ActionWorld,
): Promise<string | null> {
  if (waiveLabel === null || event.kind !== "pull_request") return null;
  const labels =
    githubToken === null
      ? event.labels
      : await labelsNow(event, githubToken, env).catch((error: unknown) => {
          core.warning(
            `The labels of the pull request could not be read, so those of when it was pushed count: ${messageOf(error)}`,
          );
          return event.labels;
        });
  return labels.includes(waiveLabel) ? waiveLabel : null;
}

async function labelsNow(
  { owner, repo, number }: Extract<GitHubEvent, { kind: "pull_request" }>,
  token: string,
  env: ActionWorld["env"],
): Promise<string[]> {
  const octokit = await createOctokit(token, env);
  const { listLabelsOnIssue } = octokit.rest.issues;
  const labels = await octokit.paginate(listLabelsOnIssue, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return labels.map(({ name }) => name);
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
