import * as v from "valibot";
import { messageOf, StagegateError } from "../host/errors.ts";

/** The event that started the workflow. */
export type GitHubEvent = PullRequestEvent | PushEvent | MergeGroupEvent | OtherEvent;

interface AnyEvent {
  /** Of the repository that the workflow runs in, where the comment goes. */
  readonly owner: string;
  readonly repo: string;
  /** Name of its default branch; null if the payload does not have it. */
  readonly defaultBranch: string | null;
}

export interface PullRequestEvent extends AnyEvent {
  readonly kind: "pull_request";
  readonly number: number;
  /** Last commit of the pull request, not the merge that the workflow checks out. */
  readonly headSha: string;
  /** Tip of the base branch when the event happened; not the merge base. */
  readonly baseSha: string;
  /** Name of the base branch; null if the payload does not have it. */
  readonly baseRef: string | null;
  /** Names of its labels when the event happened, in GitHub's order. */
  readonly labels: readonly string[];
  /** The head is in another repository, or in one that was deleted. */
  readonly fork: boolean;
  /**
   * `pull_request_target`: runs with the base repository's token and secrets. With `fork`, it
   * would build a stranger's code with access to them.
   */
  readonly target: boolean;
}

/** An event without a pull request: stagegate judges a commit and writes a summary. */
interface CommitEvent extends AnyEvent {
  /** The commit that is judged. */
  readonly sha: string;
}

export interface PushEvent extends CommitEvent {
  readonly kind: "push";
  /** What was pushed to: `refs/heads/main`, `refs/tags/v1`; null if the payload does not have it. */
  readonly ref: string | null;
  /** Its tip before the push; null if the branch is new, or if the payload does not have it. */
  readonly before: string | null;
  /** The push removed commits: `before` may no longer exist. */
  readonly forced: boolean;
}

export interface MergeGroupEvent extends CommitEvent {
  readonly kind: "merge_group";
  /** Parent of the group: the commit it is merged onto. Null if the payload does not have it. */
  readonly baseSha: string | null;
  /** Name of the branch it is merged into; null if the payload does not have it. */
  readonly baseRef: string | null;
}

export interface OtherEvent extends CommitEvent {
  readonly kind: "other";
  /**
   * `workflow_run` after a run for a fork: runs with this repository's token and secrets, and may check out
   * that fork's code.
   */
  readonly fork: boolean;
}

/** Whether the code may come from a person who cannot write to the repository. */
export function isForeign(event: GitHubEvent): boolean {
  return (event.kind === "pull_request" || event.kind === "other") && event.fork;
}

