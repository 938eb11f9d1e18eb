import { readFileSync } from "node:fs";
import stringWidth from "string-width";
import { Progress, type Step } from "../../src/build/progress.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { groupedView, liveView, type ProgressView, plainView } from "../../src/build/view.ts";
import { noSettings } from "../fixtures/settings.ts";

/** The output of a view for a recorded build of an image and its failing test stage. */
function shown(
  createView: (write: (text: string) => void) => ProgressView,
  change = (line: string) => line,
): string {
  let text = "";
  const view = createView((part) => {
    text += part;
  });
  const titles = { "image-0": "production", "test-0-0": "production test" };
  view.begin(
    Object.entries(titles).map(
      ([id, title]): BuildTarget => ({
        id,
        title,
        context: "/app",
        file: "/app/Dockerfile",
        stage: null,
        settings: noSettings,
        bake: null,
        output: { kind: "test" },
        loadAs: null,
      }),
    ),
  );
  const progress = new Progress(Object.keys(titles), view.step);
  const recording = readFileSync(new URL("../fixtures/build/failing-test.jsonl", import.meta.url), "utf8");
  for (const line of recording.trimEnd().split("\n")) progress.read(change(line));
  view.end();
  return text;
}

test("plain: one line for each step that ran, and one for all cached steps", () => {
  expect(shown(plainView)).toMatchSnapshot();
});

test("plain: a step of a second round appears once, also with another digest", () => {
  let text = "";
  const view = plainView((part) => {
    text += part;
  });
  for (let round = 0; round < 3; round++) {
    const progress = new Progress(["image-0"], view.step);
    const vertex = (name: string, change: object) => ({
      digest: `sha256:${name}${round}`,
      name,
      started: "2026-01-01T00:00:00Z",
      completed: "2026-01-01T00:00:01Z",
      ...change,
    });
    progress.read(
      JSON.stringify({
        vertexes: [
          vertex("[1/3] COPY . .", { cached: true }),
          vertex("[2/3] RUN true", { cached: round > 0 }),
          vertex("[3/3] RUN false", { error: "exit code: 1" }),
        ],
      }),
    );
  }
  view.end();
  expect(text.split("\n")).toEqual([
    "  [2/3] RUN true  1.0 s",
    "  [3/3] RUN false  failed after 1.0 s",
    "1 step was cached",
    "",
  ]);
});

test("a step that stopped because of another is neither done nor failed", () => {
  const progress = new Progress(["image-0"], () => undefined);
  const stopped = {
    digest: "sha256:1",
    name: "[1/2] RUN true",
    started: "2026-01-01T00:00:00Z",
    completed: "2026-01-01T00:00:01Z",
    error: "process did not complete successfully: exit code: 137: context canceled: context canceled",
  };
  progress.read(JSON.stringify({ vertexes: [stopped] }));
  expect(progress.steps.get("sha256:1")).toMatchObject({
    started: Date.parse("2026-01-01T00:00:00Z"),
    completed: null,
    error: "",
  });
});

test('a failed command with "context canceled" in its text counts as failed', () => {
  const progress = new Progress(["image-0"], () => undefined);
  const error =
    'process "/bin/sh -c echo context canceled; exit 2" did not complete successfully: exit code: 2';
  const failed = { digest: "sha256:1", name: "[1/2] RUN false", completed: "2026-01-01T00:00:01Z", error };
  progress.read(JSON.stringify({ vertexes: [failed] }));
  expect(progress.steps.get("sha256:1")).toMatchObject({
    completed: Date.parse("2026-01-01T00:00:01Z"),
    error,
  });
});

