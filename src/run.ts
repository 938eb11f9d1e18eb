import { randomBytes } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BaseWorld, baseCommit, headOfChange } from "./baseline/commit.ts";
import { type Git, type NoGit, openGit } from "./baseline/git.ts";
import { type BaselineStore, folderStore } from "./baseline/store.ts";
import { followSteps } from "./build/running-steps.ts";
import type { KeepLog } from "./build/step-logs.ts";
import type { ProgressView } from "./build/view.ts";
import { accessOfInputs } from "./config/cache-access.ts";
import { confidentialValues, unsetSecrets } from "./config/confidential.ts";
import type { Settings } from "./config/config.ts";
import type { ConfiguredImage } from "./config/configured-images.ts";
import { ineffectiveInputs } from "./config/ineffective-inputs.ts";
import type { Inputs } from "./config/inputs.ts";
import { scopeOf } from "./config/scope.ts";
import { lateError } from "./config/timeout.ts";
import type { GitHubCacheAccess } from "./docker/github-cache.ts";
import { removeRunRemains } from "./docker/run-remains.ts";
import { type CiRun, readCi } from "./event/ci.ts";
import { type GitHubEvent, isChange, isDefaultBranchPush, isForeign } from "./event/github.ts";
import { gate } from "./gate.ts";
import { cacheFolder } from "./host/cache-folder.ts";
import { traceError, workUnderWay } from "./host/diagnostics.ts";
import { describeError, StagegateError, StoppedError } from "./host/errors.ts";
import { createCleanUpExec, createExec, type Exec } from "./host/exec.ts";
import type { Redactor } from "./host/redactor.ts";
import { findStaleRuns, makeRunFolder } from "./host/run-folder.ts";
import { killsAtOnce } from "./host/signals.ts";
import { openLayerCache } from "./image/layer-cache.ts";
import { openImageReader } from "./image/reader.ts";
import { downloadProgress } from "./image/registry/progress.ts";
import { type RemoteLayerCache, shareLayers } from "./image/shared-layers.ts";
import type { Report } from "./model/report.ts";

/** The parameters of a run. */
export interface Run {
  readonly settings: Settings;
  /** The inputs of the settings, beside the configuration file. */
  readonly inputs: Inputs;
  /** Absolute. */
  readonly cwd: string;
  readonly view: ProgressView;
  /** Takes the whole logs of steps that failed; null if no report is written. */
  readonly keepLog: KeepLog | null;
  readonly signal: AbortSignal;
  /** Start of the run by `performance.now()`, before it read the settings. */
  readonly startedAt: number;
  /** Reads the settings of the working tree, if the run uses the settings of another commit; else null. */
  readonly readProposed: (() => Promise<Settings>) | null;
  /** Reports a problem that does not affect the verdict. */
  readonly warn: (message: string) => void;
  /** Facts that only a workflow has; null on a laptop. */
  readonly workflow: Workflow | null;
  /** Access to GitHub's cache for builds; null if the job has none. */
  readonly gitHubCache: GitHubCacheAccess | null;
  /** Absolute path of the script of the threads that scan layers. */
  readonly layersScript: string;
  /** Hides confidential values as soon as they are known. */
  readonly redactor: Redactor;
  /** Environment variables, for build secrets and build arguments. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The facts of a workflow of GitHub Actions. */
export interface Workflow {
  readonly event: GitHubEvent;
  readonly mergeBaseByApi: BaseWorld["mergeBaseByApi"];
  /** Its store of measurements. @param fallback the machine's own store, for runs without a remote one */
  readonly storeOver: (fallback: BaselineStore) => BaselineStore;
  /** The shared cache of contents of layers. */
  readonly layers: RemoteLayerCache;
  /** The label of the pull request that waives its failures; null if it has none. */
  readonly waiver: Promise<string | null>;
}

/**
 * Runs the gate on the real world. It has a folder of its own, and removes it even after a stop.
 * @throws StoppedError if the signal stopped it, and the errors of `gate`
 * @throws StagegateError if it takes longer than the settings allow
 */
export async function runGate(run: Run): Promise<Report> {
  const { timeout } = run.settings.run;
  if (timeout === null) return runToEnd(run);
  const { view, running } = followSteps(run.view);
  const limit = new AbortController();
  let unfinished: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        unfinished = running().length > 0 ? running() : workUnderWay();
        limit.abort();
        timer = setTimeout(() => {
          for (const kill of killsAtOnce) kill();
          reject(new StoppedError());
        }, CLEAN_UP).unref();
      },
      Math.max(0, timeout - (performance.now() - run.startedAt)),
    ).unref();
  });
  try {
    const signal = AbortSignal.any([run.signal, limit.signal]);
    return await Promise.race([runToEnd({ ...run, view, signal }), late]);
  } catch (error) {
    if (!(error instanceof StoppedError) || run.signal.aborted) throw error;
    throw lateError(timeout, unfinished);
  } finally {
    clearTimeout(timer);
  }
}

/** Time to clean up after a timeout, in ms. */
const CLEAN_UP = 4500;

/**
 * Removes the remains of killed runs: in their repositories, on the engine, and then their folders. Remains on another
 * engine stay for a run that uses that engine.
 */
async function cleanUpAfterKilled(exec: Exec, engine: string): Promise<void> {
  for (const { folder, traces } of await findStaleRuns()) {
    if (traces !== null) {
      if (traces.engine !== engine || !(await removeRunRemains(traces.runId, exec))) continue;
      const git = await openGit(exec, traces.cwd);
      const warn = (message: string) => traceError("a worktree of a killed run", new StagegateError(message));
      if (git.kind === "git") await git.removeWorktree(join(folder, "base"), warn);
    }
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      traceError(`${folder} of a killed run cannot be removed`, error),
    );
  }
}

