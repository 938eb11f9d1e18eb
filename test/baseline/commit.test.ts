import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BaseWorld, baseCommit } from "../../src/baseline/commit.ts";
import { fetchBase } from "../../src/baseline/fetch.ts";
import type { Git } from "../../src/baseline/git.ts";
import type { CiChange, CiRun } from "../../src/event/ci.ts";
import type { GitHubEvent, PullRequestEvent, PushEvent } from "../../src/event/github.ts";
import { COMMIT_BEFORE } from "../../src/model/baseline-words.ts";
import { checkout, clone, copyOf, newRepository, type Repository, removeFolders } from "./repository.ts";

afterEach(removeFolders);

const NOWHERE = "1".repeat(40);
const at = { owner: "octocat", repo: "hello-world", defaultBranch: "main" };

function pullRequest(headSha: string, baseSha: string): PullRequestEvent {
  return {
    ...at,
    kind: "pull_request",
    number: 7,
    headSha,
    baseSha,
    baseRef: "main",
    labels: [],
    fork: false,
    target: false,
  };
}

function push(change: Partial<PushEvent>): PushEvent {
  return { ...at, kind: "push", sha: "", ref: "refs/heads/main", before: null, forced: false, ...change };
}

const dispatch: GitHubEvent = { ...at, kind: "other", fork: false, sha: "" };

const NOTHING = { base: null, event: null, ci: null, mergeBaseByApi: null };

/** A GitHub that fails the test if it gets a request. */
const neverAsked = async () => {
  throw new Error("there was a request to GitHub");
};

/** Finds the base in a clone without a request to GitHub. */
async function baseIn({ open }: Pick<Repository, "open">, world: Partial<BaseWorld> = {}) {
  return baseCommit({ ...NOTHING, git: await open(), mergeBaseByApi: neverAsked, ...world });
}

/**
 * A remote where the branch work left main after `base`: both have two more commits, and `merge` is GitHub's
 * merge of them for a pull request.
 */
function makePullRequestRemote() {
  const remote = newRepository();
  const first = remote.commit();
  const base = remote.commit({ Dockerfile: "FROM scratch\n" });
  const twoCommits = () => [remote.commit(), remote.commit()].at(-1) ?? "";
  remote.git("checkout", "--quiet", "-b", "work");
  const work = twoCommits();
  remote.git("checkout", "--quiet", "main");
  const main = twoCommits();
  remote.git("checkout", "--quiet", "--detach", "main");
  remote.git("merge", "--quiet", "--no-ff", "work");
  const merge = remote.git("rev-parse", "HEAD");
  remote.git("update-ref", "refs/pull/7/merge", merge);
  remote.git("checkout", "--quiet", "main");
  return { remote, first, base, work, main, merge };
}

const template = mkdtempSync(join(tmpdir(), "stagegate-test-"));
const original = makePullRequestRemote();
cpSync(original.remote.folder, template, { recursive: true });
afterAll(() => rmSync(template, { recursive: true }));

/** A remote like the one of `makePullRequestRemote`, for one test alone. */
const pullRequestRemote = () => ({ ...original, remote: copyOf(template) });

