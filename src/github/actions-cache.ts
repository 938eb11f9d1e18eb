import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BaselineStore } from "../baseline/store.ts";
import type { Exec } from "../build/exec.ts";

/** What the process around `@actions/cache` says in the end, as JSON in the last line of its output. */
export type CacheAnswer =
  /** The job has no cache. */
  | { readonly kind: "unavailable" }
  /** The file is there again, from this key; null where there was none. */
  | { readonly kind: "restored"; readonly key: string | null }
  /** Whether the file is kept now, perhaps by another job. */
  | { readonly kind: "saved"; readonly isKept: boolean };

/** The file in that process's folder that is restored or saved: of one name everywhere, as the cache demands. */
export const CACHED_FILE = "measurement";

/** What the cache needs of the world. */
export interface CacheWorld {
  readonly exec: Exec;
  /** Absolute path of the bundled `src/cache.ts`. */
  readonly script: string;
  /** Serves in its place where the job has no cache. */
  readonly fallback: BaselineStore;
  /** Told once when the cache fails, which is then not read, or not written, any more. */
  readonly warn: (message: string) => void;
  /** How long one look or one save may take, in ms. */
  readonly limit?: number;
}

/**
 * A store in the cache of GitHub Actions. What a branch keeps there is found by that branch and those that
 * leave it, and what the default branch keeps by all. Throws nothing but `StoppedError`, and what the
 * fallback throws.
 */
export function actionsCacheStore({
  exec,
  script,
  fallback,
  warn,
  limit = 20_000,
}: CacheWorld): BaselineStore {
  // What cannot be read, which may be one damaged entry, does not mean that nothing can be kept.
  const failed = new Set<"read from" | "kept in">();
  const fail = (what: "read from" | "kept in", why: string) => {
    if (failed.size === 0) warn(`The baseline could not be ${what} GitHub's cache: ${why}.`);
    failed.add(what);
  };
  const ask = async (folder: string, command: string, keys: readonly string[]) => {
    const { stdout, stderr } = await exec(process.execPath, [
      script,
      String(limit),
      folder,
      command,
      ...keys,
    ]);
    return { answer: answerIn(stdout), trouble: troubleIn(`${stdout}\n${stderr}`) };
  };

  return {
    find: (keys) =>
      inFolder(async (folder) => {
        if (failed.has("read from") || keys.length === 0) return null;
        const { answer, trouble } = await ask(folder, "restore", keys);
        if (answer?.kind === "unavailable") return fallback.find(keys);
        const key = answer?.kind === "restored" ? answer.key : null;
        const bytes = key === null ? null : await readFile(join(folder, CACHED_FILE)).catch(() => null);
        // A key is also found by its beginning.
        if (key !== null && bytes !== null && keys.includes(key)) return { key, bytes };
        if (answer === null || trouble !== null) fail("read from", trouble ?? tooLong(limit));
        return null;
      }),
    keep: (key, bytes) =>
      inFolder(async (folder) => {
        if (failed.has("kept in")) return;
        await writeFile(join(folder, CACHED_FILE), bytes);
        const { answer, trouble } = await ask(folder, "save", [key]);
        if (answer?.kind === "unavailable") return fallback.keep(key, bytes);
        const isKept = answer?.kind === "saved" && answer.isKept;
        if (!isKept) fail("kept in", trouble ?? tooLong(limit));
      }),
  };
}

/** Does some work in a folder of its own, which is gone afterwards. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "stagegate-cache-"));
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

function answerIn(stdout: string): CacheAnswer | null {
  const last = /^\{"kind":.*\}$/.exec(stdout.trimEnd().split("\n").at(-1) ?? "")?.[0];
  return last === undefined ? null : (JSON.parse(last) as CacheAnswer);
}

/**
 * The first trouble among the lines that `@actions/cache` printed, which also print what goes well; null
 * without one. Some are workflow commands: `::warning::Failed to restore: …`, with `%0A` for a new line.
 */
function troubleIn(lines: string): string | null {
  const trouble = /^(?:::\w+::)?(?:Failed to (?!delete)|Attempt \d+ of|\w*Error: |Cache \w+ skipped).*/m.exec(
    lines,
  )?.[0];
  return trouble?.replace(/^::\w+::/, "").replace(/(?:%0D|%0A|\. Retrying ).*|\.$/, "") ?? null;
}

function tooLong(limit: number): string {
  return `it did not answer within ${limit / 1000} s`;
}
