import { messageOf, StagegateError } from "../errors.ts";

/** What made the workflow run. */
export type GitHubEvent = PullRequestEvent | CommitEvent;

export interface PullRequestEvent {
  readonly kind: "pull_request";
  /** Of the base repository, where the comment goes. */
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** Last commit of the pull request, not the merge that the workflow checks out. */
  readonly headSha: string;
  /** Tip of the base branch when the event happened; not the merge base. */
  readonly baseSha: string;
  /** The head is in another repository, or in one that was deleted. */
  readonly fork: boolean;
  /**
   * `pull_request_target`: runs with the base repository's token and secrets. With `fork`, what is
   * built there is a stranger's code with these in reach.
   */
  readonly target: boolean;
}

/** An event without a pull request to comment on: there is a commit to judge and a summary to write. */
export interface CommitEvent {
  readonly kind: "push" | "merge_group" | "other";
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The event, from the variables that GitHub sets and, for a pull request, from the payload at
 * `GITHUB_EVENT_PATH`, which is read with `readFile`. Throws StagegateError where they do not tell it.
 */
export async function readEvent(env: Env, readFile: (path: string) => Promise<string>): Promise<GitHubEvent> {
  const name = variable(env, "GITHUB_EVENT_NAME");
  const [owner, repo, ...rest] = variable(env, "GITHUB_REPOSITORY").split("/");
  if (!owner || !repo || rest.length > 0) {
    throw new StagegateError(
      `GITHUB_REPOSITORY is ${JSON.stringify(env["GITHUB_REPOSITORY"])}`,
      "It should read like `octocat/hello-world`.",
    );
  }
  switch (name) {
    case "pull_request":
    case "pull_request_target": {
      const path = variable(env, "GITHUB_EVENT_PATH");
      const pull = pullRequestIn(await payloadAt(path, readFile), path);
      return { kind: "pull_request", owner, repo, ...pull, target: name === "pull_request_target" };
    }
    case "push":
    case "merge_group":
      return { kind: name, owner, repo, sha: variable(env, "GITHUB_SHA") };
    default:
      return { kind: "other", owner, repo, sha: variable(env, "GITHUB_SHA") };
  }
}

const WHERE_IT_COMES_FROM =
  "GitHub Actions sets it for every step; outside of it, run `npx stagegate` instead of the action.";

function variable(env: Env, name: string): string {
  const value = env[name];
  if (!value) throw new StagegateError(`${name} is not set`, WHERE_IT_COMES_FROM);
  return value;
}

async function payloadAt(path: string, readFile: (path: string) => Promise<string>): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path));
  } catch (error) {
    throw new StagegateError(
      `the event's payload cannot be read: ${path}: ${messageOf(error)}`,
      `GITHUB_EVENT_PATH names it. ${WHERE_IT_COMES_FROM}`,
      { cause: error },
    );
  }
}

/** The parts of a payload's `pull_request`, each of which may be missing in a damaged one. */
interface Payload {
  readonly pull_request?: {
    readonly number?: unknown;
    readonly head?: Side;
    readonly base?: Side;
  };
}
interface Side {
  readonly sha?: unknown;
  /** Null where the repository was deleted. */
  readonly repo?: { readonly full_name?: unknown } | null;
}

function pullRequestIn(payload: unknown, path: string) {
  const pull = (payload as Payload | null)?.pull_request;
  const { number, head, base } = pull ?? {};
  if (typeof number !== "number") throw missing("number");
  if (typeof head?.sha !== "string") throw missing("head.sha");
  if (typeof base?.sha !== "string") throw missing("base.sha");
  if (typeof base.repo?.full_name !== "string") throw missing("base.repo.full_name");
  const fork = head.repo?.full_name !== base.repo.full_name;
  return { number, headSha: head.sha, baseSha: base.sha, fork };

  function missing(what: string): StagegateError {
    return new StagegateError(
      `the event's payload ${path} has no pull_request.${what}`,
      "The payload of a pull request event has it; a hand-written one (`act -e`) needs it too.",
    );
  }
}
