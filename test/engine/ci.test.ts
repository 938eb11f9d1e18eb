import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import type { Report } from "../../src/model/report.ts";
import { type FakeGitLab, MERGE_REQUEST, startFakeGitLab } from "../forge/fake-gitlab.ts";
import { type FakeGitHub, startFakeGitHub } from "../github/fake-github.ts";
import { dockerVariables, type Ended, engineEnv, folderWith, STORES } from "./engine.ts";
import { Repository } from "./repository.ts";

/**
 * The files of examples/ci, each in the environment of a job in its CI: only its variables, its way to
 * clone, and the API of its forge.
 */
const FILES = resolve("examples/ci");
const env = engineEnv(STORES[0] ?? "");

/** The parts of a file that a test can run without the CI. */
interface Example {
  /** Commands, and which of them run even after a failed one. */
  readonly commands: readonly { readonly run: string; readonly always: boolean }[];
  /** Files that the CI stores as results. */
  readonly results: readonly string[];
  /** Variables of the file, with the CI's variables in their values. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The CI's cache between jobs. */
  readonly cache?: { readonly key: string; readonly fallback_keys: string[]; readonly paths: string[] };
}

const read = (name: string) => readFileSync(join(FILES, name), "utf8");

const EXAMPLES: Readonly<Record<string, () => Example>> = {
  "gitlab.yml": () => {
    const { image } = parse(read("gitlab.yml")) as {
      image: {
        script: string[];
        after_script: string[];
        variables: Record<string, string>;
        cache: { key: string; fallback_keys: string[]; paths: string[] };
        artifacts: { paths: string[]; reports: Record<string, string> };
      };
    };
    return {
      commands: [
        ...image.script.map((run) => ({ run, always: false })),
        ...image.after_script.map((run) => ({ run, always: true })),
      ],
      results: [...image.artifacts.paths, ...Object.values(image.artifacts.reports)],
      variables: image.variables,
      cache: image.cache,
    };
  },
  "gitea.yml": () => {
    const { jobs } = parse(read("gitea.yml")) as {
      jobs: { image: { steps: { if?: string; run?: string; with?: { path?: string } }[] } };
    };
    return {
      commands: jobs.image.steps.flatMap(({ if: condition, run }) =>
        run === undefined ? [] : [{ run, always: condition?.startsWith("always()") === true }],
      ),
      results: jobs.image.steps.flatMap((step) => step.with?.path ?? []),
    };
  },
  Jenkinsfile: () => {
    const file = read("Jenkinsfile");
    const after = file.indexOf("always {");
    return {
      commands: [...file.matchAll(/sh '([^']+)'/g)].map(({ 1: run = "", index }) => ({
        run,
        always: index > after,
      })),
      results: ["reports/report.junit.xml"],
    };
  },
  "buildkite.yml": () => {
    const { steps } = parse(read("buildkite.yml")) as { steps: { command: string }[] };
    // The agent expands variables, and replaces two dollars by one.
    return {
      commands: steps.map(({ command }) => ({ run: command.replaceAll("$$", "$"), always: false })),
      results: ["reports/report.html"],
    };
  },
  "gate.sh": () => ({
    commands: [{ run: join(FILES, "gate.sh"), always: false }],
    results: ["reports/report.json"],
  }),
};

const bytes = (count: number) => new Uint8Array(count).fill(7);

/** A remote whose branches `main` and `change` have diverged, with their commits by name. */
function makeRemote() {
  const remote = new Repository({
    Dockerfile: "FROM scratch\nCOPY app /app\nUSER 10001\n",
    ".stagegate.yml": "images: {app: {max-growth: 10%}}\n",
    ".gitignore": "reports\n.cache\n",
    "app/a.bin": bytes(100_000),
  });
  const base = remote.git("rev-parse", "main");
  remote.git("checkout", "--quiet", "-b", "change");
  const head = remote.commit({ "app/b.bin": bytes(50_000) });
  remote.git("checkout", "--quiet", "main");
  const main = remote.commit({ "app/c.bin": bytes(5000) });
  return { remote, base, head, main, url: `file://${remote.folder}` };
}

let made: ReturnType<typeof makeRemote>;
let github: FakeGitHub;
let gitlab: FakeGitLab;
const folders: string[] = [];
const newFolder = (files: Readonly<Record<string, string>> = {}) => {
  const folder = folderWith(files);
  folders.push(folder);
  return folder;
};
beforeAll(() => {
  made = makeRemote();
  folders.push(made.remote.folder);
});
beforeEach(async () => {
  [github, gitlab] = await Promise.all([startFakeGitHub(), startFakeGitLab()]);
});
afterEach(() => Promise.all([github.close(), gitlab.close()]));
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The clone of a CI, and its variables for a pull request. */
interface Ci {
  readonly clone: (folder: string) => void;
  readonly variables: () => Readonly<Record<string, string>>;
}

