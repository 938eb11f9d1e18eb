import type { GitHubEvent } from "../../src/event/github.ts";
import { openCacheTrust, type TrustWorld } from "../../src/github/cache-trust.ts";
import type { GitHubAccess, Pace } from "../../src/github/octokit.ts";
import { FAST } from "./client.ts";
import { type Answer, type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

let github: FakeGitHub;
let warnings: string[];
beforeEach(async () => {
  github = await startFakeGitHub();
  warnings = [];
});
afterEach(() => github.close());

const { owner, repo, number } = PULL_REQUEST;
const at = { owner, repo, defaultBranch: "main" };
const pull: GitHubEvent = {
  ...at,
  kind: "pull_request",
  number,
  headSha: "1".repeat(40),
  baseSha: "2".repeat(40),
  baseRef: "main",
  labels: [],
  fork: false,
  target: false,
};
const push: GitHubEvent = {
  ...at,
  kind: "push",
  sha: "",
  ref: "refs/heads/main",
  before: null,
  forced: false,
};
const group: GitHubEvent = { ...at, kind: "merge_group", sha: "", baseSha: null, baseRef: null };

const accessWith = (pace: Pace): GitHubAccess => ({
  token: "job",
  env: { GITHUB_API_URL: github.url },
  signal: new AbortController().signal,
  pace,
});

const trustOf = (change: Partial<TrustWorld> = {}) =>
  openCacheTrust({
    event: pull,
    ref: "refs/pull/7/merge",
    access: accessWith(FAST),
    usesUnknown: true,
    warn: (message) => warnings.push(message),
    ...change,
  });

/** GitHub's answer with these entries. */
const entries = (...keys: string[]): Answer => ({
  status: 200,
  data: { total_count: keys.length, actions_caches: keys.map((key) => ({ key })) },
});

const query = (ref: string) =>
  `GET /repos/octocat/hello-world/actions/caches?key=stagegate-&ref=${encodeURIComponent(ref)}&per_page=100`;

test("an entry of the pull request is untrusted, with one request and one warning", async () => {
  github.next("GET", () => entries("stagegate-layers-1", "stagegate-a-1"));
  const trust = trustOf();
  const [one, other] = await Promise.all([trust(), trust()]);
  expect([one("stagegate-layers-1"), one("stagegate-layers-2"), other("stagegate-a-1")]).toEqual([
    false,
    true,
    false,
  ]);
  expect(github.requests).toEqual([query("refs/pull/7/merge")]);
  expect(warnings).toEqual([
    "stagegate does not use the cache entry stagegate-layers-1 of refs/pull/7/merge: only pushes store entries, so a changed workflow or an earlier version of stagegate wrote this one. Delete it with `gh cache delete stagegate-layers-1`.",
  ]);
});

test("a pull request without entries trusts every entry", async () => {
  github.next("GET", () => entries());
  expect((await trustOf()())("stagegate-a-1")).toBe(true);
  expect(warnings).toEqual([]);
});

test("no entry is trusted if GitHub's list is incomplete", async () => {
  github.next("GET", () => ({
    status: 200,
    data: { total_count: 101, actions_caches: Array(100).fill({ key: "stagegate-x" }) },
  }));
  expect((await trustOf()())("stagegate-a-1")).toBe(false);
});

test("a merge group asks about its own ref", async () => {
  const ref = "refs/heads/gh-readonly-queue/main/pr-7-1";
  github.next("GET", () => entries("stagegate-a-1"));
  expect((await trustOf({ event: group, ref })())("stagegate-a-1")).toBe(false);
  expect(github.requests).toEqual([query(ref)]);
});

test.each<[string, GitHubEvent]>([
  ["a push", push],
  ["pull_request_target with the base branch's entries", { ...pull, target: true }],
])("%s asks nothing and trusts every entry", async (_, event) => {
  expect((await trustOf({ event })())("stagegate-a-1")).toBe(true);
  expect(github.requests).toEqual([]);
});

const FORBIDDEN: Answer = { status: 403, data: { message: "Resource not accessible by integration" } };

test.each<[string, Answer | "reset" | null, string]>([
  ["denies the request", FORBIDDEN, "Resource not accessible by integration"],
  ["lacks the API", { status: 404, data: { message: "Not Found" } }, "Not Found"],
  ["breaks the connection", "reset", ""],
  ["sends another answer", { status: 200, data: {} }, ""],
  ["has no token", null, "there is no github-token"],
])("if GitHub %s, entries count only without the base's configuration", async (_, answer, why) => {
  const access = answer === null ? { access: null } : {};
  if (answer !== null) github.next("GET", () => answer);
  expect((await trustOf(access)())("stagegate-a-1")).toBe(true);
  expect(warnings).toEqual([]);
  if (answer !== null) github.next("GET", () => answer);
  const isTrusted = await trustOf({ ...access, usesUnknown: false })();
  expect([isTrusted("stagegate-a-1"), isTrusted("stagegate-b-1")]).toEqual([false, false]);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^This run does not use GitHub's cache, because .* this pull request wrote \(.*\)\. Give the job `permissions: actions: read`\.$/,
    ),
  ]);
  expect(warnings[0]).toContain(why);
});

test("a missing answer does not delay the run beyond the limit", async () => {
  github.next("GET", () => new Promise(() => undefined));
  const isTrusted = await trustOf({ usesUnknown: false, access: accessWith({ ...FAST, purpose: 50 }) })();
  expect(isTrusted("stagegate-a-1")).toBe(false);
  expect(warnings[0]).toContain("no answer within 0.05 s");
});
