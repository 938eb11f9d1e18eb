import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { type BaseWorld, baseCommit } from "./baseline/commit.ts";
import { openGit } from "./baseline/git.ts";
import { type BaselineStore, folderStore } from "./baseline/store.ts";
import { createExec } from "./build/exec.ts";
import type { ProgressView } from "./build/view.ts";
import type { Settings } from "./config/config.ts";
import type { Source } from "./config/given.ts";
import { gate } from "./gate.ts";
import { type GitHubEvent, isDefaultBranchPush } from "./github/event.ts";
import { dockerSave } from "./image/engine.ts";
import { openLayerCache } from "./image/layer-cache.ts";
import { readImage } from "./image/read.ts";
import type { Report } from "./report/report.ts";
import { orStopped } from "./signals.ts";

/** What a run is given by whoever starts it. */
export interface Run {
  readonly settings: Settings;
  /** What the settings were read from, beside the configuration file. */
  readonly inputs: Source;
  /** Absolute. */
  readonly cwd: string;
  readonly view: ProgressView;
  readonly signal: AbortSignal;
  /** Tells what went wrong without a consequence for the verdict. */
  readonly warn: (message: string) => void;
  /** What a workflow knows beyond that; null on a laptop. */
  readonly workflow: Workflow | null;
}

/** What a workflow of GitHub Actions knows. */
export interface Workflow {
  readonly event: GitHubEvent;
  readonly mergeBaseByApi: BaseWorld["mergeBaseByApi"];
  /** Its store of measurements. @param fallback the machine's own, for where it has none */
  readonly storeOver: (fallback: BaselineStore) => BaselineStore;
  /** The label of the pull request that waives its failures; null where it has none. */
  readonly waiver: string | null;
}

/**
 * Runs the gate on the real world, with a folder of its own that is gone afterwards, also after a stop.
 * @throws StoppedError where the signal stopped it, and what `gate` throws
 */
export async function runGate({ settings, inputs, cwd, view, signal, warn, workflow }: Run): Promise<Report> {
  const layerCache = await openLayerCache(join(cacheFolder(), "layers"));
  // As git names it, also where the temporary folder is a link.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "stagegate-")));
  const saveImage = dockerSave((command, args) =>
    spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], signal }),
  );
  const exec = createExec(signal);
  const cleanUpExec = createExec(new AbortController().signal);
  const event = workflow?.event ?? null;
  const ownStore = folderStore(join(cacheFolder(), "measurements"));
  try {
    const git = await openGit(exec, cwd, cleanUpExec);
    return await gate(settings, {
      exec,
      cleanUpExec,
      signal,
      layerCache,
      readImage: (source, platform, isOwn) => {
        const cache = isOwn ? layerCache : undefined;
        return orStopped(readImage(source, { platform: platform ?? undefined, saveImage, cache }), signal);
      },
      past: {
        git,
        inputs,
        findCommit: () => baseCommit({ git, event, mergeBaseByApi: workflow?.mergeBaseByApi ?? null }),
        store: workflow?.storeOver(ownStore) ?? ownStore,
        warn,
        keepAs:
          event !== null && isDefaultBranchPush(event) && git.kind === "git" ? (git.head?.sha ?? null) : null,
      },
      cwd,
      folder,
      runId: randomBytes(6).toString("hex"),
      waiver: workflow?.waiver ?? null,
      view,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await layerCache.close();
  }
}

/** Where things are kept from run to run. */
function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "stagegate");
}
