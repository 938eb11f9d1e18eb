import { readdir } from "node:fs/promises";
import { join, posix } from "node:path";

/** The files below a folder, with their paths from it; `/` between names. */
export interface Tree {
  readonly paths: readonly string[];
  /** Reads a text file by its path from the folder; null if it cannot be read. */
  readonly read: (path: string) => Promise<string | null>;
  /** Why no build can use a file as its Dockerfile, in words that follow its name; null if one can. */
  readonly whyUnusable: (path: string) => Promise<string | null>;
}

/** Folders with installed or built files, or with test data: their Dockerfiles do not ship. */
const SKIPPED: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "vendor",
  "venv",
  "target",
  "dist",
  "coverage",
  "testdata",
  "fixtures",
  "__pycache__",
]);

/** Levels of folders to search; an application does not lie deeper. */
const DEEPEST = 5;
/** Most files to list, so that the time has a limit. */
const MOST = 50_000;

/**
 * The paths of the files below a folder, sorted, links not followed. Folders whose name begins with a dot are left out.
 * @param folder absolute
 */
export async function listFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  const open = [{ path: "", depth: 0 }];
  for (let next = open.pop(); next !== undefined && paths.length < MOST; next = open.pop()) {
    const { path, depth } = next;
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (!entry.isDirectory()) paths.push(below);
      else if (depth < DEEPEST && !entry.name.startsWith(".") && !SKIPPED.has(entry.name))
        open.push({ path: below, depth: depth + 1 });
    }
  }
  return paths.sort();
}

/** The folder of a path: `a/b` → `a`, `a` → `.`. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : path.slice(0, end);
}

/** A path without `./`, `//` and a slash at its end; null if it leads out of the folder, or is none. */
export function plainPath(path: string): string | null {
  if (path.startsWith("/") || /[$]|^[a-z]+:\/\/|^git@/.test(path)) return null;
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return names.length === 0 ? "." : names.join("/");
}

/** A path that starts from a folder; null if it leads out of the tree. */
export function pathIn(folder: string, path: string): string | null {
  return path.startsWith("/") ? null : plainPath(`${folder}/${path}`);
}

/** A path from one folder, in place of the root: `a/b` from `a/c` → `../b`. */
export function relativePath(folder: string, path: string): string {
  return posix.relative(`/${folder}`, `/${path}`) || ".";
}
