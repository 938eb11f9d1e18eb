import { csv, csvValues } from "../text/csv.ts";

/** Access of a build cache of `type=gha` to GitHub's cache, by the keys of such an entry. */
export type GitHubCacheAccess = Readonly<Record<"token" | "url" | "url_v2", string | null>>;

/** Whether an entry of `cache-from` or `cache-to` is GitHub's cache. */
export function isGitHubCache(entry: string): boolean {
  return csvValues(entry)?.get("type") === "gha";
}

/**
 * The access from a job's variables, as buildx reads it.
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
 * The entry, completed with the access. Entries go to buildx on its standard input, so that neither its environment
 * nor its arguments contain the token.
 */
export function withAccess(entry: string, access: GitHubCacheAccess): string {
  const values = csvValues(entry);
  if (values?.get("type") !== "gha") return entry;
  // The entry may require version 1 of the service.
  const isVersion1 = values.get("version") === "1";
  const missing = Object.entries(access).filter(
    ([key, value]) => value !== null && !values.has(key) && !(key === "url_v2" && isVersion1),
  );
  return missing.length === 0 ? entry : `${entry},${csv(Object.fromEntries(missing))}`;
}
