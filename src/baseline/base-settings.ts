import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { printBake } from "../bake/print.ts";
import type { BakeRequest } from "../bake/request.ts";
import { reservedVariables } from "../bake/reserved-variables.ts";
import { type BakeTarget, moveContext } from "../bake/target.ts";
import { bakeRequest } from "../config/bake-request.ts";
import { readSettings, type Settings } from "../config/config.ts";
import type { ConfigFile } from "../config/config-file.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { Inputs } from "../config/inputs.ts";
import { allowedSettings, loadFile, readIfThere } from "../config/load.ts";
import { type GitHubEvent, isChange } from "../event/github.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { leadsOut } from "../host/links.ts";
import { ConfigError, type Place } from "../values/problem.ts";
import { fetchBase } from "./fetch.ts";
import type { Git, NoGit } from "./git.ts";

/** Access to the repository for reading the configuration of a base commit. */
export interface BaseSettingsWorld {
  readonly git: Git | NoGit;
  readonly event: GitHubEvent;
  /** The commit that GitHub checks out for the event (`GITHUB_SHA`); null if it is not known. */
  readonly eventSha: string | null;
  readonly inputs: Inputs;
  /** Absolute; no part of it is a symbolic link. */
  readonly cwd: string;
  /** Absolute; the commit is checked out into it if there are bake files. */
  readonly folder: string;
  readonly exec: Exec;
  /** Logs which configuration counts. */
  readonly log: (line: string) => void;
  /** Reports a fault that does not change the verdict. */
  readonly warn: (message: string) => void;
}

/**
 * Reads the configuration of a pull request or a merge group from the commit that it is merged onto: the
 * configuration file and the bake files. Paths in them lead into the working tree, because the images are built
 * from it. If the commit has no configuration file, the inputs alone count.
 * @throws ConfigError with every problem at once
 * @throws StagegateError if the commit cannot be found
 */
export async function loadBaseSettings(world: BaseSettingsWorld): Promise<Settings> {
  const { inputs, cwd, exec, log } = world;
  const { git, commit } = await findCommit(world);
  const file = await loadFile(inputs, cwd, git.root, (path) => readOfBase(path, git, commit, exec));
  const short = commit.slice(0, 7);
  log(
    file === null
      ? `config-from: base: commit ${short} has no configuration file, so only inputs count.`
      : `config-from: base: the configuration file of commit ${short} counts.`,
  );
  const bake = await bakeOfBase(file, git, commit, world);
  const read = readSettings(inputs, file, bake, git.root, cwd);
  const settings = allowedSettings(read, inputs, file, git.root, cwd);
  // The line numbers of this file are not those of the change.
  const ofBase = (place: Place): Place =>
    place.at === null ? place : { name: `${place.name} of commit ${short}`, at: null };
  const placed = (image: ConfiguredImage): ConfiguredImage => ({
    ...image,
    placeOf: (setting, part) => ofBase(image.placeOf(setting, part)),
  });
  const images = new Map(settings.configured.map((image) => [image, placed(image)]));
  return {
    run: settings.run,
    configured: [...images.values()],
    images: settings.images.flatMap((image) => images.get(image) ?? []),
    place: ofBase(settings.place),
    placeOf: (setting) => ofBase(settings.placeOf(setting)),
  };
}

async function findCommit(world: BaseSettingsWorld): Promise<{ git: Git; commit: string }> {
  const { git } = world;
  if (git.kind === "none") throw notFound(git.why);
  const commit = baseSha(world, git);
  if (commit === null) throw notFound("the event does not say what the change is merged onto");
  const fetched = await fetchBase(git, commit);
  if (fetched.kind === "none") throw notFound(fetched.why);
  return { git, commit };
}

/** The commit that GitHub merged the change onto; null if that is not known. */
function baseSha({ event, eventSha }: BaseSettingsWorld, { head }: Git): string | null {
  if (!isChange(event)) return null;
  const [base, merged] = head?.parents ?? [];
  // The pull request cannot choose the first parent of a merge that GitHub made.
  const isMerge =
    event.kind === "pull_request" && head?.sha === eventSha && merged === event.headSha && !event.target;
  return isMerge && base !== undefined ? base : event.baseSha;
}

function notFound(why: string): StagegateError {
  return new StagegateError(
    `config-from: base: the commit to read the configuration from cannot be found: ${why}`,
    "Run on pull_request or merge_group after actions/checkout, and give the job `permissions: contents: read`. If the commit cannot be fetched, give actions/checkout `fetch-depth: 0`.",
  );
}

/**
 * A file of the commit, or null if it has none; one outside the repository, which no pull request changes, from
 * the disk.
 * @throws StagegateError if the commit has it and it cannot be read: that must not count as no configuration
 */
async function readOfBase(path: string, git: Git, commit: string, exec: Exec): Promise<string | null> {
  const way = relative(git.root, path).split(sep).join("/");
  if (!isInside(git.root, path)) {
    if (leadsOut(git.root, path)) return readIfThere(path);
    throw new StagegateError(
      `config-from: base: ${path} leads into the repository by a symbolic link`,
      "Write the path of the file in the repository, for example `config: ci/stagegate.yml`.",
    );
  }
  const text = await git.show(commit, way);
  if (text !== null) return text;
  const listed = await exec("git", ["-C", git.root, "ls-tree", "--full-tree", commit, "--", way]);
  if (listed.code === 0 && listed.stdout === "") return null;
  throw new StagegateError(
    `config-from: base: ${way} of commit ${commit.slice(0, 7)} cannot be read`,
    "Check what `git show` prints for it, and give actions/checkout `fetch-depth: 0` without a `filter`.",
  );
}

async function bakeOfBase(
  file: ConfigFile | null,
  git: Git,
  commit: string,
  { inputs, cwd, folder, exec, warn }: BaseSettingsWorld,
): Promise<BakeTarget[]> {
  const request = bakeRequest(inputs, file, cwd);
  if (request === null) return [];
  try {
    await git.addWorktree(commit, folder);
    const ofBase = movedRequest(request, (path) => moved(path, git.root, folder));
    const reserved = await reservedVariables(ofBase);
    if (reserved.length > 0) throw new ConfigError(reserved);
    const targets = await printBake(ofBase, exec);
    return targets.map((target) => movedTarget(target, (path) => moved(path, folder, git.root)));
  } finally {
    await git.removeWorktree(folder, warn);
  }
}

function movedRequest(request: BakeRequest, move: (path: string) => string): BakeRequest {
  const folder = move(request.folder);
  return {
    ...request,
    files: request.files.map((file) => (isAbsolute(file) ? move(file) : file)),
    folder,
    locate: (path) => resolve(folder, path),
  };
}

/** The target with all its paths in another tree. */
function movedTarget(target: BakeTarget, move: (path: string) => string): BakeTarget {
  const { file, folder, machine, attributes, linked } = target;
  return {
    ...target,
    file: move(file),
    folder: move(folder),
    machine: move(machine),
    attributes: deepMoved(attributes, move),
    linked: deepMoved(linked, move),
  };
}

/** The same value, with paths and contexts with paths moved. */
function deepMoved<T>(value: T, move: (path: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string" ? moveContext(part, (path) => (isAbsolute(path) ? move(path) : path)) : part,
  );
}

/** The path in one folder that corresponds to a path in another; any other path stays. */
function moved(path: string, from: string, to: string): string {
  return isInside(from, path) ? join(to, relative(from, path)) : path;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.split(sep)[0] !== ".." && !isAbsolute(way);
}