describe("a pull request", () => {
  test.each([1, null])("with its merge checked out (depth %j) uses the first parent", async (depth) => {
    const { remote, merge, main, work } = pullRequestRemote();
    const event = pullRequest(work, main);
    expect(await baseIn(checkout(remote, merge, depth), { event })).toEqual({
      kind: "commit",
      sha: main,
      name: "main",
    });
  });

  test("has the merge's parent as base, also if main has moved since", async () => {
    const { remote, merge, main, work, base } = pullRequestRemote();
    const event = pullRequest(work, base);
    expect(await baseIn(checkout(remote, merge, 1), { event })).toMatchObject({ sha: main });
  });

  test("with its head checked out is compared with the merge base", async () => {
    const { remote, base, main, work } = pullRequestRemote();
    const event = pullRequest(work, main);
    expect(await baseIn(checkout(remote, work, null), { event })).toEqual({
      kind: "commit",
      sha: base,
      name: "main",
    });
  });

  test("with a head that merges main is compared with the merge base too", async () => {
    const { remote, main, work } = pullRequestRemote();
    remote.git("checkout", "--quiet", "work");
    remote.git("merge", "--quiet", "--no-ff", "main");
    const head = remote.git("rev-parse", "HEAD");
    expect(remote.git("rev-parse", "HEAD^1")).toBe(work);
    expect(await baseIn(checkout(remote, head, null), { event: pullRequest(head, main) })).toMatchObject({
      sha: main,
    });
  });

  test("finds the merge base in a full clone that lacks the branch", async () => {
    const { remote, base, main, work } = pullRequestRemote();
    const single = clone(remote, "--single-branch", "--branch=work");
    expect(await baseIn(single, { event: pullRequest(work, main) })).toMatchObject({ sha: base });
  });

  test("asks GitHub for the merge base if the clone is shallow", async () => {
    const { remote, base, main, work } = pullRequestRemote();
    const requests: string[][] = [];
    const mergeBaseByApi = async (...commits: string[]) => {
      requests.push(commits);
      return base;
    };
    const event = pullRequest(work, main);
    expect(await baseIn(checkout(remote, work, 1), { event, mergeBaseByApi })).toEqual({
      kind: "commit",
      sha: base,
      name: "main",
    });
    expect(requests).toEqual([[main, work]]);
  });

  const octokitError = (status: number, message: string) =>
    Object.assign(new Error(`${message} - https://docs.github.com/rest`), { status });

  test.each<[string, BaseWorld["mergeBaseByApi"], string]>([
    [
      "without a token",
      null,
      "the clone is too shallow to find the merge base with main: give actions/checkout `fetch-depth: 0`, or stagegate a `github-token`",
    ],
    [
      "without the permission",
      async () => Promise.reject(octokitError(403, "Resource not accessible by integration")),
      "the clone is too shallow to find the merge base with main, and GitHub could not be asked for the merge base (Resource not accessible by integration): give the job `permissions: contents: read`, or give actions/checkout `fetch-depth: 0`",
    ],
    [
      "while GitHub fails",
      async () => Promise.reject(octokitError(502, "Server Error")),
      "the clone is too shallow to find the merge base with main, and GitHub could not be asked for the merge base (Server Error): give actions/checkout `fetch-depth: 0`",
    ],
    ["without a common commit", async () => null, "main and the checked-out commit have no common ancestor"],
  ])("%s says what to do in a shallow clone", async (_, mergeBaseByApi, why) => {
    const { remote, main, work } = pullRequestRemote();
    const event = pullRequest(work, main);
    expect(await baseIn(checkout(remote, work, 1), { event, mergeBaseByApi })).toEqual({ kind: "none", why });
  });

  test("with later commits of the job is compared with the merge base", async () => {
    const { remote, base, main, work } = pullRequestRemote();
    const job = checkout(remote, work, null);
    job.commit({ generated: "" });
    expect(await baseIn(job, { event: pullRequest(work, main) })).toMatchObject({ sha: base });
  });
});

test("a merge group is compared with the commit under it", async () => {
  const { remote, main, merge } = pullRequestRemote();
  const group = { ...at, kind: "merge_group", sha: merge, baseSha: main, baseRef: "main" } as const;
  const job = checkout(remote, merge, 1);
  expect(await baseIn(job, { event: group })).toEqual({ kind: "commit", sha: main, name: "main" });
  expect(await baseIn(job, { event: { ...group, baseSha: null } })).toEqual({
    kind: "none",
    why: "the event does not say what the merge group is merged onto",
  });
});

