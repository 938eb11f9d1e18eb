import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { quietView } from "../src/build/view.ts";
import { loadSettings } from "../src/config/load.ts";
import { type GitHubEvent, readEvent } from "../src/event/github.ts";
import { StoppedError } from "../src/host/errors.ts";
import { createRedactor } from "../src/host/redactor.ts";
import type { Report } from "../src/model/report.ts";
import { runGate } from "../src/run.ts";
import { execWith, newFolder, newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { type DockerProgram, startDockerProgram } from "./fixtures/docker-program.ts";
import type { Answer } from "./fixtures/fake-builder.ts";
import { flagsOf, layersIn, storeIn } from "./gate-world.ts";

/** The shipped bundle. */
const LAYERS_SCRIPT = resolve(import.meta.dirname, "../dist/layers.cjs");

let repository: Repository;
let docker: DockerProgram;
let layers: Map<string, Buffer>;
let measurements: Map<string, Buffer>;

beforeEach(() => {
  process.env["XDG_CACHE_HOME"] = newFolder();
  repository = newRepository();
  repository.commit({
    Dockerfile: "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\n",
    "app.bin": "x".repeat(5000),
  });
  layers = new Map();
  measurements = new Map();
});
afterEach(() => docker.close());
afterAll(removeFolders);

/** Runs the gate in the repository; in a workflow if there is an event. */
async function run(
  event: GitHubEvent | null,
  answer?: Answer,
  signal = new AbortController().signal,
  baseline = "none",
  env: Readonly<Record<string, string>> = {},
): Promise<Report> {
  docker = await startDockerProgram(newFolder(), answer);
  const cwd = repository.folder;
  const inputs = flagsOf({ baseline }, cwd);
  return runGate({
    settings: await loadSettings(inputs, cwd, execWith()),
    inputs,
    cwd,
    view: quietView,
    keepLog: null,
    signal,
    startedAt: performance.now(),
    warn: (message) => {
      throw new Error(message);
    },
    workflow:
      event === null
        ? null
        : {
            event,
            mergeBaseByApi: null,
            storeOver: () => storeIn(measurements),
            layers: layersIn(layers),
            waiver: Promise.resolve(null),
          },
    gitHubCache: null,
    layersScript: LAYERS_SCRIPT,
    readProposed: null,
    redactor: createRedactor(),
    env: { ...process.env, ...env },
  });
}

/** The event of a file in test/event/events. */
function eventOf(name: string): Promise<GitHubEvent> {
  const path = new URL(`event/events/${name}.json`, import.meta.url);
  const { env, payload } = JSON.parse(readFileSync(path, "utf8"));
  return readEvent(env, async () => JSON.stringify(payload));
}

const PASSING = { verdict: "pass", images: [{ image: { size: 5000 } }] };

test.each([
  ["a push", "push", 1],
  ["a pull request of the repository", "pull_request", 0],
  ["a pull request from a fork", "pull_request_fork", 0],
  ["a merge group", "merge_group", 0],
  ["a schedule", "schedule", 0],
])("only a push saves layers in GitHub's cache: %s", async (_, event, count) => {
  expect(await run(await eventOf(event))).toMatchObject(PASSING);
  expect([...layers.keys()]).toEqual(Array(count).fill(expect.stringMatching(/^stagegate-layers-/)));
});

test.each([
  ["a pull request of the repository", "pull_request", true],
  ["a pull request from a fork", "pull_request_fork", false],
  ["pull_request_target from a fork", "pull_request_target", false],
  ["workflow_run after a run for a fork", "workflow_run_fork", false],
])("only a trusted event keeps layers on the machine: %s", async (_, event, isKept) => {
  expect(await run(await eventOf(event))).toMatchObject(PASSING);
  const names = readdirSync(process.env["XDG_CACHE_HOME"] ?? "", { recursive: true }).map(String);
  expect(names.some((name) => /layers.*[0-9a-f]{64}/.test(name))).toBe(isKept);
});

test("only a push stores measurements of its image and its base", async () => {
  const push = await eventOf("push");
  const before = repository.git("rev-parse", "HEAD");
  const head = repository.commit({ "app.bin": "x".repeat(6000) });
  const baseOf = { before, baseSha: before, headSha: head };
  for (const name of ["pull_request", "pull_request_fork", "merge_group"]) {
    const event = { ...(await eventOf(name)), ...baseOf } as GitHubEvent;
    const { images } = await run(event, undefined, undefined, "auto");
    expect(images[0]?.baseline).toMatchObject({ state: "built" });
    await docker.close();
  }
  expect([...measurements.keys()]).toEqual([]);

  await run({ ...push, ...baseOf, ref: "refs/heads/other" } as GitHubEvent, undefined, undefined, "auto");
  await docker.close();
  const ofBase = expect.stringMatching(new RegExp(`-${before}-m`));
  expect([...measurements.keys()]).toEqual([ofBase]);
  await run(push);
  expect([...measurements.keys()]).toEqual([ofBase, expect.stringMatching(new RegExp(`-${head}-m`))]);
});

test("a stored measurement of another commit is not used", async () => {
  const push = await eventOf("push");
  const before = repository.git("rev-parse", "HEAD");
  await run(push);
  await docker.close();
  const headSha = repository.commit({ "app.bin": "x".repeat(6000) });
  await run(push);
  await docker.close();
  const [[ofBase = ""] = [], [, ofHead] = []] = [...measurements];
  expect(ofBase).toContain(before);
  if (ofHead !== undefined) measurements.set(ofBase, ofHead);
  const pull = { ...(await eventOf("pull_request")), baseSha: before, headSha } as GitHubEvent;
  const { images } = await run(pull, undefined, undefined, "auto");
  expect(images[0]?.baseline).toMatchObject({ state: "built", image: { size: 5000 } });
});

test("a run outside of a workflow keeps its layers on the machine", async () => {
  expect(await run(null)).toMatchObject(PASSING);
  expect(readdirSync(join(process.env["XDG_CACHE_HOME"] ?? "", "stagegate"))).toContain("layers");
});

describe("the temporary folder is removed", () => {
  /** The folder that docker is told to write into. */
  const folderIn = (command: string) => dirname(/--metadata-file=(\S+)/.exec(command)?.[1] ?? "");

  /** Runs the gate; gives how it ended, and the temporary folder. */
  async function folderOf(atBuild: Answer, signal?: AbortSignal) {
    let folder = "";
    const answer: Answer = (command) => {
      if (!command.startsWith("docker buildx bake")) return undefined;
      folder = folderIn(command);
      expect(existsSync(folder)).toBe(true);
      return atBuild(command);
    };
    const ended = await run(await eventOf("push"), answer, signal).catch((error: unknown) => error);
    return { ended, folder };
  }

  test("after a run", async () => {
    const { ended, folder } = await folderOf(() => undefined);
    expect(ended).toMatchObject(PASSING);
    expect(existsSync(folder)).toBe(false);
  });

  test("after an error", async () => {
    const { ended, folder } = await folderOf(() => ({ code: 1, stderr: "no space left on device" }));
    expect(ended).toMatchObject({
      name: "StagegateError",
      message: "docker buildx bake failed (exit code 1): no space left on device",
    });
    expect(existsSync(folder)).toBe(false);
    expect([...layers.keys(), ...measurements.keys()]).toEqual([]);
  });

  test("after a stop", async () => {
    const controller = new AbortController();
    const { ended, folder } = await folderOf(() => {
      controller.abort();
      return undefined;
    }, controller.signal);
    expect(ended).toBeInstanceOf(StoppedError);
    expect(existsSync(folder)).toBe(false);
    expect([...layers.keys(), ...measurements.keys()]).toEqual([]);
  });
});

test("a merge request in another CI has its configuration compared", async () => {
  const limit = (size: string) => ({ ".stagegate.yml": `images: {app: {max-size: ${size}}}\n` });
  const base = repository.commit(limit("6kB"));
  repository.commit(limit("9kB"));
  const env = { GITLAB_CI: "true", CI_MERGE_REQUEST_IID: "7", CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  const loosened = async (variables: Readonly<Record<string, string>>) => {
    const { images } = await run(null, undefined, undefined, "none", variables);
    return images[0]?.findings.flatMap(({ rule, message }) => (rule === "loosened" ? [message] : []));
  };
  expect(await loosened(env)).toEqual(["this change loosens max-size of app: 6 kB → 9 kB"]);
  await docker.close();
  expect(await loosened({})).toEqual([]);
});

test("the report names the commit that was judged", async () => {
  const sha = repository.git("rev-parse", "HEAD");
  expect((await run(null)).commit).toBe(sha);
  await docker.close();
  const headSha = "1".repeat(40);
  const pull = { ...(await eventOf("pull_request")), headSha } as GitHubEvent;
  expect((await run(pull)).commit).toBe(headSha);
  await docker.close();
  repository.git("checkout", "--quiet", "-b", "change", "HEAD");
  const change = repository.commit({ "app.bin": "x".repeat(6000) });
  repository.git("checkout", "--quiet", "-b", "merge", sha);
  repository.git("merge", "--quiet", "--no-ff", "--no-edit", "change");
  const merge = repository.git("rev-parse", "HEAD");
  const onGitHub = {
    GITHUB_ACTIONS: "true",
    GITHUB_BASE_REF: "main",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_SHA: merge,
  };
  expect((await run(null, undefined, undefined, undefined, onGitHub)).commit).toBe(change);
  await docker.close();
  const bitbucket = { BITBUCKET_BUILD_NUMBER: "7", BITBUCKET_PR_ID: "3", BITBUCKET_COMMIT: headSha };
  expect((await run(null, undefined, undefined, undefined, bitbucket)).commit).toBe(headSha);
});
