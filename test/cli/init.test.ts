import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { REPOSITORY } from "../../src/host/repository.ts";
import { gitLabJob } from "../../src/init/ci-text.ts";
import type { SecretReport } from "../../src/model/report.ts";
import { EXAMPLES } from "../fixtures/examples.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";
import { runInit } from "./init-world.ts";
import { cli } from "./world.ts";

/** The repository with the owner's name made neutral. */
const anonymous = (text = "") => text.replaceAll(REPOSITORY, "OWNER/stagegate");

const API =
  "FROM node:24 AS build\nCOPY src ./src\nFROM build AS test\nRUN true\nFROM node:24-slim AS production\nCOPY --from=build /app /app\nUSER node\n";
const WORKER = "FROM debian:13-slim\nCOPY worker /worker\n";
const CONFIG = ".stagegate.yml";
const WORKFLOW = ".github/workflows/image.yml";

test.each(EXAMPLES)("%s gets a configuration and a workflow", async (example) => {
  const { end, stdout, written } = await runInit({ files: {}, copied: `examples/${example}` });
  expect(end).toEqual({ kind: "done", value: "written" });
  expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
  expect(anonymous(written[CONFIG])).toMatchSnapshot();
  expect(anonymous(stdout.slice(0, stdout.indexOf("No Docker engine")))).toMatchSnapshot();
});