describe("a push", () => {
  test("is compared with the commit before it, however many commits it has", async () => {
    const { remote, first, main } = pullRequestRemote();
    const event = push({ before: first });
    expect(await baseIn(checkout(remote, main, 1), { event })).toEqual({
      kind: "commit",
      sha: first,
      name: "main",
    });
  });

  test("has a replaced commit as base even if git lacks it: it may be stored", async () => {
    const { remote, main } = pullRequestRemote();
    const event = push({ before: NOWHERE });
    expect(await baseIn(checkout(remote, main, 1), { event })).toMatchObject({ sha: NOWHERE });
  });

  test("of a new branch is compared with its branch point", async () => {
    const { remote, base, work } = pullRequestRemote();
    const event = push({ ref: "refs/heads/work" });
    expect(await baseIn(checkout(remote, work, null), { event })).toMatchObject({ sha: base, name: "main" });
  });

  test("of a new branch asks GitHub by the branch's name if the clone is shallow", async () => {
    const { remote, base, work } = pullRequestRemote();
    const mergeBaseByApi = async (...commits: string[]) => (commits.join() === `main,${work}` ? base : null);
    const event = push({ ref: "refs/heads/work" });
    expect(await baseIn(checkout(remote, work, 1), { event, mergeBaseByApi })).toMatchObject({ sha: base });
  });

  test("of a new tag on the default branch is compared with the commit before it", async () => {
    const { remote, main } = pullRequestRemote();
    const parent = remote.git("rev-parse", "main^");
    const event = push({ ref: "refs/tags/v1" });
    expect(await baseIn(checkout(remote, main, null), { event })).toMatchObject({ sha: parent });
  });

  test("with force is compared with the commit that it replaces", async () => {
    const { remote, main } = pullRequestRemote();
    remote.git("checkout", "--quiet", "-B", "main", "HEAD^");
    const replacement = remote.commit();
    const event = push({ before: main, forced: true });
    expect(await baseIn(checkout(remote, replacement, 1), { event })).toMatchObject({ sha: main });
  });

  test("with force has its first parent as base if the replaced commit is gone", async () => {
    const { remote, main } = pullRequestRemote();
    const parent = remote.git("rev-parse", "main^");
    const event = push({ before: NOWHERE, forced: true });
    expect(await baseIn(checkout(remote, main, 1), { event })).toEqual({
      kind: "commit",
      sha: parent,
      name: COMMIT_BEFORE,
    });
  });

  test("of the first commit has nothing to compare with", async () => {
    const remote = newRepository();
    const first = remote.commit();
    expect(await baseIn(checkout(remote, first, null), { event: push({}) })).toEqual({
      kind: "none",
      why: "HEAD is the first commit, so there is nothing to compare with",
    });
  });
});

describe("any other event", () => {
  test("on a branch is compared with the branch point", async () => {
    const { remote, base, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, null), { event: dispatch })).toMatchObject({ sha: base });
  });

  test("on the default branch has the previous commit as base", async () => {
    const { remote } = pullRequestRemote();
    const parent = remote.git("rev-parse", "main^");
    const shallow = clone(remote, "--depth=1");
    expect(await baseIn(shallow, { event: dispatch })).toEqual({
      kind: "commit",
      sha: parent,
      name: COMMIT_BEFORE,
    });
    expect(await baseIn(clone(remote), { event: dispatch })).toMatchObject({ sha: parent });
  });

  test("finds the default branch by its name in the payload", async () => {
    const remote = newRepository();
    remote.commit();
    remote.git("branch", "-m", "develop");
    const base = remote.commit();
    remote.git("checkout", "--quiet", "-b", "main");
    const head = remote.commit();
    const event = { ...dispatch, defaultBranch: "develop" };
    expect(await baseIn(checkout(remote, head, null), { event })).toEqual({
      kind: "commit",
      sha: base,
      name: "develop",
    });
  });
});

describe("without an event", () => {
  test("a branch or detached HEAD is compared with its branch point", async () => {
    const { remote, base } = pullRequestRemote();
    const laptop = clone(remote);
    laptop.git("checkout", "--quiet", "work");
    expect(await baseIn(laptop)).toEqual({ kind: "commit", sha: base, name: "main" });
    laptop.git("checkout", "--quiet", "--detach");
    expect(await baseIn(laptop)).toMatchObject({ sha: base });
  });

  test("commits on the default branch are compared with origin", async () => {
    const { remote, main } = pullRequestRemote();
    const laptop = clone(remote);
    laptop.commit();
    laptop.commit();
    expect(await baseIn(laptop)).toMatchObject({ sha: main });
  });

  test("main with a clean tree is compared with its parent, else HEAD", async () => {
    const { commit, write, open } = newRepository();
    const first = commit();
    const second = commit();
    expect(await baseIn({ open })).toEqual({ kind: "commit", sha: first, name: COMMIT_BEFORE });
    write({ file: "" });
    expect(await baseIn({ open })).toEqual({ kind: "commit", sha: second, name: "main" });
  });

  test("the first commit is the base of later changes in the tree", async () => {
    const { commit, write, open } = newRepository();
    expect(await baseIn({ open })).toEqual({ kind: "none", why: "the repository has no commit yet" });
    const first = commit();
    expect(await baseIn({ open })).toEqual({
      kind: "none",
      why: "HEAD is the first commit, so there is nothing to compare with",
    });
    write({ file: "" });
    expect(await baseIn({ open })).toMatchObject({ sha: first });
  });

  test("a shallow clone without the merge base says what to do", async () => {
    const { remote } = pullRequestRemote();
    const shallow = clone(remote, "--depth=1", "--no-single-branch", "--branch=work");
    expect(await baseIn(shallow, { mergeBaseByApi: null })).toEqual({
      kind: "none",
      why: "the clone is too shallow to find the merge base with main: run `git fetch --unshallow`",
    });
  });

  test("a repository without a known default branch says so", async () => {
    const { git, commit, open } = newRepository();
    git("checkout", "--quiet", "-b", "work");
    commit();
    expect(await baseIn({ open })).toEqual({
      kind: "none",
      why: "there is no branch to compare with: the clone knows neither origin's default branch nor main or master; name one by --base",
    });
  });

  test("unrelated histories have no baseline", async () => {
    const { git, commit, open } = newRepository();
    commit();
    git("checkout", "--quiet", "--orphan", "other");
    commit();
    expect(await baseIn({ open })).toEqual({
      kind: "none",
      why: "main and the checked-out commit have no common ancestor",
    });
  });
});

