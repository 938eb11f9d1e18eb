import { readFileSync } from "node:fs";
import { zipOf } from "../fixtures/zip.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "../github/fake-github.ts";
import { annotations, makeRepository, type Repository } from "./act.ts";

/** The example workflows for pull requests from forks: the one that gates, and the one that comments. */
let repository: Repository;
let github: FakeGitHub;

beforeAll(async () => {
  repository = makeRepository();
  repository.commit({
    Dockerfile: "FROM scratch AS production\nCOPY app /app\nUSER 10001\n",
    app: new Uint8Array(1_000_000).fill(7),
  });
  github = await startFakeGitHub();
});
afterAll(async () => {
  repository.remove();
  await github.close();
});

const BRANCH = "smaller-image";
const FORK = { full_name: "stranger/hello-world" };

/** Gates the checked-out commit as the run with that id; then comments, as the run after it. */
async function gateAndComment(id: number) {
  const sha = repository.git("rev-parse", "HEAD");
  const base = { sha: repository.git("rev-parse", "HEAD^"), repo: { full_name: "octocat/hello-world" } };
  const pull = { number: PULL_REQUEST.number, head: { sha, ref: BRANCH, repo: FORK }, base, labels: [] };
  github.head = sha;
  github.pulls.splice(0, 1, pull);
  const gate = await repository.run("fork-gate", {
    event: "pull_request",
    payload: { pull_request: pull },
    apiUrl: github.url,
    token: "read-only",
  });
  const content = readFileSync(repository.artifact("stagegate", "report.json"));
  const zip = zipOf([{ name: "report.json", content }]);
  github.artifacts.push({ run: id, id, name: "stagegate", zip, expired: false });
  const run = {
    id,
    run_attempt: 1,
    event: "pull_request",
    head_branch: BRANCH,
    head_sha: sha,
    head_repository: FORK,
  };
  const comment = () =>
    repository.runJobs(
      "fork-comment",
      { event: "workflow_run", payload: { workflow_run: run }, apiUrl: github.url, token: "job" },
      { comment: "comment" },
    );
  return { gate, comment };
}

const bodies = () => github.comments.map(({ body }) => body);

test("a fork is gated with a read-only token; a second workflow comments", async () => {
  const first = await gateAndComment(100);
  expect(first.gate).toMatchObject({ result: "success", outputs: { verdict: "pass" } });
  expect(annotations(first.gate, "error", "warning")).toEqual([]);
  expect(bodies()).toEqual([]);

  const [job] = (await first.comment()).values();
  expect(job).toMatchObject({ result: "success", exitStatus: 0 });
  expect(bodies()).toEqual([expect.stringContaining("### stagegate: ✅ the image passes")]);

  // A newer run fails, and the older one comments again.
  repository.commit({ app: new Uint8Array(160_000_000) });
  const second = await gateAndComment(200);
  expect(second.gate).toMatchObject({ result: "failure", outputs: { verdict: "fail" } });
  const [other] = (await second.comment()).values();
  expect(other?.result).toBe("success");
  await first.comment();
  expect(bodies()).toEqual([expect.stringContaining("### stagegate: ❌ the image fails")]);
});
