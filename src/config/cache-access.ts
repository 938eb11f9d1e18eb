import { csvTexts } from "../bake/fields.ts";
import { type GitHubCacheAccess, isGitHubCache, withAccess } from "../docker/github-cache.ts";
import { lines } from "../values/kinds.ts";
import { placeOf } from "./bake-settings.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { Inputs } from "./inputs.ts";

const SETTINGS = ["cache-from", "cache-to"] as const;

/** Whether an input or a flag names the entry of `cache-from` or `cache-to` in the same words. */
function isInput(entry: string, inputs: Inputs): boolean {
  return SETTINGS.some((name) => lines.parse(inputs.get(name)?.value)?.includes(entry) === true);
}

/**
 * Gives the access to GitHub's cache to those entries of `cache-from` and `cache-to` that an input names, and
 * to no others: a pull request can change what files name.
 * @param access null if the job has no cache
 */
export function accessOfInputs(inputs: Inputs, access: GitHubCacheAccess | null): (entry: string) => string {
  return (entry) => (access !== null && isInput(entry, inputs) ? withAccess(entry, access) : entry);
}

/** Warnings about build caches in GitHub's cache that only files name: builds do not use them. */
export function unreachableCaches(images: readonly ConfiguredImage[], inputs: Inputs): string[] {
  const caches = images.flatMap((image) =>
    SETTINGS.flatMap((setting) => {
      const { bake, settings } = image;
      const own = (setting === "cache-from" ? settings.cacheFrom : settings.cacheTo) ?? [];
      const linked = Object.values(bake?.linked ?? {}).flatMap(
        (target) => csvTexts(target[setting], bake?.machine ?? "") ?? [],
      );
      const isOwn = own.some((entry) => isGitHubCache(entry) && !isInput(entry, inputs));
      const place = isOwn || bake === null ? image.placeOf(setting) : placeOf(bake);
      return isOwn || linked.some(isGitHubCache)
        ? [`${place.name}: ${setting}: ${UNREACHABLE(setting)}`]
        : [];
    }),
  );
  return [...new Set(caches)];
}

const UNREACHABLE = (setting: string) =>
  `the build runs without the cache type=gha, which needs the job's token: a pull request can change this file, so the file gives no token to a build. Name the cache in the workflow by the input \`${setting}: type=gha\`.`;
