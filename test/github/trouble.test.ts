import { EventEmitter, once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { actionMain } from "../../src/github/action.ts";
import type { Pace } from "../../src/github/octokit.ts";
import { StoppedError } from "../../src/host/errors.ts";
import { newRepository, removeFolders } from "../baseline/repository.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { FAST } from "./client.ts";
import { type Answer, type FakeGitHub, type Fault, PULL_REQUEST, startFakeGitHub } from "./fake-github.ts";

/** Failures around the image, which change neither the verdict nor the exit code. */

const BOT = "github-actions[bot]";
const [HEAD, NEXT] = ["1".repeat(40), "2".repeat(40)];
/** Inputs with a warning, so that there is an annotation. */
const PASSING = { INPUT_IMAGE: "app.tar", "INPUT_MAX-SIZE": "600kB", "INPUT_WARN-SIZE": "400kB" };
const FAILING = { INPUT_IMAGE: "app.tar", "INPUT_MAX-SIZE": "400kB" };
const ENDS_SOON: Pace = { ...FAST, request: 50, purpose: 200 };

const LAYERS_SCRIPT = resolve(import.meta.dirname, "../../dist/layers.cjs");

let github: FakeGitHub;
let cwd: string;
let payload: Record<string, object>;
beforeEach(async () => {
  github = await startFakeGitHub();
  const repository = newRepository();
  cwd = repository.folder;
  process.env["XDG_CACHE_HOME"] = join(cwd, "cache");
  payload = JSON.parse(readFileSync("test/event/events/pull_request.json", "utf8")).payload;
  const image = makeImage({
    layers: [[{ name: "app.bin", content: "x".repeat(500_000) }]],
    user: "10001",
  });
  writeFileSync(join(cwd, "app.tar"), archiveOf(dockerSave(image, "25")));
  const base = repository.commit();
  const main = { ref: "main", sha: base, repo: { full_name: "octocat/hello-world" } };
  payload["pull_request"] = { ...payload["pull_request"], base: main };
  repository.write({ changed: "" });
  repository.commit();
});
afterEach(async () => {
  await github.close();
  removeFolders();
});

interface Change {
  readonly pace?: Pace;
  readonly signal?: AbortSignal;
  /** Outputs of the job that fail. */
  readonly refuses?: readonly ("outputs" | "annotations" | "summary" | "log")[];
  readonly onSaid?: (line: string) => void;
  /** Called with each variable of the environment that is read. */
  readonly onVariable?: (name: string) => void;
}

/** Runs the action for the pull request; gives its steps in order. */
async function run(
  env: Readonly<Record<string, string | undefined>>,
  {
    pace = FAST,
    signal = new AbortController().signal,
    refuses = [],
    onSaid,
    onVariable = () => undefined,
  }: Change = {},
) {
  writeFileSync(join(cwd, "event.json"), JSON.stringify(payload));
  const done: string[] = [];
  const said: string[] = [];
  const refuse = (part: "outputs" | "annotations" | "summary" | "log") => {
    if (refuses.includes(part)) throw new Error(`Missing file at path: /nowhere/${part}.`);
    if (done.at(-1) !== part) done.push(part);
  };
  const warnings: string[] = [];
  const say = (kind: string) => (message: string | Error, place?: object) => {
    const title = place !== undefined && "title" in place ? String(place.title) : "";
    if (title.startsWith("app.tar")) refuse("annotations");
    else if (kind === "warning") warnings.push(String(message));
    said.push(`${kind}: ${message}`);
    onSaid?.(`${kind}: ${message}`);
  };
  const summary = { addRaw: () => summary, write: async () => refuse("summary") };
  const requestsBefore = github.requests.length;
  const variables = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: `${PULL_REQUEST.owner}/${PULL_REQUEST.repo}`,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: join(cwd, "event.json"),
    GITHUB_RUN_ID: "100",
    GITHUB_RUN_ATTEMPT: "1",
    RUNNER_TEMP: join(cwd, "temporary"),
    "INPUT_GITHUB-TOKEN": "job",
    "INPUT_COMMENT-KEY": "default",
    INPUT_PROGRESS: "quiet",
    INPUT_BASELINE: "none",
    ...env,
  };
  const read = (all: typeof variables, name: string | symbol) => {
    onVariable(String(name));
    return Reflect.get(all, name);
  };
  const code = await actionMain({
    core: {
      setSecret: () => undefined,
      setOutput: (name, value) => {
        refuse("outputs");
        said.push(`${name}=${value}`);
      },
      error: say("error"),
      warning: say("warning"),
      notice: say("notice"),
      debug: say("debug"),
      summary: summary as never,
    },
    env: new Proxy(variables, { get: read }),
    cwd,
    cacheScript: "/nowhere/cache.cjs",
    layersScript: LAYERS_SCRIPT,
    write: () => {
      if (github.requests.length > requestsBefore && done.length === 0) done.push("comment");
      refuse("log");
    },
    signal,
    pace,
  });
  return { code, said, done, warnings };
}

