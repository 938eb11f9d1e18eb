import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type * as Core from "@actions/core";
import { actionMain } from "../../src/github/action.ts";
import { newFolder, newRepository, removeFolders } from "../baseline/repository.ts";
import { type DockerProgram, startDockerProgram } from "../fixtures/docker-program.ts";
import type { Answer } from "../fixtures/fake-builder.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

const SECRET = "zq9SECRETvalue7731abc";

let github: FakeGitHub;
let docker: DockerProgram;
beforeEach(async () => {
  github = await startFakeGitHub();
  process.env["XDG_CACHE_HOME"] = newFolder();
});
afterEach(async () => {
  await github.close();
  await docker.close();
});
afterAll(removeFolders);

/** Runs the action with this answer of docker. Gives its output to the job, and to the runner's mask. */
async function run(answer: Answer) {
  docker = await startDockerProgram(newFolder(), answer);
  const { folder: cwd, commit } = newRepository();
  commit({ Dockerfile: "FROM scratch\nCOPY Dockerfile /file\nUSER 10001\nRUN exit 3\n" });
  const { payload } = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8"));
  const event = join(newFolder(), "event.json");
  writeFileSync(event, JSON.stringify(payload));
  const said: string[] = [];
  const masked: string[] = [];
  const say = (message: string | Error, properties?: object) => {
    said.push(`${message} ${JSON.stringify(properties)}`);
  };
  const summary = {
    addRaw: (text: string) => {
      said.push(text);
      return summary;
    },
    write: async () => summary,
  };
  await actionMain({
    core: {
      setOutput: (name: string, value: unknown) => void said.push(`${name}=${value}`),
      setSecret: (value: string) => void masked.push(value),
      error: say,
      warning: say,
      notice: say,
      debug: say,
      summary: summary as unknown as typeof Core.summary,
    },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: `${PULL_REQUEST.owner}/${PULL_REQUEST.repo}`,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: event,
      RUNNER_DEBUG: "1",
      RUNNER_TEMP: newFolder(),
      "INPUT_GITHUB-TOKEN": "job",
      "INPUT_COMMENT-KEY": "default",
      INPUT_SECRETS: "id=tok,env=TOKEN",
      TOKEN: SECRET,
      GITHUB_TOKEN: "ghs_another7731",
    },
    cwd,
    cacheScript: "/nowhere/cache.cjs",
    layersScript: resolve("dist/layers.cjs"),
    write: (text) => void said.push(text),
    signal: new AbortController().signal,
  });
  return { said: said.join("\n"), masked, comments: github.comments.map(({ body }) => body).join("\n") };
}

const failing: Answer = (command) => {
  if (!command.startsWith("docker buildx bake")) return undefined;
  const error = 'process "/bin/sh -c x" did not complete successfully: exit code: 1';
  const data = Buffer.from(`::error::${SECRET}\n`).toString("base64");
  const vertexes = [{ digest: "sha256:a", name: `[stage-0 2/2] RUN echo ${SECRET}`, error }];
  return {
    code: 1,
    stderr: `${JSON.stringify({ vertexes, logs: [{ vertex: "sha256:a", data }] })}\nERROR: failed to solve: ${error}`,
  };
};

test("neither comment nor job shows a secret in the output of a step", async () => {
  const { said, comments } = await run(failing);
  expect(said).toContain("RUN echo ***");
  expect(comments).toContain("RUN echo \\*\\*\\*");
  expect(`${said}${comments}`).not.toContain(SECRET);
});

test("neither comment nor job shows a secret in an error", async () => {
  github.say("github-actions[bot]", "<!-- stagegate:default -->\nan earlier run");
  const { said, comments } = await run((command) =>
    command.startsWith("docker buildx bake") ? { code: 1, stderr: `bad token ${SECRET}` } : undefined,
  );
  expect(said).toContain("bad token ***");
  expect(comments).toContain("bad token \\*\\*\\*");
  expect(`${said}${comments}`).not.toContain(SECRET);
});

test("the runner masks the same values in all later logs", async () => {
  const { masked } = await run(failing);
  expect(masked.sort()).toEqual(["ghs_another7731", SECRET]);
});