/** Whether the event proposes a change: a pull request or a merge group. */
export function isChange(event: GitHubEvent): event is PullRequestEvent | MergeGroupEvent {
  return event.kind === "pull_request" || event.kind === "merge_group";
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
 * read with `readFile`. Only a pull request needs the payload.
 * @throws StagegateError if required values are missing
 */
export async function readEvent(env: Env, readFile: (path: string) => Promise<string>): Promise<GitHubEvent> {
  const name = variable(env, "GITHUB_EVENT_NAME");
  const { owner, repo } = repositoryIn(env);
  const repository = ({ repository: { default_branch } }: Payload): AnyEvent => ({
    owner,
    repo,
    defaultBranch: default_branch,
  });
  if (name === "pull_request" || name === "pull_request_target") {
    const path = variable(env, "GITHUB_EVENT_PATH");
    const payload = await payloadAt(path, readFile);
    const pull = pullRequestIn(payload, path);
    return { kind: "pull_request", ...repository(payload), ...pull, target: name === "pull_request_target" };
  }
  const sha = variable(env, "GITHUB_SHA");
  const path = env["GITHUB_EVENT_PATH"];
  // A commit can be judged without the payload, which only names the base.
  const payload = path ? await payloadAt(path, readFile).catch(() => NO_PAYLOAD) : NO_PAYLOAD;
  switch (name) {
    case "push":
      return { kind: "push", ...repository(payload), sha, ...pushIn(payload) };
    case "merge_group":
      return { kind: "merge_group", ...repository(payload), sha, ...mergeGroupIn(payload) };
    default:
      return {
        kind: "other",
        ...repository(payload),
        sha,
        // Without the payload, or after the fork was deleted, the code may be from anybody.
        fork:
          name === "workflow_run" && payload.workflow_run.head_repository.full_name !== `${owner}/${repo}`,
      };
  }
}

/** The run that an event `workflow_run` follows. */
export interface FollowedRun {
  /** Of the repository that both workflows run in. */
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
  /** 1 at first; each re-run adds one. */
  readonly attempt: number;
  /** Name of the event that started it. */
  readonly event: string;
  /** `owner/name` of the repository that the commit is in. */
  readonly headRepository: string;
  readonly headBranch: string;
  readonly headSha: string;
}

/**
 * The run that a workflow follows, from the variables that GitHub sets and from the payload at `GITHUB_EVENT_PATH`.
 * @throws StagegateError for any other event, and if the payload is not complete
 */
export async function readFollowedRun(
  env: Env,
  readFile: (path: string) => Promise<string>,
): Promise<FollowedRun> {
  const { owner, repo } = repositoryIn(env);
  const name = variable(env, "GITHUB_EVENT_NAME");
  if (name !== "workflow_run")
    throw new StagegateError(
      `a workflow of the event ${name} follows no other run`,
      "Use this action in a workflow with `on: workflow_run`.",
    );
  const { workflow_run: run } = await payloadAt(variable(env, "GITHUB_EVENT_PATH"), readFile);
  const { id, run_attempt: attempt, event, head_branch: headBranch, head_sha: headSha } = run;
  const headRepository = run.head_repository.full_name;
  if (headRepository === null)
    throw new StagegateError("the repository of the followed run does not exist any more");
  if (id === null || attempt === null || event === null || headBranch === null || headSha === null)
    throw new StagegateError(
      "the event's payload does not say which run it follows",
      "The payload of a workflow_run event has its id, run_attempt, event, head_branch and head_sha.",
    );
  return { owner, repo, id, attempt, event, headRepository, headBranch, headSha };
}

const WHERE_IT_COMES_FROM =
  "GitHub Actions sets it for every step; outside of it, run `npx stagegate` instead of the action.";

function repositoryIn(env: Env): { readonly owner: string; readonly repo: string } {
  const [owner, repo, ...rest] = variable(env, "GITHUB_REPOSITORY").split("/");
  if (owner && repo && rest.length === 0) return { owner, repo };
  throw new StagegateError(
    `GITHUB_REPOSITORY is ${JSON.stringify(env["GITHUB_REPOSITORY"])}`,
    "It should read like `octocat/hello-world`.",
  );
}

function variable(env: Env, name: string): string {
  const value = env[name];
  if (!value) throw new StagegateError(`${name} is not set`, WHERE_IT_COMES_FROM);
  return value;
}

async function payloadAt(path: string, readFile: (path: string) => Promise<string>): Promise<Payload> {
  try {
    return v.parse(payloadSchema, JSON.parse(await readFile(path)));
  } catch (error) {
    throw new StagegateError(
      `the event's payload cannot be read: ${path}: ${messageOf(error)}`,
      `GITHUB_EVENT_PATH names it. ${WHERE_IT_COMES_FROM}`,
      { cause: error },
    );
  }
}

const text = v.fallback(v.nullable(v.string()), null);

/** An object of these entries. Their fallbacks replace missing values and values of another type. */
function part<const Entries extends v.ObjectEntries>(entries: Entries) {
  const object = v.object(entries);
  return v.fallback(object, () => v.parse(object, {}));
}

const number = v.fallback(v.nullable(v.number()), null);

const side = part({ sha: text, ref: text, repo: part({ full_name: text }) });

/** The used parts of a payload. Each part may be missing in a damaged or hand-written one. */
const payloadSchema = part({
  repository: part({ default_branch: text }),
  pull_request: part({
    number,
    head: side,
    base: side,
    labels: v.fallback(v.array(part({ name: text })), []),
  }),
  merge_group: part({ base_sha: text, base_ref: text }),
  workflow_run: part({
    id: number,
    run_attempt: number,
    event: text,
    head_branch: text,
    head_sha: text,
    head_repository: part({ full_name: text }),
  }),
  ref: text,
  before: text,
  forced: v.fallback(v.boolean(), false),
});

type Payload = v.InferOutput<typeof payloadSchema>;

const NO_PAYLOAD = v.parse(payloadSchema, {});

function pullRequestIn({ pull_request: { number, head, base, labels } }: Payload, path: string) {
  if (number === null) throw missing("number");
  if (head.sha === null) throw missing("head.sha");
  if (base.sha === null) throw missing("base.sha");
  if (base.repo.full_name === null) throw missing("base.repo.full_name");
  return {
    number,
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: base.ref,
    labels: labels.flatMap(({ name }) => name ?? []),
    // The head's repository is null if it was deleted.
    fork: head.repo.full_name !== base.repo.full_name,
  };

  function missing(what: string): StagegateError {
    return new StagegateError(
      `the event's payload ${path} has no pull_request.${what}`,
      "The payload of a pull request event has it; a hand-written one (`act -e`) needs it too.",
    );
  }
}

function pushIn({ ref, before, forced }: Payload) {
  // For a new ref, `before` has only zeros.
  const isNew = before === null || /^0+$/.test(before);
  return { ref, before: isNew ? null : before, forced };
}

function mergeGroupIn({ merge_group: { base_sha, base_ref } }: Payload) {
  return { baseSha: base_sha, baseRef: branchName(base_ref) };
}
