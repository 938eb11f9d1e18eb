import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { REPOSITORY } from "../../src/host/repository.ts";
import { gitLabJob } from "../../src/init/ci-text.ts";
import { EXAMPLES } from "../fixtures/examples.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";
import { runInit } from "./init-world.ts";
import { cli } from "./world.ts";

/** Whoever publishes stagegate. */
const anonymous = (text = "") => text.replaceAll(REPOSITORY, "OWNER/stagegate");

const API =
  "FROM node:24 AS build\nCOPY src ./src\nFROM build AS test\nRUN true\nFROM node:24-slim AS production\nCOPY --from=build /app /app\nUSER node\n";
const WORKER = "FROM debian:13-slim\nCOPY worker /worker\n";
const CONFIG = ".stagegate.yml";
const WORKFLOW = ".github/workflows/image.yml";

test.each(EXAMPLES)("%s without its configuration gets one, and a workflow", async (example) => {
  const { end, stdout, written } = await runInit({ files: {}, copied: `examples/${example}` });
  expect(end).toEqual({ kind: "done", value: "written" });
  expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
  expect(anonymous(written[CONFIG])).toMatchSnapshot();
  expect(anonymous(stdout.slice(0, stdout.indexOf("No Docker engine")))).toMatchSnapshot();
});

test("a workflow has what the README's has", async () => {
  const { written } = await runInit({ files: { Dockerfile: API } });
  expect(anonymous(written[WORKFLOW])).toMatchSnapshot();
  expect(parse(written[WORKFLOW] ?? "")).toMatchObject({ jobs: { image: { "runs-on": "ubuntu-latest" } } });
});

describe("a monorepo", () => {
  const files = {
    "services/api/Dockerfile": API,
    "services/api/src/a.ts": "",
    "services/worker/Dockerfile": WORKER,
    "services/worker/Dockerfile.cron": WORKER,
    "services/worker/worker": "",
    "web/docker/Dockerfile": "FROM nginx\nCOPY web/html /html\n",
    "web/html/index.html": "",
    "web/Dockerfile.dev": "FROM node:24\n",
    "web/Dockerfile.j2": "FROM {{ base }}\n",
    "web/node_modules/x/Dockerfile": "FROM scratch\n",
    "web/test/fixtures/Dockerfile": "FROM scratch\n",
    ".devcontainer/Dockerfile": "FROM debian\n",
  };

  test("has an image for each Dockerfile that ships", async () => {
    const { stdout, written } = await runInit({ files });
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(stdout).toContain(
      "web/Dockerfile.dev: looks like a Dockerfile for development, so it is left out",
    );
    expect(stdout).not.toMatch(/j2|node_modules|fixtures|devcontainer/);
  });

  test.each([
    ["that is beside what it copies", "api/Dockerfile", "COPY a.txt /", ["api/a.txt"], "api", null],
    ["that copies all of its folder", "api/Dockerfile", "COPY . /", ["api/a.txt"], "api", null],
    ["that copies nothing", "api/Dockerfile", "", [], "api", null],
    ["in a folder of its own", "docker/Dockerfile", "COPY . /", ["a.txt"], null, "docker/Dockerfile"],
    [
      "deep in a folder of its own",
      "api/ci/Dockerfile",
      "COPY . /",
      ["api/a.txt"],
      "api",
      "api/ci/Dockerfile",
    ],
    [
      "that copies from the root",
      "docker/Dockerfile",
      "COPY docker/run.sh a* /",
      ["docker/run.sh", "a.txt"],
      null,
      "docker/Dockerfile",
    ],
    [
      "that copies from elsewhere",
      "api/Dockerfile",
      "ADD https://a.b/c /\nCOPY $A /",
      ["api/a.txt"],
      "api",
      null,
    ],
  ])("has the context of a Dockerfile %s", async (_, path, text, others, context, file) => {
    const there = Object.fromEntries(others.map((name) => [name, ""]));
    const { written } = await runInit({ files: { [path]: `FROM scratch\n${text}\nUSER 1\n`, ...there } });
    expect(Object.values(parse(written[CONFIG] ?? "").images)).toEqual([
      context === null && file === null
        ? null
        : { ...(context === null ? {} : { context }), ...(file === null ? {} : { file }) },
    ]);
  });

  test("has contexts, targets and arguments from its Compose file", async () => {
    const compose = `services:
  api: {build: {context: ./services/api, target: test, args: {PORT: 80, TAG: "\${TAG}"}}}
  jobs: {build: {context: services/worker, dockerfile: Dockerfile.cron, args: [LEVEL=info]}}
  jobs-too: {build: {context: services/worker, dockerfile: Dockerfile.cron, args: [LEVEL=info]}}
  db: {image: "postgres:17"}
  remote: {build: https://github.com/octo/app.git}
`;
    const { written, stdout } = await runInit({ files: { ...files, "compose.yaml": compose } });
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(stdout).toContain("compose.yaml: builds api, jobs, jobs-too");
  });

  test("is gated from a folder of it by a workflow that names the configuration", async () => {
    const { written } = await runInit({
      files: { ".git/HEAD": "ref: refs/heads/main", "api/Dockerfile": API, "api/src/a.ts": "" },
      folder: "api",
    });
    expect(Object.keys(written)).toEqual(["api/.stagegate.yml", WORKFLOW]);
    expect(written[WORKFLOW]).toContain("with:\n          config: api/.stagegate.yml\n");
  });
});

