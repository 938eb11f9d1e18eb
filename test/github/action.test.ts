import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { actionMain } from "../../src/github/action.ts";
import { readReport } from "../../src/report/read.ts";
import { newRepository, type Repository, removeFolders } from "../baseline/repository.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { type FakeGitHub, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

/** The marker of older versions. */
const OLD_MARKER = "<!-- stagegate:default -->";

let github: FakeGitHub;
let repository: Repository;
let cwd: string;
beforeEach(async () => {
  github = await startFakeGitHub();
  repository = newRepository();
  cwd = repository.folder;
  propose({}, {});
});
afterEach(async () => {
  await github.close();
  removeFolders();
});

type Files = Readonly<Record<string, string>>;

/** Creates the pull request: its base, and its change. */
function propose(before: Files, after: Files): void {
  const base = repository.commit(before);
  const head = repository.commit(after);
  const { payload } = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8"));
  payload.pull_request.base.sha = base;
  payload.pull_request.head.sha = head;
  github.head = head;
  writeFileSync(join(cwd, "event.json"), JSON.stringify(payload));
}

type Inputs = Readonly<Record<string, string>>;

/**
 * Runs the action for the pull request, in a folder without a Dockerfile. Without an image among the inputs,
 * there is nothing to judge.
 */
async function run(inputs: Inputs = {}) {
  const said: string[] = [];
  const annotations: object[] = [];
  const say = (kind: string) => (message: string | Error, place?: object) => {
    said.push(`${kind}: ${message}`);
    if (place !== undefined) annotations.push({ level: kind, message, ...place });
  };
  let [log, unwritten, summarized] = ["", "", ""];
  const summary = {
    addRaw: (text: string) => {
      unwritten += text;
      return summary;
    },
    write: async () => {
      summarized = unwritten;
    },
  };
  const code = await actionMain({
    core: {
      setOutput: (name, value) => said.push(`${name}=${value}`),
      setSecret: () => undefined,
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
      "INPUT_COMMENT-KEY": "default",
      INPUT_PROGRESS: "quiet",
      RUNNER_TEMP: join(cwd, "temporary"),
      ...inputs,
    },
    cwd,
    cacheScript: resolve(import.meta.dirname, "../../dist/cache.cjs"),
    layersScript: resolve(import.meta.dirname, "../../dist/layers.cjs"),
    write: (text) => {
      log += text;
    },
    signal: new AbortController().signal,
  });
  return { code, said, annotations, log, summary: summarized };
}

/** @param folder the working folder */
const missing = (folder: string) =>
  `there is no Dockerfile in ${folder}, and no .stagegate.yml there or in a folder above. Run stagegate in the folder that has your Dockerfile, or name the file, for example: file: docker/Dockerfile`;

test("an error replaces the comment of an earlier run", async () => {
  github.say("github-actions[bot]", `${OLD_MARKER}\n### stagegate: ✅ the image passes`);
  const { code, said, summary } = await run();
  const head = github.head ?? "";
  const [message, ...hint] = missing(cwd).split(". ");
  const text = `### stagegate: ⚠️ nothing could be judged\n\n- ❌ **${message}** (run)<br>${hint.join(". ")}\n`;
  expect(github.comments.map(({ body }) => body)).toEqual([
    `<!-- stagegate:default head=${head} -->\n${text}\nResult for commit \`${head.slice(0, 7)}\`.\n`,
  ]);
  expect(summary).toBe(text);
  expect(said).toEqual([
    expect.stringMatching(/^report=.+\/report\.json$/),
    "verdict=error",
    `error: ${missing(cwd)}`,
  ]);
  expect(code).toBe(2);
});

test("without a comment, an error is in the job summary and the reports", async () => {
  const { code, said, summary } = await run({ INPUT_COMMENT: "never", "INPUT_OUTPUT-DIR": "reports" });
  expect([code, summary]).toEqual([2, expect.stringContaining("⚠️ nothing could be judged")]);
  expect(said).toContain(`report=${join(cwd, "reports/report.json")}`);
  expect(readReport(readFileSync(join(cwd, "reports/report.json"), "utf8"), "it").verdict).toBe("error");
});

test("without an earlier comment, an error creates none", async () => {
  const { code } = await run();
  expect(github.comments).toEqual([]);
  expect(code).toBe(2);
});

