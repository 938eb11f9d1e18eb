import { annotations, makeRepository, type Repository, type Trigger } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

/** Several gates in one pull request: jobs of a matrix, steps of one job, and reports that are merged. */
const DOCKERFILE = "FROM scratch\nCOPY app /app\nUSER 10001\n";
const bytes = (count: number) => new Uint8Array(count).fill(7);

let repository: Repository;
let github: EmulatedGitHub;

beforeAll(async () => {
  repository = makeRepository();
  github = await startGitHub();
  const image = (context: string) =>
    `  ${context === "small" ? "api" : "web"}: {context: ${context}, max-size: 9MB}\n`;
  repository.commit({
    "small/Dockerfile": DOCKERFILE,
    "small/app": bytes(1_000_000),
    "large/Dockerfile": DOCKERFILE,
    "large/app": bytes(20_000_000),
    "images.yml": `images:\n${image("small")}${image("large")}`,
  });
  repository.commit({ "README.md": "the change of every pull request" });
});
afterAll(async () => {
  repository.remove();
  await github.close();
});

/** Opens a pull request; comments treat it as an issue. */
async function openPullRequest() {
  const { data } = await github.octokit.rest.issues.create({ ...REPOSITORY, title: "A change" });
  const side = (revision: string) => ({
    sha: repository.git("rev-parse", revision),
    ref: "main",
    repo: { full_name: "octocat/hello-world" },
  });
  const pull = { number: data.number, head: side("HEAD"), base: side("HEAD^"), labels: [] };
  const trigger: Trigger = {
    event: "pull_request",
    payload: { pull_request: pull, repository: { default_branch: "main" } },
    apiUrl: github.url,
    token: TOKEN,
  };
  const comments = async () => {
    const thread = { ...REPOSITORY, issue_number: data.number };
    const { data: all } = await github.octokit.rest.issues.listComments(thread);
    return all.map(({ body }) => body ?? "");
  };
  return { trigger, comments };
}

const headline = (comment: string) => /^### stagegate: (.*)$/m.exec(comment)?.[1];

test("jobs and steps have separate comments and reports", async () => {
  const { trigger, comments } = await openPullRequest();
  const jobs = await repository.runJobs("several", trigger);

  // act gives all jobs of a matrix the result of the matrix.
  expect([...jobs].map(([name, { outputs }]) => [name, outputs["verdict"]]).sort()).toEqual([
    // They differ only in a build argument.
    ["arguments 1", "pass"],
    ["arguments 2", "pass"],
    ["matrix large", "fail"],
    ["matrix small", "pass"],
    ["steps", "fail"],
  ]);
  const [passes, fails] = ["✅ the image passes, nothing changed", "❌ the image fails"];
  expect((await comments()).map(headline).sort()).toEqual(
    [...Array(2).fill(fails), ...Array(4).fill(passes)].sort(),
  );
  // The failing step has its own report, although a later step passed.
  expect(JSON.parse(jobs.get("steps")?.printed["report"] ?? "").verdict).toBe("fail");

  // Each run updates its own comment.
  await repository.runJobs("several", trigger);
  expect(await comments()).toHaveLength(6);
});

test("the matrix example has one comment that lists missing reports", async () => {
  const config = repository.git("show", "HEAD:images.yml");
  repository.commit({ ".stagegate.yml": config });
  const { trigger, comments } = await openPullRequest();
  // This machine is no runner for arm64, so half of the reports are missing.
  const jobs = await repository.runJobs(
    "matrix",
    { ...trigger, matrix: "runner:ubuntu-24.04" },
    { report: "merge" },
  );

  expect([...jobs].map(([name, { exitStatus }]) => [name, exitStatus]).sort()).toEqual([
    ["gate api ubuntu-24.04", 0],
    ["gate web ubuntu-24.04", 1],
    ["report", 1],
  ]);
  const all = await comments();
  expect(all.map(headline)).toEqual(["❌ 1 of 2 images fails, 2 of 4 reports are missing"]);
  expect(all[0]).toMatch(/\| ✅ \| api \|/);
  expect(all[0]).toMatch(/\| ❌ \| web \|/);
  const report = jobs.get("report");
  if (report === undefined) throw new Error("the last job did not run");
  expect(report.outputs["verdict"]).toBe("fail");
  expect(report.summary).toContain("2 of 4 reports are missing");
  expect(annotations(report, "error").map(({ text }) => text)).toEqual([
    expect.stringContaining("2 of 4 reports are missing"),
    expect.stringContaining("over max-size (9 MB)"),
  ]);
});
