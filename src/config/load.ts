import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { printBake } from "../bake/print.ts";
import { reservedVariables } from "../bake/reserved-variables.ts";
import type { Exec } from "../host/exec.ts";
import { ConfigError, type Problem } from "../values/problem.ts";
import { bakeRequest } from "./bake-request.ts";
import { findMisspellings, resolveSettings, type Settings } from "./config.ts";
import { type ConfigFile, readConfigFile } from "./config-file.ts";
import type { Inputs, InputValue } from "./inputs.ts";
import { outputProblems, pathProblems } from "./path-access.ts";
import { repositoryRoot } from "./repository-root.ts";
import { secretProblems } from "./secret-access.ts";

const DEFAULT_FILES = [".stagegate.yml", ".stagegate.yaml"];

/** Reads a text file by its absolute path; null where there is none. */
export type ReadText = (path: string) => Promise<string | null>;

/**
 * Reads the configuration: the inputs or flags, the file that they name or that lies in `cwd`, and the bake
 * files that these name.
 * @param exec runs bake, and nothing where there are no bake files
 * @throws ConfigError with every problem at once; of bake files the first
 * @throws StagegateError where there are bake files and no docker or buildx
 */
export async function loadSettings(inputs: Inputs, cwd: string, exec: Exec): Promise<Settings> {
  const file = await loadFile(inputs, cwd, readIfThere);
  const named = inputs.get("config");
  if (file === null && named !== undefined) throw unreadable(named, "ENOENT");
  const request = bakeRequest(inputs, file, cwd);
  const reserved = request === null ? [] : await reservedVariables(request);
  if (reserved.length > 0) throw new ConfigError(reserved);
  const bake =
    request === null
      ? []
      : await printBake(request, exec).catch((error: unknown) => {
          if (!(error instanceof ConfigError)) throw error;
          throw new ConfigError([...error.problems, ...findMisspellings(inputs, file)]);
        });
  const root = repositoryRoot(cwd);
  const settings = resolveSettings(inputs, file, bake, root, cwd);
  checkAccess(settings, inputs, file, root ?? cwd, cwd);
  return settings;
}

/**
 * Checks that files of the repository give a build no more than the workflow does: see `SECURITY.md`.
 * @param root absolute folder of the repository, or the working folder where there is none
 * @throws ConfigError with every problem at once
 */
export function checkAccess(
  { run, images }: Settings,
  inputs: Inputs,
  file: ConfigFile | null,
  root: string,
  cwd: string,
): void {
  const problems = [
    ...outputProblems(run.outputDir, inputs, file, root),
    ...images.flatMap((image) => [
      ...secretProblems(image, inputs, root, cwd),
      ...pathProblems(image, inputs, root, cwd),
    ]),
  ];
  // A default that several images share is wrong once.
  const isSame = (one: Problem, other: Problem) =>
    one.message === other.message && one.place.name === other.place.name;
  const different = problems.filter((one, at) => problems.findIndex((other) => isSame(one, other)) === at);
  if (different.length > 0) throw new ConfigError(different);
}

/**
 * The file that the inputs name or, where they name none, that lies in `cwd` by its usual name.
 * @returns null where it is not there
 * @throws ConfigError where it cannot be read, or is not valid
 */
export async function loadFile(inputs: Inputs, cwd: string, readText: ReadText): Promise<ConfigFile | null> {
  const named = inputs.get("config");
  for (const name of named === undefined ? DEFAULT_FILES : [String(named.value)]) {
    const path = resolve(cwd, name);
    const yaml = await readText(path).catch((error: NodeJS.ErrnoException) => {
      throw named === undefined ? error : unreadable(named, error.code);
    });
    if (yaml !== null) return readConfigFile(yaml, path, relative(cwd, path));
  }
  return null;
}

/** Reads a text file of the disk by its absolute path; null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

function unreadable({ value, place }: InputValue, code: string | undefined): ConfigError {
  const message = `config: ${value} cannot be read (${code})`;
  const hint = "Write the path of a file, for example: config: .stagegate.yml";
  return new ConfigError([{ place, message, hint }]);
}
