import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";

/** The nearest folder upwards that holds a `.git`, or null. */
export function repositoryRoot(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(resolve(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * Whether a path leads out of a folder, symbolic links followed as far as there are any.
 * @param folder absolute
 * @param path absolute; need not exist
 */
export function leadsOut(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return way.split(/[\\/]/)[0] === ".." || isAbsolute(way);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