describe("an archive", () => {
  const archive = (size: number) =>
    archiveOf(
      dockerSave(
        makeImage({ layers: [[{ name: "app.bin", content: "x".repeat(size) }]], user: "10001" }),
        "25",
      ),
    );
  const PASSING = { INPUT_IMAGE: "app.tar", "INPUT_MAX-SIZE": "600kB" };
  const FAILING = { INPUT_IMAGE: "app.tar", "INPUT_MAX-SIZE": "400kB" };
  const SAME = { INPUT_BASELINE: "app.tar" };
  const SMALLER = { INPUT_BASELINE: "before.tar" };

  beforeEach(() => {
    writeFileSync(join(cwd, "app.tar"), archive(500_000));
    writeFileSync(join(cwd, "before.tar"), archive(300_000));
    writeFileSync(join(cwd, "cut.tar"), archive(500_000).subarray(0, 100_000));
  });

  /** The first lines of the comments of this gate: `### stagegate: …`. */
  const headlines = () =>
    github.comments.map(({ body }) => /^<!-- stagegate:default .*\n### stagegate: (.*)/.exec(body)?.[1]);

  const OLD = "what an earlier run said";
  const PASSED = "✅ the image passes";
  const FAILED = "❌ the image fails";

  test.each<[string, string, Inputs, string | null]>([
    ["always: an image that passes has one", "always", PASSING, PASSED],
    ["on-failure: an image that passes has none", "on-failure", PASSING, null],
    ["on-failure: an image that fails has one", "on-failure", FAILING, FAILED],
    ["on-change: an unchanged image has none", "on-change", { ...PASSING, ...SAME }, null],
    ["on-change: a larger image has one", "on-change", { ...PASSING, ...SMALLER }, PASSED],
    ["on-change: an unchanged failing image has one", "on-change", { ...FAILING, ...SAME }, FAILED],
    ["on-change: an image without a baseline has one", "on-change", PASSING, PASSED],
    ["never: an image that fails has none", "never", FAILING, null],
  ])("a first comment: %s", async (_, comment, inputs, headline) => {
    const { said } = await run({ ...inputs, INPUT_COMMENT: comment });
    expect(said).not.toContainEqual(expect.stringMatching(/^warning: /));
    expect(headlines()).toEqual(headline === null ? [] : [expect.stringContaining(headline)]);
  });

  test.each<[string, string, Inputs, string]>([
    ["on-failure: it says that the image passes now", "on-failure", PASSING, PASSED],
    ["on-change: it says that the image is unchanged", "on-change", { ...PASSING, ...SAME }, PASSED],
    ["never: it stays", "never", PASSING, OLD],
  ])("an earlier comment: %s", async (_, comment, inputs, headline) => {
    github.say("github-actions[bot]", `${OLD_MARKER}\n### stagegate: ${OLD}`);
    await run({ ...inputs, INPUT_COMMENT: comment });
    expect(headlines()).toEqual([expect.stringContaining(headline)]);
  });

  test("the check run has the verdict, whatever the setting comment", async () => {
    await run({ ...FAILING, INPUT_COMMENT: "never", INPUT_CHECK: "true" });
    await run({ ...FAILING, INPUT_COMMENT: "never", INPUT_CHECK: "true", "INPUT_MAX-SIZE": "huge" });
    expect(github.comments).toEqual([]);
    expect(github.checks).toMatchObject([
      { name: "stagegate (default)", conclusion: "failure", output: { title: "the image fails" } },
      { name: "stagegate (default)", conclusion: "failure", output: { title: "nothing could be judged" } },
    ]);
  });

  test("without a token there is one warning and no request", async () => {
    const { code, said } = await run({ ...PASSING, "INPUT_GITHUB-TOKEN": "" });
    expect(said.filter((line) => line.startsWith("warning: "))).toEqual([
      "warning: The pull request comment could not be written: there is no github-token.",
    ]);
    expect(github.requests).toEqual([]);
    expect(code).toBe(0);
  });

  test.each<[string, Inputs]>([
    ["with comment: never", { INPUT_COMMENT: "never" }],
    ["without a pull request", { GITHUB_EVENT_NAME: "push", GITHUB_SHA: "3".repeat(40) }],
  ])("a run %s needs no token", async (_, inputs) => {
    const { said } = await run({ ...PASSING, ...inputs, "INPUT_GITHUB-TOKEN": "" });
    expect(said).not.toContainEqual(expect.stringMatching(/^warning: /));
    expect(github.requests).toEqual([]);
  });

  test("an unwritable comment is a warning, whatever the verdict", async () => {
    const { code, said } = await run({ ...PASSING, "INPUT_GITHUB-TOKEN": "read-only" });
    expect(said).toContainEqual(
      expect.stringMatching(
        /^warning: The pull request comment could not be written: .*pull-requests: write/,
      ),
    );
    expect(code).toBe(0);
  });

  test("outputs, annotations, summary, log and report have the result", async () => {
    const folder = join(cwd, "temporary");
    const { said, annotations, summary, log } = await run(FAILING);
    const report = said.find((line) => line.startsWith("report="))?.slice("report=".length) ?? "";
    expect(said).toEqual(
      expect.arrayContaining(["verdict=fail", "size=500000", "change=", "layers=1", "user=10001"]),
    );
    expect(report.startsWith(join(folder, "stagegate"))).toBe(true);
    expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ verdict: "fail" });
    expect(annotations).toContainEqual({
      level: "error",
      title: "app.tar: size",
      message:
        "app.tar is 500.0 kB, 100.0 kB over max-size (400 kB)\nMost of it: 500.0 kB COPY layer 0 (by history). Remove what the image does not need, or raise `max-size`.",
    });
    expect(summary).toContain(FAILED);
    expect(log).toMatch(/^::stop-commands::(\w{32})\n.*✗ the image fails.*\n::\1::\n$/s);
  });

  test.each<[string, Inputs, boolean]>([
    ["RUNNER_DEBUG", { RUNNER_DEBUG: "1" }, true],
    ["ACTIONS_STEP_DEBUG", { ACTIONS_STEP_DEBUG: "true" }, true],
    ["no debug variable", {}, false],
  ])("with %s the debug log has the steps of the run: %#", async (_, inputs, isWritten) => {
    const { said } = await run({ ...PASSING, ...inputs, INPUT_COMMENT: "never" });
    expect(said.some((line) => /^debug: .* plan .*app\.tar: reads archive/.test(line))).toBe(isWritten);
    expect(said.some((line) => line.startsWith("debug: "))).toBe(isWritten);
  });

  test("a pull request cannot hide a loosened gate with comment: never", async () => {
    const config = (run: object, app: object) => ({
      ".stagegate.yml": JSON.stringify({ ...run, images: { app: { image: "app.tar", ...app } } }, null, 1),
    });
    propose(config({}, { "max-size": "1GB" }), config({ comment: "never", baseline: "none" }, {}));
    const { code, said, annotations, summary, log } = await run();
    const messages = [
      "this change loosens baseline: auto → none",
      "this change loosens comment: always → never",
      "this change loosens max-size of app: 1 GB → not set",
    ];
    expect(said.filter((line) => line.startsWith("warning: "))).toEqual(
      messages.map((message) => `warning: ${message}`),
    );
    expect(annotations).toContainEqual({
      level: "warning",
      title: "stagegate: loosened",
      message: messages[1],
      file: ".stagegate.yml",
      startLine: 2,
      endLine: 2,
    });
    for (const message of messages) {
      expect(summary).toContain(`⚠️ ${message}`);
      expect(log).toContain(message);
      expect(github.comments[0]?.body).toContain(`⚠️ ${message}`);
    }
    expect(code).toBe(0);
  });

  test("the input comment: never also hides a loosened gate", async () => {
    propose(
      { ".stagegate.yml": "images: {app: {image: app.tar, max-size: 1GB}}\n" },
      { ".stagegate.yml": "images: {app: {image: app.tar}}\n" },
    );
    await run({ INPUT_COMMENT: "never" });
    expect(github.comments).toEqual([]);
  });

  test("the level error of the rule loosened fails the run", async () => {
    const rules = { loosened: "error" };
    const config = (app: object) => ({
      ".stagegate.yml": JSON.stringify({ images: { app: { image: "app.tar", ...app } } }),
    });
    propose(config({ rules, "max-size": "1MB" }), config({ "max-size": "2MB", "report-only": true }));
    const { code, said } = await run();
    expect(said).toContain("error: this change loosens max-size of app: 1 MB → 2 MB");
    expect(headlines()).toEqual([expect.stringContaining(FAILED)]);
    expect(code).toBe(1);
  });

  test("a pull request whose base the clone lacks has a warning", async () => {
    const { payload } = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8"));
    writeFileSync(join(cwd, "event.json"), JSON.stringify(payload));
    const { code, said } = await run({ ...PASSING, "INPUT_GITHUB-TOKEN": "", INPUT_BASELINE: "none" });
    expect(said).toContainEqual(
      expect.stringMatching(
        /^warning: stagegate cannot tell whether this change loosens the gate: the clone lacks main, and git cannot fetch it/,
      ),
    );
    expect(code).toBe(0);
  });

  test("a label of the pull request waives a size failure", async () => {
    const inputs = { ...FAILING, "INPUT_WAIVE-LABEL": "image-size-ok", "INPUT_GITHUB-TOKEN": "" };
    const { code, said } = await run(inputs);
    expect(said).toContainEqual(expect.stringMatching(/^warning: .*over max-size \(400 kB\)/));
    expect(code).toBe(0);
  });

  test.each<[string, Inputs, number]>([
    ["passes", PASSING, 0],
    ["fails", FAILING, 1],
    ["cannot be read", { ...PASSING, INPUT_IMAGE: "cut.tar" }, 2],
  ])("an image that %s has its exit code", async (_, inputs, expected) => {
    expect((await run({ ...inputs, INPUT_COMMENT: "never" })).code).toBe(expected);
  });
});
