import type { CiChange, CiRun } from "../event/ci.ts";
import { branchName, type GitHubEvent } from "../event/github.ts";
import { messageOf } from "../host/errors.ts";
import { COMMIT_BEFORE } from "../model/baseline-words.ts";
import { COMMIT } from "../model/commit.ts";
import { HISTORY } from "./fetch.ts";
import type { Commit, Git, NoGit } from "./git.ts";

/** The commit that a change is compared with. */
export type BaseCommit =
  | {
      readonly kind: "commit";
      readonly sha: string;
      /** Name of the branch that it is of, or `COMMIT_BEFORE`; null if that is not known. */
      readonly name: string | null;
    }
  /** There is none. The reason in `why` follows "none: ". */
  | { readonly kind: "none"; readonly why: string }
  /** The commit in the setting `base` cannot be found, for the reason in `why`; `hint` says what to do. */
  | { readonly kind: "unreadable"; readonly why: string; readonly hint: string };

/** The sources of the commit to compare with. */
export interface BaseWorld {
  readonly git: Git | NoGit;
  /** The setting `base`: a branch, a tag or a commit. */
  readonly base: string | null;
  /** Null outside of the action. */
  readonly event: GitHubEvent | null;
  /** The run as the variables of a CI describe it; null outside of a CI, and in the action, which has an event. */
  readonly ci: CiRun | null;
  /**
   * Asks GitHub for the merge base of two commits or branches: null if they have none; throws
   * octokit's errors. Null without a token.
   */
  readonly mergeBaseByApi: ((base: string, head: string) => Promise<string | null>) | null;
}

/**
 * Finds the commit to compare the working tree with. If the setting `base` names a commit, it is that one; if it names a
 * branch, the merge base with it. Without the setting: the commit that a pull request or a merge group is merged onto,
 * the one that a push replaced, or else the merge base with the default branch. If that is the checked-out commit itself,
 * uncommitted changes are compared with it, and a clean tree with its parent.
 */
export async function baseCommit(world: BaseWorld): Promise<BaseCommit> {
  const { git, base } = world;
  if (git.kind === "none") return base === null ? git : unreadable(git.why, NO_CLONE);
  const { head } = git;
  if (head === null) {
    const why = "the repository has no commit yet";
    return base === null ? none(why) : unreadable(why, "Make a commit first, or leave base out.");
  }
  const candidate =
    base === null ? await findBase(world, git, head) : await findNamed(base, world, git, head);
  const isHead = candidate.kind === "commit" && candidate.sha === head.sha;
  return isHead && (await git.isClean()) ? firstParent(head) : candidate;
}

const NO_CLONE = "Run stagegate in a clone that git can read, or leave base out.";

async function findBase(world: BaseWorld, git: Git, head: Commit): Promise<BaseCommit> {
  const { event } = world;
  switch (event?.kind) {
    case "pull_request": {
      const [base, merged] = head.parents;
      if (base !== undefined && merged === event.headSha) return commit(base, event.baseRef);
      return mergeBase({ sha: event.baseSha, name: event.baseRef }, world, git, head);
    }
    case "merge_group":
      return event.baseSha === null
        ? none("the event does not say what the merge group is merged onto")
        : commit(event.baseSha, event.baseRef);
    case "push": {
      const { before, forced, ref } = event;
      if (before === null) return mergeBaseWithDefault(world, git, head);
      // A forced push may have deleted the commit that it replaced.
      const isLost = forced && !(await git.has(before)) && !(await git.fetch(before, HISTORY)).there;
      return isLost ? firstParent(head) : commit(before, branchName(ref));
    }
    default: {
      const change = world.ci?.change ?? null;
      return change === null
        ? mergeBaseWithDefault(world, git, head)
        : baseOfChange(change, world, git, head);
    }
  }
}

/** The merge base with the branch that the setting `base` names, or the commit that it names. */
async function findNamed(name: string, world: BaseWorld, git: Git, head: Commit): Promise<BaseCommit> {
  const named = await git.find(name, HISTORY);
  if ("why" in named) {
    const isAbsent = named.kind === "absent";
    return unreadable(
      isAbsent ? `there is no branch, tag or commit ${JSON.stringify(name)}` : named.why,
      named.near === null ? undefined : `Did you mean ${named.near}?`,
    );
  }
  if (named.kind === "commit") return commit(named.sha, named.sha.startsWith(name) ? null : name);
  const base = await mergeBase({ sha: named.sha, name }, world, git, head);
  return base.kind === "none" ? unreadable(base.why) : base;
}