test("live: running steps are redrawn at the bottom, and gone at the end", () => {
  const uncached = (line: string) => line.replaceAll('"cached":true', '"cached":false');
  const text = shown(
    (write) =>
      liveView(
        write,
        () => ({ columns: 60, rows: 24 }),
        () => Date.parse("2026-11-21T08:00:00Z"),
      ),
    uncached,
  );
  expect(text).toMatchSnapshot();
  // The view erases as many lines as it drew below the permanent ones.
  const screen = text.split("\u001b").reduce<string[]>((lines, part, index) => {
    const up = index === 0 ? 0 : Number(/^\[(\d+)A/.exec(part)?.[1] ?? 0);
    const above = lines.slice(0, lines.length - up);
    return [
      ...above,
      ...part
        .replace(/^\[\d+[AJ]/, "")
        .split("\n")
        .slice(0, -1),
    ];
  }, []);
  expect(`${screen.join("\n")}\n`).toBe(shown(plainView, uncached));
});

/** The lines of a terminal, also those that left it at the top; nothing may move the cursor above its first line. */
function terminalOf(rows: () => number) {
  let lines: string[] = [""];
  const write = (text: string) => {
    const [first = "", ...commands] = text.split("\u001b");
    const add = (part: string) => {
      const [end = "", ...next] = part.split("\n");
      lines = [...lines.slice(0, -1), (lines.at(-1) ?? "") + end, ...next];
    };
    add(first);
    for (const command of commands) {
      const [, count, kind, rest = ""] = /^\[(\d+)([AJ])(.*)$/s.exec(command) ?? [];
      if (kind === "A") {
        expect(Number(count)).toBeLessThan(rows());
        lines = [...lines.slice(0, lines.length - 1 - Number(count)), ""];
      }
      add(rest);
    }
  };
  return { write, lines: () => lines };
}

const running = (at: number): Step => ({
  digest: `sha256:${at}`,
  name: `[2/2] RUN build service number ${at}`,
  targets: ["image-0"],
  link: null,
  started: at * 1000,
  completed: null,
  cached: false,
  error: "",
  log: "",
});

test("live: steps beyond the height of the terminal are counted, the oldest stay", () => {
  const size = { columns: 44, rows: 5 };
  const terminal = terminalOf(() => size.rows);
  const view = liveView(
    terminal.write,
    () => size,
    () => 200_000,
  );
  view.tell("before");
  for (let at = 0; at < 20; at++) view.step(running(at), undefined);
  view.tell("above");
  expect(terminal.lines()).toEqual([
    "before",
    "above",
    "  [2/2] RUN build service numb…  3 min 20 s",
    "  [2/2] RUN build service numb…  3 min 19 s",
    "  [2/2] RUN build service numb…  3 min 18 s",
    "+17 more",
    "",
  ]);
  for (let at = 0; at < 16; at++) view.step({ ...running(at), name: "" }, running(at));
  view.tell("all");
  expect(terminal.lines().slice(3)).toEqual([
    "  [2/2] RUN build service numbe…  3 min 4 s",
    "  [2/2] RUN build service numbe…  3 min 3 s",
    "  [2/2] RUN build service numbe…  3 min 2 s",
    "  [2/2] RUN build service numbe…  3 min 1 s",
    "",
  ]);
  view.end();
  expect(terminal.lines()).toEqual(["before", "above", "all", ""]);
});

test("live: a terminal that became shorter is erased from its first line", () => {
  const size = { columns: 44, rows: 24 };
  const terminal = terminalOf(() => size.rows);
  const view = liveView(
    terminal.write,
    () => size,
    () => 200_000,
  );
  for (let at = 0; at < 20; at++) view.step(running(at), undefined);
  view.tell("above");
  size.rows = 4;
  view.tell("below");
  expect(terminal.lines().slice(-4, -1)).toEqual([
    "  [2/2] RUN build service numb…  3 min 20 s",
    "  [2/2] RUN build service numb…  3 min 19 s",
    "+18 more",
  ]);
});

test.each([1, 2, 8, 12, 30])("live: no line is longer than a terminal of %d columns", (columns) => {
  const size = { columns, rows: 3 };
  const terminal = terminalOf(() => size.rows);
  const view = liveView(
    terminal.write,
    () => size,
    () => 3_725_000,
  );
  for (let at = 0; at < 5; at++) view.step(running(at), undefined);
  view.tell("");
  for (const line of terminal.lines()) expect(line.length).toBeLessThan(Math.max(2, columns));
});

test.each([
  ["ideographs", "日本語"],
  ["emoji", "👩🏽🚀"],
  ["marks without width", "e\u0301"],
])("live: %s are cut by their width in columns", (_, text) => {
  const terminal = terminalOf(() => 6);
  const view = liveView(
    terminal.write,
    () => ({ columns: 41, rows: 6 }),
    () => 200_000,
  );
  view.step({ ...running(0), name: `[2/2] RUN ${text.repeat(30)}` }, undefined);
  view.tell("above");
  const [above, line = "", last] = terminal.lines();
  expect([above, last]).toEqual(["above", ""]);
  expect(line).toMatch(/^ {2}\[2\/2\] RUN .*… {2}3 min 20 s$/);
  expect([39, 40]).toContain(stringWidth(line));
});

test("grouped: a group for the build and each failed step, with no commands inside", () => {
  const evil = Buffer.from("::error::injected\n::t0ken::x\n").toString("base64");
  const text = shown(
    (write) => groupedView(write, "t0ken"),
    (line) => line.replace(/"data":"[^"]*"/g, `"data":"${evil}"`),
  );
  expect(text).toMatchSnapshot();
  let obeyed = true;
  const commands = text.split("\n").filter((line) => {
    const wasObeyed = obeyed;
    if (line === "::stop-commands::t0ken") obeyed = false;
    if (line === "::t0ken::") obeyed = true;
    return wasObeyed && line.startsWith("::");
  });
  expect(commands).toEqual([
    "::group::Build",
    "::stop-commands::t0ken",
    "::endgroup::",
    "::group::production test  [test 2/2] RUN echo start; sleep 1; echo failing now >&2; exit 3  failed after 2.1 s",
    "::stop-commands::t0ken",
    "::endgroup::",
  ]);
});

test("grouped: each log appears once, the log of a failed step in its own group", () => {
  const written: string[] = [];
  const view = groupedView((text) => written.push(text), "t0ken");
  const common = { context: "/app", file: "Dockerfile", stage: null, settings: noSettings, bake: null };
  view.begin(
    ["a", "b"].map((id) => ({ ...common, id, title: `svc-${id}`, output: { kind: "test" }, loadAs: null })),
  );
  const step = (at: number, change: Partial<Step>): Step => ({
    ...running(at),
    completed: at * 1000 + 500,
    ...change,
  });
  for (const round of [10, 20]) {
    const makeStep = step(1 + round, { name: "[2/3] RUN make", targets: ["a", "b"] });
    view.step({ ...makeStep, cached: round > 10, log: round > 10 ? "" : "made\n" }, undefined);
    const failed = step(2 + round, { name: "[3/3] RUN test", targets: ["b"], log: "no\nrule\n" });
    view.step({ ...failed, error: "exit code: 1" }, undefined);
    const silent = step(4 + round, { name: "[2/2] RUN false", targets: ["a"], error: "exit code: 1" });
    view.step(silent, undefined);
    view.step(step(3 + round, { name: "[1/3] COPY . .", targets: ["a"], cached: true }), undefined);
  }
  view.end();
  expect(written.join("").split("\n")).toEqual([
    ...["::group::Build", "::stop-commands::t0ken"],
    ...["svc-a +1  [2/3] RUN make  0.5 s", "svc-b  [3/3] RUN test  failed after 0.5 s"],
    ...["svc-a  [2/2] RUN false  failed after 0.5 s", "1 step was cached"],
    ...["svc-a +1  [2/3] RUN make", "made"],
    ...["::t0ken::", "::endgroup::"],
    ...["::group::svc-b  [3/3] RUN test  failed after 0.5 s", "::stop-commands::t0ken"],
    ...["no", "rule", "::t0ken::", "::endgroup::", ""],
  ]);
});

test("output before the build is a group of its own without commands", () => {
  const written: string[] = [];
  groupedView((text) => written.push(text), "t0ken").log("prepare: make", "::error::hacked\ndone\n");
  expect(written.join("").split("\n")).toEqual([
    "::group::prepare: make",
    "::stop-commands::t0ken",
    expect.stringContaining("::error::hacked"),
    expect.stringContaining("done"),
    "::t0ken::",
    "::endgroup::",
    "",
  ]);
});
