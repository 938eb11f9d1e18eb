import type { GitHubEvent } from "../event/github.ts";
import { trace } from "../host/diagnostics.ts";
import { messageOf } from "../host/errors.ts";
import type { Octokit } from "./octokit.ts";

/** Whether an entry of GitHub's cache may be used, by its key. */
export type IsTrusted = (key: string) => boolean;

/** What the question needs of the world. */
export interface TrustWorld {
  readonly event: GitHubEvent;
  /** `GITHUB_REF` of the job; null if it is not set. */
  readonly ref: string | null;
  /** Null if there is no token to ask with. */
  readonly octokit: (() => Promise<Octokit>) | null;
  /** Whether entries are used if GitHub does not tell who wrote them. */
  readonly usesUnknown: boolean;
  readonly warn: (message: string) => void;
  /** How long the answer may take, in ms. */
  readonly limit?: number;
}

/** All keys of stagegate begin so. */
const PREFIX = "stagegate-";

/** As many as GitHub tells at once. */
const MOST = 100;

/**
 * Opens the question whether an entry of GitHub's cache may be used. A run for a pull request finds the entries
 * of the base branch and those of the pull request itself. Only pushes keep entries, so one of its own was
 * written by a changed workflow, or by an earlier version of stagegate: it is not used. GitHub is asked once,
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
          `Nothing of GitHub's cache is used, since GitHub does not tell which of its entries this pull request wrote (${own.why}). Give the job \`permissions: actions: read\`.`,
        );
      return usesUnknown;
    };
  }
  return (key) => {
    const isOwn = own.isCut || own.keys.has(key);
    if (isOwn)
      tell(
        `The cache entry ${key} of ${scope} is not used: only pushes keep entries, so this pull request's workflow or an earlier version of stagegate wrote it. Delete it by \`gh cache delete ${key}\`.`,
      );
    return !isOwn;
  };
}

/** The ref whose entries only the runs of the change itself write; null if there is no such ref. */
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
  /** There are more than these. */
  readonly isCut: boolean;
}

async function ownKeys(
  ref: string,
  { event: { owner, repo }, octokit, limit = 10_000 }: TrustWorld,
): Promise<OwnKeys | { readonly why: string }> {
  if (octokit === null) return { why: "there is no github-token" };
  const ask = async (): Promise<OwnKeys> => {
    const { data } = await (await octokit()).rest.actions.getActionsCacheList({
      owner,
      repo,
      key: PREFIX,
      ref,
      per_page: MOST,
      request: { retries: 0 },
    });
    const keys = data.actions_caches.flatMap(({ key }) => key ?? []);
    return { keys: new Set(keys), isCut: data.total_count > keys.length };
  };
  // The client waits for rate limits, and the build would wait for the client.
  const end = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`it did not answer within ${limit / 1000} s`)), limit).unref();
  });
  return Promise.race([ask(), end]).catch((error: unknown) => ({
    why: messageOf(error).replace(/ - https?:\S+$/, ""),
  }));
}
