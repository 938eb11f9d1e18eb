import * as v from "valibot";
import type { GitHubEvent } from "../event/github.ts";
import { trace } from "../host/diagnostics.ts";
import { messageOf, StoppedError } from "../host/errors.ts";
import { askGitHub, type GitHubAccess, readAnswer } from "./octokit.ts";

/** Whether an entry of GitHub's cache may be used, by its key. */
export type IsTrusted = (key: string) => boolean;

/** The parts of the world that the check needs. */
export interface TrustWorld {
  readonly event: GitHubEvent;
  /** `GITHUB_REF` of the job; null if it is not set. */
  readonly ref: string | null;
  /** Null without a token. */
  readonly access: GitHubAccess | null;
  /** Whether entries are used if GitHub does not say who wrote them. */
  readonly usesUnknown: boolean;
  readonly warn: (message: string) => void;
}

/** Time limit of the answer, in ms: the build may wait for it. */
const LIMIT = 10_000;

/** The prefix of all keys of stagegate. */
const PREFIX = "stagegate-";

/** The most entries that GitHub lists at once. */
const MOST = 100;

/**
 * Makes a function that says whether an entry of GitHub's cache may be used. A run for a pull request finds the entries
 * of the base branch and those of the pull request itself. Only pushes store entries. So an entry of the
 * pull request itself comes from a changed workflow, or from an earlier version of stagegate, and is not used. GitHub is asked once,
 * when the function is first called.
 */
export function openCacheTrust(world: TrustWorld): () => Promise<IsTrusted> {
  let answer: Promise<IsTrusted> | null = null;
  return () => {
    answer ??= judge(world);
    return answer;
  };
}

async function judge(world: TrustWorld): Promise<IsTrusted> {
  const { usesUnknown, warn } = world;
  const scope = ownScope(world);
  if (scope === null) return () => true;
  const own = await ownKeys(scope, world);
  let isTold = false;
  const tell = (message: string) => {
    if (!isTold) warn(message);
    isTold = true;
  };
  if ("why" in own) {
    trace("cache", () => `GitHub does not tell which entries are of ${scope}: ${own.why}`);
    return () => {
      if (!usesUnknown)
        tell(
          `This run does not use GitHub's cache, because GitHub does not say which entries this pull request wrote (${own.why}). Give the job \`permissions: actions: read\`.`,
        );
      return usesUnknown;
    };
  }
  return (key) => {
    const isOwn = own.isCut || own.keys.has(key);
    if (isOwn)
      tell(
        `stagegate does not use the cache entry ${key} of ${scope}: only pushes store entries, so a changed workflow or an earlier version of stagegate wrote this one. Delete it with \`gh cache delete ${key}\`.`,
      );
    return !isOwn;
  };
}

/** The ref for entries that only runs of the change itself write; null if there is none. */
function ownScope({ event, ref }: TrustWorld): string | null {
  switch (event.kind) {
    case "pull_request":
      // With pull_request_target it is the base branch.
      return event.target ? null : `refs/pull/${event.number}/merge`;
    case "merge_group":
      return ref;
    default:
      return null;
  }
}

interface OwnKeys {
  readonly keys: ReadonlySet<string>;
  /** The list is not complete. */
  readonly isCut: boolean;
}

async function ownKeys(
  ref: string,
  { event: { owner, repo }, access }: TrustWorld,
): Promise<OwnKeys | { readonly why: string }> {
  if (access === null) return { why: "there is no github-token" };
  const { pace } = access;
  const quick = { ...access, pace: { ...pace, purpose: Math.min(pace?.purpose ?? LIMIT, LIMIT) } };
  try {
    return await askGitHub(quick, async (octokit) => {
      const { data } = await octokit.rest.actions.getActionsCacheList({
        owner,
        repo,
        key: PREFIX,
        ref,
        per_page: MOST,
        request: { retries: 0 },
      });
      const { total_count, actions_caches } = readAnswer(cacheList, data);
      const keys = actions_caches.map(({ key }) => key);
      return { keys: new Set(keys), isCut: total_count > keys.length };
    });
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    return { why: messageOf(error) };
  }
}

const cacheList = v.object({
  total_count: v.number(),
  actions_caches: v.array(v.object({ key: v.string() })),
});
