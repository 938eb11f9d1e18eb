import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BaseCommit, baseCommit } from "../src/baseline/commit.ts";
import { quietView } from "../src/build/view.ts";
import type { Inputs } from "../src/config/inputs.ts";
import { loadSettings } from "../src/config/load.ts";
import { gate, type World } from "../src/gate.ts";
import { readImage } from "../src/image/read.ts";
import type { ImageSource } from "../src/image/source.ts";
import type { Report } from "../src/model/report.ts";
import type { Workflow } from "../src/run.ts";
import { newFolder, type Repository } from "./baseline/repository.ts";
import { type Answer, fakeDocker, type ProvenanceOf } from "./fixtures/fake-builder.ts";

/** What a test changes of a run of the gate. */
export interface Change {
  /** As flags. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly answer?: Answer;
  /** What the world has beside the repository, by paths; see `fakeDocker`. */
  readonly outside?: ReadonlyMap<string, string>;
  /** What the builder says of each build; nothing by default. */
  readonly provenanceOf?: ProvenanceOf;
  readonly waiver?: string;
  readonly keepAs?: string;
  /** Whether it runs for a pull request or a merge group. */
  readonly isProposal?: boolean;
  /** In place of what the repository says of the commit to compare with. */
  readonly commit?: BaseCommit;
  /** What its store holds already. */
  readonly kept?: ReadonlyMap<string, Buffer>;
  /** In place of what the store does to keep a measurement. */
  readonly keep?: World["history"]["store"]["keep"];
}

/** A run of the gate, and what the world sees of it. */
export interface GateRun {
  readonly run: () => Promise<Report>;
  readonly commands: readonly string[];
  /** The measurements in its store, by their keys. */
  readonly kept: ReadonlyMap<string, Buffer>;
  readonly warnings: readonly string[];
  /** What programs printed, by their titles. */
  readonly logs: ReadonlyMap<string, string>;
  /** Where it checks the base out. */
  readonly worktree: string;
}

/** A run of the gate in a repository, with a fake docker, a store in memory and a reader in this thread. */
export function gateIn(
  repository: Repository,
  {
    inputs = {},
    answer,
    outside,
    provenanceOf,
    waiver,
    keepAs,
    isProposal = false,
    commit,
    kept: before,
    keep,
  }: Change = {},
): GateRun {
  const cwd = repository.folder;
  const folder = newFolder();
  const { exec, commands } = fakeDocker(answer, outside, provenanceOf);
  const kept = new Map(before);
  const warnings: string[] = [];
  const logs = new Map<string, string>();
  const run = async () => {
    const flags = flagsOf(inputs, cwd);
    const git = await repository.open();
    return gate(await loadSettings(flags, cwd, exec), {
      exec,
      cleanUpExec: exec,
      signal: new AbortController().signal,
      warn: (message) => warnings.push(message),
      prepareLayout: async (path) => void mkdirSync(path),
      fetchLayers: () => undefined,
      listPlatforms: async (source) => platformsIn(source),
      knowsLayers: async () => false,
      withCacheAccess: (cache) => cache,
      readRecord: async () => null,
      readImage: (source, platform) => readImage(source, { platform: platform ?? undefined }),
      digestOf: async (source) => (source.kind === "engine" ? (source.id ?? null) : null),
      history: {
        git,
        inputs: flags,
        isProposal,
        readProposed: null,
        findCommit: async () => commit ?? baseCommit({ git, event: null, mergeBaseByApi: null }),
        store: { ...storeIn(kept), ...(keep === undefined ? {} : { keep }) },
        keepAs: keepAs ?? null,
        warn: (message) => warnings.push(message),
      },
      cwd,
      folder,
      env: {},
      runId: "0a1b2c",
      waiver: Promise.resolve(waiver ?? null),
      view: { ...quietView, log: (title, text) => void logs.set(title, text) },
      hide: async () => undefined,
      redactIn: (value) => value,
    });
  };
  return { run, commands, kept, warnings, logs, worktree: join(folder, "base") };
}

/** The platforms of an OCI layout, as its index names them; none of any other source. */
function platformsIn(source: ImageSource): string[] {
  if (source.kind !== "oci-directory") return [];
  const index = JSON.parse(readFileSync(join(source.path, "index.json"), "utf8")) as {
    manifests: { platform: { os: string; architecture: string; variant?: string } }[];
  };
  return index.manifests.map(({ platform: { os, architecture, variant } }) =>
    [os, architecture, variant].filter((part) => part !== undefined).join("/"),
  );
}

/** A store of measurements that are in `kept`, by their keys. */
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

/** What a workflow has for layers: nothing of earlier runs, and what this run leaves goes to `kept`. */
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
