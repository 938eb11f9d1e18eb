import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder, newRepository, type Repository, removeFolders } from "../baseline/repository.ts";
import { type DockerProgram, startDockerProgram } from "../fixtures/docker-program.ts";
import { runAction } from "./action-world.ts";
import { type FakeCache, startFakeCache } from "./fake-cache.ts";
import { type FakeGitHub, startFakeGitHub } from "./fake-github.ts";
import { testWithTar } from "./with-tar.ts";

const DOCKERFILE = "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\n";

let repository: Repository;
let docker: DockerProgram;
let folder: string;
beforeEach(async () => {
  folder = newFolder();
  process.env["XDG_CACHE_HOME"] = newFolder();
  repository = newRepository();
  repository.commit({ Dockerfile: DOCKERFILE, "app.bin": "x".repeat(5000) });
  docker = await startDockerProgram(newFolder());
});
afterEach(() => docker.close());
afterAll(removeFolders);

type Env = Readonly<Record<string, string>>;

const run = (event: string, env: Env = {}) =>
  runAction(repository.folder, folder, event, { INPUT_BASELINE: "none", ...env });

describe("a fork's code with secrets in reach", () => {
  const REFUSED = [
    ["pull_request_target", "pull_request_target"],
    ["workflow_run_fork", "workflow_run"],
    ["workflow_run_deleted_fork", "workflow_run"],
  ];

  test.each(REFUSED)("%s is refused before anything is read or run", async (event, name) => {
    // It would be refused for this as well, if it were read.
    repository.write({ ".stagegate.yml": "images: {app: {max-size: many}}\n" });
    const { code, said } = await run(event);
    expect(said).toEqual([
      expect.stringMatching(/^report=.+\/report\.json$/),
      "verdict=error",
      `error: ${name} would build a fork's code with this repository's token and secrets in reach, so nothing of it was read or run\nGate pull requests in a workflow of the event \`pull_request\`, whose runs for a fork have no secrets and a token that only reads. If you trust every fork, set the input \`allow-unsafe-fork-builds: true\`.`,
    ]);
    expect(code).toBe(2);
    expect(docker.commands).toEqual([]);
  });

  test.each(["false", "yes", ""])("allow-unsafe-fork-builds: %j does not allow it", async (value) => {
    const { code } = await run("pull_request_target", { "INPUT_ALLOW-UNSAFE-FORK-BUILDS": value });
    expect([code, docker.commands]).toEqual([2, []]);
  });

  test("the file cannot allow it", async () => {
    repository.write({ ".stagegate.yml": "allow-unsafe-fork-builds: true\n" });
    expect((await run("pull_request_target")).code).toBe(2);
    expect(docker.commands).toEqual([]);
  });

  test.each(REFUSED)("an input allows %s, with a warning", async (event) => {
    const { code, said } = await run(event, { "INPUT_ALLOW-UNSAFE-FORK-BUILDS": "true" });
    expect(said).toContainEqual(
      expect.stringMatching(/^warning: .* builds a fork's code with this repository's token and secrets/),
    );
    expect(code).toBe(0);
  });

  test.each(["pull_request", "pull_request_fork", "workflow_run", "push"])(
    "%s needs no input",
    async (event) => {
      const { code, said } = await run(event);
      expect(said).not.toContainEqual(
        expect.stringMatching(/^(?:warning: (?!stagegate cannot tell whether this change loosens)|error: )/),
      );
      expect(code).toBe(0);
    },
  );
});