const git = (folder: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=ci", "-c", "user.email=ci@localhost", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

/** Fetches one commit with this depth, and checks it out. */
function cloneCommit(folder: string, sha: string, depth: number) {
  git(folder, "init", "--quiet");
  git(folder, "remote", "add", "origin", made.url);
  git(folder, "fetch", "--quiet", `--depth=${depth}`, "origin", sha);
  git(folder, "checkout", "--quiet", "--detach", sha);
}

function cloneAll(folder: string, branch: string) {
  git(folder, "clone", "--quiet", "--branch", branch, made.url, ".");
}

const CIS: Readonly<Record<string, Ci>> = {
  "gitlab.yml": {
    clone: (folder) => cloneCommit(folder, made.head, 1),
    variables: () => ({
      CI: "true",
      GITLAB_CI: "true",
      CI_API_V4_URL: `${gitlab.url}/api/v4`,
      CI_COMMIT_SHA: made.head,
      CI_DEFAULT_BRANCH: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: made.base,
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_PROJECT_URL: `${gitlab.url}/group/sub/app`,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_PIPELINE_ID: "4711",
      CI_PIPELINE_SOURCE: "merge_request_event",
      GITLAB_TOKEN: "glpat-1",
    }),
  },
  "gitea.yml": {
    clone: (folder) => cloneAll(folder, "change"),
    variables: () => ({
      CI: "true",
      GITEA_ACTIONS: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_BASE_REF: "main",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_REF: "refs/pull/7/head",
      GITHUB_REPOSITORY: "octocat/hello-world",
      GITHUB_SERVER_URL: github.url,
      GITHUB_SHA: made.head,
      GITEA_TOKEN: "person",
    }),
  },
  Jenkinsfile: {
    // It merges the target into the change before it builds.
    clone: (folder) => {
      cloneAll(folder, "change");
      git(folder, "checkout", "--quiet", "--detach");
      git(folder, "merge", "--quiet", "--no-edit", "origin/main");
    },
    variables: () => ({
      JENKINS_URL: "https://jenkins.example/",
      BRANCH_NAME: "PR-7",
      BUILD_NUMBER: "12",
      CHANGE_ID: "7",
      CHANGE_TARGET: "main",
      CHANGE_URL: `${github.url}/octocat/hello-world/pull/7`,
      GITHUB_TOKEN: "person",
    }),
  },
  "buildkite.yml": {
    clone: (folder) => cloneAll(folder, "change"),
    variables: () => ({
      CI: "true",
      BUILDKITE: "true",
      BUILDKITE_BUILD_NUMBER: "12",
      BUILDKITE_COMMIT: made.head,
      BUILDKITE_PIPELINE_DEFAULT_BRANCH: "main",
      BUILDKITE_PULL_REQUEST: "7",
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main",
      BUILDKITE_REPO: `${github.url}/octocat/hello-world.git`,
      GITHUB_TOKEN: "person",
    }),
  },
  "gate.sh": {
    clone: (folder) => cloneAll(folder, "change"),
    variables: () => ({
      BASE: "main",
      PULL_REQUEST: `${gitlab.url}${MERGE_REQUEST}`,
      GITLAB_TOKEN: "glpat-1",
    }),
  },
};

/** The engine, a separate home, and `npx` with this stagegate. */
function machine(): NodeJS.ProcessEnv {
  const home = newFolder({
    "bin/npx": `#!/bin/sh\n[ "$1 $2" = "--yes stagegate" ] || exit 99\nshift 2\nexec '${process.execPath}' '${resolve("dist/cli.cjs")}' "$@"\n`,
  });
  chmodSync(join(home, "bin/npx"), 0o755);
  const docker = dockerVariables(env);
  const own = Object.fromEntries(Object.entries(docker).filter(([, value]) => value !== ""));
  return { ...own, PATH: `${home}/bin:${docker.PATH}`, HOME: home };
}

async function shell(run: string, cwd: string, variables: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn("sh", ["-e", "-c", run], {
    cwd,
    env: variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((done) => child.once("close", done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, stdout, stderr };
}

/** Runs the commands of a file; after a failed one, only those that always run. */
async function runFile(name: string, ofCi: Readonly<Record<string, string>>, folder: string) {
  const { commands = [], variables = {} } = EXAMPLES[name]?.() ?? {};
  const filled = Object.entries(variables).map(([key, text]) => [
    key,
    expand(text, { ...ofCi, CI_PROJECT_DIR: folder }),
  ]);
  const own = { ...machine(), ...ofCi, ...Object.fromEntries(filled) };
  const ended: Ended[] = [];
  for (const { run, always } of commands) {
    if (always || ended.every(({ code }) => code === 0)) ended.push(await shell(run, folder, own));
  }
  return ended;
}

/** A text of a file with the values of the variables in it. */
function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? "");
}

const comments = () => [...github.comments, ...gitlab.notes].map(({ body }) => body);

describe.each(Object.keys(CIS))("%s", (name) => {
  test("judges the growth of a pull request against its base, and comments on it", async () => {
    const ci = CIS[name];
    const folder = newFolder();
    ci?.clone(folder);
    github.head = made.head;
    gitlab.head = made.head;
    const [gate, comment] = await runFile(name, ci?.variables() ?? {}, folder);
    expect(gate).toMatchObject({ code: 1, stdout: expect.stringContaining("app grew by 50.0 kB") });
    expect(comment?.code ?? 0).toBe(0);
    const report = JSON.parse(readFileSync(join(folder, "reports/report.json"), "utf8")) as Report;
    // Jenkins has merged the present main.
    const commit = name === "Jenkinsfile" ? made.main : made.base;
    expect(report.images[0]?.baseline).toMatchObject({ state: "built", commit });
    for (const path of EXAMPLES[name]?.().results ?? []) readFileSync(reportIn(folder, path));
    expect(comments()).toEqual([expect.stringContaining("app grew by 50.0 kB")]);
  });
});

/** A result path of a file; for a folder, the report in it. */
function reportIn(folder: string, path: string): string {
  return join(folder, path === "reports" ? "reports/report.json" : path);
}

test("gitlab.yml writes no comment for the default branch", async () => {
  const folder = newFolder();
  cloneCommit(folder, made.main, 20);
  const variables = { CI: "true", GITLAB_CI: "true", CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main" };
  const ended = await runFile("gitlab.yml", variables, folder);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(ended[0]?.stdout).toContain("5.0 kB");
  expect(comments()).toEqual([]);
});

describe("the cache of gitlab.yml", () => {
  const main = (sha: string) => ({
    CI: "true",
    GITLAB_CI: "true",
    CI_COMMIT_BRANCH: "main",
    CI_COMMIT_REF_SLUG: "main",
    CI_DEFAULT_BRANCH: "main",
    CI_COMMIT_SHA: sha,
  });
  const change = () => ({
    ...CIS["gitlab.yml"]?.variables(),
    CI_COMMIT_REF_SLUG: "change",
  });

  /** Runs a job in a new clone, as GitLab does, with the first cache of its keys. */
  async function runJob(sha: string, variables: Readonly<Record<string, string>>, kept: Map<string, string>) {
    const { cache } = EXAMPLES["gitlab.yml"]?.() ?? {};
    if (cache === undefined) throw new Error("gitlab.yml has no cache");
    const folder = newFolder();
    cloneCommit(folder, sha, 20);
    const [key = "", ...others] = [cache.key, ...cache.fallback_keys].map((text) => expand(text, variables));
    const from = [key, ...others].map((each) => kept.get(each)).find((each) => each !== undefined);
    for (const path of cache.paths)
      if (from !== undefined) cpSync(join(from, path), join(folder, path), { recursive: true });
    await runFile("gitlab.yml", variables, folder);
    kept.set(key, newFolder());
    for (const path of cache.paths.filter((path) => existsSync(join(folder, path))))
      cpSync(join(folder, path), join(kept.get(key) ?? "", path), { recursive: true });
    const report = JSON.parse(readFileSync(join(folder, "reports/report.json"), "utf8")) as Report;
    return report.images[0]?.baseline;
  }

  test("has the base of an earlier run for the merge request", async () => {
    const kept = new Map<string, string>();
    expect(await runJob(made.head, change(), kept)).toMatchObject({ state: "built", commit: made.base });
    expect(await runJob(made.head, change(), kept)).toMatchObject({ state: "stored", commit: made.base });
    expect([...kept.keys()]).toEqual(["stagegate-change"]);
  });

  // GitLab does so if the default branch is not protected, or with `unprotect: true`.
  test("has the measurement of the default branch", async () => {
    const kept = new Map<string, string>();
    await runJob(made.base, main(made.base), kept);
    const stored = { state: "stored", commit: made.base };
    expect(await runJob(made.main, main(made.main), kept)).toMatchObject(stored);
    expect(await runJob(made.head, change(), kept)).toMatchObject(stored);
  });
});

test("gate.sh passes a folder without a repository", async () => {
  const folder = newFolder();
  cpSync(join(made.remote.folder, "Dockerfile"), join(folder, "Dockerfile"));
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app/a.bin"), bytes(10));
  expect((await runFile("gate.sh", {}, folder))[0]?.code).toBe(0);
});

test("pre-push stops a push that would fail, and lets another one pass", async () => {
  const folder = newFolder();
  cloneAll(folder, "change");
  cpSync(join(FILES, "pre-push"), join(folder, ".git/hooks/pre-push"));
  const push = () => shell("git push --quiet origin HEAD:refs/heads/pushed", folder, machine());
  const stopped = await push();
  expect(stopped).toMatchObject({ code: 1, stdout: expect.stringContaining("app grew by 50.0 kB") });
  expect(stopped.stderr).toMatch(/^error: failed to push some refs/);
  git(folder, "rm", "--quiet", "app/b.bin");
  git(folder, "commit", "--quiet", "--message=smaller");
  expect((await push()).code).toBe(0);
  expect(made.remote.git("rev-parse", "pushed")).toBe(git(folder, "rev-parse", "HEAD"));
});
