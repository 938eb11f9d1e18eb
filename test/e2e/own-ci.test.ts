import { readFileSync } from "node:fs";
import { makeRepository, type Repository } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

let repository: Repository;
let github: EmulatedGitHub;
beforeAll(async () => {
  repository = makeRepository();
  github = await startGitHub();
  await github.octokit.rest.issues.create({ ...REPOSITORY, title: "Stands for the pull request" });
});
afterAll(async () => {
  repository.remove();
  await github.close();
});

test("the job action of ci.yml gates an example with its own commit", async () => {
  const files = [".github/workflows/ci.yml", "examples/go-hello/.stagegate.yml"];
  const main = repository.commit(Object.fromEntries(files.map((path) => [path, readFileSync(path)])));
  repository.git("checkout", "--quiet", "-b", "change");
  const sha = repository.commit({ "notes.md": "More" });
  const side = (sha: string, ref: string) => ({ sha, ref, repo: { full_name: "octocat/hello-world" } });
  const pull = { number: 1, head: side(sha, "change"), base: side(main, "main"), labels: [] };
  const jobs = await repository.runJobs("ci", {
    event: "pull_request",
    payload: { pull_request: pull, repository: { default_branch: "main" } },
    apiUrl: github.url,
    token: TOKEN,
    job: "action",
    matrix: "example:go-hello",
  });
  expect([...jobs].map(([name, { result, outputs }]) => [name, result, outputs["verdict"]]).sort()).toEqual([
    ["action go-hello ubuntu-24.04", "success", "pass"],
    ["action go-hello ubuntu-26.04", "success", "pass"],
  ]);
});