describe("an engine", () => {
  const measured = (...images: Parameters<typeof imageReport>[0][]) => ({
    hasEngine: async () => true,
    measure: async () => ({
      kind: "done" as const,
      value: reportOf(...images.map((image) => imageReport(image))),
    }),
  });
  const root = { configured: "", uid: 0, gid: 0, name: "root", problem: null };

  test("gives budgets from the present size", async () => {
    const parts = measured({ name: "production", imageName: "production", findings: [] });
    const { written } = await runInit({ files: { Dockerfile: API }, parts });
    expect(written[CONFIG]).toContain("    max-size: 180MB # it was 162.4 MB when this file was written\n");
  });

  test("shows what fails, which the configuration tolerates and tells", async () => {
    const parts = measured({
      name: "production",
      imageName: "production",
      image: measuredImage({ user: { ...measuredImage().user, ...root } }),
      findings: [
        finding({ rule: "user", message: "production runs as root" }),
        finding({ rule: "secret", message: "a key\nis in /root/.ssh/id_rsa", advice: "Remove it." }),
        finding({ rule: "size", level: "notice" }),
      ],
    });
    const { written, stdout } = await runInit({ files: { Dockerfile: API }, parts });
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(anonymous(stdout.slice(stdout.indexOf("Wrote")))).toMatchSnapshot();
  });

  test("that cannot build, or whose tests fail, is told and not tolerated", async () => {
    const parts = measured({
      name: "production",
      imageName: "production",
      image: null,
      findings: [
        finding({ rule: "build", message: "production does not build" }),
        finding({ rule: "test", message: "test of production fails" }),
      ],
    });
    const { written, stdout } = await runInit({ files: { Dockerfile: API }, parts });
    expect(written[CONFIG]).not.toContain("rules");
    expect(written[CONFIG]).toContain("# max-size: 150MB");
    expect(stdout).toContain("The gate of production fails until this is fixed: production does not build.");
    expect(stdout).toContain("The gate of production fails until this is fixed: test of production fails.");
  });

  test("that cannot build leaves the user to what the Dockerfile says", async () => {
    const findings = [finding({ rule: "build", message: "shop does not build" })];
    const parts = measured({ name: "shop", imageName: "shop", image: null, findings });
    const { written, stdout } = await runInit({ files: { Dockerfile: WORKER }, parts });
    expect(written[CONFIG]?.match(/allow-root: true/g)).toHaveLength(1);
    expect(stdout).toContain("shop probably runs as root: the Dockerfile has no USER for it (Dockerfile).");
  });

  test("that judges nothing leaves the budgets as comments", async () => {
    const { written, stdout } = await runInit({
      files: { Dockerfile: API },
      parts: {
        hasEngine: async () => true,
        measure: async () => ({ kind: "failed", message: "the disk is full", hint: "Free some space." }),
      },
    });
    expect(written[CONFIG]).toContain("# max-size: 150MB");
    expect(stdout).toContain("since nothing could be measured. the disk is full\nFree some space.\n");
  });
});

