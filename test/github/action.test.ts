import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { actionMain } from "../../src/github/action.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

const MARKER = "<!-- stagegate:default -->";

let github: FakeGitHub;
let cwd: string;
beforeEach(async () => {
  github = await startFakeGitHub();
  cwd = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  const { payload } = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8"));
  writeFileSync(join(cwd, "event.json"), JSON.stringify(payload));
});
afterEach(async () => {
  await github.close();
  rmSync(cwd, { recursive: true });
});

/** Runs the action in a folder without a Dockerfile, where there is nothing that could be judged. */
async function run() {
  const said: string[] = [];
  const say = (kind: string) => (message: string | Error) => said.push(`${kind}: ${message}`);
  const summary = { addRaw: () => summary, write: async () => summary };
  const code = await actionMain({
    core: {
      setOutput: (name, value) => said.push(`${name}=${value}`),
      error: say("error"),
      warning: say("warning"),
      notice: say("notice"),
      debug: say("debug"),
      summary: summary as never,
    },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: `${PULL_REQUEST.owner}/${PULL_REQUEST.repo}`,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(cwd, "event.json"),
      "INPUT_GITHUB-TOKEN": "job",
      INPUT_PROGRESS: "quiet",
    },
    cwd,
    cacheScript: "/nowhere/cache.cjs",
    layersScript: "/nowhere/layers.cjs",
    write: () => undefined,
    signal: new AbortController().signal,
  });
  return { code, said };
}

const MISSING =
  "configuration: there is no Dockerfile at Dockerfile (ENOENT). Write its path, for example: file: docker/Dockerfile";

test("what could not be judged takes the place of what an earlier run said", async () => {
  github.say("github-actions[bot]", `${MARKER}\n### stagegate: ✓ the image passes`);
  const { code, said } = await run();
  expect(github.comments.map(({ body }) => body)).toEqual([
    `${MARKER}\n### stagegate: ! nothing could be judged\n\n\`\`\`text\n${MISSING}\n\`\`\`\n`,
  ]);
  expect(said).toEqual(["verdict=error", `error: ${MISSING}`]);
  expect(code).toBe(2);
});

test("where no run said anything yet, there is no comment", async () => {
  const { code } = await run();
  expect(github.comments).toEqual([]);
  expect(code).toBe(2);
});