/** The base of a pull request as a CI gives it: a commit, or else a branch. */
async function baseOfChange(
  { baseSha, baseBranch, mergeSha }: CiChange,
  world: BaseWorld,
  git: Git,
  head: Commit,
): Promise<BaseCommit> {
  const [first, second] = head.parents;
  if (head.sha === mergeSha && first !== undefined && second !== undefined) return commit(first, baseBranch);
  if (baseSha !== null) return commit(baseSha, baseBranch);
  if (baseBranch === null) return mergeBaseWithDefault(world, git, head);
  const branch = await git.find(baseBranch, HISTORY);
  return "why" in branch
    ? none(`${branch.why}; name the commit to compare with by --base`)
    : mergeBase({ sha: branch.sha, name: baseBranch }, world, git, head);
}

/**
 * SHA of a pull request's last commit: as the CI names it, else the one that the CI has merged and checked out; null if
 * neither is known.
 */
export function headOfChange(change: CiChange | null, checkedOut: Commit | null): string | null {
  const named = change?.headSha ?? "";
  if (COMMIT.test(named)) return named;
  const [, merged = null] = checkedOut?.parents ?? [];
  return change !== null && checkedOut?.sha === change.mergeSha ? merged : null;
}

async function mergeBaseWithDefault(world: BaseWorld, git: Git, head: Commit): Promise<BaseCommit> {
  const name = world.event?.defaultBranch ?? world.ci?.defaultBranch ?? null;
  const branch = (await git.branch(name)) ?? (name === null ? null : { name, sha: null });
  if (branch === null) {
    const why = "the clone knows neither origin's default branch nor main or master";
    return none(
      `there is no branch to compare with: ${why}${world.event === null ? "; name one by --base" : ""}`,
    );
  }
  if (branch.sha !== null || world.ci === null) return mergeBase(branch, world, git, head);
  // A CI may have fetched only the branch that it runs for.
  const tip = await git.find(branch.name, HISTORY);
  return "why" in tip ? none(tip.why) : mergeBase({ ...branch, sha: tip.sha }, world, git, head);
}

/** The merge base with a branch whose tip or name is known. */
async function mergeBase(
  tip: { readonly sha: string | null; readonly name: string | null },
  world: BaseWorld,
  git: Git,
  head: Commit,
): Promise<BaseCommit> {
  const branch = tip.name ?? tip.sha ?? "";
  if (tip.sha !== null) {
    const isThere = (await git.has(tip.sha)) || (!git.isShallow && (await git.fetch(tip.sha, HISTORY)).there);
    const base = isThere ? await git.mergeBase(head.sha, tip.sha) : null;
    if (base !== null) return commit(base, tip.name);
    if (isThere && !git.isShallow)
      return none(`${branch} and the checked-out commit have no common ancestor`);
  }
  if (world.mergeBaseByApi === null) return none(`${unknown(branch, git)}: ${remedy(world)}`);
  try {
    const base = await world.mergeBaseByApi(tip.sha ?? branch, head.sha);
    return base === null
      ? none(`${branch} and the checked-out commit have no common ancestor`)
      : commit(base, tip.name);
  } catch (error) {
    const reason = messageOf(error).replace(/ - https?:\S+$/, "");
    const permission = isForbidden(error) ? "give the job `permissions: contents: read`, or " : "";
    return none(
      `${unknown(branch, git)}, and GitHub could not be asked for the merge base (${reason}): ${permission}${remedy(world)}`,
    );
  }
}

function unknown(branch: string, { isShallow }: Git): string {
  return isShallow
    ? `the clone is too shallow to find the merge base with ${branch}`
    : `the clone lacks ${branch}, and git cannot fetch it`;
}

function remedy({ event, mergeBaseByApi }: BaseWorld): string {
  if (event === null) return "run `git fetch --unshallow`";
  const checkout = "give actions/checkout `fetch-depth: 0`";
  return mergeBaseByApi === null ? `${checkout}, or stagegate a \`github-token\`` : checkout;
}

/** GitHub also answers "not found" for things that a token may not see. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && "status" in error && [401, 403, 404].includes(Number(error.status));
}

function firstParent({ parents: [parent] }: Commit): BaseCommit {
  return parent === undefined
    ? none("HEAD is the first commit, so there is nothing to compare with")
    : commit(parent, COMMIT_BEFORE);
}

function commit(sha: string, name: string | null): BaseCommit {
  return { kind: "commit", sha, name };
}

function none(why: string): BaseCommit {
  return { kind: "none", why };
}

function unreadable(
  why: string,
  hint = "Name a branch, a tag or a commit that the clone or origin has.",
): BaseCommit {
  return { kind: "unreadable", why, hint };
}
