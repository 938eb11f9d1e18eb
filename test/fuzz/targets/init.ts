import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { init } from "../../../src/cli/init.ts";
import { loadSettings } from "../../../src/config/load.ts";
import { inFolder } from "../folder.ts";
import { textMutator } from "../mutate/text.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** Stands between the texts of an input. */
const BORDER = "\n# ---\n";

const FILES = ["Dockerfile", "compose.yaml", ".github/workflows/build.yml"];

const WORDS = [
  "FROM a AS b\n",
  "AS test\n",
  "COPY --from=build ",
  "USER root\n",
  "build: ",
  "context: ",
  "dockerfile: ",
  "target: ",
  "args: ",
  "uses: docker/build-push-action@v6\n",
  "uses: docker/bake-action@v6\n",
  "uses: docker/github-builder/.github/workflows/build.yml@v1\n",
  "run: docker build -t app:1 .\n",
  "docker compose -f compose.yaml build",
  "&& cd .. ",
  "$GITHUB_SHA",
  "$(date)",
  "'",
  "with: ",
  "tags: ",
  "outputs: type=oci,dest=",
  "push: true",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
  "${{ steps.meta.outputs.tags }}",
  "<<: *a",
  "&a ",
  "../",
  "{",
  "[",
  "#",
];

/** The Dockerfile, the Compose file and the workflow that `init` finds. */
export const target: FuzzTarget = {
  name: "init",
  executions: 100,
  seeds: () => SEEDS.map((texts) => Buffer.from(texts.join(BORDER))),
  mutate: textMutator(WORDS),
  run: (bytes) =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, ".github/workflows"), { recursive: true });
      const texts = bytes.toString("utf8").split(BORDER);
      for (const [at, name] of FILES.entries()) writeFileSync(join(folder, name), texts[at] ?? "");
      const ended = await init(
        { yes: true, force: false },
        {
          cwd: folder,
          isTerminal: false,
          signal: new AbortController().signal,
          stdout: { write: () => undefined },
        },
        { exec, hasEngine: async () => false, measure: failed, listBakeTargets: failed },
      );
      if (ended.kind === "failed") {
        expectThat(ended.message.trim() !== "", () => "a failure without a message");
        return;
      }
      const text = readFileSync(join(folder, ".stagegate.yml"), "utf8");
      await loadSettings(new Map(), folder, exec).catch((error: unknown) => {
        expectThat(false, () => `a configuration that is not valid: ${String(error)}\n${text}`);
      });
    }),
};

const failed = async () => ({ kind: "failed" as const, message: "no engine", hint: null });
const exec = async () => ({ code: 127, stdout: "", stderr: "", notStarted: "ENOENT" });

const DOCKERFILE = `FROM node:24 AS build
COPY src ./src
FROM build AS test
RUN npm test
FROM node:24-slim AS production
COPY --from=build /app /app
USER node
`;

const SEEDS = [
  [
    DOCKERFILE,
    "services:\n  api: {build: {context: ., target: production, args: {PORT: 80}}}\n  web:\n    build: .\n",
    "jobs: {}\n",
  ],
  [
    DOCKERFILE,
    "",
    `on: push
jobs:
  build:
    steps:
      - uses: actions/checkout@v7
      - id: build
        uses: docker/build-push-action@v6
        with:
          context: .
          push: true
          tags: |
            ghcr.io/octo/app:1
            ghcr.io/octo/app:latest
          build-args: |
            A=b
`,
  ],
  [
    DOCKERFILE,
    "services: {api: {build: .}}\n",
    `on: pull_request
jobs:
  build:
    env: {TAG: v1}
    steps:
      - run: |
          # It's built here.
          cd . && docker buildx build --load \\
            -f Dockerfile --tag="app:$TAG" --build-arg A='b c' .
          docker compose build api
`,
  ],
  ["FROM scratch\n", "services: {}\n", "jobs: {a: {steps: [{uses: docker/bake-action@v6}]}}\n"],
];
