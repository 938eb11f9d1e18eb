import { messageOf, StagegateError } from "../host/errors.ts";

/** What made the workflow run. */
export type GitHubEvent = PullRequestEvent | PushEvent | MergeGroupEvent | OtherEvent;

interface AnyEvent {
  /** Of the repository that the workflow runs in, where the comment goes. */
  readonly owner: string;
  readonly repo: string;
  /** Name of its default branch; null where the payload does not tell it. */
  readonly defaultBranch: string | null;
}

export interface PullRequestEvent extends AnyEvent {
  readonly kind: "pull_request";
  readonly number: number;
  /** Last commit of the pull request, not the merge that the workflow checks out. */
  readonly headSha: string;
  /** Tip of the base branch when the event happened; not the merge base. */
  readonly baseSha: string;
  /** Name of the base branch; null where the payload does not tell it. */
  readonly baseRef: string | null;
  /** Names of its labels when the event happened, in GitHub's order. */
  readonly labels: readonly string[];
  /** The head is in another repository, or in one that was deleted. */
  readonly fork: boolean;
  /**
   * `pull_request_target`: runs with the base repository's token and secrets. With `fork`, what is
   * built there is a stranger's code with these in reach.
   */
  readonly target: boolean;
}

/** An event without a pull request to comment on: there is a commit to judge and a summary to write. */
interface CommitEvent extends AnyEvent {
  /** The commit that is judged. */
  readonly sha: string;
}

export interface PushEvent extends CommitEvent {
  readonly kind: "push";
  /** What was pushed to: `refs/heads/main`, `refs/tags/v1`; null where the payload does not tell it. */
  readonly ref: string | null;
  /** Its tip before the push; null where it is new, and where the payload does not tell it. */
  readonly before: string | null;
  /** The push threw commits away: `before` may be nowhere any more. */
  readonly forced: boolean;
}

export interface MergeGroupEvent extends CommitEvent {
  readonly kind: "merge_group";
  /** Parent of the group: the commit it is merged onto. Null where the payload does not tell it. */
  readonly baseSha: string | null;
  /** Name of the branch it is merged into; null where the payload does not tell it. */
  readonly baseRef: string | null;
}

export interface OtherEvent extends CommitEvent {
  readonly kind: "other";
}

/** Whether the commit is a new tip of the default branch. */
export function isDefaultBranchPush(event: GitHubEvent): boolean {
  return (
    event.kind === "push" && event.defaultBranch !== null && branchName(event.ref) === event.defaultBranch
  );
}

/** The branch of a full ref: `main` of `refs/heads/main`; null for any other ref. */
export function branchName(ref: string | null): string | null {
  return /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1] ?? null;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The event, from the variables that GitHub sets and from the payload at `GITHUB_EVENT_PATH`, which is
 * read with `readFile`. Only a pull request cannot do without the payload.
 * @throws StagegateError where they do not tell what must be known
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
  const repository = (payload: Payload | null): AnyEvent => ({
    owner,
    repo,
    defaultBranch: text(payload?.repository?.default_branch),
  });
  if (name === "pull_request" || name === "pull_request_target") {
    const path = variable(env, "GITHUB_EVENT_PATH");
    const payload = await payloadAt(path, readFile);
    const pull = pullRequestIn(payload, path);
    return { kind: "pull_request", ...repository(payload), ...pull, target: name === "pull_request_target" };
  }
  const sha = variable(env, "GITHUB_SHA");
  const path = env["GITHUB_EVENT_PATH"];
  // A commit can be judged without the payload: it only tells what to compare with.
  const payload = path ? await payloadAt(path, readFile).catch(() => null) : null;
  switch (name) {
    case "push":
      return { kind: "push", ...repository(payload), sha, ...pushIn(payload) };
    case "merge_group":
      return { kind: "merge_group", ...repository(payload), sha, ...mergeGroupIn(payload) };
    default:
      return { kind: "other", ...repository(payload), sha };
  }
}

const WHERE_IT_COMES_FROM =
  "GitHub Actions sets it for every step; outside of it, run `npx stagegate` instead of the action.";

function variable(env: Env, name: string): string {
  const value = env[name];
  if (!value) throw new StagegateError(`${name} is not set`, WHERE_IT_COMES_FROM);
  return value;
}

async function payloadAt(path: string, readFile: (path: string) => Promise<string>): Promise<Payload | null> {
  try {
    return JSON.parse(await readFile(path)) as Payload | null;
  } catch (error) {
    throw new StagegateError(
      `the event's payload cannot be read: ${path}: ${messageOf(error)}`,
      `GITHUB_EVENT_PATH names it. ${WHERE_IT_COMES_FROM}`,
      { cause: error },
    );
  }
}

/** The parts of a payload, each of which may be missing in a damaged or a hand-written one. */
interface Payload {
  readonly repository?: { readonly default_branch?: unknown };
  readonly pull_request?: {
    readonly number?: unknown;
    readonly head?: Side;
    readonly base?: Side;
    readonly labels?: unknown;
  };
  readonly merge_group?: { readonly base_sha?: unknown; readonly base_ref?: unknown };
  readonly ref?: unknown;
  readonly before?: unknown;
  readonly forced?: unknown;
}
interface Side {
  readonly sha?: unknown;
  readonly ref?: unknown;
  /** Null where the repository was deleted. */
  readonly repo?: { readonly full_name?: unknown } | null;
}

function pullRequestIn(payload: Payload | null, path: string) {
  const { number, head, base, labels } = payload?.pull_request ?? {};
  if (typeof number !== "number") throw missing("number");
  if (typeof head?.sha !== "string") throw missing("head.sha");
  if (typeof base?.sha !== "string") throw missing("base.sha");
  if (typeof base.repo?.full_name !== "string") throw missing("base.repo.full_name");
  return {
    number,
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: text(base.ref),
    labels: namesOf(labels),
    fork: head.repo?.full_name !== base.repo.full_name,
  };

  function missing(what: string): StagegateError {
    return new StagegateError(
      `the event's payload ${path} has no pull_request.${what}`,
      "The payload of a pull request event has it; a hand-written one (`act -e`) needs it too.",
    );
  }
}

function pushIn(payload: Payload | null) {
  const before = text(payload?.before);
  // A ref that is new was nothing but zeros before.
  const isNew = before === null || /^0+$/.test(before);
  return { ref: text(payload?.ref), before: isNew ? null : before, forced: payload?.forced === true };
}

function mergeGroupIn(payload: Payload | null) {
  const { base_sha, base_ref } = payload?.merge_group ?? {};
  return { baseSha: text(base_sha), baseRef: branchName(text(base_ref)) };
}

function namesOf(labels: unknown): string[] {
  if (!Array.isArray(labels)) return [];
  return labels.flatMap((label: { readonly name?: unknown } | null) => text(label?.name) ?? []);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
