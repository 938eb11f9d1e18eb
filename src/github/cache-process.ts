import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { CACHED_FILE, type CacheAnswer } from "./actions-cache.ts";

/**
 * The program of a process around `@actions/cache`, which prints its errors instead of throwing them, retries for half a
 * minute if the service fails, and stores paths relative to the workspace.
 * @param args a private folder, which becomes its workspace; `restore` and the keys, best first, or `save`
 * and a key
 */
export async function cacheProcess([folder = "", command, ...keys]: readonly string[]): Promise<CacheAnswer> {
  process.chdir(folder);
  Object.assign(process.env, { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder });
  if (!isFeatureAvailable()) return { kind: "unavailable" };
  const [key = "", ...others] = keys;
  if (command === "restore") {
    return { kind: "restored", key: (await restoreCache([CACHED_FILE], key, others)) ?? null };
  }
  const id = await saveCache([CACHED_FILE], key);
  // It returns -1 for every failure, also for a key that exists.
  const isKept = id !== -1 || (await restoreCache([CACHED_FILE], key, [], { lookupOnly: true })) === key;
  return { kind: "saved", isKept };
}
