import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import type { BaselineStore } from "../baseline/store.ts";
import { cacheVariables } from "../host/environment.ts";
import { StoppedError } from "../host/errors.ts";
import type { Exec, ExecEnd } from "../host/exec.ts";
import type { RemoteLayerCache } from "../image/shared-layers.ts";
import type { IsTrusted } from "./cache-trust.ts";
import { oneLine } from "./one-line.ts";

const cacheAnswer = v.variant("kind", [
  /** The job has no cache. */
  v.object({ kind: v.literal("unavailable") }),
  /** The file was restored from this key; null if there was none. */
  v.object({ kind: v.literal("restored"), key: v.nullable(v.string()) }),
  /** Whether the file is in the cache now, perhaps from another job. */
  v.object({ kind: v.literal("saved"), isKept: v.boolean() }),
]);

/** The answer of the process around `@actions/cache`: JSON in the last line of its output. */
export type CacheAnswer = v.InferOutput<typeof cacheAnswer>;

/** The file in that process's folder that is restored or saved. The cache demands the same name everywhere. */
export const CACHED_FILE = "kept";

/** The parts of the world that the cache needs. */
export interface CacheWorld {
  readonly exec: Exec;
  /** Absolute path of the bundled `src/cache.ts`. */
  readonly script: string;
  /** The job's variables. The process gets only those that it needs to reach the cache. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether an entry may be used. Called with the first search, and runs beside it. */
  readonly trust: () => Promise<IsTrusted>;
  /** Called once if the cache fails, which is then no longer read, or no longer written. */
  readonly warn: (message: string) => void;
  /** Time limit of one search or one save, in ms. */
  readonly limit?: number;
}

/**
 * The cache of GitHub Actions. A branch finds its own entries, those of its base branch and those of the default branch.
 * Throws only `StoppedError` and errors of a fallback.
 */
export interface ActionsCache {
  /** The cache as a store of measurements. @param fallback the store for a job without a cache */
  readonly storeOver: (fallback: BaselineStore) => BaselineStore;
  /** The cache for layers, which restores and saves nothing if the job has no cache. */
  readonly layers: RemoteLayerCache;
}

/** The content of an entry, as a warning names it. */
type Subject = "baseline" | "layer cache";

