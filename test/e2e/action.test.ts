import { readFileSync } from "node:fs";
import type { Octokit } from "../../src/github/octokit.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "../github/fake-github.ts";
import { annotations, type Command, makeRepository, type Repository, type Trigger } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

/**
 * The released action: `action.yml` and the bundle, in workflows that act runs on this
 * machine, with a real engine, for pull requests of an emulated GitHub.
 */

let repository: Repository;
let github: EmulatedGitHub;
let octokit: Octokit;
let fake: FakeGitHub;

beforeAll(async () => {
  repository = makeRepository();
  repository.commit({ "change.txt": "the change of every pull request" });
  github = await startGitHub();
  octokit = github.octokit;
});
afterAll(async () => {
  repository.remove();
  await github.close();
});

beforeEach(async () => {
  fake = await startFakeGitHub();
});
afterEach(() => fake.close());

let branches = 0;

/** Opens a pull request in the emulated GitHub. */
async function openPullRequest() {
  branches += 1;
  const head = `change-${branches}`;
  const { git, repos, pulls, issues } = octokit.rest;
  const { data: main } = await git.getRef({ ...REPOSITORY, ref: "heads/main" });
  await git.createRef({ ...REPOSITORY, ref: `refs/heads/${head}`, sha: main.object.sha });
  const content = Buffer.from(head).toString("base64");
  const commit = { message: "Change it", path: "change.txt", content, branch: head };
  await repos.createOrUpdateFileContents({ ...REPOSITORY, ...commit });
  const { data: pull } = await pulls.create({ ...REPOSITORY, title: "A change", head, base: "main" });
  // The checkout does not come from the emulated GitHub.
  const { base, head: changed } = commits();
  const here = { ...pull, base: { ...pull.base, sha: base }, head: { ...pull.head, sha: changed } };
  const payload = { action: "synchronize", number: pull.number, pull_request: here };
  const trigger: Trigger = { event: "pull_request", payload, apiUrl: github.url, token: TOKEN };
  const comments = async () => (await issues.listComments({ ...REPOSITORY, issue_number: pull.number })).data;
  return { trigger, comments };
}

/** The base of a pull request, and its checkout. */
function commits() {
  return { base: repository.git("rev-parse", "HEAD^"), head: repository.git("rev-parse", "HEAD") };
}

/** A pull request of the mock, by a job with that token. */
function pullRequestOfFake({ from = "octocat/hello-world", token = "job" } = {}): Trigger {
  const side = (sha: string, name: string) => ({ sha, repo: { full_name: name } });
  const { base, head } = commits();
  const pull = {
    number: PULL_REQUEST.number,
    head: side(head, from),
    base: side(base, "octocat/hello-world"),
  };
  return { event: "pull_request", payload: { pull_request: pull }, apiUrl: fake.url, token };
}

/** Expects a comment to be the summary between the marker of its run and the commit. */
function expectComment(body: string | undefined, summary: string): void {
  expect(body).toMatch(/^<!-- stagegate:example run=\d+\.\d+ head=[0-9a-f]{40} -->\n/);
  expect(body).toContain(` -->\n${summary}\nResult for commit [\``);
}

/** The number of the line of an example's file with this start. */
function lineOf(file: string, start: string): string {
  const lines = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8").split("\n");
  return String(lines.findIndex((line) => line.startsWith(start)) + 1);
}

test("an image in its budget passes, with a comment and outputs", async () => {
  const { trigger, comments } = await openPullRequest();
  const run = await repository.run("passing", trigger);

  expect(annotations(run, "error", "warning")).toEqual([]);
  expect(run).toMatchObject({ result: "success", exitStatus: 0 });

  const { verdict, size, images, layers, user } = run.outputs;
  expect({ verdict, layers, user }).toEqual({ verdict: "pass", layers: "1", user: "65532" });
  expect(Number(size)).toBeGreaterThan(1_000_000);
  expect(JSON.parse(images ?? "")).toMatchObject({ static: { verdict: "pass", size: Number(size) } });
  expect(run.printed["next"]).toBe(`pass, ${size} bytes, layers 1\n`);
  expect(JSON.parse(run.printed["report"] ?? "")).toMatchObject({
    verdict: "pass",
    images: [
      { name: "static", image: { size: Number(size) }, tests: [{ target: "test", status: "passed" }] },
    ],
  });

  const [comment, ...others] = await comments();
  expect(others).toEqual([]);
  expect(comment?.user?.login).toBe("octocat");
  expect(comment?.body).toMatch(/\| ✅ \| static \| \d+\.\d\sMB \/\s12\sMB \|/);
  expectComment(comment?.body, run.summary);
});

