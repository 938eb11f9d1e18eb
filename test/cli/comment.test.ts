import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";
import { type FakeGitLab, MERGE_REQUEST, startFakeGitLab } from "../forge/fake-gitlab.ts";
import { type FakeGitHub, startFakeGitHub } from "../github/fake-github.ts";
import { cliIn } from "./world.ts";

const HEAD = "1".repeat(40);
const REPORT = JSON.stringify(reportOf(imageReport()));

const OTHER = "2".repeat(40);

/** Writes the report of a run that judged this commit. */
const judged = (commit: string) =>
  writeFileSync(join(cwd, "report.json"), JSON.stringify({ ...reportOf(imageReport()), commit }));

let github: FakeGitHub;
let gitlab: FakeGitLab;
let cwd: string;
beforeEach(async () => {
  [github, gitlab] = await Promise.all([startFakeGitHub(), startFakeGitLab()]);
  github.head = HEAD;
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  writeFileSync(join(cwd, "report.json"), REPORT);
});
afterEach(async () => {
  await Promise.all([github.close(), gitlab.close()]);
  rmSync(cwd, { recursive: true });
});

/** Runs `stagegate comment` with these variables and no others. */
const comment = (env: Record<string, string>, ...argv: string[]) =>
  cliIn(cwd, ["comment", "report.json", ...argv], { PATH: process.env["PATH"], ...env });

