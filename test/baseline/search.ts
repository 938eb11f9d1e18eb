import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BaselinePlan, Baselines } from "../../src/baseline/baseline-plan.ts";
import type { BaseCommit } from "../../src/baseline/commit.ts";
import { findBaselines } from "../../src/baseline/find.ts";
import type { FetchResult, Git, NoGit } from "../../src/baseline/git.ts";
import type { OtherMeasurement } from "../../src/baseline/measurements.ts";
import type { NamedCommit } from "../../src/baseline/named-commit.ts";
import { type PlannedImage, plan } from "../../src/build/plan.ts";
import { platformRows } from "../../src/build/platform-rows.ts";
import type { InputValue } from "../../src/config/inputs.ts";
import { loadSettings } from "../../src/config/load.ts";
import type { Exec } from "../../src/host/exec.ts";
import { measuredImage } from "../fixtures/report.ts";
import { newFolder } from "./repository.ts";

/** Texts by the paths of their files. */
export type Tree = Readonly<Record<string, string>>;

/** The world of a search for baselines. */
export interface Scene {
  /** The working tree, whose configuration names the images of the run. */
  readonly now: Tree;
  /** The tree of the base commit. */
  readonly before?: Tree;
  readonly commit?: BaseCommit;
  /** In place of a repository. */
  readonly noGit?: NoGit;
  readonly isShallow?: boolean;
  /** The commits that the clone holds, the base commit first. */
  readonly known?: readonly string[];
  /** The result of fetching the base commit. */
  readonly fetched?: FetchResult;
  /** The error of checking out the base commit, in place of its tree. */
  readonly checkOutError?: Error;
  /** By how many commits the stored measurement of an image is behind; null for an image without one. */
  readonly behind?: (name: string | null) => number | null;
  /** A measurement that does not fit. */
  readonly other?: OtherMeasurement;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly exec?: Exec;
  /** Commits by the names that git knows; none by default. */
  readonly names?: Readonly<Record<string, NamedCommit>>;
  /** Whether the run belongs to a pull request or a merge group. */
  readonly isProposal?: boolean;
}

/** The result of a search, and its calls. */
export interface Result {
  /** The baselines by the names of the images. */
  readonly plans: ReadonlyMap<string, BaselinePlan>;
  readonly change: Baselines["change"];
  readonly images: readonly PlannedImage[];
  /** Calls of git and the store of measurements, in order. */
  readonly calls: readonly string[];
  /** The base image of a plan, by its own configuration; undefined where it has none. */
  readonly baseOf: (name: string) => PlannedImage["settings"] | undefined;
  /** Absolute folders: the working tree, the run's own, and the base commit's tree. */
  readonly root: string;
  readonly folder: string;
  readonly worktree: string;
}

export const BASE = "ba5e".padEnd(40, "0");
export const PARENT = "fa7e".padEnd(40, "0");

/** A measurement of the commit before the base. */
export const STORED = {
  commit: PARENT,
  engine: null,
  measurement: { image: measuredImage(), entries: [] },
};

/** An engine that has every image, and answers nothing else. */
const noExec: Exec = (_, args) =>
  args[1] === "inspect"
    ? Promise.resolve({ code: 0, stdout: "sha256:1", stderr: "" })
    : Promise.reject(new Error(`nothing is to be run: ${args.join(" ")}`));

/** Searches for the baselines of the images in a scene. @param mode the setting `baseline` */
export async function search(mode: string, scene: Scene): Promise<Result> {
  const { now, commit = { kind: "commit", sha: BASE, name: "main" }, behind = () => null } = scene;
  const [root, folder] = [newFolder(), newFolder()];
  const worktree = join(folder, "base");
  const calls: string[] = [];
  write(root, now);
  const inputs = new Map(
    Object.entries(scene.inputs ?? {}).map(([name, value]): [string, InputValue] => [
      name,
      { value, place: { name: `--${name}`, at: null }, base: root },
    ]),
  );
  const exec = scene.exec ?? noExec;
  const loaded = await loadSettings(inputs, root, exec);
  const settings = { ...loaded, run: { ...loaded.run, baseline: mode } };
  const planned = await plan(settings.images, exec, root, (path) => path);
  const images = await platformRows(planned, "linux/amd64", async () => ({ platforms: [], others: [] }));
  const unused = () => Promise.reject(new Error("nobody is to ask that"));
  const world = {
    exec,
    history: {
      git: scene.noGit ?? fakeGit(scene, root, calls),
      readProposed: null,
      isProposal: scene.isProposal ?? false,
      findCommit: async () => commit,
      inputs,
      isTyped: false,
      store: { find: unused, findLike: unused, keep: unused },
      keepAs: null,
      warn: () => undefined,
    },
    measurements: {
      find: async (image: { settings: PlannedImage["settings"] }, at: string, commits: readonly string[]) => {
        const name = (image as Partial<PlannedImage>).name ?? null;
        calls.push(`look for ${name} in ${at} at ${commits.map(short).join(", ")}`);
        const distance = behind(name);
        return distance === null ? null : { stored: STORED, behind: distance };
      },
      findOther: async () => scene.other ?? null,
      keep: unused,
      findPassed: unused,
    },
    listPlatforms: async () => ({ platforms: [], others: [] }),
    cwd: root,
    folder,
    worktree,
    showLog: unused,
  };
  const { plans, change } = await findBaselines(
    { settings, planned, rows: images, native: "linux/amd64" },
    world,
  );
  const baseOf = (name: string) => {
    const baseline = plans.get(name);
    return baseline === undefined || !("base" in baseline) ? undefined : baseline.base?.configured.settings;
  };
  return { plans, change, images, calls, baseOf, root, folder, worktree };
}

function fakeGit(scene: Scene, root: string, calls: string[]): Git {
  const { before = {}, known = [BASE, PARENT], fetched = { there: true }, isShallow = false } = scene;
  const unused = () => Promise.reject(new Error("nobody is to ask git for that"));
  return {
    kind: "git",
    root,
    head: null,
    isShallow,
    isClean: unused,
    has: unused,
    fetch: async (sha, depth) => {
      calls.push(`fetch ${short(sha)} at depth ${depth}`);
      return fetched;
    },
    mergeBase: unused,
    ancestors: async (_, count) => known.slice(0, count),
    show: async (sha, path) => {
      if (sha !== BASE) throw new Error(`there is no commit ${sha}`);
      return before[path] ?? null;
    },
    branch: unused,
    find: async (name) => scene.names?.[name] ?? { kind: "unknown", why: `nobody knows ${name}`, near: null },
    copyRepository: unused,
    changedFiles: unused,
    changedLines: unused,
    trackedFiles: async () => new Set(Object.keys(scene.now)),
    addWorktree: async (sha, folder) => {
      calls.push(`check out ${short(sha)}`);
      if (scene.checkOutError !== undefined) throw scene.checkOutError;
      write(folder, before);
    },
    removeWorktree: unused,
  };
}

function short(sha: string): string {
  return sha.slice(0, 4);
}

function write(folder: string, tree: Tree): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
