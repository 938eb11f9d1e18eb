import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mergeMain } from "../../src/github/merge.ts";
import { finding, imageReport, loosened, reportOf } from "../fixtures/report.ts";
import { FAST } from "./client.ts";
import { fakeCore } from "./fake-core.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

let github: FakeGitHub;
let cwd: string;
beforeEach(async () => {
  github = await startFakeGitHub();
  cwd = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  write("reports/api/report.json", reportOf(imageReport({ name: "api" })));
});
afterEach(async () => {
  await github.close();
  rmSync(cwd, { recursive: true });
});

function write(path: string, value: object): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), JSON.stringify(value));
}

const failing = (name: string) => reportOf(imageReport({ name, verdict: "fail", findings: [finding()] }));

/** Runs the action for the pull request. */
async function run(inputs: Readonly<Record<string, string>> = {}, event = "pull_request") {
  const { payload, env } = JSON.parse(readFileSync(`test/event/events/${event}.json`, "utf8"));
  writeFileSync(join(cwd, "event.json"), JSON.stringify(payload));
  github.head = payload.pull_request?.head.sha ?? null;
  const { core, said, summary } = fakeCore();
  let log = "";
  const code = await mergeMain({
    core,
    env: {
      ...env,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: `${PULL_REQUEST.owner}/${PULL_REQUEST.repo}`,
      GITHUB_EVENT_PATH: join(cwd, "event.json"),
      GITHUB_WORKFLOW: "image",
      GITHUB_JOB: "report",
      RUNNER_TEMP: join(cwd, "temporary"),
      "INPUT_GITHUB-TOKEN": "job",
      INPUT_REPORTS: "reports",
      ...inputs,
    },
    cwd,
    write: (text) => {
      log += text;
    },
    signal: new AbortController().signal,
    pace: FAST,
  });
  const headlines = github.comments.map(({ body }) => /^### stagegate: (.*)$/m.exec(body)?.[1]);
  return { code, said, log, summary: summary(), headlines };
}

test("reports of several jobs have one comment, summary, log, report and verdict", async () => {
  write("reports/web/report.json", failing("web"));
  const { code, said, log, summary, headlines } = await run({ INPUT_EXPECT: "2" });
  expect(code).toBe(1);
  expect(headlines).toEqual(["❌ 1 of 2 images fails"]);
  expect(github.comments[0]?.body).toMatch(/^<!-- stagegate:image\/report\/\w{8} /);
  expect(summary).toContain("❌ 1 of 2 images fails");
  expect(log).toMatch(/^::stop-commands::(\w{32})\n.*✗ 1 of 2 images fails.*\n::\1::\n$/s);
  expect(said).toEqual(expect.arrayContaining(["verdict=fail", "error: too big"]));
  const path = said.find((line) => line.startsWith("report="))?.slice("report=".length) ?? "";
  expect(JSON.parse(readFileSync(path, "utf8")).images).toHaveLength(2);
});

test("a second run updates the comment in place", async () => {
  await run();
  write("reports/web/report.json", failing("web"));
  expect((await run()).headlines).toEqual(["❌ 1 of 2 images fails"]);
});

test("a missing report fails, and the comment says so", async () => {
  const { code, headlines, said } = await run({ INPUT_EXPECT: "3" });
  expect([code, headlines]).toEqual([2, ["⚠️ 2 of 3 reports are missing"]]);
  expect(said).toContain(
    "error: 2 of 3 reports are missing\nFind the job without a report: it ended with an error, was skipped, or did not upload its report. The reports that exist: reports/api/report.json.",
  );
});

test("a loosened gate is in the comment, whatever the setting comment", async () => {
  const quiet = { comment: "never" };
  write("reports/web/report.json", {
    ...failing("web"),
    findings: [loosened("max-size: 1 MB → 2 MB")],
    ...quiet,
  });
  await run({ INPUT_COMMENT: "never" });
  expect(github.comments).toEqual([]);
  expect((await run({})).headlines).toHaveLength(1);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["no report", { INPUT_REPORTS: "nosuch" }, "nosuch cannot be read: there is no such file"],
  ["no sources", { INPUT_REPORTS: "" }, "input reports: the value is missing"],
  ["a setting of the gate", { "INPUT_MAX-SIZE": "1MB" }, 'input max-size: unknown setting "max-size"'],
  ["a number in words", { INPUT_EXPECT: "two" }, 'expect: "two" is not a whole number'],
])("with %s the comment no longer says that images pass", async (_, inputs, message) => {
  await run();
  const { code, headlines, said } = await run({ ...inputs });
  expect([code, headlines]).toEqual([2, ["⚠️ nothing could be judged"]]);
  expect(said.find((line) => line.startsWith("error: "))).toContain(message);
});

test("a push has a summary and no comment", async () => {
  const { code, summary } = await run({}, "push");
  expect(code).toBe(0);
  expect(summary).toContain("✅ the image passes");
  expect(github.comments).toEqual([]);
});

test("whole logs are in the output folder", async () => {
  const log = finding({ rule: "test", log: "the end", logFile: "logs/web-test.log" });
  write("reports/web/report.json", reportOf(imageReport({ name: "web", verdict: "fail", findings: [log] })));
  mkdirSync(join(cwd, "reports/web/logs"));
  writeFileSync(join(cwd, "reports/web/logs/web-test.log"), "all of it");
  const { summary } = await run({ "INPUT_OUTPUT-DIR": "out" });
  expect(readFileSync(join(cwd, "out/logs/web-test.log"), "utf8")).toBe("all of it");
  expect(summary).toContain("Whole log: `logs/web-test.log` in the output folder");
});

describe("the check run", () => {
  const CHECKED = { INPUT_CHECK: "true" };
  const HEAD = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8")).payload.pull_request
    .head.sha;
  const NAME = expect.stringMatching(/^stagegate \(image\/report\/\w{8}\)$/);
  const warnings = (said: readonly string[]) => said.filter((line) => line.startsWith("warning: "));

  test("has the text of the comment, on the head of the pull request", async () => {
    write("reports/web/report.json", failing("web"));
    const { code, said } = await run({
      ...CHECKED,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_RUN_ID: "100",
    });
    expect([code, warnings(said)]).toEqual([1, []]);
    const [check, ...others] = github.checks;
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      name: NAME,
      head_sha: HEAD,
      conclusion: "failure",
      details_url: expect.stringMatching(/^https:\/\/github\.com\/octocat\/hello-world\/actions\/runs\/\d+$/),
      output: { title: "1 of 2 images fails" },
    });
    expect(github.comments[0]?.body).toContain(check?.output.summary);
  });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ["an image that passes", {}, "success", "the image passes"],
    ["a missing report", { INPUT_EXPECT: "2" }, "failure", "1 of 2 reports is missing"],
    ["no report", { INPUT_REPORTS: "nosuch" }, "failure", "nothing could be judged"],
  ])("%s has its conclusion", async (_, inputs, conclusion, title) => {
    await run({ ...CHECKED, ...inputs });
    expect(github.checks).toMatchObject([{ conclusion, output: { title } }]);
  });

  test("exists without a comment, and has the name of the comment's key", async () => {
    await run({ ...CHECKED, INPUT_COMMENT: "never", "INPUT_COMMENT-KEY": "backend" });
    expect(github.comments).toEqual([]);
    expect(github.checks).toMatchObject([{ name: "stagegate (backend)" }]);
  });

  test.each(["push", "merge_group"])("of the event %s is on its commit", async (event) => {
    const { env } = JSON.parse(readFileSync(`test/event/events/${event}.json`, "utf8"));
    await run(CHECKED, event);
    expect(github.checks).toMatchObject([{ head_sha: env.GITHUB_SHA, conclusion: "success" }]);
  });

  test("is only written with check", async () => {
    await run({ INPUT_CHECK: "false" });
    expect(github.checks).toEqual([]);
    expect(github.requests.filter((request) => request.includes("check-runs"))).toEqual([]);
  });

  test("has the annotations at lines instead of the job", async () => {
    const findings = [
      finding({ message: "at a line", place: { file: "Dockerfile", lines: [3, 4] } }),
      finding({ message: "elsewhere", place: { file: "../Dockerfile", lines: [3, 4] } }),
      finding({ message: "at no line", place: null }),
    ];
    write("reports/api/report.json", reportOf(imageReport({ name: "api", verdict: "fail", findings })));
    const { said } = await run(CHECKED);
    expect(github.checks[0]?.output.annotations).toEqual([
      {
        annotation_level: "failure",
        title: expect.stringMatching(/^api: /),
        message: "at a line",
        path: "Dockerfile",
        start_line: 3,
        end_line: 4,
      },
    ]);
    const errors = (lines: readonly string[]) => lines.filter((line) => line.startsWith("error: "));
    expect(errors(said)).toEqual(["error: elsewhere", "error: at no line"]);
    const { said: without } = await run({ ...CHECKED, "INPUT_GITHUB-TOKEN": "comments-only" });
    expect(errors(without)).toEqual(["error: at a line", "error: elsewhere", "error: at no line"]);
  });

  test("has room for a text of many bytes", async () => {
    const findings = Array.from({ length: 400 }, (_, index) =>
      finding({ message: `${index} ${"大".repeat(200)}` }),
    );
    write("reports/api/report.json", reportOf(imageReport({ name: "api", verdict: "fail", findings })));
    const { said } = await run(CHECKED);
    expect(warnings(said)).toEqual([]);
    expect(github.checks).toHaveLength(1);
    expect(Buffer.byteLength(github.checks[0]?.output.summary ?? "")).toBeGreaterThan(30_000);
  });

  test("of a later run of the same commit stays the newest", async () => {
    await run({ ...CHECKED, GITHUB_RUN_ID: "200", GITHUB_RUN_ATTEMPT: "1" });
    const { log } = await run({ ...CHECKED, GITHUB_RUN_ID: "100", GITHUB_RUN_ATTEMPT: "2" });
    expect(log).toContain("The check run stays as it is: a later run wrote it.");
    await run({ ...CHECKED, GITHUB_RUN_ID: "200", GITHUB_RUN_ATTEMPT: "2" });
    expect(github.checks.map(({ external_id }) => external_id)).toEqual([
      "stagegate:200.1",
      "stagegate:200.2",
    ]);
  });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "a missing permission",
      { "INPUT_GITHUB-TOKEN": "comments-only" },
      "pull_request",
      "the token lacks a permission; give the job `permissions: checks: write`.",
    ],
    [
      "a fork's token",
      { "INPUT_GITHUB-TOKEN": "of-a-fork", INPUT_COMMENT: "never" },
      "pull_request_fork",
      "the token of a pull request from a fork is always read-only, whatever `permissions:` says; the report is in the job summary, and docs/forks.md of stagegate has a workflow that writes the check run.",
    ],
    [
      "a person's token",
      { "INPUT_GITHUB-TOKEN": "person" },
      "pull_request",
      "only the token of a job or of a GitHub App can write check runs; leave out `github-token` to use the job's own.",
    ],
    ["no token", { "INPUT_GITHUB-TOKEN": "", INPUT_COMMENT: "never" }, "push", "there is no github-token."],
  ])("with %s is a warning, and fails nothing", async (_, inputs, event, why) => {
    github.tokens.set("of-a-fork", { login: "github-actions[bot]", mayWrite: false, isJobs: true });
    const { code, said } = await run({ ...CHECKED, ...inputs }, event);
    expect([code, warnings(said)]).toEqual([0, [`warning: The check run could not be written: ${why}`]]);
  });
});

test("an output folder behind a link out of the repository is an error", async () => {
  mkdirSync(join(cwd, "checkout/.git"), { recursive: true });
  mkdirSync(join(cwd, "elsewhere"));
  symlinkSync("../elsewhere", join(cwd, "checkout/out"));
  const { code, said } = await run({ "INPUT_OUTPUT-DIR": "checkout/out/reports" });
  expect(code).toBe(2);
  expect(said.join("\n")).toContain("leads out of the repository through a symbolic link");
  expect(readdirSync(join(cwd, "elsewhere"))).toEqual([]);
});
