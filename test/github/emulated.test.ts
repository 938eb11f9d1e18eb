import { createEmulator, type Emulator } from "emulate";
import { type CheckRun, createCheckRun } from "../../src/github/check-run.ts";
import { upsertComment } from "../../src/github/comment.ts";
import type { Octokit } from "../../src/github/octokit.ts";
import { fastOctokit } from "./client.ts";

/**
 * The usual life of the comment and the check run against an independent emulator of GitHub, so that it
 * does not share our misunderstandings. It has no GraphQL, so the user of the token comes from REST.
 */
const REPOSITORY = { owner: "octocat", repo: "hello-world" };

let emulator: Emulator;
let octokit: Octokit;
let number: number;

beforeAll(async () => {
  emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { "a-token": { login: "octocat", scopes: ["repo"] } },
      github: {
        users: [{ login: "octocat" }],
        repos: [{ owner: "octocat", name: "hello-world", auto_init: true }],
      },
    },
  });
  octokit = await fastOctokit(emulator.url, "a-token");
});
afterAll(() => emulator.close());

beforeEach(async () => {
  // The conversation of a pull request belongs to the issue with the same number.
  const { data } = await octokit.rest.issues.create({ ...REPOSITORY, title: "Smaller image" });
  number = data.number;
});

const HEAD = "1".repeat(40);
const marker = (key: string) => `<!-- stagegate:${key} run=100.1 head=${HEAD} -->`;

const write = (body: string, key = "default", run = { id: 100, attempt: 1, head: HEAD }) =>
  upsertComment(octokit, { ...REPOSITORY, number, key, run, body });

async function sayManyThings(count: number) {
  const conversation = { ...REPOSITORY, issue_number: number, body: "I agree" };
  await Promise.all(Array.from({ length: count }, () => octokit.rest.issues.createComment(conversation)));
}

async function comments() {
  const all = { ...REPOSITORY, issue_number: number, per_page: 100 };
  return octokit.paginate(octokit.rest.issues.listComments, all);
}

test("the comment is created, updated in place, and left alone without a change", async () => {
  const created = await write("62 MB");
  expect(created?.action).toBe("created");
  expect(await write("63 MB")).toEqual({ url: created?.url, action: "updated" });
  const [before] = await comments();
  expect(await write("63 MB")).toEqual({ url: created?.url, action: "unchanged" });

  const after = await comments();
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({
    html_url: created?.url,
    body: `${marker("default")}\n63 MB`,
    updated_at: before?.updated_at,
  });
});

test("the comment is found on later pages", async () => {
  await sayManyThings(100);
  const created = await write("62 MB");
  await sayManyThings(20);

  expect(await write("63 MB")).toEqual({ url: created?.url, action: "updated" });
  const all = await comments();
  expect(all).toHaveLength(121);
  expect(all[100]?.body).toBe(`${marker("default")}\n63 MB`);
});

test("two keys have one comment each", async () => {
  const backend = await write("62 MB", "backend");
  const frontend = await write("20 MB", "frontend");
  expect(frontend?.action).toBe("created");
  expect(await write("63 MB", "backend")).toEqual({ url: backend?.url, action: "updated" });
  expect((await comments()).map(({ body }) => body)).toEqual([
    `${marker("backend")}\n63 MB`,
    `${marker("frontend")}\n20 MB`,
  ]);
});

test("an earlier run that ends last leaves the later one's comment", async () => {
  const later = await write("63 MB", "default", { id: 200, attempt: 1, head: HEAD });
  expect(await write("62 MB")).toEqual({ url: later?.url, action: "superseded" });
  const [comment] = await comments();
  expect(comment?.body).toBe(`<!-- stagegate:default run=200.1 head=${HEAD} -->\n63 MB`);
});

test("the check run is on the commit, and an older run writes none", async () => {
  const { data: branch } = await octokit.rest.repos.getBranch({ ...REPOSITORY, branch: "main" });
  const head = branch.commit.sha;
  const check: CheckRun = {
    ...REPOSITORY,
    name: "stagegate (image)",
    run: { id: 100, attempt: 1, head },
    conclusion: "failure",
    detailsUrl: "https://github.com/octocat/hello-world/actions/runs/100",
    title: "the image fails",
    summary: "### stagegate: ❌ the image fails",
    annotations: [
      {
        level: "error",
        title: "app: size",
        message: "too big",
        file: "Dockerfile",
        startLine: 3,
        endLine: 3,
      },
    ],
  };
  expect(await createCheckRun(octokit, check)).toEqual(expect.stringContaining("octocat/hello-world"));
  expect(await createCheckRun(octokit, { ...check, run: { id: 99, attempt: 2, head } })).toBeNull();
  const { data } = await octokit.rest.checks.listForRef({ ...REPOSITORY, ref: head });
  expect(data.check_runs).toMatchObject([
    {
      name: check.name,
      head_sha: head,
      external_id: "stagegate:100.1",
      status: "completed",
      conclusion: "failure",
      output: { title: check.title, summary: check.summary, annotations_count: 1 },
    },
  ]);
});
