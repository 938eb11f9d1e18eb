import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { resolveSettings, type Settings } from "./config.ts";
import { type ConfigFile, readConfigFile } from "./file.ts";
import type { Source } from "./given.ts";
import { ConfigError } from "./problem.ts";

const DEFAULT_FILES = [".stagegate.yml", ".stagegate.yaml"];

/**
 * Reads the configuration: the inputs or flags, and the file that they name or that lies in `cwd`.
 * @throws ConfigError with every problem at once
 */
export async function loadSettings(inputs: Source, cwd: string): Promise<Settings> {
  return resolveSettings(inputs, await loadFile(inputs, cwd), repositoryRoot(cwd), cwd);
}

async function loadFile(inputs: Source, cwd: string): Promise<ConfigFile | null> {
  const named = inputs.get("config");
  if (named === undefined) {
    const name = DEFAULT_FILES.find((file) => existsSync(resolve(cwd, file)));
    if (name === undefined) return null;
    return readConfigFile(await readFile(resolve(cwd, name), "utf8"), resolve(cwd, name), name);
  }
  const path = resolve(cwd, String(named.value));
  const yaml = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const message = `config: ${named.value} cannot be read (${error.code})`;
    throw new ConfigError([
      { place: named.place, message, hint: "Write the path of a file, for example: config: .stagegate.yml" },
    ]);
  });
  return readConfigFile(yaml, path, relative(cwd, path));
}

/** The nearest folder upwards that holds a `.git`, or null. */
export function repositoryRoot(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(resolve(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}
