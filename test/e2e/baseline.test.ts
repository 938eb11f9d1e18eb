import type { Octokit } from "../../src/github/octokit.ts";
import { type FakeCache, startFakeCache } from "../github/fake-cache.ts";
import { annotations, makeRepository, type Repository, type Trigger } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

/**
 * Baselines in workflows: a push to the default branch stores a measurement in the cache, and later pull
 * requests are compared with it. GitHub is emulated, its cache service is a mock.
 */
const NUMBER = { ...REPOSITORY, issue_number: 1 };

const DOCKERFILE = "FROM alpine:3.22\nCOPY app /app\nUSER 10001\n";
const bytes = (count: number) => new Uint8Array(count).fill(7);

let repository: Repository;
let github: EmulatedGitHub;
let octokit: Octokit;
let cache: FakeCache;
let main: string;

beforeAll(async () => {
  repository = makeRepository();
  github = await startGitHub();
  octokit = github.octokit;
  cache = await startFakeCache();
  await octokit.rest.issues.create({ ...REPOSITORY, title: "Stands for the pull request" });
  main = repository.commit({ "growing/Dockerfile": DOCKERFILE, "growing/app/a.bin": bytes(1_000_000) });
});
afterAll(async () => {
  repository.remove();
  await github.close();
  await cache.close();
});

const common = () => ({ apiUrl: github.url, token: TOKEN, env: cache.env });

function pushed(before: string): Trigger {
  const payload = {
    ref: "refs/heads/main",
    before,
    forced: false,
    repository: { default_branch: "main" },
  };
  return { event: "push", payload, ...common() };
}

function pulled(): Trigger {
  const side = (sha: string, ref: string) => ({ sha, ref, repo: { full_name: "octocat/hello-world" } });
  const head = side(repository.git("rev-parse", "HEAD"), "change");
  const pull = { number: 1, head, base: side(main, "main"), labels: [] };
  return {
    event: "pull_request",
    payload: { pull_request: pull, repository: { default_branch: "main" } },
    ...common(),
  };
}

const comments = async () =>
  (await octokit.rest.issues.listComments(NUMBER)).data.map(({ body }) => body ?? "");

test("pull requests are compared with the stored default branch", async () => {
  const push = await repository.run("growing", pushed(repository.git("rev-parse", "HEAD^")));
  expect(push.result).toBe("success");
  const keys = cache.entries.map(({ key }) => key);
  expect(keys.filter((key) => key.includes(main))).toHaveLength(1);

  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ "README.md": "nothing that gets into the image" });
  const quiet = await repository.run("growing", pulled());
  expect(quiet.result).toBe("success");
  expect(quiet.summary).toContain("nothing changed");
  expect(await comments()).toEqual([]);

  repository.commit({ "growing/app/demo.mp4": bytes(1_800_000) });
  const failing = await repository.run("growing", pulled());
  expect(failing.exitStatus).toBe(1);
  const [comment, ...others] = await comments();
  expect(others).toEqual([]);
  expect(comment).toContain(`Compared with main at ${main.slice(0, 7)} (stored).`);
  expect(comment).toMatch(/\| Δ main +\|/);
  expect(comment).toContain("+1.8\u00a0MB");
  expect(comment).toContain("`/app/demo.mp4 +1.8 MB`");
  expect(annotations(failing, "error")).toMatchObject([
    {
      properties: { file: "growing/Dockerfile", line: "2", title: expect.stringContaining("growth") },
      text: expect.stringContaining("grew by 1.8 MB, 800.0 kB over max-growth (1 MB)"),
    },
  ]);

  await octokit.rest.issues.addLabels({ ...NUMBER, labels: ["image-size-ok"] });
  const waived = await repository.run("growing", pulled());
  expect(waived.result).toBe("success");
  expect(annotations(waived, "error")).toEqual([]);
  const [afterwards] = await comments();
  expect(afterwards).toContain("The label image-size-ok turns failures");
  expect(afterwards).toContain("([growth, waived][growth])");

  // The problem is gone: the comment must not show it any more.
  repository.git("rm", "--quiet", "growing/app/demo.mp4");
  repository.commit({});
  await repository.run("growing", pulled());
  const [last] = await comments();
  expect(last).toContain("nothing changed");
});
