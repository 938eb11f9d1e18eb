import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { makeRepository, type Repository } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

/** examples/ci/github.yml in act, with this action and without the upload, which needs a server. */
function workflow(): string {
  const file = parse(readFileSync("examples/ci/github.yml", "utf8")) as {
    jobs: { image: { steps: { uses: string }[] } };
  };
  const { image } = file.jobs;
  image.steps = image.steps
    .filter(({ uses }) => !uses.startsWith("actions/upload-artifact@"))
    .map((step) => (step.uses.endsWith("/stagegate@v1") ? { ...step, uses: "./" } : step));
  return stringify(file);
}

const DOCKERFILE = "FROM scratch\nCOPY app /app\nUSER 10001\n";
const bytes = (count: number) => new Uint8Array(count).fill(7);

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

test("github.yml judges the growth of a pull request and comments", async () => {
  const main = repository.commit({
    Dockerfile: DOCKERFILE,
    ".github/workflows/image.yml": workflow(),
    "app/a.bin": bytes(100_000),
  });
  repository.git("checkout", "--quiet", "-b", "change");
  const sha = repository.commit({ "app/b.bin": bytes(50_000) });
  const side = (sha: string, ref: string) => ({ sha, ref, repo: { full_name: "octocat/hello-world" } });
  const pull = { number: 1, head: side(sha, "change"), base: side(main, "main"), labels: [] };
  const run = await repository.run("image", {
    event: "pull_request",
    payload: { pull_request: pull, repository: { default_branch: "main" } },
    apiUrl: github.url,
    token: TOKEN,
  });
  expect(run.exitStatus).toBe(1);
  expect(run.outputs["report"]).toMatch(/\/stagegate\/report\.json$/);
  const { data } = await github.octokit.rest.issues.listComments({ ...REPOSITORY, issue_number: 1 });
  expect(data.map(({ body }) => body)).toEqual([expect.stringContaining("50.0 kB")]);
});
