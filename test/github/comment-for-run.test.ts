import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commentMain } from "../../src/github/comment-for-run.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";
import { zipOf } from "../fixtures/zip.ts";
import { FAST } from "./client.ts";
import { fakeCore } from "./fake-core.ts";
import { type FakeGitHub, startFakeGitHub } from "./fake-github.ts";

const HEAD = "1".repeat(40);
const NEXT = "4".repeat(40);

let github: FakeGitHub;
let cwd: string;
beforeEach(async () => {
  github = await startFakeGitHub();
  github.head = HEAD;
  github.pulls.push(pull(7));
  cwd = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(async () => {
  await github.close();
  rmSync(cwd, { recursive: true });
});

function pull(number: number, change: object = {}) {
  const head = { sha: HEAD, ref: "smaller-image", repo: { full_name: "stranger/hello-world" }, ...change };
  return { number, head };
}

const zipped = (change: object = {}) =>
  zipOf([{ name: "report.json", content: JSON.stringify(reportOf(imageReport(change))) }]);

/** The run leaves an artifact. */
function leave(zip: Buffer, { run = 100, name = "stagegate", expired = false } = {}): void {
  github.artifacts.push({ run, id: github.artifacts.length + 1, name, zip, expired });
}

/** Runs the action after a run of a fork. */
async function run(
  inputs: Readonly<Record<string, string>> = {},
  { workflowRun = {}, event = "workflow_run_fork" } = {},
) {
  const { payload, env } = JSON.parse(readFileSync(`test/event/events/${event}.json`, "utf8"));
  Object.assign(payload.workflow_run ?? {}, workflowRun);
  const path = join(cwd, "event.json");
  writeFileSync(path, JSON.stringify(payload));
  const { core, said } = fakeCore();
  const code = await commentMain({
    core,
    env: {
      ...env,
      GITHUB_EVENT_PATH: path,
      GITHUB_API_URL: github.url,
      GITHUB_RUN_ID: "999",
      GITHUB_WORKFLOW: "fork-comment",
      GITHUB_JOB: "comment",
      "INPUT_GITHUB-TOKEN": "job",
      ...inputs,
    },
    cwd,
    write: () => undefined,
    signal: new AbortController().signal,
    pace: FAST,
  });
  return { code, said, headlines: headlines() };
}

const headlines = () => github.comments.map(({ body }) => /^### stagegate: (.*)$/m.exec(body)?.[1]);

const PASSES = "✅ the image passes";
const FAILS = "❌ the image fails";
const FAILING = { verdict: "fail", findings: [finding()] };

test("the report of a fork's run becomes the comment, and the job passes", async () => {
  leave(zipped(FAILING));
  expect(await run()).toEqual({ code: 0, said: [], headlines: [FAILS] });
  expect(github.comments[0]?.body).toMatch(
    new RegExp(`^<!-- stagegate:fork-comment/comment/\\w{8} run=100\\.1 head=${HEAD} -->\\n`),
  );
  // No part of the archive is on the disk.
  expect(readdirSync(cwd)).toEqual(["event.json"]);
});

test("logs stay in the artifact, and no text names them", async () => {
  const log = finding({ rule: "test", log: "the end", logFile: "logs/app-test.log" });
  leave(zipped({ verdict: "fail", findings: [log] }));
  await run();
  expect(github.comments[0]?.body).toContain("the end");
  expect(github.comments[0]?.body).not.toContain("Whole log");
});

test("the reports of several artifacts are merged", async () => {
  leave(zipped({ name: "api" }), { name: "stagegate-api" });
  leave(zipped({ name: "web", ...FAILING }), { name: "stagegate-web" });
  leave(zipped({ name: "other" }), { name: "other" });
  const { code, headlines } = await run({ INPUT_ARTIFACT: "stagegate-*", INPUT_EXPECT: "3" });
  expect([code, headlines]).toEqual([0, ["❌ 1 of 2 images fails, 1 of 3 reports is missing"]]);
});

test("of several artifacts with one name, after a re-run, the newest counts", async () => {
  leave(zipped(FAILING));
  leave(zipped());
  leave(zipped(FAILING), { expired: true });
  leave(zipped(FAILING), { run: 101 });
  expect((await run()).headlines).toEqual([PASSES]);
});

test("a report of another commit is an error in the comment", async () => {
  const judged = (commit: string) =>
    leave(zipOf([{ name: "report.json", content: JSON.stringify({ ...reportOf(imageReport()), commit }) }]));
  judged(HEAD);
  expect(await run()).toEqual({ code: 0, said: [], headlines: [PASSES] });
  judged(NEXT);
  const { code, said, headlines } = await run();
  expect([code, headlines]).toEqual([2, ["⚠️ nothing could be judged"]]);
  expect(said.at(-1)).toMatch(
    /^error: the report is of commit 4444444, but the head of the pull request is 1111111/,
  );
});

test("text of the report is escaped", async () => {
  const message = "<script>alert(1)</script> @octocat [x](https://evil.example) | x";
  leave(zipped({ name: "`a` <b>", verdict: "fail", findings: [finding({ message })] }));
  await run();
  const [comment] = github.comments;
  expect(comment?.body).toContain("### stagegate");
  for (const text of ["<script>", "<b>", "@octocat", "](https://evil.example)"])
    expect(comment?.body).not.toContain(text);
});

describe("the order of runs", () => {
  test("protects the text of a newer run", async () => {
    leave(zipped(FAILING), { run: 200 });
    leave(zipped(), { run: 100 });
    await run({}, { workflowRun: { id: 200 } });
    expect((await run({}, { workflowRun: { id: 100 } })).headlines).toEqual([FAILS]);
  });

  test("lets a re-run replace its earlier attempt, and not the reverse", async () => {
    leave(zipped(FAILING));
    await run({}, { workflowRun: { run_attempt: 2 } });
    leave(zipped());
    expect((await run({}, { workflowRun: { run_attempt: 1 } })).headlines).toEqual([FAILS]);
    expect((await run({}, { workflowRun: { run_attempt: 3 } })).headlines).toEqual([PASSES]);
  });
});

describe("the check run", () => {
  const CHECKED = { INPUT_CHECK: "true", "INPUT_COMMENT-KEY": "image" };

  test("is on the pull request's head, by the judging run", async () => {
    leave(zipped(FAILING));
    expect(await run(CHECKED)).toEqual({ code: 0, said: [], headlines: [FAILS] });
    expect(github.checks).toMatchObject([
      {
        name: "stagegate (image)",
        head_sha: HEAD,
        external_id: "stagegate:100.1",
        conclusion: "failure",
        output: { title: "the image fails", annotations: [] },
      },
    ]);
  });

  test("says if reports are unreadable", async () => {
    await run(CHECKED);
    expect(github.checks).toMatchObject([
      { conclusion: "failure", output: { title: "nothing could be judged" } },
    ]);
  });
});

describe("the pull request", () => {
  test.each<[string, object]>([
    ["of another commit", { sha: NEXT }],
    ["of another branch", { ref: "other" }],
    ["of another repository", { repo: { full_name: "mallory/hello-world" } }],
    ["of another repository of the same owner", { repo: { full_name: "stranger/other" } }],
    ["of a repository that is gone", { repo: null }],
  ])("%s gets no comment", async (_, change) => {
    leave(zipped());
    github.pulls.splice(0, 1, pull(7, change));
    const { code, said, headlines } = await run();
    expect([code, headlines]).toEqual([0, []]);
    expect(said).toEqual([expect.stringMatching(/^notice: No open pull request has 1111111 of stranger/)]);
  });

  test("with the same head as another one is an error", async () => {
    leave(zipped());
    github.pulls.push(pull(8));
    const { code, said, headlines } = await run();
    expect([code, headlines]).toEqual([2, []]);
    expect(said.at(-1)).toMatch(/^error: several pull requests have the same head, #7, #8/);
  });

  test("is not the number in the artifact", async () => {
    const report = { ...reportOf(imageReport()), number: 8, pull_request: 8 };
    leave(zipOf([{ name: "report.json", content: JSON.stringify(report) }]));
    github.pulls.push(pull(8, { sha: NEXT }));
    expect((await run()).headlines).toEqual([PASSES]);
    expect(github.requests.some((request) => request.includes("/8"))).toBe(false);
  });
});

test("a run for a push has no pull request, and makes no request", async () => {
  const { code } = await run({}, { workflowRun: { event: "push" } });
  expect([code, github.requests]).toEqual([0, []]);
});

test.each<[string, () => void, RegExp]>([
  ["no artifact", () => undefined, /the run has no artifact stagegate/],
  ["an artifact without a report", () => leave(zipOf([])), /holds no report\.json/],
  ["an invalid archive", () => leave(Buffer.from("no zip")), /cannot be read as a zip archive/],
  [
    "an invalid report",
    () => leave(zipOf([{ name: "report.json", content: "{}" }])),
    /is not a report of stagegate/,
  ],
  [
    "a path outside the folder",
    () => leave(zipOf([{ name: "../report.json", content: "{}" }])),
    /invalid relative path/,
  ],
  ["an artifact that is too large", () => leave(Buffer.alloc(64_000_001)), /larger than 64 MB/],
])("after %s the comment no longer says that the image passes", async (_, prepare, reason) => {
  leave(zipped(), { run: 99 });
  await run({}, { workflowRun: { id: 99 } });
  prepare();
  const { code, said, headlines } = await run();
  expect([code, headlines]).toEqual([2, ["⚠️ nothing could be judged"]]);
  expect(said.at(-1)).toMatch(reason);
});

test.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
  ["another event", {}, "pull_request", /a workflow of the event pull_request follows no other run/],
  ["a setting of the gate", { "INPUT_MAX-SIZE": "1MB" }, "workflow_run_fork", /unknown setting "max-size"/],
  ["no token", { "INPUT_GITHUB-TOKEN": "" }, "workflow_run_fork", /there is no github-token/],
  ["a deleted fork", {}, "workflow_run_deleted_fork", /does not exist any more/],
])("%s is an error", async (_, inputs, event, reason) => {
  const { code, said } = await run(inputs, { event });
  expect([code, said.at(-1)]).toEqual([2, expect.stringMatching(reason)]);
});
