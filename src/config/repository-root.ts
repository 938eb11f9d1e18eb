import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The nearest folder upwards that holds a `.git`, or null. */
export function repositoryRoot(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(resolve(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}
