import { readFileSync } from "node:fs";
import { Progress } from "../../src/build/progress.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { groupedView, liveView, type ProgressView, plainView } from "../../src/build/view.ts";
import { noSettings } from "../fixtures/settings.ts";

/** What a view writes of a recorded build of an image and its failing test stage. */
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

test("plain: a line for each step that ended", () => {
  expect(shown(plainView)).toMatchSnapshot();
});

test("plain: what a second round tells again is told once", () => {
  let text = "";
  const view = plainView((part) => {
    text += part;
  });
  for (let round = 0; round < 2; round++) {
    const progress = new Progress(["image-0"], view.step);
    const name = "[1/2] RUN true";
    progress.read(
      JSON.stringify({
        vertexes: [
          { digest: "sha256:1", name, started: "2026-01-01T00:00:00Z", completed: "2026-01-01T00:00:01Z" },
        ],
      }),
    );
  }
  expect(text).toBe("  [1/2] RUN true  1.0 s\n");
});

test("a step that was stopped since a neighbour failed is neither done nor failed", () => {
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

test("a failed command that speaks of a canceled context has failed all the same", () => {
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

test("live: the running steps below, redrawn, and gone at the end", () => {
  const text = shown((write) =>
    liveView(
      write,
      () => 60,
      () => Date.parse("2026-11-21T08:00:00Z"),
    ),
  );
  expect(text).toMatchSnapshot();
  // As many lines are erased as were drawn below the ones that stay.
  const screen = text.split("\u001b").reduce<string[]>((lines, part, index) => {
    const up = index === 0 ? 0 : Number(/^\[(\d+)A/.exec(part)?.[1] ?? 0);
    const kept = lines.slice(0, lines.length - up);
    return [
      ...kept,
      ...part
        .replace(/^\[\d+[AJ]/, "")
        .split("\n")
        .slice(0, -1),
    ];
  }, []);
  expect(`${screen.join("\n")}\n`).toBe(shown(plainView));
});

test("grouped: each target's log in a group, where no command is obeyed", () => {
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
    "::stop-commands::t0ken",
    "::group::Build of production",
    "::stop-commands::t0ken",
    "::endgroup::",
    "::group::Build of production test",
    "::stop-commands::t0ken",
    "::endgroup::",
  ]);
});

test("what a program printed before the build is a group of its own that gives no commands", () => {
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