/** The cache of a job. */
export function openActionsCache({
  exec,
  script,
  env,
  trust,
  warn,
  limit = 20_000,
}: CacheWorld): ActionsCache {
  // One failed read, perhaps of a damaged entry, does not mean that writing fails too.
  const failed = new Set<`${Subject} read from` | "stored in">();
  let isSilent = false;
  const fail = (subject: Subject, what: "read from" | "stored in", trouble: string | null) => {
    // A limit that the runner sets on purpose (`ACTIONS_CACHE_MODE`) needs no warning.
    if (trouble?.startsWith("Cache ") === true) return;
    const why = trouble ?? `it did not answer within ${limit / 1000} s`;
    if (failed.size === 0) warn(`The ${subject} could not be ${what} GitHub's cache: ${why}.`);
    failed.add(what === "stored in" ? what : `${subject} ${what}`);
    // A cache that did not answer in time is not asked again.
    if (trouble === null) isSilent = true;
  };
  const ask = async (folder: string, command: string, keys: readonly string[]) => {
    const args = [script, String(limit), folder, command, ...keys];
    const { stdout, ...end } = await exec(process.execPath, args, { env: cacheVariables(env) });
    return { answer: answerIn(stdout), trouble: troubleIn(`${stdout}\n${end.stderr}`) ?? troubleAt(end) };
  };
  /** A fault of the machine, such as a full disk, counts as a fault of the cache. */
  const orFail = (subject: Subject, what: "read from" | "stored in") => (error: unknown) => {
    if (error instanceof StoppedError) throw error;
    fail(subject, what, oneLine(error));
    return null;
  };

  /** The entry under the first key, or under a key with one of the prefixes, for which `isMeant` is true. */
  const find = (subject: Subject, keys: readonly string[], isMeant: (key: string) => boolean) =>
    inFolder(async (folder) => {
      if (isSilent || failed.has(`${subject} read from`)) return null;
      const [{ answer, trouble }, isTrusted] = await Promise.all([ask(folder, "restore", keys), trust()]);
      if (answer?.kind === "unavailable") return "unavailable" as const;
      const key = answer?.kind === "restored" ? answer.key : null;
      const bytes = key === null ? null : await readFile(join(folder, CACHED_FILE)).catch(() => null);
      if (key !== null && bytes !== null && isMeant(key)) return isTrusted(key) ? { key, bytes } : null;
      if (answer === null || trouble !== null) fail(subject, "read from", trouble);
      return null;
    }).catch(orFail(subject, "read from"));
  const keep = (subject: Subject, key: string, bytes: Buffer) =>
    inFolder(async (folder) => {
      if (isSilent || failed.has("stored in")) return null;
      await writeFile(join(folder, CACHED_FILE), bytes);
      const { answer, trouble } = await ask(folder, "save", [key]);
      if (answer?.kind === "unavailable") return "unavailable" as const;
      const isKept = answer?.kind === "saved" && answer.isKept;
      if (!isKept) fail(subject, "stored in", trouble);
      return null;
    }).catch(orFail(subject, "stored in"));

  return {
    storeOver: (fallback) => ({
      find: async (keys) => {
        if (keys.length === 0) return null;
        // The cache also finds keys by their prefix.
        const entry = await find("baseline", keys, (key) => keys.includes(key));
        return entry === "unavailable" ? fallback.find(keys) : entry;
      },
      findLike: async (prefixes) => {
        const [first] = prefixes;
        if (first === undefined) return null;
        // The first key may have to be whole, and the cache takes ten at most.
        const keys = [first, ...prefixes.slice(0, 9)];
        const isMeant = (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
        const entry = await find("baseline", keys, isMeant);
        return entry === "unavailable" ? fallback.findLike(prefixes) : (entry?.key ?? null);
      },
      keep: async (key, bytes) => {
        if ((await keep("baseline", key, bytes)) === "unavailable") await fallback.keep(key, bytes);
      },
    }),
    layers: {
      restore: async (prefix) => {
        // The first key may have to be whole; of those behind it a beginning suffices.
        const entry = await find("layer cache", [prefix, prefix], (key) => key.startsWith(prefix));
        return entry === "unavailable" ? null : entry;
      },
      save: async (key, bytes) => {
        await keep("layer cache", key, bytes);
      },
    },
  };
}

/** Does some work in a folder of its own, which is removed afterwards. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "stagegate-cache-"));
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

function answerIn(stdout: string): CacheAnswer | null {
  const last = stdout.trimEnd().split("\n").at(-1);
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), cacheAnswer), last);
  return success ? output : null;
}

/**
 * The first fault in the output of `@actions/cache`, which also has lines about successes; null if there is
 * none. Some are workflow commands: `::warning::Failed to restore: …`, with `%0A` for a new line.
 */
function troubleIn(lines: string): string | null {
  const trouble = /^(?:::\w+::)?(?:Failed to (?!delete)|Attempt \d+ of|\w*Error: |Cache \w+ skipped).*/m.exec(
    lines,
  )?.[0];
  return trouble?.replace(/^::\w+::/, "").replace(/(?:%0D|%0A|\. Retrying ).*|\.$/, "") ?? null;
}

/** How the process ended, if that explains the missing answer; null after a timeout. */
function troubleAt({ code, notStarted, killedBy }: ExecEnd): string | null {
  if (notStarted !== undefined) return `its process could not be started (${notStarted})`;
  if (killedBy !== undefined) return `its process was ended by ${killedBy}`;
  return code > 1 ? `its process ended with exit code ${code}` : null;
}
