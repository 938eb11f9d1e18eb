import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isPath } from "../bake/target.ts";
import { type Inputs, readSetting } from "./inputs.ts";

const NAMES = [".stagegate.yml", ".stagegate.yaml"];

/**
 * Absolute paths of a configuration file that no input names; the first one that exists counts. They lie in the
 * build context of the inputs, in the working folder, and in the folders above it up to the repository's root.
 * @param root absolute folder of the repository; null without a repository: then no folder above counts
 */
export function configurationPaths(inputs: Inputs, cwd: string, root: string | null): string[] {
  const input = inputs.get("context");
  const context = input === undefined ? null : (readSetting("context", input, []) ?? null);
  const contexts =
    input === undefined || context === null || !isPath(context) ? [] : [resolve(input.base, context)];
  const folders = [...contexts, ...foldersUpTo(root, cwd)];
  return [...new Set(folders)].flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

/** A folder and those above it, the nearest first, up to `root`; without a root, or outside it, that folder alone. */
function foldersUpTo(root: string | null, folder: string): string[] {
  const way = root === null ? "" : relative(root, folder);
  if (way === "" || way.split(/[\\/]/)[0] === ".." || isAbsolute(way)) return [folder];
  return [folder, ...foldersUpTo(root, dirname(folder))];
}
