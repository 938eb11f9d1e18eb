import { readFile } from "node:fs/promises";
import { type KeepLog, openStepLogs } from "../build/step-logs.ts";
import { groupedView, quietView } from "../build/view.ts";
import { unreachableCaches } from "../config/cache-access.ts";
import { accessTokens } from "../config/confidential.ts";
import type { Settings } from "../config/config.ts";
import { type Inputs, readRunSettings } from "../config/inputs.ts";
import { knownRunSettings } from "../config/known-run.ts";
import { loadSettings } from "../config/load.ts";
import type { RunSettings } from "../config/settings.ts";
import { gitHubCacheAccess } from "../docker/github-cache.ts";
import { type GitHubEvent, readEvent } from "../event/github.ts";
import { createExec } from "../host/exec.ts";
import { createRedactor, type Redactor } from "../host/redactor.ts";
import { exitCode } from "../judge/verdict.ts";
import type { Report } from "../model/report.ts";
import { runGate, type Workflow } from "../run.ts";
import { openActionsCache } from "./actions-cache.ts";
import { openCacheTrust } from "./cache-trust.ts";
import { isFromBase, loadConfiguration } from "./configuration.ts";
import { gatePlaces, withPlaces } from "./gate-places.ts";
import { holdWarnings } from "./held-warnings.ts";
import { readInputs } from "./inputs.ts";
import { stopToken, tellingErrors, tellJob, writeErrorReport } from "./job.ts";
import { mergeBaseByApi } from "./merge-base.ts";
import { askGitHub } from "./octokit.ts";
import { type CommentSettings, tellPullRequest, tellPullRequestError } from "./pull-request.ts";
import { type CheckSettings, tellCheck, tellCheckError } from "./tell-check.ts";
import { refuseUnsafeFork } from "./unsafe-fork.ts";
import { waiverOf } from "./waiver.ts";
import { type ActionWorld, accessOf, type RedactedWorld, redactedWorld } from "./world.ts";

/**
 * The action as a function: gates, then reports to the pull request, the job and later steps.
 * @returns the exit code: 0 it passes, 1 it fails, 2 it could not be judged
 * @throws StoppedError if the signal stopped it
 */
export async function actionMain(
  outer: ActionWorld,
  redactor: Redactor = createRedactor(outer.core.setSecret),
): Promise<number> {
  return tellingErrors(redactedWorld(outer, redactor), run);
}

async function run(world: RedactedWorld<ActionWorld>): Promise<number> {
  const { core, env, cwd, signal } = world;
  const inputs = readInputs(env, cwd);
  const startedAt = performance.now();
  world.redactor.hide(accessTokens(inputs, env));
  const event = await readEvent(env, (path) => readFile(path, "utf8"));
  const places = gatePlaces(env, inputs);
  // What the comment, the check run and the report files go by, if the run ends with an error: as much of the settings
  // as is known.
  let known: CommentSettings & CheckSettings & Pick<RunSettings, "outputDir"> = withPlaces(
    readRunSettings(inputs, []),
    places,
  );
  try {
    const unsafe = refuseUnsafeFork(event, inputs);
    if (unsafe !== null) core.warning(unsafe);
    if (!isFromBase(inputs, event)) known = withPlaces(await knownRunSettings(inputs, cwd), places);
    const log = (line: string) => world.write(`${line}\n`);
    const settings = await loadConfiguration(inputs, event, { env, cwd, signal, log, warn: core.warning });
    const run = withPlaces(settings.run, places);
    known = run;
    for (const warning of unreachableCaches(settings.images, inputs)) core.warning(warning);
    const logs = openStepLogs();
    const report = await judge(settings, inputs, event, startedAt, logs.keep, world);
    await tellPullRequest(report, run, inputs, event, world);
    const shown = await tellCheck(report, run, event, world);
    await tellJob(report, run.outputDir, world, { logs: logs.files, shown });
    return exitCode(report);
  } catch (error) {
    await tellPullRequestError(error, known, event, world);
    await tellCheckError(error, known, event, world);
    await writeErrorReport(error, known.outputDir, world);
    throw error;
  }
}

/** Runs the gate. Its requests to GitHub end with it. */
async function judge(
  settings: Settings,
  inputs: Inputs,
  event: GitHubEvent,
  startedAt: number,
  keepLog: KeepLog,
  world: RedactedWorld<ActionWorld>,
): Promise<Report> {
  const { core, cwd, env, layersScript, signal, redactor } = world;
  const shown = settings.run.progress === "quiet" ? quietView : groupedView(world.write, stopToken());
  const { view, warn } = holdWarnings(shown, core.warning);
  const end = new AbortController();
  try {
    const workflow = workflowOf(event, settings.run, world, warn, AbortSignal.any([signal, end.signal]));
    return await runGate({
      settings,
      inputs,
      cwd,
      view,
      keepLog,
      signal,
      startedAt,
      readProposed: isFromBase(inputs, event) ? () => loadSettings(inputs, cwd, createExec(signal)) : null,
      warn,
      workflow,
      gitHubCache: gitHubCacheAccess(env),
      layersScript,
      redactor,
      env,
    });
  } finally {
    end.abort();
  }
}

/** The parts of the world that only a job has. @param signal ends its requests to GitHub */
function workflowOf(
  event: GitHubEvent,
  run: RunSettings,
  world: ActionWorld,
  warn: (message: string) => void,
  signal: AbortSignal,
): Workflow {
  const { env } = world;
  const access = accessOf(run, world, signal);
  const usesUnknown = run.configFrom !== "base";
  const trust = openCacheTrust({ event, ref: env["GITHUB_REF"] ?? null, access, usesUnknown, warn });
  const waiver = waiverOf(event, run, access, warn);
  // A run that ends early does not wait for the label.
  waiver.catch(() => undefined);
  return {
    event,
    mergeBaseByApi:
      access === null
        ? null
        : (base, head) => askGitHub(access, (octokit) => mergeBaseByApi(octokit, event)(base, head)),
    ...openActionsCache({ exec: createExec(world.signal), script: world.cacheScript, env, trust, warn }),
    waiver,
  };
}