test("an image over its budget fails at its line; a fix updates the comment", async () => {
  const { trigger, comments } = await openPullRequest();
  const run = await repository.run("failing", trigger);

  expect(run).toMatchObject({ result: "failure", exitStatus: 1 });
  const file = "examples/node-api/Dockerfile";
  const line = lineOf(file, "FROM node:24-slim AS production");
  expect(annotations(run, "error")).toEqual([
    {
      name: "error",
      properties: { title: "production: size", file, line, endLine: line },
      text: expect.stringMatching(/^production is \d+\.\d MB, \d+\.\d MB over max-size \(1/),
    },
  ]);
  expect(run.outputs).toMatchObject({ verdict: "fail", user: "1000" });
  expect(run.printed["next"]).toBe(`failure, fail, ${run.outputs["size"]} bytes\n`);
  expect(run.printed).not.toHaveProperty("deploy");

  const before = await comments();
  expect(before).toHaveLength(1);
  expect(before[0]?.body).toMatch(/\| ❌ \| production \| \*\*❌\s\d+\.\d\sMB \/\s1\sMB\*\* \|/);
  expectComment(before[0]?.body, run.summary);

  const mended = await repository.run("passing", trigger);
  expect(mended.result).toBe("success");
  const after = await comments();
  expect(after.map(({ id }) => id)).toEqual([before[0]?.id]);
  expectComment(after[0]?.body, mended.summary);
});

test("build output and image names give the runner no commands", async () => {
  const run = await repository.run("hostile", pullRequestOfFake());

  const printed = readFileSync(new URL("hostile/commands.txt", import.meta.url), "utf8");
  expect(run.printed["gate"]).toContain(`\n${printed}`);
  expect(run.printed["gate"]).toContain("│ ##[error]injected");
  // The action's own commands are about a rule or make groups.
  const isOfRule = ({ properties: { title = "" } }: Command) => /^::warning::injected: [a-z-]+$/.test(title);
  expect(run.commands.filter((command) => !isOfRule(command)).map(({ name }) => name)).toEqual([
    // All steps, and the one that failed.
    ...["group", "endgroup"],
    ...["group", "endgroup"],
  ]);
  expect(annotations(run, "error").map(({ properties }) => properties["file"])).toEqual([
    "hostile/Dockerfile",
  ]);
  expect(run).toMatchObject({ result: "failure", exitStatus: 1, outputs: { verdict: "fail" } });
});

test("configuration errors fail the job, each at its line", async () => {
  const run = await repository.run("mistaken", pullRequestOfFake());

  expect(run).toMatchObject({ result: "failure", exitStatus: 2 });
  expect(run.outputs).toEqual({ verdict: "error", report: expect.stringMatching(/\/report\.json$/) });
  const title = "stagegate: configuration";
  expect(annotations(run, "error")).toEqual([
    {
      name: "error",
      properties: { title },
      text: expect.stringMatching(/input max-sise: unknown setting "max-sise".*Did you mean max-size\?/),
    },
    {
      name: "error",
      properties: { title, file: "mistaken/.stagegate.yml", line: "2" },
      text: expect.stringContaining("there is no Dockerfile at mistaken/Dockerfile."),
    },
    {
      name: "error",
      properties: { title, file: "mistaken/.stagegate.yml", line: "3" },
      text: expect.stringContaining('"few"'),
    },
  ]);
  // There is no comment to update, and none is created.
  expect(fake.comments).toEqual([]);
});

test.each([
  ["the job's own", { token: "read-only" }, "give the job `permissions: pull-requests: write`"],
  [
    "a fork's",
    { token: "read-only", from: "someone/hello-world" },
    "the token of a pull request from a fork is always",
  ],
])("a token without comment access is only a warning: %s", async (_, pull, why) => {
  const run = await repository.run("passing", pullRequestOfFake(pull));

  expect(run).toMatchObject({ result: "success", exitStatus: 0, outputs: { verdict: "pass" } });
  expect(annotations(run, "error", "warning")).toEqual([
    { name: "warning", properties: {}, text: expect.stringContaining(why) },
  ]);
  expect(run.summary).toContain("### stagegate: ✅ the image passes");
  expect(fake.comments).toEqual([]);
});

test("a push is gated without a comment", async () => {
  const payload = { ref: "refs/heads/main" };
  const run = await repository.run("passing", { event: "push", payload, apiUrl: fake.url, token: "job" });

  expect(annotations(run, "error", "warning")).toEqual([]);
  expect(run).toMatchObject({ result: "success", exitStatus: 0, outputs: { verdict: "pass" } });
  expect(run.summary).toContain("### stagegate: ✅ the image passes");
  expect(fake.requests).toEqual([]);
});