test("without a repository the reason is git's own message", async () => {
  const git = { kind: "none", why: "git is not installed" } as const;
  expect(await baseCommit({ ...NOTHING, git })).toBe(git);
});

describe("the base's tree", () => {
  /** A remote of 12 commits on main. */
  function remoteOfTwelve() {
    const remote = newRepository();
    const commits = Array.from({ length: 12 }, () => remote.commit());
    return { remote, commits, last: commits[11] ?? "", base: commits[10] ?? "" };
  }

  const ancestorsOf = (git: Git, sha: string) => git.ancestors(sha, 20);

  test("is fetched into a shallow clone with its nearest ancestors, once", async () => {
    const { remote, commits, last, base } = remoteOfTwelve();
    const git = await checkout(remote, last, 1).open();
    expect(await fetchBase(git, base)).toEqual({ kind: "there" });
    expect(await ancestorsOf(git, base)).toEqual(commits.slice(1, 11).reverse());
    expect(await fetchBase({ ...git, fetch: neverAsked }, base)).toEqual({ kind: "there" });
  });

  test("at the end of a shallow history is fetched for its ancestors", async () => {
    const { remote, last, base } = remoteOfTwelve();
    const git = await checkout(remote, last, 2).open();
    expect(await ancestorsOf(git, base)).toEqual([base]);
    expect(await fetchBase(git, base)).toEqual({ kind: "there" });
    expect(await ancestorsOf(git, base)).toHaveLength(10);
  });

  test("is present in a full clone, with or without origin", async () => {
    const { remote, commits, base } = remoteOfTwelve();
    const git = { ...(await remote.open()), fetch: neverAsked };
    expect(await fetchBase(git, base)).toEqual({ kind: "there" });
    expect(await fetchBase(git, commits[0] ?? "")).toEqual({ kind: "there" });
  });

  test("is present if the clone has all of a short history", async () => {
    const remote = newRepository();
    const [first, second] = [remote.commit(), remote.commit()];
    const git = await checkout(remote, second, 1).open();
    expect(await fetchBase(git, first)).toEqual({ kind: "there" });
  });

  test("is present in a shallow clone without origin", async () => {
    const { remote, last, base } = remoteOfTwelve();
    const job = checkout(remote, last, 2);
    job.git("remote", "remove", "origin");
    expect(await fetchBase(await job.open(), base)).toEqual({ kind: "there" });
  });

  test("that no longer exists is an error with advice", async () => {
    const { remote, last } = remoteOfTwelve();
    const git = await checkout(remote, last, 1).open();
    expect(await fetchBase(git, NOWHERE)).toEqual({
      kind: "none",
      why: expect.stringMatching(
        /^commit 1111111 is not in the clone and cannot be fetched \(.*not our ref 1{40}\): give actions\/checkout `fetch-depth: 0`, or run `git fetch`$/,
      ),
    });
  });
});