test("a workflow matches the one of the README", async () => {
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
    ["beside its sources", "api/Dockerfile", "COPY a.txt /", ["api/a.txt"], "api", null],
    ["that copies its whole folder", "api/Dockerfile", "COPY . /", ["api/a.txt"], "api", null],
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

  test("has a workflow for a folder that names the configuration", async () => {
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
  const secret = (change: Partial<SecretReport>): SecretReport => ({
    what: "a private key (RSA)",
    kind: "file",
    name: "a",
    origin: { kind: "unknown" },
    hidden: false,
    ...change,
  });
  const root = { configured: "", uid: 0, gid: 0, name: "root", problem: null };

  test("sets budgets from the present size", async () => {
    const parts = measured({ name: "production", imageName: "production", findings: [] });
    const { written } = await runInit({ files: { Dockerfile: API }, parts });
    expect(written[CONFIG]).toContain("    max-size: 180MB # 162.4 MB when this file was written\n");
  });

  test("shows today's failures, and the configuration tolerates them", async () => {
    const parts = measured({
      name: "production",
      imageName: "production",
      image: measuredImage({
        user: { ...measuredImage().user, ...root },
        secrets: [
          secret({ name: "root/.ssh/id_rsa" }),
          secret({ name: "app/[id].pem" }),
          secret({ name: "etc/base.pem", origin: { kind: "base" } }),
          secret({ kind: "variable", name: "NPM_TOKEN", what: "an npm token" }),
        ],
      }),
      findings: [
        finding({ rule: "user", message: "production runs as root" }),
        finding({ rule: "secret", message: "production holds a private key", advice: "Remove it." }),
        finding({ rule: "leftover", message: "production holds\na map", advice: "Remove\nit." }),
        finding({ rule: "size", level: "notice" }),
      ],
    });
    const { written, stdout } = await runInit({ files: { Dockerfile: API }, parts });
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(anonymous(stdout.slice(stdout.indexOf("Wrote")))).toMatchSnapshot();
  });

  test("finds one credential, and the configuration names its file", async () => {
    const parts = measured({
      name: "production",
      imageName: "production",
      image: measuredImage({ secrets: [secret({ name: "a/b.pem" })] }),
      findings: [finding({ rule: "secret", message: "production holds a private key", advice: null })],
    });
    const { written, stdout } = await runInit({ files: { Dockerfile: API }, parts });
    expect(parse(written[CONFIG] ?? "").images.production).toMatchObject({
      "allow-secrets": ["/a/b.pem"],
    });
    expect(written[CONFIG]).not.toContain("rules");
    expect(stdout).toContain(
      "production holds a private key. The configuration ignores it by allow-secrets. Remove it from the image and from allow-secrets.\n",
    );
  });

  test.each([
    [100, true],
    [101, false],
  ])("finds %i credentials, and the configuration lists them: %s", async (count, isList) => {
    const secrets = Array.from({ length: count }, (_, at) => secret({ name: `a/${at}.pem` }));
    const parts = measured({
      name: "production",
      imageName: "production",
      image: measuredImage({ secrets }),
      findings: [finding({ rule: "secret" })],
    });
    const { written } = await runInit({ files: { Dockerfile: API }, parts });
    const { production } = parse(written[CONFIG] ?? "").images;
    expect(production["allow-secrets"]?.length).toBe(isList ? count : undefined);
    expect(production.rules).toEqual(isList ? undefined : { secret: "warning" });
  });

  test("reports a failing build or test, and does not tolerate it", async () => {
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
    expect(stdout).toContain("The gate fails until you fix this: production does not build.");
    expect(stdout).toContain("The gate fails until you fix this: test of production fails.");
  });

  test.each([
    ["failed to resolve source metadata for ghcr.io/octo/base:1: unexpected status: 401 Unauthorized", true],
    ["pull access denied, repository does not exist or may require authorization", true],
    ["RUN false ended with exit code 1", false],
  ])("that cannot build because %s", async (reason, isLogin) => {
    const findings = [finding({ rule: "build", message: `production could not be built: ${reason}` })];
    const parts = measured({ name: "production", imageName: "production", image: null, findings });
    const { stdout } = await runInit({ files: { Dockerfile: API }, parts });
    expect(stdout.includes("If the registry needs a login, run docker login here")).toBe(isLogin);
    expect(stdout).toContain("To see the size of the image and set max-size, run: npx stagegate");
  });

  test("that cannot build takes the user from the Dockerfile", async () => {
    const findings = [finding({ rule: "build", message: "shop does not build" })];
    const parts = measured({ name: "shop", imageName: "shop", image: null, findings });
    const { written, stdout } = await runInit({ files: { Dockerfile: WORKER }, parts });
    expect(written[CONFIG]?.match(/allow-root: true/g)).toHaveLength(1);
    expect(stdout).toContain("shop probably runs as root: the Dockerfile has no USER for it (Dockerfile).");
  });

  test("that measures nothing leaves the budgets as comments", async () => {
    const { written, stdout } = await runInit({
      files: { Dockerfile: API },
      parts: {
        hasEngine: async () => true,
        measure: async () => ({ kind: "failed", message: "the disk is full", hint: "Free some space." }),
      },
    });
    expect(written[CONFIG]).toContain("# max-size: 150MB");
    expect(stdout).toContain(
      "stagegate could not measure the image, so the budgets are comments. the disk is full\nFree some space.\n",
    );
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
  ])("an image and %s gets a step after it", async (_, inputs) => {
    const { stdout, written } = await runInit({ files: { Dockerfile: API, ...step(inputs) } });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(written[CONFIG]).toMatch(/ {4}file: Dockerfile\n {4}target: production\n {4}# max-size/);
    expect(anonymous(stdout.slice(stdout.indexOf("Add th")))).toMatchSnapshot();
  });

  test("an image with tests gets a step that builds the test stage in the same way", async () => {
    const inputs =
      "{context: ., platforms: 'linux/amd64,linux/arm64', push: true, tags: 'app:1', target: production, build-args: 'A=b', secrets: 'id=t,env=T', cache-from: type=gha, cache-to: type=gha}";
    const { stdout } = await runInit({
      files: {
        Dockerfile: API,
        ...workflow(`      - uses: docker/build-push-action@v6\n        with: ${inputs}\n`),
      },
    });
    expect(stdout).toContain(
      `To run the stage test, add this step before the step that builds:

      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: A=b
          secrets: id=t,env=T
          cache-from: type=gha
          target: test
`,
    );
  });

  test("an image and its test stage needs no other step for the tests", async () => {
    const build = (inputs: string) =>
      `      - uses: docker/build-push-action@v6\n        with: {${inputs}}\n`;
    const { stdout, written } = await runInit({
      files: {
        Dockerfile: API,
        ...workflow(`${build("target: test")}${build("push: true, tags: 'app:1'")}`),
      },
    });
    expect(Object.keys(parse(written[CONFIG] ?? "").images)).toEqual(["app"]);
    expect(stdout).not.toContain("does not run the tests");
  });

  test.each<[what: string, ofWorkflow: string, ofJob: string, expected: Record<string, string> | null]>([
    [
      "of its job keeps these",
      "",
      "{packages: write}",
      { packages: "write", contents: "read", actions: "read", "pull-requests": "write" },
    ],
    [
      "of the workflow keeps these",
      "{contents: write, id-token: write}",
      "",
      { contents: "write", "id-token": "write", actions: "read", "pull-requests": "write" },
    ],
    [
      "of both keeps those of the job",
      "{id-token: write}",
      "{contents: read}",
      { contents: "read", actions: "read", "pull-requests": "write" },
    ],
    ["that are enough needs no others", "", "{contents: read, actions: write, pull-requests: write}", null],
  ])("an image with permissions %s", async (_, ofWorkflow, ofJob, expected) => {
    const listed = (indent: string, value: string) =>
      value === "" ? "" : `${indent}permissions: ${value}\n`;
    const text = `on: pull_request\n${listed("", ofWorkflow)}jobs:\n  build:\n${listed("    ", ofJob)}    steps:\n      - uses: docker/build-push-action@v6\n        with: {push: true, tags: 'app:1'}\n`;
    const { stdout } = await runInit({ files: { Dockerfile: API, ".github/workflows/ci.yml": text } });
    const [, block] = /\n( {4}permissions:\n(?: {6}.*\n)+)/.exec(stdout) ?? [];
    expect(block === undefined ? null : parse(block).permissions).toEqual(expected);
    if (expected !== null)
      expect(stdout).toContain("The job needs these permissions: its present ones and those of the gate.\n");
  });

  test("one of two images leaves the other to a separate workflow", async () => {
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

  test("and already runs stagegate stays the only one", async () => {
    const files = { Dockerfile: API, ...workflow("      - uses: octo/stagegate@v1\n", "gate") };
    const { stdout, written } = await runInit({ files });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(stdout).toContain(
      ".github/workflows/gate.yml already runs stagegate, so init writes no workflow.",
    );
  });

  test("but is invalid or only looks similar does not count", async () => {
    for (const text of ["jobs: [", "jobs: {a: {steps: [null, 1, {uses: 2}]}}", "- 1", ""]) {
      const { written } = await runInit({ files: { Dockerfile: API, ".github/workflows/a.yml": text } });
      expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
    }
  });
});

describe("a build script of a workflow", () => {
  const workflow = (job: string) => `on: pull_request\njobs:\n  build:\n    runs-on: ubuntu-latest\n${job}`;
  const checkout = "      - uses: actions/checkout@v7\n";
  const script = (text: string, others = "") =>
    workflow(`    steps:\n${checkout}${others}      - run: |\n${text.replace(/^/gm, "          ")}\n`);
  const runWith = async (text: string, files = {}) =>
    runInit({ files: { Dockerfile: API, ...files, ".github/workflows/ci.yml": text } });

  const tagChange = "Give the image of the build command this tag: `--tag production:ci`.";
  const loadChange = "Keep the image that the step builds: `--load`.";
  test.each<[what: string, text: string, image: string, changes?: string[]]>([
    ["a tag", "docker build -t app:1 .", "app:1"],
    ["an image and builder command", "docker image build --tag=app:1 .", "app:1"],
    [
      "lines, quotes and other commands",
      'set -e\necho "docker" # it\'s one\nsudo docker build \\\n  --pull -t "app:1" \\\n  . && docker push app:1',
      "app:1",
    ],
    ["a variable of the runner", "docker build -t app:$GITHUB_SHA .", `app:\${{ github.sha }}`],
    ["an expression", `docker build -t app:\${{ github.sha }} .`, `app:\${{ github.sha }}`],
    ["a variable of the script", "TAG=v1\nexport NAME=app\ndocker build -t $NAME:$TAG .", "app:v1"],
    [
      "a variable of GITHUB_ENV",
      'echo "TAG=$(date)" >> "$GITHUB_ENV"\ndocker build -t app:$TAG .',
      `app:\${{ env.TAG }}`,
    ],
    ["a computed tag and another one", "docker build -t app:$(date +%s) -t app:ci .", "app:ci"],
    ["only a computed tag", "docker build -t app:$(git describe (x)) .", "production:ci", [tagChange]],
    ["no tag", "DOCKER_BUILDKIT=1 docker build .", "production:ci", [tagChange]],
    ["unknown arguments", "docker build $ARGS --build-arg=V=$(date) -tapp:1 .", "app:1"],
    ["buildx", "docker buildx build -t app:1 .", "app:1"],
    [
      "buildx and --push",
      "docker buildx build --push --platform linux/amd64,linux/arm64 -t app:1 .",
      "app:1",
    ],
    ["an archive", "docker buildx build -o type=oci,dest=out/app.tar .", "./out/app.tar"],
    ["files only", "docker buildx build -t app:1 -o out .", "app:1", [loadChange]],
  ])("with %s gets a step after it", async (_, text, image, changes = []) => {
    const { stdout, written } = await runWith(script(text));
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(written[CONFIG]).toMatch(/ {4}file: Dockerfile\n {4}target: production\n {4}# max-size/);
    const step = `Add this step to the job build of .github/workflows/ci.yml, after the step that builds:\n\n      - uses: ${REPOSITORY}@v1\n        with:\n          image: ${image}\n\n`;
    expect(stdout).toContain(
      `${step}${changes.map((change) => `${change}\n`).join("")}stagegate does not run the tests`,
    );
    expect(stdout).toContain("      - run: docker build --target test --file Dockerfile .\n");
  });

  test("with a separate builder must load the image", async () => {
    const { stdout } = await runWith(
      script("docker buildx build -t app:1 .", "      - uses: docker/setup-buildx-action@v4\n"),
    );
    expect(stdout).toContain(loadChange);
  });

  test("in another folder has its Dockerfile, stage, args", async () => {
    const job = (steps: string) =>
      workflow(`    env: {NAME: app}\n    defaults: {run: {working-directory: src}}\n${steps}`);
    const build = 'docker build -f ../docker/api.Dockerfile --target Debug --build-arg A=b -t "$NAME:1" .';
    const { stdout, written } = await runInit({
      files: {
        "docker/api.Dockerfile": "FROM debian AS debug\nUSER 1\nFROM debug\n",
        "src/a/b.txt": "",
        ".github/workflows/ci.yml": job(
          `    steps:\n${checkout}      - run: cd a && ${build.replace("../", "../../")}\n`,
        ),
      },
    });
    expect(parse(written[CONFIG] ?? "").images).toEqual({
      api: { context: "src/a", file: "docker/api.Dockerfile", target: "debug", "build-args": { A: "b" } },
    });
    expect(stdout).toContain(`image: \${{ env.NAME }}:1\n`);
  });

  test.each([
    ["a remote context", "docker build -t app:1 https://github.com/octo/app.git"],
    ["a computed context", "docker build -t app:1 $(pwd)"],
    ["a blank context", 'docker build -t app:1 " "'],
    ["standard input", "docker build -t app:1 - < Dockerfile"],
    ["another command", "docker run app:1 docker build -t app:1 ."],
    ["a comment", "# docker build -t app:1 ."],
  ])("%s builds no Dockerfile of the repository", async (_, text) => {
    const { written } = await runWith(script(text));
    expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
  });

  test("in another shell than sh is ignored", async () => {
    const text = workflow(`    steps:\n      - {run: docker build -t app:1 ., shell: pwsh}\n`);
    expect(Object.keys((await runWith(text)).written)).toEqual([CONFIG, WORKFLOW]);
  });

  test("with Compose gets a step for each service", async () => {
    const compose = `services:
  api: {build: {context: ., target: production}, image: "octo/api:1"}
  worker: {build: {context: ., dockerfile: Dockerfile.worker}}
  tests: {build: {context: ., dockerfile: Dockerfile.tests}}
  db: {image: "postgres:17"}
`;
    const { stdout, written } = await runWith(
      script("docker compose -f compose.yaml build --pull api worker"),
      {
        "compose.yaml": compose,
        "Dockerfile.worker": WORKER,
        worker: "",
      },
    );
    expect(anonymous(written[CONFIG])).toMatchSnapshot();
    expect(anonymous(stdout.slice(stdout.indexOf("Add th")))).toMatchSnapshot();
  });

  test.each([
    "docker compose build",
    "docker-compose --ansi never up -d --build",
    "cd . && docker compose build",
  ])("with `%s` builds the default Compose file", async (text) => {
    const { stdout } = await runWith(script(text), {
      "docker-compose.yml": "services: {api: {build: ., image: 'octo/api:1'}}\n",
    });
    expect(stdout).toContain("image: octo/api:1\n");
  });

  test("and runs stagegate with npx stays the only one", async () => {
    const { written } = await runWith(script("npx --yes stagegate --output-dir reports"));
    expect(Object.keys(written)).toEqual([CONFIG]);
  });

  test.each(["{release: {types: [published]}}", "{push: {tags: ['v*']}}", "workflow_dispatch"])(
    "only on %s leaves pull requests to another workflow",
    async (triggers) => {
      const text = script("docker build -t app:1 .").replace("pull_request", triggers);
      expect(Object.keys((await runWith(text)).written)).toEqual([CONFIG, WORKFLOW]);
    },
  );
});

describe("docker/github-builder", () => {
  const workflow = (push: string) => ({
    ".github/workflows/ci.yml": `on: pull_request
jobs:
  build:
    uses: docker/github-builder/.github/workflows/build.yml@v1
    with: {output: image, push: ${push}, meta-images: ghcr.io/octo/app, target: production}
`,
  });

  test("that pushes gets a job after it", async () => {
    const { stdout, written } = await runInit({ files: { Dockerfile: API, ...workflow("true") } });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(anonymous(stdout.slice(stdout.indexOf("Add th")))).toMatchSnapshot();
  });

  test("without push on pull requests leaves them to the gate", async () => {
    const push = `"\${{ github.event_name != 'pull_request' }}"`;
    const { stdout, written } = await runInit({ files: { Dockerfile: API, ...workflow(push) } });
    expect(Object.keys(written)).toEqual([CONFIG, WORKFLOW]);
    expect(stdout).toContain(".github/workflows/ci.yml: job build builds with docker/github-builder\n");
  });
});

describe("a folder of a repository", () => {
  const folder = "services/api";
  const config = `${folder}/.stagegate.yml`;
  const files = {
    ".git/HEAD": "ref: refs/heads/main",
    "services/api/Dockerfile": API,
    "services/api/src/a.ts": "",
    "services/web/Dockerfile": WORKER,
    "services/web/worker": "",
  };
  const build = (inputs: string) => ({
    ".github/workflows/ci.yml": `on: pull_request\njobs:\n  build:\n    steps:\n      - uses: actions/checkout@v7\n      - uses: docker/build-push-action@v7\n        with: {load: true, tags: 'octo/api:1', ${inputs}}\n`,
  });

  test.each([
    ["from the folder", "context: services/api", {}],
    ["from the root", "file: services/api/Dockerfile", { context: "../.." }],
    ["with a folder beside it", "file: services/api/Dockerfile, context: services", { context: ".." }],
  ])("gets a step after the build of its image %s", async (_, inputs, settings) => {
    const { written, stdout } = await runInit({ files: { ...files, ...build(inputs) }, folder });
    expect(Object.keys(written)).toEqual([config]);
    expect(parse(written[config] ?? "").images).toEqual({
      api: { file: "Dockerfile", target: "production", ...settings },
    });
    expect(stdout).toContain("          image: octo/api:1\n          config: services/api/.stagegate.yml\n");
    expect(stdout).toContain(
      "../../.github/workflows/ci.yml: job build builds with docker/build-push-action\n",
    );
  });

  test("takes the root as context if its Dockerfile needs it", async () => {
    const { written } = await runInit({
      files: {
        ...files,
        "services/api/Dockerfile": "FROM scratch\nCOPY libs/a /\nCOPY services/api/src /\nUSER 1\n",
        "libs/a": "",
      },
      folder,
    });
    expect(parse(written[config] ?? "").images).toEqual({ api: { context: "../..", file: "Dockerfile" } });
  });

  test("has the arguments of the root's Compose file", async () => {
    const compose =
      "services: {shop: {build: {context: services/api, args: {A: b}}}, web: {build: services/web}}\n";
    const { written, stdout } = await runInit({ files: { ...files, "compose.yaml": compose }, folder });
    expect(parse(written[config] ?? "").images).toEqual({
      shop: { target: "production", "test-target": "test", "build-args": { A: "b" } },
    });
    expect(stdout).toContain("../../compose.yaml: builds shop\n");
  });

  test("has its gate beside the one of another folder", async () => {
    const first = await runInit({ files, folder: "services/web" });
    const { written, stdout } = await runInit({ files: { ...files, ...first.written }, folder });
    expect(Object.keys(written)).toEqual([config]);
    expect(anonymous(stdout.slice(stdout.indexOf(`${WORKFLOW} runs`)))).toMatchSnapshot();
  });

  test.each(["config: services/api/.stagegate.yml", "context: ./services/api"])(
    "with `%s` in a workflow stays the only one",
    async (input) => {
      const gate = `jobs: {a: {steps: [{uses: octo/stagegate@v1, with: {${input}}}]}}`;
      const { stdout, written } = await runInit({ files: { ...files, [WORKFLOW]: gate }, folder });
      expect(Object.keys(written)).toEqual([config]);
      expect(stdout).toContain(`${WORKFLOW} already runs stagegate, so init writes no workflow.`);
    },
  );

  test("below the depth of the file list is read", async () => {
    const deep = "a/b/c/d/e/f/g";
    const { end } = await runInit({
      files: { ".git/HEAD": "", [`${deep}/Dockerfile`]: WORKER },
      folder: deep,
    });
    expect(end.kind).toBe("done");
  });
});

describe("a bake file", () => {
  const files = { Dockerfile: API, "docker-bake.hcl": 'target "default" {}' };

  test("that bake cannot list leaves the Dockerfiles", async () => {
    const { stdout, written } = await runInit({ files });
    expect(written[CONFIG]).not.toContain("bake:");
    expect(stdout).toContain("so it uses the Dockerfiles. docker was not found on the PATH\n");
  });

  test("that bake cannot list, and no Dockerfile, is an error", async () => {
    const { end } = await runInit({ files: { "docker-bake.hcl": "" } });
    expect(end).toEqual({ kind: "failed", message: "docker was not found on the PATH", hint: null });
  });
});

describe("GitLab", () => {
  test("gets the file from examples/ci, also in a folder of the repository", () => {
    const example = readFileSync("examples/ci/gitlab.yml", "utf8");
    const job = gitLabJob({ config: null, only: null });
    expect(`# .gitlab-ci.yml, or a file that it includes.\n${job}`).toBe(example);
    const script = "npx --yes stagegate --output-dir reports";
    expect(gitLabJob({ config: "my app/.stagegate.yml", only: null })).toBe(
      job.replace(script, "npx --yes stagegate --config 'my app/.stagegate.yml' --output-dir reports"),
    );
  });

  test("gets a printed job if .gitlab-ci.yml exists, also with --force", async () => {
    const files = { Dockerfile: API, ".gitlab-ci.yml": "test: {script: [make]}\n" };
    for (const force of [false, true]) {
      const { stdout, written } = await runInit({ files, options: { force } });
      expect(Object.keys(written)).toEqual([CONFIG]);
      expect(stdout).toContain("init does not change it. Add this job to it:\n\n  # GITLAB_TOKEN");
    }
  });

  test("is recognized by the clone's remote", async () => {
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

describe("an existing file", () => {
  test.each([".stagegate.yml", ".stagegate.yaml"])("%s is overwritten only with --force", async (name) => {
    const files = { Dockerfile: API, [name]: "images: {a: {}}\n" };
    const { end, written } = await runInit({ files });
    expect(end).toEqual({
      kind: "failed",
      message: `${name} already exists`,
      hint: "To overwrite it, add --force. To see what it gates, run: npx stagegate",
    });
    expect(written).toEqual({});
    expect(Object.keys((await runInit({ files, options: { force: true } })).written)).toEqual([
      name,
      WORKFLOW,
    ]);
  });
});

test("an empty folder is an error", async () => {
  expect(await cli(["init", "--yes"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "no Dockerfile and no bake file in CWD or a folder below it\nRun stagegate init in the folder of your application, or write a Dockerfile first.\n",
  });
});

test("-y takes the defaults", async () => {
  const { code, stdout } = await cli(["init", "-y"], { Dockerfile: API });
  expect(stdout).toContain("Wrote .stagegate.yml\n");
  expect(code).toBe(0);
});

test("without a terminal the error names --yes", async () => {
  expect(await cli(["init"], { Dockerfile: API })).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "init asks questions, and standard input or standard output is not a terminal\nTo take the default of every question, run: stagegate init --yes\n",
  });
});
