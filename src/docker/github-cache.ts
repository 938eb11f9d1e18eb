import { csv, csvValues } from "../text/csv.ts";

/** What a build cache of `type=gha` needs to reach GitHub's cache, by the keys of such an entry. */
export type GitHubCacheAccess = Readonly<Record<"token" | "url" | "url_v2", string | null>>;

/** Whether an entry of `cache-from` or `cache-to` is GitHub's cache. */
export function isGitHubCache(entry: string): boolean {
  return csvValues(entry)?.get("type") === "gha";
}

/**
 * The access that a job's variables give, as buildx would read it from them.
 * @returns null if the job has no cache
 * @see https://github.com/docker/buildx/blob/master/build/opt.go `addGithubToken`
 */
export function gitHubCacheAccess(
  env: Readonly<Record<string, string | undefined>>,
): GitHubCacheAccess | null {
  const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: results } = env;
  const url = env["ACTIONS_CACHE_URL"] || results;
  if (!token || !url) return null;
  const isVersion2 = /^(?:1|t|true)$/i.test(env["ACTIONS_CACHE_SERVICE_V2"] ?? "");
  return { token, url, url_v2: isVersion2 ? (results ?? null) : null };
}

/**
 * The entry with what it does not say itself of its access. Entries are handed to buildx on its standard
 * input, so that neither its environment nor its arguments hold the token.
 */
export function withAccess(entry: string, access: GitHubCacheAccess): string {
  const values = csvValues(entry);
  if (values?.get("type") !== "gha") return entry;
  // One of the first version is asked for where it says so.
  const isVersion1 = values.get("version") === "1";
  const missing = Object.entries(access).filter(
    ([key, value]) => value !== null && !values.has(key) && !(key === "url_v2" && isVersion1),
  );
  return missing.length === 0 ? entry : `${entry},${csv(Object.fromEntries(missing))}`;
}