describe("the setting base", () => {
  const base = (name: string) => ({ base: name });

  test("names a branch, and the merge base counts", async () => {
    const { remote, base: sha, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, null), base("main"))).toEqual({
      kind: "commit",
      sha,
      name: "main",
    });
  });

  test("names a branch that the clone lacks", async () => {
    const { remote, base: sha } = pullRequestRemote();
    const single = clone(remote, "--single-branch", "--branch=work");
    expect(await baseIn(single, base("main"))).toMatchObject({ sha, name: "main" });
  });

  test.each(["--annotate", "--no-sign"])("names a tag (%s) in the clone or at origin", async (flag) => {
    const { remote, first, work } = pullRequestRemote();
    remote.git("tag", flag, "--message=1", "v1", first);
    const expected = { kind: "commit", sha: first, name: "v1" };
    expect(await baseIn(checkout(remote, work, 1), base("v1"))).toEqual(expected);
    expect(await baseIn(clone(remote), base("v1"))).toEqual(expected);
  });

  test("names a commit by a part of its SHA, ancestor or not", async () => {
    const { remote, main, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, null), base(main.slice(0, 9)))).toEqual({
      kind: "commit",
      sha: main,
      name: null,
    });
  });

  test("names a full SHA that only origin has", async () => {
    const { remote, first, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, 1), base(first))).toMatchObject({ sha: first });
  });

  test("names a commit in git's syntax", async () => {
    const { remote, base: sha, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, null), base("HEAD~2"))).toMatchObject({ sha, name: "HEAD~2" });
  });

  test("overrides the event", async () => {
    const { remote, first, main, work } = pullRequestRemote();
    const event = pullRequest(work, main);
    expect(await baseIn(checkout(remote, work, null), { base: first, event })).toMatchObject({ sha: first });
  });

  test.each(["mian", "--upload-pack=touch x", "a b", "HEAD\nHEAD", "refs/heads/"])(
    "with an unusable name (%j) is an error",
    async (name) => {
      const { remote, work } = pullRequestRemote();
      expect(await baseIn(checkout(remote, work, null), base(name))).toMatchObject({
        kind: "unreadable",
        why: `there is no branch, tag or commit ${JSON.stringify(name)}`,
        hint: name === "mian" ? "Did you mean main?" : expect.stringMatching(/^Name a branch/),
      });
    },
  );

  test("is an error without a repository", async () => {
    const git = { kind: "none", why: "git is not installed" } as const;
    expect(await baseCommit({ ...NOTHING, git, base: "main" })).toEqual({
      kind: "unreadable",
      why: "git is not installed",
      hint: "Run stagegate in a clone that git can read, or leave base out.",
    });
  });
});

describe("another CI", () => {
  const change = { baseSha: null, baseBranch: null, headSha: null, mergeSha: null, url: null };
  const ci = (own: Partial<CiChange> | null, defaultBranch: string | null = null): CiRun => ({
    name: "a CI",
    number: null,
    branch: null,
    defaultBranch,
    change: own === null ? null : { ...change, ...own },
  });

  test("that names the base commit is compared with it", async () => {
    const { remote, base, work } = pullRequestRemote();
    const run = ci({ baseSha: base, baseBranch: "main" });
    expect(await baseIn(checkout(remote, work, 1), { ci: run })).toEqual({
      kind: "commit",
      sha: base,
      name: "main",
    });
  });

  test("with a merge checked out has its first parent as base at any depth", async () => {
    const { remote, main, merge } = pullRequestRemote();
    const run = ci({ baseBranch: "main", mergeSha: merge });
    expect(await baseIn(checkout(remote, merge, 1), { ci: run })).toMatchObject({ sha: main });
  });

  test("that names only a branch, unknown to the clone, uses the merge base", async () => {
    const { remote, base } = pullRequestRemote();
    const single = clone(remote, "--single-branch", "--branch=work");
    expect(await baseIn(single, { ci: ci({ baseBranch: "main" }) })).toMatchObject({ sha: base });
  });

  test("with an unknown branch has no base but advice", async () => {
    const { remote, work } = pullRequestRemote();
    expect(await baseIn(checkout(remote, work, null), { ci: ci({ baseBranch: "gone" }) })).toEqual({
      kind: "none",
      why: "neither the clone nor origin knows gone; name the commit to compare with by --base",
    });
  });

  test.each([null, {}])("that names no base (%j) uses the default branch", async (own) => {
    const { remote, base } = pullRequestRemote();
    remote.git("branch", "--move", "main", "trunk");
    const single = clone(remote, "--single-branch", "--branch=work");
    expect(await baseIn(single, { ci: ci(own, "trunk") })).toMatchObject({ sha: base, name: "trunk" });
  });
});
