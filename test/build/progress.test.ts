import { Progress } from "../../src/build/progress.ts";

function follow(...lines: readonly string[]): Progress {
  const progress = new Progress(["image-0"], () => undefined);
  for (const line of lines) progress.read(line);
  return progress;
}

test.each([
  "{}",
  '{"statuses":[{"id":"extracting","vertex":"sha256:a"}]}',
  '{"vertexes":null,"logs":null,"warnings":null}',
  '{"vertexes":[],"logs":[],"warnings":[]}',
])("the event %s changes nothing", (line) => {
  const { steps, warnings, messages } = follow(line);
  expect([steps.size, warnings, messages]).toEqual([0, [], []]);
});

test("null in a vertex means the same as a missing field", () => {
  const known = {
    digest: "sha256:a",
    name: "[1/2] RUN make",
    started: "2026-01-01T00:00:00Z",
    cached: true,
    error: "exit code: 1",
  };
  const unknown = {
    digest: "sha256:a",
    name: null,
    started: null,
    completed: null,
    cached: null,
    error: null,
  };
  const [first, missing, empty] = [[], [{ digest: "sha256:a" }], [unknown]].map((more) =>
    follow(JSON.stringify({ vertexes: [known, ...more] })).steps.get("sha256:a"),
  );
  expect(first).toMatchObject({
    name: "[1/2] RUN make",
    completed: null,
    cached: true,
    error: "exit code: 1",
  });
  expect([missing, empty]).toEqual([first, first]);
});

test("a log without data is empty", () => {
  const logs = [
    { vertex: "sha256:a" },
    { vertex: "sha256:a", data: null },
    { vertex: "sha256:a", data: "eA==" },
  ];
  expect(follow(JSON.stringify({ logs })).steps.get("sha256:a")?.log).toBe("x");
});

test.each([
  ["missing", {}],
  ["null", { vertex: null, short: null, detail: null, url: null, range: null }],
])("fields of a warning may be %s", (_, warning) => {
  expect(follow(JSON.stringify({ warnings: [warning] })).warnings).toEqual([
    { vertex: "", text: "", detail: "", url: "", lines: null },
  ]);
});

test("lines of a warning span its first to its last range", () => {
  const range = [
    { start: { line: 3 }, end: { line: 4 } },
    { start: {}, end: { line: 2, character: 9 } },
  ];
  expect(follow(JSON.stringify({ warnings: [{ range }] })).warnings).toMatchObject([{ lines: [0, 4] }]);
});

test.each([
  "ERROR: failed to solve",
  "{ not JSON",
  '{"vertexes":7}',
  '{"vertexes":[null]}',
  '{"vertexes":[{"name":"[1/2] RUN make"}]}',
  '{"vertexes":[{"digest":"sha256:a","started":1767225600}]}',
  '{"logs":[{"data":"eA=="}]}',
  '{"logs":[{"vertex":"sha256:a","data":7}]}',
  '{"warnings":[{"range":[{"end":{"line":1}}]}]}',
  '{"warnings":[{"detail":"eA=="}]}',
])("the line %s is a message", (line) => {
  const { steps, warnings, messages } = follow(line);
  expect([steps.size, warnings, messages]).toEqual([0, [], [line]]);
});

test("a long log of a successful step is its last 64 KiB behind an ellipsis", () => {
  const data = Buffer.from("x".repeat(50_000)).toString("base64");
  const logs = [
    { vertex: "sha256:a", data },
    { vertex: "sha256:a", data },
  ];
  const logOf = (change: object) => {
    const vertexes = [{ digest: "sha256:a", name: "[1/2] RUN make", ...change }];
    return follow(JSON.stringify({ vertexes, logs }), JSON.stringify({ vertexes })).steps.get("sha256:a")
      ?.log;
  };
  const completed = "2026-01-01T00:00:01Z";
  expect(logOf({ completed })).toBe(`…${"x".repeat(65_536)}`);
  expect(logOf({})).toBe("x".repeat(100_000));
  expect(logOf({ completed, error: "exit code: 1" })).toBe("x".repeat(100_000));
});

test("the end of a log of any length is complete", () => {
  const data = Buffer.from("x".repeat(3_000_000)).toString("base64");
  const logs = [1, 2, 3].map(() => ({ vertex: "sha256:a", data }));
  const log = follow(JSON.stringify({ logs })).steps.get("sha256:a")?.log ?? "";
  expect([log.slice(0, 2), log.at(-1)]).toEqual(["…x", "x"]);
  expect(log.length).toBeGreaterThan(2_000_000);
  expect(log.length).toBeLessThan(4_200_000);
});

test("of a million lines that are no events the last ones stay", () => {
  const progress = new Progress(["app"], () => undefined);
  for (let line = 0; line < 1_000_000; line++) progress.read(`line ${line}`);
  expect(progress.messages.length).toBeLessThanOrEqual(2000);
  expect(progress.messages.slice(-1000)).toEqual(
    Array.from({ length: 1000 }, (_, line) => `line ${999_000 + line}`),
  );
});
