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

/** What a run is given by whoever starts it. */
export interface Run {
  readonly settings: Settings;
  /** What the settings were read from, beside the configuration file. */
  readonly inputs: Inputs;
  /** Absolute. */
  readonly cwd: string;
  readonly view: ProgressView;
  /** Takes the whole logs of steps that failed; null if no report is written. */
  readonly keepLog: KeepLog | null;
  readonly signal: AbortSignal;
  /** When it began, by `performance.now()`: reading the settings may have taken its time. */
  readonly startedAt: number;
  /** Reads the settings that the working tree asks for, if these are those of another commit; else null. */
  readonly readProposed: (() => Promise<Settings>) | null;
  /** Tells what went wrong without a consequence for the verdict. */
  readonly warn: (message: string) => void;
  /** What a workflow knows beyond that; null on a laptop. */
  readonly workflow: Workflow | null;
  /** What builds need to reach GitHub's cache; null if the job has none. */
  readonly gitHubCache: GitHubCacheAccess | null;
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  /** Takes the values that must not be shown, as soon as they are known. */
  readonly redactor: Redactor;
  /** Variables that build secrets and build arguments may name. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a workflow of GitHub Actions knows. */
export interface Workflow {
  readonly event: GitHubEvent;
  readonly mergeBaseByApi: BaseWorld["mergeBaseByApi"];
  /** Its store of measurements. @param fallback the machine's own, for where it has none */
  readonly storeOver: (fallback: BaselineStore) => BaselineStore;
  /** Where its runs find layers that others have read, and leave theirs. */
  readonly layers: RemoteLayerCache;
  /** The label of the pull request that waives its failures, when it is known; null if it has none. */
  readonly waiver: Promise<string | null>;
}

/**
 * Runs the gate on the real world, with a folder of its own that is gone afterwards, also after a stop.
 * @throws StoppedError where the signal stopped it, and what `gate` throws
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

/** In ms: what a run may take to clean up after its timeout. */
const CLEAN_UP = 4500;

/**
 * Removes what killed runs have left: in their repositories, on the engine, and then here. What is on another engine
 * stays for a run that speaks to that one.
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

/** Which engine docker speaks to, by the variables that say so. */
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
  for (const message of ineffectiveInputs(settings.images, inputs)) warn(`${message}.`);
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
    // What is left of it concerns nobody's image.
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      warn(`The temporary folder cannot be removed. ${describeError(error)}`),
    );
    await layerCache.close();
  }
}

/** SHA of what the report is about: the last commit of a pull request, not its merge; null without a commit. */
function judgedCommit(event: GitHubEvent | null, ci: CiRun | null, git: Git | NoGit): string | null {
  const ofEvent = event?.kind === "pull_request" ? event.headSha : event?.sha;
  const checkedOut = git.kind === "git" ? git.head : null;
  return ofEvent ?? headOfChange(ci?.change ?? null, checkedOut) ?? checkedOut?.sha ?? null;
}

/** The commit that is checked out, if the run is for one of the default branch; else null. */
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

/** Bytes that BuildKit lets a build secret have; of a larger file the build fails. */
const LARGEST_SECRET = 500 * 1024;

/** Null for what is no file that a build secret can be; the build says why. */
async function readSecretFile(path: string): Promise<Uint8Array | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null || !stats.isFile() || stats.size > LARGEST_SECRET) return null;
  return readFile(path).catch(() => null);
}

/**
 * Whether later runs are given what this one measured and read of layers: on a machine always, in a workflow
 * only of what was pushed. A pull request changes what its runs do, so what they kept could be forged.
 */
function keepsForOthers(event: GitHubEvent | null): boolean {
  return event === null || event.kind === "push";
}
