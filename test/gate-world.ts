import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BaseCommit, baseCommit } from "../src/baseline/commit.ts";
import { openStepLogs, type StepLogs } from "../src/build/step-logs.ts";
import { quietView } from "../src/build/view.ts";
import type { Inputs } from "../src/config/inputs.ts";
import { loadSettings } from "../src/config/load.ts";
import { gate, type World } from "../src/gate.ts";
import { listPlatforms } from "../src/image/platforms.ts";
import { readImage } from "../src/image/read.ts";
import type { Report } from "../src/model/report.ts";
import type { Workflow } from "../src/run.ts";
import { newFolder, type Repository } from "./baseline/repository.ts";
import { type Answer, fakeDocker, type ProvenanceOf } from "./fixtures/fake-builder.ts";

/** The part of a run of the gate that a test changes. */
export interface Change {
  /** As flags. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly answer?: Answer;
  /** The working folder, from the repository's. */
  readonly subfolder?: string;
  /** Files outside the repository, by paths; see `fakeDocker`. */
  readonly outside?: ReadonlyMap<string, string>;
  /** The provenance of each build; none by default. */
  readonly provenanceOf?: ProvenanceOf;
  readonly waiver?: string;
  readonly keepAs?: string;
  /** Whether it runs for a pull request or a merge group. */
  readonly isProposal?: boolean;
  /** Whether a person typed the inputs. */
  readonly isTyped?: boolean;
  /** Environment variables; none by default. */
  readonly env?: Readonly<Record<string, string>>;
  readonly isCommandLine?: boolean;
  /** The commit to compare with; default: from the repository. */
  readonly commit?: BaseCommit;
  /** The measurements in its store before the run. */
  readonly kept?: ReadonlyMap<string, Buffer>;
  /** Replaces the store's write of a measurement. */
  readonly keep?: World["history"]["store"]["keep"];
}

/** A run of the gate and its effects. */
export interface GateRun {
  readonly run: () => Promise<Report>;
  readonly commands: readonly string[];
  /** The measurements in its store, by their keys. */
  readonly kept: ReadonlyMap<string, Buffer>;
  readonly warnings: readonly string[];
  /** The whole logs of steps that failed, by their files. */
  readonly stepLogs: StepLogs["files"];
  /** Its messages beside the build. */
  readonly told: readonly string[];
  /** The output of programs, by their titles. */
  readonly logs: ReadonlyMap<string, string>;
  /** Folder of the base's worktree. */
  readonly worktree: string;
}

/** A run of the gate in a repository, with a fake docker, a store in memory and a reader in this thread. */
export function gateIn(
  repository: Repository,
  {
    inputs = {},
    subfolder = ".",
    answer,
    outside,
    provenanceOf,
    waiver,
    keepAs,
    isProposal = false,
    isTyped = false,
    env = {},
    isCommandLine = true,
    commit,
    kept: before,
    keep,
  }: Change = {},
): GateRun {
  const cwd = join(repository.folder, subfolder);
  const folder = newFolder();
  const { exec, commands } = fakeDocker(answer, outside, provenanceOf);
  const kept = new Map(before);
  const warnings: string[] = [];
  const logs = new Map<string, string>();
  const told: string[] = [];
  const stepLogs = openStepLogs();
  const run = async () => {
    const flags = flagsOf(inputs, cwd);
    const git = await repository.open();
    const settings = await loadSettings(flags, cwd, exec);
    return gate(settings, {
      exec,
      cleanUpExec: exec,
      signal: new AbortController().signal,
      warn: (message) => warnings.push(message),
      prepareLayout: async (path) => void mkdirSync(path),
      fetchLayers: () => undefined,
      listPlatforms: async (source) =>
        source.kind === "oci-directory" ? listPlatforms(source) : { platforms: [], others: [] },
      knowsLayers: async () => false,
      withCacheAccess: (cache) => cache,
      readRecord: async () => null,
      readImage: (source, platform) => readImage(source, { platform: platform ?? undefined }),
      digestOf: async (source) => (source.kind === "engine" ? (source.id ?? null) : null),
      history: {
        git,
        inputs: flags,
        isProposal,
        isTyped,
        readProposed: null,
        findCommit: async () =>
          commit ?? baseCommit({ git, base: settings.run.base, event: null, ci: null, mergeBaseByApi: null }),
        store: { ...storeIn(kept), ...(keep === undefined ? {} : { keep }) },
        keepAs: keepAs ?? null,
        warn: (message) => warnings.push(message),
      },
      cwd,
      folder,
      env,
      runId: "0a1b2c",
      waiver: Promise.resolve(waiver ?? null),
      isCommandLine,
      keepLog: stepLogs.keep,
      view: {
        ...quietView,
        tell: (line) => told.push(line),
        log: (title, text) => void logs.set(title, text),
      },
      hide: async () => undefined,
      redactIn: (value) => value,
    });
  };
  return {
    run,
    commands,
    kept,
    warnings,
    logs,
    stepLogs: stepLogs.files,
    told,
    worktree: join(folder, "base"),
  };
}

/** A store of the measurements in `kept`, by their keys. */
export function storeIn(kept: Map<string, Buffer>): World["history"]["store"] {
  return {
    find: async (keys) => {
      const key = keys.find((one) => kept.has(one));
      const bytes = kept.get(key ?? "");
      return key === undefined || bytes === undefined ? null : { key, bytes };
    },
    findLike: async (prefixes) =>
      prefixes.flatMap((prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)))[0] ?? null,
    keep: async (key, bytes) => void kept.set(key, bytes),
  };
}

/** A store of layers without earlier runs, which puts this run's layers into `kept`. */
export function layersIn(kept: Map<string, Buffer>): Workflow["layers"] {
  return {
    restore: async () => null,
    save: async (key, bytes) => void kept.set(key, bytes),
  };
}

/** Flags of the command line, as the settings are read from. */
export function flagsOf(inputs: Readonly<Record<string, string>>, cwd: string): Inputs {
  return new Map(
    Object.entries(inputs).map(([name, value]) => [
      name,
      { value, place: { name: `--${name}`, at: null }, base: cwd },
    ]),
  );
}
