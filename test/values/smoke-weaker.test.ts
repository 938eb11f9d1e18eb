import { smoke } from "../../src/values/smoke/settings.ts";
import { weakerSmoke } from "../../src/values/smoke/weaker.ts";

/** The weaker parts of the second test, compared with the first, as YAML. */
function weaker(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((raw) => {
    const parsed = raw === null ? null : smoke.parse(raw);
    if (parsed === undefined) throw new Error(`no smoke test: ${JSON.stringify(raw)}`);
    return parsed;
  });
  const words = { baselineSize: null, write: (value: unknown) => (value === null ? "not set" : "set") };
  return weakerSmoke.find(old ?? null, now ?? null, words).map((found) => `${found.before} → ${found.after}`);
}

const request = (change: object = {}) => ({ port: 80, requests: [{ path: "/a", ...change }] });
const requests = (...list: readonly object[]) => ({ port: 80, requests: list });
const exec = (...list: readonly object[]) => ({ exec: list });

test.each<[what: string, before: unknown, after: unknown, expected: string[]]>([
  ["no test", { port: 80 }, null, ["set → not set"]],
  ["a new test", null, { port: 80 }, []],
  ["the same", request(), request(), []],

  ["no port", { port: 80 }, {}, ["port: 80 → port: not set"]],
  ["another port", { port: 80 }, { port: 81 }, ["port: 80 → port: 81"]],
  ["a new port", {}, { port: 80 }, []],

  ["a shorter timeout", { timeout: "9s" }, { timeout: "8s" }, []],
  ["a longer timeout", {}, { timeout: "1m" }, ["timeout: 30 s → timeout: 60 s"]],

  ["another path", { port: 1, wait: "/a" }, { port: 1, wait: "/b" }, ["wait: /a → wait: /b"]],
  ["a port in place of a path", { port: 1, wait: "/a" }, { port: 1, wait: "tcp" }, ["wait: /a → wait: tcp"]],
  ["a path in place of a port", { port: 1, wait: "tcp" }, { port: 1, wait: "/a" }, []],
  ["nothing in place of a path", { port: 1, wait: "/a" }, { port: 1 }, ["wait: /a → wait: not set"]],
  ["the default for a port, written out", { port: 1 }, { port: 1, wait: "tcp" }, []],
  ["wait: tcp beside requests", request(), { ...request(), wait: "tcp" }, ["wait: not set → wait: tcp"]],
  ["a new path", request(), { ...request(), wait: "/ready" }, []],
  ["a new health check", {}, { wait: "healthy" }, []],
  ["no health check", { wait: "healthy" }, {}, ["wait: healthy → wait: not set"]],
  ["a new line", {}, { wait: { log: "up" } }, ['wait: not set → wait: log "up"']],
  ["another line", { wait: { log: "up" } }, { wait: { log: "u" } }, ['wait: log "up" → wait: log "u"']],
  ["an end", {}, { wait: "exit" }, ["wait: not set → wait: exit 0"]],
  ["another exit code", { wait: "exit" }, { wait: { exit: 1 } }, ["wait: exit 0 → wait: exit 1"]],
  ["a line beside the end", { wait: "exit" }, { wait: { exit: 0, log: "done" } }, []],
  [
    "no line beside the end",
    { wait: { exit: 0, log: "done" } },
    { wait: "exit" },
    ['wait: exit 0 with log "done" → wait: exit 0'],
  ],

  ["a variable more", {}, { env: { A: "1" } }, ["env: A not set → env: A"]],
  ["a variable less", { env: { A: "1" } }, {}, ["env: A → env: A not set"]],
  ["another value", { env: { A: "1" } }, { env: { A: "2" } }, ["env: A → env: A with another value"]],
  ["another order", { env: { A: "1", B: "2" } }, { env: ["B=2", "A=1"] }, []],

  ["a folder to write to", {}, { tmpfs: ["/tmp"] }, ["tmpfs: none → tmpfs: /tmp"]],
  ["a folder less", { tmpfs: ["/tmp", "/run"] }, { tmpfs: ["/run"] }, []],
  ["a writable root", { "read-only": true }, {}, ["read-only: true → read-only: false"]],
  ["a read-only root", {}, { "read-only": true }, []],
  [
    "a capability",
    { "cap-drop": ["ALL"] },
    { "cap-drop": ["NET_RAW"] },
    ["cap-drop: ALL → cap-drop: NET_RAW"],
  ],
  ["all capabilities dropped", { "cap-drop": ["NET_RAW"] }, { "cap-drop": ["all"] }, []],
  ["capabilities in another spelling", { "cap-drop": ["NET_RAW"] }, { "cap-drop": "cap_net_raw" }, []],

  ["no request", request(), { port: 80 }, ["GET /a → not set"]],
  ["another path of a request", request(), request({ path: "/b" }), ["GET /a → not set"]],
  ["another method", request(), request({ method: "POST" }), ["GET /a → not set"]],
  ["another header", request({ headers: { a: "1" } }), request(), ["GET /a → not set"]],
  ["a header in another case", request({ headers: { A: "1" } }), request({ headers: { a: "1" } }), []],
  ["a status", request(), request({ status: 204 }), []],
  ["no status", request({ status: 204 }), request(), ["GET /a → GET /a, which expects less"]],
  ["a failure status", request(), request({ status: 404 }), ["GET /a → GET /a, which expects less"]],
  [
    "another status",
    request({ status: 200 }),
    request({ status: 404 }),
    ["GET /a → GET /a, which expects less"],
  ],
  ["a longer text", request({ contains: "ok" }), request({ contains: "is ok" }), []],
  [
    "a shorter text",
    request({ contains: "is ok" }),
    request({ contains: "ok" }),
    ["GET /a → GET /a, which expects less"],
  ],
  ["more JSON", request({ json: { a: 1 } }), request({ json: { a: 1, b: [2] } }), []],
  [
    "less JSON",
    request({ json: { a: 1, b: [2] } }),
    request({ json: { a: 1 } }),
    ["GET /a → GET /a, which expects less"],
  ],
  [
    "a longer list",
    request({ json: [1] }),
    request({ json: [1, 2] }),
    ["GET /a → GET /a, which expects less"],
  ],
  ["no JSON", request({ json: null }), request(), ["GET /a → GET /a, which expects less"]],
  ["a request more", request(), requests({ path: "/b" }, { path: "/a" }), []],
  ["one of two equal requests", requests({ path: "/a" }, { path: "/a" }), request(), ["GET /a → not set"]],
  [
    "another order of requests",
    requests({ path: "/a" }, { path: "/b" }),
    requests({ path: "/b" }, { path: "/a" }),
    ["GET /a, GET /b → GET /b, GET /a"],
  ],

  ["no command", exec({ command: "id" }), {}, ["exec `id` → not set"]],
  ["another command", exec({ command: "id" }), exec({ command: "true" }), ["exec `id` → not set"]],
  [
    "no output",
    exec({ command: "id", stdout: "1" }),
    exec({ command: "id" }),
    ["exec `id` → exec `id`, which expects less"],
  ],
  [
    "another output",
    exec({ command: "id", stdout: "1" }),
    exec({ command: "id", stdout: "0" }),
    ["exec `id` → exec `id`, which expects less"],
  ],
  ["an output", exec({ command: "id" }), exec({ command: "id", stdout: "1" }), []],
  [
    "an output with other blanks around it",
    exec({ command: "id", stdout: "1" }),
    exec({ command: "id", stdout: " 1\n" }),
    [],
  ],
])("%s", (_, before, after, expected) => {
  expect(weaker(before, after)).toEqual(expected);
});