test.each([
  ["says USER root", "FROM debian\nUSER root\n", true],
  ["says USER 0:0", "FROM debian\nUSER 0:0\n", true],
  ["says no USER", "FROM debian\n", true],
  ["says USER app", "FROM debian\nUSER app\n", false],
  ["inherits a USER", "FROM debian AS base\nUSER 1000\nFROM base\n", false],
  ["says USER $USER", "FROM debian\nARG USER=app\nUSER $USER\n", false],
  ["has a nonroot base", "FROM gcr.io/distroless/static:nonroot\n", false],
])("without an engine, a Dockerfile that %s", async (_, text, isRoot) => {
  const { written } = await runInit({ files: { Dockerfile: text } });
  expect(written[CONFIG]?.includes("allow-root: true")).toBe(isRoot);
});

describe("a workflow that builds", () => {
  const workflow = (steps: string, name = "build") => ({
    [`.github/workflows/${name}.yml`]: `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  });
  const step = (inputs: string) =>
    workflow(
      `      - uses: actions/checkout@v7\n      - id: build\n        uses: docker/build-push-action@v6\n        with: {${inputs}}\n`,
    );

  test.each([
    ["pushes", "push: true, tags: 'ghcr.io/octo/app:1'"],
    [
      "pushes several tags",
      `push: true, tags: "ghcr.io/octo/app:\${{ github.sha }}\\nghcr.io/octo/app:latest"`,
    ],
    ["has tags of metadata-action", `push: true, tags: "\${{ steps.meta.outputs.tags }}"`],
    [
      "pushes unless it is a pull request",
      `push: "\${{ github.event_name != 'pull_request' }}", tags: app:1`,
    ],
    ["loads", "load: true, tags: app:ci, target: production"],
    ["keeps nothing", "file: ./Dockerfile"],
    ["writes an archive", "outputs: 'type=oci,dest=/tmp/app.tar'"],
  ])("an image and %s gets a step behind it", async (_, inputs) => {
    const { stdout, written } = await runInit({ files: { Dockerfile: API, ...step(inputs) } });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(written[CONFIG]).toMatch(/ {4}file: Dockerfile\n {4}target: production\n {4}# max-size/);
    expect(anonymous(stdout.slice(stdout.indexOf("Add th")))).toMatchSnapshot();
  });

  test("one of two images leaves the other to a workflow of its own", async () => {
    const files = {
      "api/Dockerfile": API,
      "api/src/a.ts": "",
      "worker/Dockerfile": WORKER,
      "worker/worker": "",
      ...step("context: api, push: true, tags: 'ghcr.io/octo/shop-api:1'"),
    };
    const { stdout, written } = await runInit({ files });
    expect(written[WORKFLOW]).toContain("with:\n          only: worker\n");
    expect(stdout).toContain("          image: ghcr.io/octo/shop-api:1\n          only: shop-api\n");
  });

  test("bake targets gets a step for each", async () => {
    const target = {
      file: "docker-bake.hcl",
      shown: "docker-bake.hcl",
      folder: "/",
      machine: "/",
      linked: {},
    };
    const { stdout, written } = await runInit({
      files: {
        Dockerfile: API,
        "docker-bake.hcl": 'target "default" {}',
        ...workflow("      - uses: docker/bake-action@v6\n        with: {push: true}\n"),
      },
      parts: {
        listBakeTargets: async () => ({
          kind: "done",
          value: [
            { ...target, name: "api", attributes: { target: "production" } },
            { ...target, name: "test", attributes: { target: "test" } },
          ],
        }),
      },
    });
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(anonymous(stdout.slice(stdout.indexOf("Add th")))).toMatchSnapshot();
  });

  test("and runs stagegate already stays the only one", async () => {
    const files = { Dockerfile: API, ...workflow("      - uses: octo/stagegate@v1\n", "gate") };
    const { stdout, written } = await runInit({ files });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(stdout).toContain(
      ".github/workflows/gate.yml runs stagegate already, so no workflow was written.",
    );
  });

  test("is not valid YAML, or not what it seems, is no workflow that builds", async () => {
    for (const text of ["jobs: [", "jobs: {a: {steps: [null, 1, {uses: 2}]}}", "- 1", ""]) {
      const { written } = await runInit({ files: { Dockerfile: API, ".github/workflows/a.yml": text } });
      expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
    }
  });
});

describe("a bake file", () => {
  const files = { Dockerfile: API, "docker-bake.hcl": 'target "default" {}' };

  test("that bake cannot list leaves the Dockerfiles", async () => {
    const { stdout, written } = await runInit({ files });
    expect(written[CONFIG]).not.toContain("bake:");
    expect(stdout).toContain("so the Dockerfiles count. docker was not found on the PATH\n");
  });

  test("that bake cannot list, and no Dockerfile, is an error", async () => {
    const { end } = await runInit({ files: { "docker-bake.hcl": "" } });
    expect(end).toEqual({ kind: "failed", message: "docker was not found on the PATH", hint: null });
  });
});

describe("GitLab", () => {
  test("gets the file that examples/ci has, also in a folder of the repository", () => {
    const example = readFileSync("examples/ci/gitlab.yml", "utf8");
    const job = gitLabJob({ config: null, only: null });
    expect(`# .gitlab-ci.yml, or a file that it includes.\n${job}`).toBe(example);
    const script = "npx --yes stagegate --output-dir reports";
    expect(gitLabJob({ config: "my app/.stagegate.yml", only: null })).toBe(
      job.replace(script, "npx --yes stagegate --config 'my app/.stagegate.yml' --output-dir reports"),
    );
  });

  test("has its job printed if .gitlab-ci.yml is there, also with --force", async () => {
    const files = { Dockerfile: API, ".gitlab-ci.yml": "test: {script: [make]}\n" };
    for (const force of [false, true]) {
      const { stdout, written } = await runInit({ files, options: { force } });
      expect(Object.keys(written)).toEqual([CONFIG]);
      expect(stdout).toContain("init does not change it. Add this job to it:\n\n  # GITLAB_TOKEN");
    }
  });

  test("is known by the clone's remote", async () => {
    const config =
      '[core]\nrepositoryformatversion = 0\n[remote "origin"]\nurl = https://gitlab.example/octo/app.git\n';
    const { written } = await runInit({
      files: {
        Dockerfile: API,
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/config": config,
        ".git/objects/x": "",
        ".git/refs/heads/x": "",
      },
    });
    expect(Object.keys(written)).toEqual([CONFIG, ".gitlab-ci.yml"]);
  });
});