/** The headlines of this gate's comments, after `### stagegate: `. */
const headlines = () => github.comments.map(({ body }) => /\n### stagegate: (.*)/.exec(body)?.[1]);

const marker = (id: number, head = HEAD) => `<!-- stagegate:default run=${id}.1 head=${head} -->`;
const sayPassed = () => github.say(BOT, `${marker(90)}\n### stagegate: ✅ the image passes`);
const JUDGED = [
  ["passes", PASSING, 0, "✅ the image passes"],
  ["fails", FAILING, 1, "❌ the image fails"],
] as const;

describe.each(JUDGED)("an image that %s", (_, inputs, expected, headline) => {
  test("gets its comment before all other outputs", async () => {
    const { code, done, warnings } = await run(inputs);
    expect(code).toBe(expected);
    expect(done).toEqual(["comment", "log", "outputs", "annotations", "summary"]);
    expect(warnings).toEqual([]);
    expect(headlines()).toEqual([expect.stringContaining(headline)]);
  });

  test.each([
    ["log", /^The report could not be printed: Missing file at path: \/nowhere\/log\. Please/],
    ["outputs", /^The outputs of the step could not be set: Missing .*\. GitHub sets GITHUB_OUTPUT /],
    ["annotations", /^The annotations could not be written: Missing file .*\. Please report this\.$/],
    ["summary", /^The job summary could not be written: .*\. GitHub sets GITHUB_STEP_SUMMARY /],
  ] as const)("keeps its verdict if the %s cannot be written", async (part, warning) => {
    const { code, done, warnings } = await run(inputs, { refuses: [part] });
    expect(code).toBe(expected);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(done).toEqual(
      ["comment", "log", "outputs", "annotations", "summary"].filter((one) => one !== part),
    );
    expect(headlines()).toEqual([expect.stringContaining(headline)]);
  });

  test("keeps its verdict if no output can be written", async () => {
    github.always = () => "silent";
    const refuses = ["log", "outputs", "annotations", "summary"] as const;
    const { code, warnings } = await run({ ...inputs, RUNNER_TEMP: "" }, { refuses, pace: ENDS_SOON });
    expect(code).toBe(expected);
    expect(warnings).toHaveLength(6);
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["output-dir is a file", { "INPUT_OUTPUT-DIR": "app.tar" }, /EEXIST|something else has that name/],
    ["output-dir lies in a file", { "INPUT_OUTPUT-DIR": "app.tar/reports" }, /ENOTDIR/],
    ["RUNNER_TEMP is not set", { RUNNER_TEMP: "" }, /RUNNER_TEMP is not set\. Set `output-dir`/],
    ["the disk is full", { "INPUT_OUTPUT-DIR": "full" }, /EISDIR|cannot be written/],
  ])("keeps its verdict if %s, and the output report is empty", async (_, env, reason) => {
    // A folder in place of the file fails like a full disk.
    mkdirSync(join(cwd, "full/report.json"), { recursive: true });
    const { code, said, warnings } = await run({ ...inputs, ...env });
    expect(code).toBe(expected);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(warnings[0]).toContain("output-dir: reports");
    expect(said).toContain("report=");
    expect(headlines()).toEqual([expect.stringContaining(headline)]);
  });

  test("has its reports in a new RUNNER_TEMP", async () => {
    const { code, said } = await run({ ...inputs, RUNNER_TEMP: join(cwd, "a/b") });
    expect(code).toBe(expected);
    expect(said).toContainEqual(expect.stringMatching(/^report=.*\/a\/b\/stagegate\/job-\w+\/report\.json$/));
  });

  const PAGE = "<html><head><title>Unicorn!</title></head><body><p>We are busy.</p></body></html>";
  const html = { "content-type": "text/html" };
  const answer =
    (one: Answer): Fault =>
    () =>
      one;
  test.each<[string, Fault]>([
    ["never answers", () => "silent"],
    ["never ends its answer", () => "endless"],
    ["breaks each connection", () => "reset"],
    ["sends a page", answer({ status: 200, text: PAGE, headers: html })],
    ["sends a page with 503", answer({ status: 503, text: PAGE, headers: html })],
    ["sends JSON that breaks off", answer({ status: 200, text: '[{"id": 1, "bo' })],
    ["sends nothing", answer({ status: 200, text: "" })],
    ["sends JSON of another form", answer({ status: 200, data: { hello: ["world", null] } })],
    ["sends null", answer({ status: 200, text: "null" })],
    ["redirects for ever", answer({ status: 302, headers: { location: "/again" } })],
  ])("keeps its verdict with one warning of one line if GitHub %s", async (_, fault) => {
    github.always = fault;
    const { code, warnings } = await run(inputs, { pace: ENDS_SOON });
    expect(code).toBe(expected);
    expect(warnings).toEqual([
      expect.stringMatching(/^The pull request comment could not be written: [^\n<>]+\.$/),
    ]);
  });
});

test("GitHub without TLS is one warning of one line", async () => {
  const { code, warnings } = await run({
    ...PASSING,
    GITHUB_API_URL: github.url.replace("http:", "https:"),
  });
  expect(code).toBe(0);
  expect(warnings).toEqual([
    expect.stringMatching(/^The pull request comment .*: GitHub failed or could not be reached \(.+\)/),
  ]);
});

test("the comment has the commit, and its marker has the run", async () => {
  await run(PASSING);
  const [first, ...lines] = github.comments[0]?.body.split("\n") ?? [];
  expect(first).toBe(marker(100));
  const page = `https://github.example/octocat/hello-world/pull/7/commits/${HEAD}`;
  expect(lines.at(-2)).toBe(`Result for commit [\`1111111\`](${page}).`);
});

describe("two runs", () => {
  const pushed = (head: string) =>
    Object.assign(payload["pull_request"] ?? {}, { head: { sha: head, repo: null } });
  const runFor = (head: string, id: string, inputs: object, attempt = "1") => {
    pushed(head);
    return run({ ...inputs, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt });
  };

  beforeEach(() => {
    github.head = NEXT;
  });

  test("in reverse order: the comment has the later result", async () => {
    await runFor(NEXT, "200", FAILING);
    const { code, warnings } = await runFor(HEAD, "100", PASSING);
    expect([code, warnings]).toEqual([0, []]);
    expect(headlines()).toEqual([expect.stringContaining("❌ the image fails")]);
    expect(github.comments[0]?.body).toContain("[`2222222`]");
  });

  test("with a re-run of the earlier one: the comment has the later result", async () => {
    await runFor(HEAD, "100", PASSING);
    await runFor(NEXT, "200", FAILING);
    await runFor(HEAD, "100", PASSING, "2");
    expect(headlines()).toEqual([expect.stringContaining("❌ the image fails")]);
  });

  test("in reverse order with an error: the comment has the later result", async () => {
    await runFor(NEXT, "200", PASSING);
    const { code } = await runFor(HEAD, "100", { INPUT_IMAGE: "app.tar", "INPUT_MAX-SIZE": "many" });
    expect(code).toBe(2);
    expect(headlines()).toEqual([expect.stringContaining("✅ the image passes")]);
  });

  test.each<[string, string | undefined]>([
    ["on-failure", undefined],
    ["on-change", undefined],
    ["always", "❌ the image fails"],
  ])("in reverse order with %s: the later one counts without news", async (comment, headline) => {
    await runFor(HEAD, "100", { ...FAILING, INPUT_COMMENT: comment });
    expect(headlines()).toEqual(headline === undefined ? [] : [expect.stringContaining(headline)]);
  });

  test("in order: the comment has the later result", async () => {
    await runFor(HEAD, "100", PASSING);
    await runFor(NEXT, "200", FAILING);
    expect(headlines()).toEqual([expect.stringContaining("❌ the image fails")]);
  });
});

describe("a run with an error", () => {
  const NOTHING = "⚠️ nothing could be judged";

  test.each<[string, string, object]>([
    ["an invalid input", "", { ...PASSING, "INPUT_MAX-SIZE": "many" }],
    ["an invalid file", "images: {app: {max-size: many}}", {}],
    ["invalid YAML", "images: {", {}],
    ["a missing file", "", { INPUT_CONFIG: "nowhere.yml" }],
    ["a missing Dockerfile", "", {}],
  ])("%s: the comment does not say that the image passes", async (_, file, env) => {
    if (file !== "") writeFileSync(join(cwd, ".stagegate.yml"), file);
    sayPassed();
    const { code } = await run({ ...env });
    expect(code).toBe(2);
    expect(headlines()).toEqual([NOTHING]);
    expect(github.comments[0]?.body).toContain("Result for commit [`1111111`]");
  });

  test("uses the comment settings, also of an invalid file", async () => {
    writeFileSync(join(cwd, ".stagegate.yml"), "comment-key: web\nimages: {app: {max-size: many}}");
    sayPassed();
    github.say(BOT, "<!-- stagegate:web -->\n### stagegate: ✅ the image passes");
    await run({ "INPUT_COMMENT-KEY": "" });
    expect(headlines()).toEqual(["✅ the image passes", NOTHING]);
  });

  test("`comment: never` leaves the comment alone", async () => {
    writeFileSync(join(cwd, ".stagegate.yml"), "comment: never\nimages: {app: {max-size: many}}");
    sayPassed();
    await run({});
    expect(headlines()).toEqual(["✅ the image passes"]);
  });

  test("that is unexpected leaves no comment that the image passes", async () => {
    sayPassed();
    const onVariable = (name: string) => {
      if (name === "BROKEN") throw new TypeError("undefined is not an image");
    };
    const { INPUT_IMAGE: _, ...built } = PASSING;
    const inputs = { ...built, INPUT_SECRETS: "id=a,env=BROKEN" };
    const { code, said, warnings } = await run(inputs, { onVariable });
    expect([code, warnings]).toEqual([2, []]);
    expect(headlines()).toEqual([NOTHING]);
    expect(said.filter((line) => line.startsWith("error: "))).toEqual([
      expect.stringContaining("undefined is not an image"),
    ]);
    expect(said).not.toContainEqual(expect.stringMatching(/^debug: |\n {4}at /));
    const debugged = await run({ ...inputs, RUNNER_DEBUG: "1" }, { onVariable });
    expect(debugged.said).toContainEqual(
      expect.stringMatching(/^debug: TypeError: undefined is .*\n {4}at /),
    );
  });

  test("keeps its exit code if outputs and comment fail", async () => {
    github.always = () => "silent";
    const { code, warnings } = await run(
      { ...PASSING, "INPUT_MAX-SIZE": "many" },
      { refuses: ["outputs"], pace: ENDS_SOON },
    );
    expect(code).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/^The pull request comment could not be written: [^\n]+$/),
      expect.stringMatching(/^The outputs of the step could not be set: [^\n]+$/),
    ]);
  });

  test.each([
    ["is missing", () => "/nowhere/event.json"],
    ["is a folder", () => cwd],
    ["is no JSON", () => join(cwd, "app.tar")],
    ["is not set", () => undefined],
  ])("GITHUB_EVENT_PATH %s: one sentence without a stack", async (_, path) => {
    const { code, said } = await run({ ...PASSING, GITHUB_EVENT_PATH: path() });
    expect(code).toBe(2);
    expect(said).toEqual(["verdict=error", expect.stringMatching(/^error: [^\n]+\n[^\n]+$/)]);
    expect(said[1]).toContain("GITHUB_EVENT_PATH");
    expect(github.requests).toEqual([]);
  });
});