/** The engine that docker uses, by the environment variables that select it. */
function engineIn({ DOCKER_HOST: host = "", DOCKER_CONTEXT: context = "" }: Run["env"]): string {
  return [host, context].join(" ").trim();
}

async function runToEnd(run: Run): Promise<Report> {
  const { settings, inputs, cwd, view, signal, warn, workflow, layersScript, redactor } = run;
  const hide = async (images: readonly Pick<ConfiguredImage, "settings">[]) => {
    const world = { env: run.env, cwd, readFile: readSecretFile };
    for (const { settings } of images) redactor.hide(await confidentialValues(settings, world));
  };
  if (settings.run.githubToken !== null) redactor.hide([settings.run.githubToken]);
  await hide(settings.images);
  const unset = settings.images.flatMap((image) => unsetSecrets(image.settings, run.env));
  for (const message of new Set(unset)) warn(message);
  for (const message of ineffectiveInputs(settings.images, inputs)) warn(message);
  const event = workflow?.event ?? null;
  const ci = event === null ? readCi(run.env) : null;
  const ownLayers = openLayerCache(join(cacheFolder(), "layers"), warn, event === null || !isForeign(event));
  const shared =
    workflow === null ? null : shareLayers(ownLayers, workflow.layers, scopeOf(settings.images, cwd));
  const layerCache = shared?.cache ?? ownLayers;
  const exec = createExec(signal);
  const engine = engineIn(run.env);
  await cleanUpAfterKilled(exec, engine);
  const runId = randomBytes(6).toString("hex");
  const folder = await makeRunFolder({ runId, cwd, engine });
  const reader = openImageReader({
    layersScript,
    layerCache,
    exec,
    signal,
    folder,
    redact: redactor.redact,
    env: run.env,
    isInsecure: false,
    onFetched: downloadProgress(view.tell, () => performance.now()),
  });
  const cleanUpExec = createCleanUpExec();
  const ownStore = folderStore(join(cacheFolder(), "measurements"));
  const store = workflow?.storeOver(ownStore) ?? ownStore;
  try {
    const git = await openGit(exec, cwd, cleanUpExec);
    const report = await gate(settings, {
      exec,
      cleanUpExec,
      signal,
      warn,
      prepareLayout: reader.prepareLayout,
      fetchLayers: () => shared?.restore(),
      listPlatforms: reader.listPlatforms,
      knowsLayers: async () => !(await layerCache.isEmpty()),
      withCacheAccess: accessOfInputs(inputs, run.gitHubCache),
      readRecord: (metadata, platform) => reader.readRecord(metadata, platform, settings.run.builder),
      readImage: reader.read,
      digestOf: reader.digestOf,
      history: {
        git,
        inputs,
        isTyped: event === null && ci === null,
        readProposed: run.readProposed,
        isProposal: event === null ? ci?.change != null : isChange(event),
        findCommit: () =>
          baseCommit({
            git,
            base: settings.run.base,
            event,
            ci,
            mergeBaseByApi: workflow?.mergeBaseByApi ?? null,
          }),
        store: keepsForOthers(event) ? store : { ...store, keep: async () => undefined },
        warn,
        keepAs: await defaultBranchCommit(event, ci, git),
      },
      cwd,
      folder,
      isCommandLine: workflow === null,
      env: run.env,
      runId,
      waiver: workflow?.waiver ?? Promise.resolve(null),
      view,
      keepLog: run.keepLog,
      hide,
      redactIn: redactor.redactIn,
    });
    if (keepsForOthers(event)) await shared?.save();
    const commit = judgedCommit(event, ci, git);
    return redactor.redactIn(commit === null ? report : { ...report, commit });
  } finally {
    await reader.close();
    // A folder that cannot be removed affects no verdict.
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      warn(`The temporary folder cannot be removed. ${describeError(error)}`),
    );
    await layerCache.close();
  }
}

/** SHA of the judged commit: for a pull request its last commit, not the merge; null without a commit. */
function judgedCommit(event: GitHubEvent | null, ci: CiRun | null, git: Git | NoGit): string | null {
  const ofEvent = event?.kind === "pull_request" ? event.headSha : event?.sha;
  const checkedOut = git.kind === "git" ? git.head : null;
  return ofEvent ?? headOfChange(ci?.change ?? null, checkedOut) ?? checkedOut?.sha ?? null;
}

/** The commit that is checked out, if it belongs to the default branch; else null. */
async function defaultBranchCommit(
  event: GitHubEvent | null,
  ci: CiRun | null,
  git: Git | NoGit,
): Promise<string | null> {
  if (git.kind === "none") return null;
  const isOfDefault =
    event === null
      ? ci?.branch != null && ci.branch === (ci.defaultBranch ?? (await git.branch(null))?.name)
      : isDefaultBranchPush(event);
  return isOfDefault ? (git.head?.sha ?? null) : null;
}

/** Largest size of a build secret in bytes; with a larger file, the build fails. */
const LARGEST_SECRET = 500 * 1024;

/** Null if the path is not a file that can be a build secret; the build then fails with the reason. */
async function readSecretFile(path: string): Promise<Uint8Array | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null || !stats.isFile() || stats.size > LARGEST_SECRET) return null;
  return readFile(path).catch(() => null);
}

/**
 * Whether later runs get the measurements and layers of this run: on a machine always, in a workflow only after a push.
 * A pull request controls what its runs do, so it could forge what they store.
 */
function keepsForOthers(event: GitHubEvent | null): boolean {
  return event === null || event.kind === "push";
}
