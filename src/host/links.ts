import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";

/**
 * Whether a path leads out of a folder, symbolic links followed as far as there are any.
 * @param folder absolute
 * @param path absolute; need not exist
 */
export function leadsOut(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return way.split(/[\\/]/)[0] === ".." || isAbsolute(way);
}

/**
 * Whether a path goes into a folder and leaves it again through a symbolic link in there. One that names a place
 * outside from the start does not.
 * @param folder absolute
 * @param path absolute; need not exist
 */
export function leavesByLink(folder: string, path: string): boolean {
  return leadsOut(folder, path) && foldersAbove(path).some((above) => !leadsOut(folder, above));
}

/** The same for every repository that a path goes into. */
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
