import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";

/**
 * Whether a path leads out of a folder, with symbolic links followed.
 * @param folder absolute
 * @param path absolute; need not exist
 */
export function leadsOut(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return way.split(/[\\/]/)[0] === ".." || isAbsolute(way);
}

/**
 * Whether a path enters a folder and leaves it through a symbolic link in it. A path that is outside from the start
 * does not count.
 * @param folder absolute
 * @param path absolute; need not exist
 */
export function leavesByLink(folder: string, path: string): boolean {
  return leadsOut(folder, path) && foldersAbove(path).some((above) => !leadsOut(folder, above));
}

/** Like `leavesByLink`, for every repository that a path enters. */
export function leavesRepository(path: string): boolean {
  return foldersAbove(path).some((above) => existsSync(join(above, ".git")) && leavesByLink(above, path));
}

/** The nearest first. */
function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...foldersAbove(parent)];
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