describe("a file that is there", () => {
  test.each([".stagegate.yml", ".stagegate.yaml"])("%s is overwritten with --force only", async (name) => {
    const files = { Dockerfile: API, [name]: "images: {a: {}}\n" };
    const { end, written } = await runInit({ files });
    expect(end).toEqual({
      kind: "failed",
      message: `${name} is there already`,
      hint: "To overwrite it, add --force. To see what it gates, run: stagegate",
    });
    expect(written).toEqual({});
    expect(Object.keys((await runInit({ files, options: { force: true } })).written)).toEqual([
      name,
      WORKFLOW,
    ]);
  });

  test("image.yml is overwritten with --force only, and printed without", async () => {
    const files = { Dockerfile: API, [WORKFLOW]: "on: push\njobs: {}\n" };
    const { stdout, written } = await runInit({ files });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(stdout).toContain(`${WORKFLOW} is there already, so it was not overwritten (--force does).`);
    const forced = await runInit({ files, options: { force: true } });
    expect(Object.keys(forced.written)).toEqual([CONFIG, WORKFLOW]);
  });
});

test("an empty folder is told, and nothing is written", async () => {
  expect(await cli(["init", "--yes"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "there is no Dockerfile and no bake file in CWD, or in a folder below it\nRun stagegate init in the folder of your application, or write a Dockerfile first.\n",
  });
});

test("without a terminal it names --yes", async () => {
  expect(await cli(["init"], { Dockerfile: API })).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "init asks questions, and standard input or standard output is not a terminal\nTo take the default of every question, run: stagegate init --yes\n",
  });
});