/** The variables of a job, with a token of the forge that it runs for. */
const JOBS: Readonly<Record<string, () => Record<string, string>>> = {
  GitHub: () => ({
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_BASE_REF: "main",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_TOKEN: "job",
  }),
  "a GitHub Enterprise Server, from Jenkins": () => ({
    JENKINS_URL: "https://jenkins.example",
    BUILD_NUMBER: "12",
    CHANGE_ID: "7",
    CHANGE_URL: `${github.url}/octocat/hello-world/pull/7`,
    GIT_COMMIT: HEAD,
    GITHUB_TOKEN: "person",
  }),
  "Gitea or Forgejo": () => ({
    GITHUB_ACTIONS: "true",
    GITEA_ACTIONS: "true",
    GITHUB_SERVER_URL: github.url,
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_BASE_REF: "main",
    GITHUB_REF: "refs/pull/7/head",
    GITHUB_SHA: HEAD,
    GITEA_TOKEN: "person",
  }),
  GitLab: () => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${gitlab.url}/api/v4`,
    CI_MERGE_REQUEST_PROJECT_URL: `${gitlab.url}/group/sub/app`,
    CI_MERGE_REQUEST_IID: "7",
    CI_COMMIT_SHA: HEAD,
    CI_PIPELINE_ID: "4711",
    GITLAB_TOKEN: "glpat-1",
  }),
};

const bodies = () => [...github.comments, ...gitlab.notes].map(({ body }) => body);

describe.each(Object.keys(JOBS))("at %s", (name) => {
  const job = (more: Record<string, string> = {}) => ({ ...JOBS[name]?.(), ...more });

  test("a comment is created, then updated in place, then left alone", async () => {
    expect(await comment(job())).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Comment created: http.*7#(issuecomment-|note_)\d+\n$/),
      stderr: "",
    });
    expect(bodies()).toEqual([expect.stringContaining("✅ the image passes")]);
    const grown = reportOf(imageReport({ verdict: "fail", findings: [finding({ message: "too big" })] }));
    writeFileSync(join(cwd, "report.json"), JSON.stringify(grown));
    expect((await comment(job())).stdout).toMatch(/^Comment updated: /);
    expect(bodies()).toEqual([expect.stringContaining("too big")]);
    expect((await comment(job())).stdout).toMatch(/^Comment unchanged: /);
  });

  test("gates with different keys have different comments", async () => {
    await comment(job(), "--comment-key", "backend");
    await comment(job(), "--comment-key", "frontend");
    expect(bodies()).toHaveLength(2);
  });

  test("a comment of another author stays, whatever marker it has", async () => {
    const forged = `<!-- stagegate:default head=${HEAD} -->\nall is well`;
    github.say("mallory", forged);
    gitlab.say(1, forged);
    await comment(job());
    expect(bodies().filter((body) => body === forged)).toHaveLength(2);
    expect(bodies()).toHaveLength(3);
  });

  test("a rejected token is an error that does not show it", async () => {
    const { code, stdout, stderr } = await comment(job({ STAGEGATE_TOKEN: "no-such-token" }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/does not accept the token in STAGEGATE_TOKEN/);
    expect(stderr).not.toContain("no-such-token");
  });

  test("an unexpected answer is an error that names the forge", async () => {
    github.always = () => ({ status: 200, data: {} });
    gitlab.head = 7 as never;
    const { code, stderr } = await comment(job());
    expect(code).toBe(2);
    const forge = name.startsWith("a GitHub") ? "GitHub" : name;
    expect(stderr).toContain(`the answer of ${forge} is not as expected`);
  });

  test("a list of comments without an end is an error", async () => {
    Object.assign(github, { isEndless: true });
    Object.assign(gitlab, { isEndless: true });
    const { code, stderr } = await comment(job());
    expect(code).toBe(2);
    expect(stderr).toMatch(/^the server lists more than 100 pages of comments\n/);
    expect([...github.requests, ...gitlab.requests].length).toBeLessThan(110);
    expect(bodies()).toEqual([]);
  });

  test("a report of another commit is an error with both commits", async () => {
    await comment(job());
    const [before] = bodies();
    judged(OTHER);
    expect(await comment(job())).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "report.json is of commit 2222222, but the head of the pull request is 1111111\nRun the gate again for 1111111, then write its comment.\n",
    });
    expect(bodies()).toEqual([before]);
    judged(HEAD);
    expect((await comment(job())).code).toBe(0);
    expect(bodies()[0]).toContain("Result for commit `1111111`.");
  });

  test("without a token the error names the variable to set", async () => {
    const { code, stderr } = await comment(
      Object.fromEntries(Object.entries(job()).filter(([variable]) => !variable.endsWith("_TOKEN"))),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/there is no token .*\nSet (GITHUB|GITEA|GITLAB)_TOKEN to a token with /);
  });
});

test("the page names the pull request, also outside a CI", async () => {
  const page = `${gitlab.url}${MERGE_REQUEST}`;
  expect((await comment({ GITLAB_TOKEN: "glpat-1" }, "--pull-request", page)).code).toBe(0);
  expect(bodies()).toHaveLength(1);
});

describe("the commit of a report", () => {
  test("may be the CI's merge of the pull request", async () => {
    judged(OTHER);
    expect((await comment({ ...JOBS["GitHub"]?.(), GITHUB_SHA: OTHER })).code).toBe(0);
  });

  test("may be a merge on top of the head that no variable names", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=ci", "-c", "user.email=ci@localhost", ...args], {
        cwd,
        encoding: "utf8",
      }).trim();
    const commit = (message: string) => {
      git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD");
    };
    git("init", "--quiet", "--initial-branch=main");
    commit("The app");
    git("checkout", "--quiet", "-b", "change");
    github.head = commit("A change");
    git("checkout", "--quiet", "main");
    commit("Another");
    git("merge", "--quiet", "--no-edit", "change");
    judged(git("rev-parse", "HEAD"));
    const { GIT_COMMIT: _, ...job } = JOBS["a GitHub Enterprise Server, from Jenkins"]?.() ?? {};
    expect(await comment(job)).toMatchObject({ code: 0, stderr: "" });
    github.head = OTHER;
    expect((await comment(job)).stderr).toContain("but the head of the pull request is 2222222");
  });

  test("may be the commit of the CI if the head is newer", async () => {
    judged(HEAD);
    gitlab.head = OTHER;
    expect((await comment(JOBS["GitLab"]?.() ?? {})).code).toBe(0);
  });

  test("is the commit of the comment if CI and forge know no head", async () => {
    judged(OTHER);
    github.head = null;
    expect((await comment(JOBS["GitHub"]?.() ?? {})).code).toBe(0);
    expect(bodies()).toEqual([expect.stringContaining("Result for commit `2222222`.")]);
  });

  test("is checked by the forge outside a CI", async () => {
    judged(OTHER);
    const page = `${gitlab.url}${MERGE_REQUEST}`;
    const { code, stderr } = await comment({ GITLAB_TOKEN: "glpat-1" }, "--pull-request", page);
    expect([code, stderr]).toEqual([2, expect.stringContaining("commit 2222222, but the head")]);
    expect(bodies()).toEqual([]);
  });
});

test("an older run does not overwrite the comment of a later one", async () => {
  const at = (number: string) => ({ ...JOBS["GitLab"]?.(), CI_PIPELINE_ID: number });
  await comment(at("4712"));
  const [later] = bodies();
  writeFileSync(join(cwd, "report.json"), JSON.stringify(reportOf(imageReport({ name: "old" }))));
  expect((await comment(at("4711"))).stdout).toMatch(/^Comment kept: a later run wrote it/);
  expect(bodies()).toEqual([later]);
});

test("comments beyond the first page are searched", async () => {
  await comment(JOBS["GitLab"]?.() ?? {});
  for (let count = 0; count < 250; count += 1) gitlab.notes.unshift({ ...gitlab.say(1, "I agree") });
  await comment({ ...JOBS["GitLab"]?.(), CI_PIPELINE_ID: "4712" });
  expect(bodies().filter((body) => body.startsWith("<!--"))).toHaveLength(1);
});

describe("a token does not reach another server", () => {
  /** Requests to another server. */
  const requests: string[] = [];
  const other = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  let origin: string;
  beforeAll(async () => {
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterAll(() => other.close());
  beforeEach(() => {
    requests.length = 0;
  });

  test("by a link to the next page", async () => {
    await comment(JOBS["GitLab"]?.() ?? {});
    for (let count = 0; count < 250; count += 1) gitlab.notes.unshift({ ...gitlab.say(1, "I agree") });
    gitlab.linkOrigin = origin;
    const { code } = await comment({ ...JOBS["GitLab"]?.(), CI_PIPELINE_ID: "4712" });
    expect([code, requests]).toEqual([0, []]);
    expect(bodies().filter((body) => body.startsWith("<!--"))).toHaveLength(1);
  });

  test("by a link of GitHub or Gitea", async () => {
    for (let count = 0; count < 150; count += 1) github.say("octocat", "I agree");
    github.linkOrigin = origin;
    const { code } = await comment(JOBS["Gitea or Forgejo"]?.() ?? {});
    expect([code, requests]).toEqual([0, []]);
    expect(github.requests.filter((request) => request.includes("page=2"))).not.toEqual([]);
  });

  test("by a redirect, which is an error", async () => {
    gitlab.redirect = `${origin}/notes`;
    const { code, stderr } = await comment(JOBS["GitLab"]?.() ?? {});
    expect([code, requests]).toEqual([2, []]);
    expect(stderr).toContain(`redirects to ${origin}, which does not get the token`);
  });
});

test("GitLab executes no command in a report", async () => {
  const log = "building\n/close\n  /merge now\nusr/bin";
  const findings = [finding({ rule: "test", message: "/approve", log })];
  writeFileSync(
    join(cwd, "report.json"),
    JSON.stringify(reportOf(imageReport({ verdict: "fail", findings }))),
  );
  await comment(JOBS["GitLab"]?.() ?? {});
  expect(bodies()[0]).toContain("close");
  expect(bodies()[0]).not.toMatch(/^\s*\/\w/m);
});

test("a role without write access is named", async () => {
  gitlab.refuse = 403;
  const { code, stderr } = await comment(JOBS["GitLab"]?.() ?? {});
  expect(code).toBe(2);
  expect(stderr).toMatch(/GitLab forbids it .*\n.*GITLAB_TOKEN has the scope `api` and the role Reporter/);
});

test("a job token of Gitea without a user name finds its own comment", async () => {
  github.tokens.set("gitea", { login: "gitea-actions", mayWrite: true, isJobs: true });
  github.hasGraphql = false;
  const env = { ...JOBS["Gitea or Forgejo"]?.(), GITEA_TOKEN: "gitea" };
  await comment(env);
  expect((await comment(env)).stdout).toMatch(/^Comment unchanged/);
});

test.each<[string, Record<string, string>, string[], RegExp]>([
  ["outside a CI", {}, [], /there is no pull request to comment on: no variable of a CI names one\nName/],
  ["for a push", { GITLAB_CI: "true" }, [], /GitLab CI does not say that it runs for one/],
  [
    "at an unknown forge",
    {},
    ["--pull-request", "https://bitbucket.org/o/a/pull-requests/7"],
    /is not the address of a pull request/,
  ],
])("there is no pull request %s", async (_, env, argv, message) => {
  const { code, stderr } = await comment({ ...env, GITHUB_TOKEN: "job" }, ...argv);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("an invalid report writes nothing", async () => {
  writeFileSync(join(cwd, "report.json"), "{}");
  const { code, stderr } = await comment(JOBS["GitLab"]?.() ?? {});
  expect(code).toBe(2);
  expect(stderr).toContain("is not a report of stagegate");
  expect(bodies()).toEqual([]);
});
