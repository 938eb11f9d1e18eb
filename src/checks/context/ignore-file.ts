import { basename, join } from "node:path";
import { readTextFile } from "../../host/files.ts";
import { type Pattern, parsePatterns } from "./ignore-patterns.ts";

/** What says which files of a context are left out. */
export interface IgnoreFile {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  readonly patterns: readonly Pattern[];
}

/**
 * Finds the ignore file of a build: the Dockerfile's own, `NAME.dockerignore` beside it, goes before the
 * context's, also where it is empty.
 * @param context absolute
 * @param file absolute path of the Dockerfile
 * @returns where none exists, the one to create
 */
export async function findIgnoreFile(context: string, file: string): Promise<IgnoreFile> {
  const shared = join(context, ".dockerignore");
  for (const path of [`${file}.dockerignore`, shared]) {
    const file = await readTextFile(path);
    if (file.kind === "text")
      return { path, exists: true, patterns: parsePatterns(file.text, basename(path)) };
  }
  return { path: shared, exists: false, patterns: [] };
}
