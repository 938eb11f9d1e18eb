import { relative, resolve } from "node:path";
import type { BakeRequest } from "../bake/request.ts";
import type { ConfigFile } from "./config-file.ts";
import { type Inputs, readRunSettings } from "./inputs.ts";

/** The settings of the run as they were given: inputs come before the file. */
export function runInputs(inputs: Inputs, file: ConfigFile | null): Inputs {
  return new Map([...(file?.run ?? []), ...inputs]);
}

/**
 * Which bake files and targets the configuration names; null if it names none. Bake runs where that was
 * written: in the configuration file's folder, for inputs and flags in the working folder.
 * @param cwd absolute; paths are shown as they are seen from it
 */
export function bakeRequest(inputs: Inputs, file: ConfigFile | null, cwd: string): BakeRequest | null {
  const source = runInputs(inputs, file);
  const input = source.get("bake");
  // Values that cannot be read are reported with the rest of the configuration.
  const { bake, bakeTargets } = readRunSettings(source, []);
  if (input === undefined || bake === null || bake.length === 0) return null;
  const folder = input.base;
  const targets = bakeTargets ?? [];
  const locate = (path: string) => resolve(folder, path);
  return {
    files: bake,
    targets: targets.filter((name) => !name.startsWith("!")),
    excluded: targets.flatMap((name) => (name.startsWith("!") ? [name.slice(1)] : [])),
    folder,
    machine: folder,
    mayLack: false,
    locate,
    show: (path) => relative(cwd, locate(path)),
    places: { files: input.place, targets: source.get("bake-targets")?.place ?? input.place },
  };
}