describe("a stop", () => {
  test("during a request to GitHub ends the run and leaves the comment", async () => {
    sayPassed();
    const stop = new AbortController();
    github.always = () => {
      stop.abort();
      return "silent";
    };
    await expect(run(PASSING, { signal: stop.signal })).rejects.toThrow(StoppedError);
    expect(headlines()).toEqual(["✅ the image passes"]);
  });

  test("before the run leaves the comment", async () => {
    sayPassed();
    await expect(run(PASSING, { signal: AbortSignal.abort() })).rejects.toThrow(StoppedError);
    expect(github.requests).toEqual([]);
  });
});

describe("the waive label", () => {
  const LABEL = { ...FAILING, "INPUT_WAIVE-LABEL": "image-size-ok" };

  test("counts if the pull request has it now", async () => {
    expect((await run(LABEL)).code).toBe(1);
    github.labels = ["image-size-ok"];
    expect((await run(LABEL)).code).toBe(0);
  });

  test.each<[string, Fault]>([
    ["never come", () => "silent"],
    ["are of another form", () => ({ status: 200, data: [null, { name: 1 }] })],
  ])("counts as in the event if the labels %s", async (_, fault) => {
    github.always = (carryOut, path) => (path.includes("/labels") ? fault(carryOut, path) : carryOut());
    const { code, warnings } = await run(LABEL, { pace: ENDS_SOON });
    expect(code).toBe(0);
    expect(warnings[0]).toMatch(
      /^The labels of the pull request could not be read: [^\n]+\. stagegate uses the labels from the event\. /,
    );
  });

  test("is requested in parallel with the work", async () => {
    const begun = new EventEmitter();
    const isBegun = once(begun, "plan");
    github.always = async (carryOut, path) => {
      if (!path.includes("/labels")) return carryOut();
      await isBegun;
      return { status: 200, data: [] };
    };
    const onSaid = (line: string) => {
      if (/^debug: .* plan /.test(line)) begun.emit("plan");
    };
    const { code, warnings } = await run({ ...LABEL, RUNNER_DEBUG: "1" }, { onSaid });
    expect([code, warnings]).toEqual([1, []]);
  });

  test("does not delay a run that ends before the verdict", async () => {
    github.always = (carryOut, path) => (path.includes("/labels") ? "silent" : carryOut());
    const { code, warnings } = await run({ "INPUT_WAIVE-LABEL": "image-size-ok" });
    expect([code, warnings]).toEqual([2, []]);
  });
});
