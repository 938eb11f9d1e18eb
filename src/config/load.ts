import { stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { printBake } from "../bake/print.ts";
import { reservedVariables } from "../bake/reserved-variables.ts";
import { reasonOf, StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { readTextFile } from "../host/files.ts";
import { leadsOut } from "../host/links.ts";
import { duration } from "../values/duration.ts";
import { ConfigError, type Place, type Problem, writerFor } from "../values/problem.ts";
import { bakeFileProblems } from "./bake-files.ts";
import { bakeRequest, runInputs } from "./bake-request.ts";
import { findMisspellings, type ReadSettings, readSettings, type Settings } from "./config.ts";
import { type ConfigFile, readConfigFile } from "./config-file.ts";
import { configurationPaths } from "./configuration-paths.ts";
import { entitlementProblems } from "./entitlement-access.ts";
import type { Inputs } from "./inputs.ts";
import { baselineProblems } from "./named-baseline.ts";
import { outputProblems, pathProblems } from "./path-access.ts";
import { repositoryRoot } from "./repository-root.ts";
import { secretProblems } from "./secret-access.ts";
import { limitTime } from "./timeout.ts";
import { unmatchedImages } from "./unmatched-images.ts";

/** Reads a text file by its absolute path; null if there is none. */
export type ReadText = (path: string) => Promise<string | null>;

/**
 * Reads the configuration: the inputs or flags, the file that they name or that is found, and the bake files that
 * these name.
 * @param exec runs bake, if there are bake files
 * @param readText reads the file
 * @throws ConfigError with every problem at once; of bake files the first
 * @throws StagegateError if there are bake files and no docker or buildx
 */
export async function loadSettings(
  inputs: Inputs,
  cwd: string,
  exec: Exec,
  readText: ReadText = readIfThere,
): Promise<Settings> {
  const root = repositoryRoot(cwd);
  const file = await loadNamedFile(inputs, cwd, root, readText).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...error.problems, ...findMisspellings(inputs, null)]);
  });
  const request = bakeRequest(inputs, file, cwd);
  const unfit = request === null ? [] : await bakeFileProblems(request, inputs, root ?? cwd);
  if (unfit.length > 0) throw new ConfigError([...unfit, ...findMisspellings(inputs, file)]);
  const reserved = request === null ? [] : await reservedVariables(request);
  if (reserved.length > 0) throw new ConfigError([...reserved, ...findMisspellings(inputs, file)]);
  const timeout = duration.parse(runInputs(inputs, file).get("timeout")?.value);
  const bake =
    request === null
      ? []
      : await printBake(request, timeout === undefined ? exec : limitTime(exec, timeout)).catch(
          (error: unknown) => {
            if (!(error instanceof ConfigError)) throw error;
            throw new ConfigError([...error.problems, ...findMisspellings(inputs, file)]);
          },
        );
  const read = readSettings(inputs, file, bake, root, cwd, unmatchedImages(file, bake));
  return allowedSettings(read, inputs, file, root ?? cwd, cwd);
}

/**
 * The settings, if they are valid and if files of the repository give a build no more access than the workflow
 * does: see `SECURITY.md`.
 * @param root absolute folder of the repository; the working folder without a repository
 * @throws ConfigError with every problem at once
 */
export function allowedSettings(
  { settings, problems }: ReadSettings,
  inputs: Inputs,
  file: ConfigFile | null,
  root: string,
  cwd: string,
): Settings {
  const all = [
    ...problems,
    ...baselineProblems(settings),
    ...accessProblems(settings, inputs, file, root, cwd),
  ];
  if (all.length > 0) throw new SettingsError(all, settings);
  return settings;
}

/** What is wrong with settings that could be read in part. */
export class SettingsError extends ConfigError {
  /** As many of them as could be read. */
  readonly settings: Settings;

  constructor(problems: readonly Problem[], settings: Settings) {
    super(problems);
    this.settings = settings;
  }
}

function accessProblems(
  { run, images }: Settings,
  inputs: Inputs,
  file: ConfigFile | null,
  root: string,
  cwd: string,
): Problem[] {
  // No pull request changes a file outside the repository.
  const isOfRepository = file === null || !leadsOut(root, file.folder);
  const problems = [
    ...outputProblems(run.outputDir, inputs, file, root),
    ...images.flatMap((image) => [
      ...secretProblems(image, inputs, root, cwd),
      ...entitlementProblems(image, run.allow ?? []),
      ...(isOfRepository || image.bake !== null ? pathProblems(image, inputs, root, cwd) : []),
    ]),
  ];
  // A default that several images share is wrong once.
  const isSame = (one: Problem, other: Problem) =>
    one.message === other.message && one.place.name === other.place.name;
  return problems.filter((one, at) => problems.findIndex((other) => isSame(one, other)) === at);
}

/**
 * The file that the inputs name, else the first of `configurationPaths` that exists.
 * @param root absolute folder of the repository that `cwd` lies in, or null
 * @returns null if it is not there
 * @throws ConfigError if it cannot be read, or is not valid
 */
export async function loadFile(
  inputs: Inputs,
  cwd: string,
  root: string | null,
  readText: ReadText,
): Promise<ConfigFile | null> {
  const named = inputs.get("config");
  const paths =
    named === undefined ? configurationPaths(inputs, cwd, root) : [resolve(cwd, String(named.value))];
  for (const path of paths) {
    const shown = relative(cwd, path);
    const yaml = await readText(path).catch(async (error: unknown) => {
      if (!(error instanceof UnreadableFile)) throw error;
      // A context that is no folder holds no file: the plan says what is wrong with it.
      if (named === undefined && !(await isFolder(dirname(path)))) return null;
      throw named === undefined
        ? unreadable("the file", { name: shown, at: null }, error.why)
        : unreadable(`config: ${named.value}`, named.place, error.why);
    });
    if (yaml !== null) return readConfigFile(yaml, path, shown);
  }
  return null;
}

/** The same, for inputs whose file must be there. */
async function loadNamedFile(...sources: Parameters<typeof loadFile>): Promise<ConfigFile | null> {
  const file = await loadFile(...sources);
  const named = sources[0].get("config");
  if (file === null && named !== undefined)
    throw unreadable(`config: ${named.value}`, named.place, `cannot be read: ${reasonOf("ENOENT")}`);
  return file;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** A file that is there and cannot be read; `why` follows its name. */
class UnreadableFile extends StagegateError {
  readonly why: string;

  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.why = why;
  }
}

/**
 * Reads a text file of the disk by its absolute path; null if there is none.
 * @throws StagegateError if it cannot be read
 */
export async function readIfThere(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  if (file.kind === "text") return file.text;
  if (file.code === "ENOENT") return null;
  throw new UnreadableFile(path, file.why);
}

function unreadable(what: string, place: Place, why: string): ConfigError {
  const hint = `Write the path of a file, for example: ${writerFor(place)("config", ".stagegate.yml")}`;
  return new ConfigError([{ place, message: `${what} ${why}`, hint }]);
}
