import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { CACHED_FILE, type CacheAnswer } from "./actions-cache.ts";

/**
 * The program of a process around `@actions/cache`, which prints its troubles instead of telling them, tries
 * for half a minute when the service fails, and stores paths as they are seen from the workspace.
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
  // It gives -1 for whatever went wrong, also for a key that is taken.
  const isKept = id !== -1 || (await restoreCache([CACHED_FILE], key, [], { lookupOnly: true })) === key;
  return { kind: "saved", isKept };
}