describe("what programs are given", () => {
  const OF_THE_JOB: Env = {
    ACTIONS_RUNTIME_TOKEN: "the runtime token",
    ACTIONS_CACHE_URL: "http://127.0.0.1:9/",
    // Nothing is kept or looked for by the run itself.
    ACTIONS_CACHE_MODE: "none",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "the identity token",
    "INPUT_GITHUB-TOKEN": "ghs_token7731",
    GITHUB_TOKEN: "ghs_token7731",
  };
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = { ...process.env };
    Object.assign(process.env, OF_THE_JOB);
  });
  afterEach(() => {
    for (const name of Object.keys(OF_THE_JOB)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  /** The definitions of the targets that were built. */
  const built = (): {
    readonly "cache-from"?: readonly string[];
    readonly "cache-to"?: readonly string[];
  }[] =>
    docker.calls.flatMap(({ args, input }) =>
      args.includes("--file=-") ? Object.values(JSON.parse(input).target as object) : [],
    );

  const forBuild = (env: Env) => run("push", { ...OF_THE_JOB, "INPUT_GITHUB-TOKEN": "", ...env });

  test("neither the runner's variables, nor inputs, nor tokens", async () => {
    expect((await forBuild({})).code).toBe(0);
    expect(docker.calls.length).toBeGreaterThan(1);
    for (const { env } of docker.calls) {
      expect(Object.keys(env).filter((name) => Object.hasOwn(OF_THE_JOB, name))).toEqual([]);
      expect(JSON.stringify(env)).not.toMatch(/the (?:runtime|identity|job's) token/);
    }
  });

  test("a build cache of type=gha that an input names reaches GitHub's cache, on standard input only", async () => {
    const { code, said } = await forBuild({
      "INPUT_CACHE-FROM": "type=gha,scope=app\ntype=registry,ref=example.org/cache",
      "INPUT_CACHE-TO": "type=gha,scope=app,mode=max",
    });
    expect(code).toBe(0);
    expect(said).not.toContainEqual(expect.stringContaining("type=gha"));
    const access = "token=the runtime token,url=http://127.0.0.1:9/";
    expect(built()).toEqual([
      expect.objectContaining({
        "cache-from": [`type=gha,scope=app,${access}`, "type=registry,ref=example.org/cache"],
        "cache-to": [`type=gha,scope=app,mode=max,${access}`],
      }),
    ]);
    for (const { env, args } of docker.calls)
      expect(JSON.stringify([env, args])).not.toContain("the runtime token");
  });

  test("one that only the file names does not, which is a warning", async () => {
    const yaml = "images:\n  app:\n    cache-from: 'type=gha,url=http://127.0.0.1:9/'\n";
    repository.commit({ ".stagegate.yml": yaml });
    const { code, said } = await forBuild({});
    expect(code).toBe(0);
    expect(said).toContainEqual(
      "warning: .stagegate.yml:3: cache-from: the build runs without the cache type=gha, which needs the job's token: a pull request can change this file, so the file gives no token to a build. Name the cache in the workflow by the input `cache-from: type=gha`.",
    );
    expect(built()).toEqual([
      expect.objectContaining({ "cache-from": ["type=gha,url=http://127.0.0.1:9/"] }),
    ]);
  });

  test("a file's own entry gets no token because an input names another", async () => {
    const yaml =
      "images:\n  app:\n    cache-from: 'type=gha,url=http://127.0.0.1:9/'\n  other:\n    target: app\n";
    repository.commit({ ".stagegate.yml": yaml });
    await forBuild({ "INPUT_CACHE-FROM": "type=gha" });
    expect(built().map((target) => target["cache-from"])).toEqual([
      ["type=gha,url=http://127.0.0.1:9/"],
      ["type=gha,token=the runtime token,url=http://127.0.0.1:9/"],
    ]);
  });

  test("a secret from a reserved variable is refused, without its value", async () => {
    repository.commit({ ".stagegate.yml": "images: {app: {secrets: 'id=x,env=GITHUB_TOKEN'}}\n" });
    const { code, said, log } = await forBuild({});
    expect(code).toBe(2);
    expect(said).toContainEqual(expect.stringMatching(/^error: .*id x reads the variable GITHUB_TOKEN/));
    expect([...said, log].join()).not.toContain("ghs_token7731");
    expect(docker.commands).toEqual([]);
  });
});

describe("GitHub's cache", () => {
  let cache: FakeCache;
  let github: FakeGitHub;
  beforeEach(async () => {
    cache = await startFakeCache();
    github = await startFakeGitHub();
  });
  afterEach(async () => {
    await cache.close();
    await github.close();
  });

  /** What every job of a workflow has. */
  const job = (): Env => ({
    ...cache.env,
    GITHUB_API_URL: github.url,
    INPUT_BASELINE: "auto",
    "INPUT_GITHUB-TOKEN": "job",
    "INPUT_OUTPUT-DIR": join(folder, "stagegate"),
  });
  /** Runs the action on a machine of its own, where no layer is known. */
  const onNewMachine = (event: string, env: Env = {}) => {
    process.env["XDG_CACHE_HOME"] = newFolder();
    return run(event, { ...job(), ...env });
  };
  /** GitHub's answer about the pull request's own entries, once. */
  const ownEntries = (...keys: readonly string[]) => {
    const data = { total_count: keys.length, actions_caches: keys.map((key) => ({ key })) };
    github.next("GET", () => ({ status: 200, data }));
  };
  const state = () => {
    const report = JSON.parse(readFileSync(join(folder, "stagegate/report.json"), "utf8"));
    return report.images[0].baseline.state;
  };

  /** Pushes the commit to the default branch and stays on it; gives the keys of what the cache then holds. */
  async function pushed(): Promise<string[]> {
    expect((await onNewMachine("push")).code).toBe(0);
    return cache.entries.map(({ key }) => key);
  }

  /** A commit after it, compared with it. */
  const pulled = (env: Env = {}) => {
    const headSha = repository.commit({ "README.md": "" });
    const baseSha = repository.git("rev-parse", "HEAD^");
    process.env["XDG_CACHE_HOME"] = newFolder();
    return runAction(repository.folder, folder, "pull_request", { ...job(), ...env }, (payload) => ({
      ...payload,
      pull_request: {
        ...payload["pull_request"],
        head: { sha: headSha, ref: "change", repo: { full_name: "octocat/hello-world" } },
        base: { sha: baseSha, ref: "main", repo: { full_name: "octocat/hello-world" } },
      },
    }));
  };

  testWithTar("what a push keeps, a pull request uses, and keeps nothing itself", async () => {
    const keys = await pushed();
    expect(keys).toHaveLength(2);
    ownEntries();
    const { code, said } = await pulled();
    expect([code, state()]).toEqual([0, "stored"]);
    expect(said).not.toContainEqual(expect.stringMatching(/^warning/));
    expect(cache.entries.map(({ key }) => key)).toEqual(keys);
    expect(github.requests.filter((request) => request.includes("/actions/caches"))).toHaveLength(1);
  });

  testWithTar("what the pull request itself has there is not used, which is one warning", async () => {
    const keys = await pushed();
    ownEntries(...keys);
    const { code, said } = await pulled();
    expect([code, state()]).toEqual([0, "built"]);
    expect(said.filter((line) => line.startsWith("warning: "))).toEqual([
      expect.stringMatching(
        /^warning: stagegate does not use the cache entry stagegate-\S+ of refs\/pull\/7\/merge: /,
      ),
    ]);
  });

  testWithTar("if GitHub does not tell, it is used, but not with the base's configuration", async () => {
    await pushed();
    const forbidden = () => ({ status: 403, data: { message: "Resource not accessible by integration" } });
    github.next("GET", forbidden);
    expect([(await pulled()).code, state()]).toEqual([0, "stored"]);
    github.next("GET", forbidden);
    const { code, said } = await pulled({ "INPUT_CONFIG-FROM": "base" });
    expect([code, state()]).toEqual([0, "built"]);
    expect(said.filter((line) => line.startsWith("warning: "))).toEqual([
      expect.stringMatching(
        /^warning: This run does not use GitHub's cache, .*`permissions: actions: read`\.$/,
      ),
    ]);
  });
});
