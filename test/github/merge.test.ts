import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

test("a missing report does not pass, and the comment says so", async () => {
  const { code, headlines, said } = await run({ INPUT_EXPECT: "3" });
  expect([code, headlines]).toEqual([2, ["⚠️ 2 of 3 reports are missing"]]);
  expect(said).toContain(
    "error: 2 of 3 reports are missing\nSee which job wrote no report: it ended with an error, was skipped, or did not upload its report",
  );
});

test("a pull request that loosens the gate is said whatever the jobs say of comments", async () => {
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
])("with %s the comment does not go on saying that images pass", async (_, inputs, message) => {
  await run();
  const { code, headlines, said } = await run({ ...inputs });
  expect([code, headlines]).toEqual([2, ["⚠️ nothing could be judged"]]);
  expect(said.find((line) => line.startsWith("error: "))).toContain(message);
});

test("a push has a summary, and no comment", async () => {
  const { code, summary } = await run({}, "push");
  expect(code).toBe(0);
  expect(summary).toContain("✅ the image passes");
  expect(github.comments).toEqual([]);
});
