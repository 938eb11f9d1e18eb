import { Ajv } from "ajv";
import { smoke } from "../../src/values/smoke/settings.ts";
import type { Smoke } from "../../src/values/smoke/smoke-test.ts";

const isValid = new Ajv({ allowUnionTypes: true }).compile(smoke.schema);

const DEFAULTS: Smoke = {
  port: null,
  wait: null,
  timeout: 30_000,
  env: {},
  tmpfs: [],
  readOnly: false,
  capDrop: [],
  requests: [],
  exec: [],
};

const REQUEST = {
  method: "GET",
  path: "/",
  headers: {},
  body: null,
  status: null,
  contains: null,
  json: null,
};

test.each<[what: string, written: object, read: Partial<Smoke>]>([
  ["nothing", {}, {}],
  ["a port", { port: 8080 }, { port: 8080 }],
  [
    "a path to wait for",
    { port: 1, wait: "/health?all" },
    { port: 1, wait: { kind: "path", path: "/health?all" } },
  ],
  ["tcp", { port: 65_535, wait: "tcp" }, { port: 65_535, wait: { kind: "tcp" } }],
  ["healthy", { wait: "healthy" }, { wait: { kind: "healthy" } }],
  ["exit", { wait: "exit" }, { wait: { kind: "exit", code: 0, text: null } }],
  ["a line of the log", { wait: { log: "Started" } }, { wait: { kind: "log", text: "Started" } }],
  [
    "an exit code and a line",
    { wait: { exit: 2, log: "usage" } },
    { wait: { kind: "exit", code: 2, text: "usage" } },
  ],
  ["seconds", { timeout: 90 }, { timeout: 90_000 }],
  ["seconds in words", { timeout: "1.5s" }, { timeout: 1500 }],
  ["minutes", { timeout: "2m" }, { timeout: 120_000 }],
  ["milliseconds", { timeout: "250 ms" }, { timeout: 250 }],
  ["variables", { env: { A: 1, B: null } }, { env: { A: "1", B: null } }],
  ["a list of variables", { env: ["A=1", "B"] }, { env: { A: "1", B: null } }],
  [
    "a hardened container",
    { "read-only": true, "cap-drop": ["ALL"], tmpfs: ["/tmp:size=1m,mode=1777"] },
    { readOnly: true, capDrop: ["ALL"], tmpfs: ["/tmp:size=1m,mode=1777"] },
  ],
  ["a request", { port: 1, requests: [{ path: "/" }] }, { port: 1, requests: [REQUEST] }],
  [
    "a request with all that it may have",
    {
      port: 1,
      requests: [
        {
          method: "POST",
          path: "/",
          headers: { Accept: "text/plain", "x-number": 1 },
          body: "{}",
          status: 201,
          contains: "hi",
          json: null,
        },
      ],
    },
    {
      port: 1,
      requests: [
        {
          ...REQUEST,
          method: "POST",
          headers: { Accept: "text/plain", "x-number": "1" },
          body: "{}",
          status: 201,
          contains: "hi",
          json: { value: null },
        },
      ],
    },
  ],
  [
    "a body of JSON, which says so",
    { port: 1, requests: [{ path: "/", method: "PUT", body: { a: [1] } }] },
    {
      port: 1,
      requests: [
        { ...REQUEST, method: "PUT", body: '{"a":[1]}', headers: { "content-type": "application/json" } },
      ],
    },
  ],
  [
    "a body of JSON that says something else",
    { port: 1, requests: [{ path: "/", method: "PATCH", body: [], headers: { "Content-Type": "text/x" } }] },
    {
      port: 1,
      requests: [{ ...REQUEST, method: "PATCH", body: "[]", headers: { "Content-Type": "text/x" } }],
    },
  ],
  [
    "a command for the shell",
    { exec: [{ command: "id  -u\n" }] },
    { exec: [{ title: "id -u", argv: ["sh", "-c", "id  -u\n"], stdout: null }] },
  ],
  [
    "a program with its arguments",
    { exec: [{ command: ["id", "-u"], stdout: 1000 }] },
    { exec: [{ title: "id -u", argv: ["id", "-u"], stdout: "1000" }] },
  ],
])("%s can be read, as a mapping and as a text", (_, written, read) => {
  expect(isValid(written)).toBe(true);
  expect(smoke.parse(written)).toEqual({ ...DEFAULTS, ...read });
  expect(smoke.parse(JSON.stringify(written))).toEqual({ ...DEFAULTS, ...read });
});

const faultsOf = (written: unknown) =>
  smoke.faults?.(written).map(({ message, hint }) => `${message}. ${hint}`);

test.each<[written: unknown, faults: string[]]>([
  [
    "8080",
    ["smoke: 8080 is not a mapping. Write for example: smoke: {port: 8080, requests: [{path: /health}]}"],
  ],
  [
    null,
    [
      "smoke: an empty value is not a mapping. Write for example: smoke: {port: 8080, requests: [{path: /health}]}",
    ],
  ],
  [
    { prot: 80, timeuot: 1, xyz: 1 },
    [
      'smoke: there is no setting "prot". Did you mean port?',
      'smoke: there is no setting "timeuot". Did you mean timeout?',
      'smoke: there is no setting "xyz". Known: port, wait, timeout, env, tmpfs, read-only, cap-drop, requests, exec.',
    ],
  ],
  [{ port: "http" }, ['smoke.port: "http" is not a port from 1 to 65535. Write for example: port: 8080']],
  [{ port: 0 }, ["smoke.port: 0 is not a port from 1 to 65535. Write for example: port: 8080"]],
  [{ port: 65_536 }, ["smoke.port: 65536 is not a port from 1 to 65535. Write for example: port: 8080"]],
  [
    { wait: "ready" },
    [
      'smoke.wait: "ready" is not a path, tcp, healthy, exit, {log: text} or {exit: code, log: text}. Write for example: wait: /health',
    ],
  ],
  [
    { wait: { lgo: "x" } },
    [
      'smoke.wait: {"lgo":"x"} is not a path, tcp, healthy, exit, {log: text} or {exit: code, log: text}. Write for example: wait: /health',
    ],
  ],
  [
    { wait: { exit: 256 } },
    [
      'smoke.wait: {"exit":256} is not a path, tcp, healthy, exit, {log: text} or {exit: code, log: text}. Write for example: wait: /health',
    ],
  ],
  [
    { timeout: "soon" },
    ['smoke.timeout: "soon" is not a time of up to 60m. Write for example: timeout: 30s'],
  ],
  [{ timeout: 0 }, ["smoke.timeout: 0 is not a time of up to 60m. Write for example: timeout: 30s"]],
  [{ timeout: "2h" }, ['smoke.timeout: "2h" is not a time of up to 60m. Write for example: timeout: 30s']],
  [
    { env: { TOKEN: { value: "s3cret" } } },
    [
      "smoke.env: the value is not a mapping or a list of KEY=value. Write for example: env: {LOG_LEVEL: debug}",
    ],
  ],
  [
    { "read-only": "yes" },
    ['smoke.read-only: "yes" is not true or false. Write for example: read-only: true'],
  ],
  [
    { requests: "/health" },
    ['smoke.requests: "/health" is not a list. Write for example: requests: [{path: /health, status: 200}]'],
  ],
  [
    { port: 1, requests: ["/health"] },
    [
      'smoke.requests[0]: "/health" is not a mapping. Write for example: requests: [{path: /health, status: 200}]',
    ],
  ],
  [
    { port: 1, requests: [{ path: "/" }, { status: "ok", method: "BREW", paht: "/" }] },
    [
      'smoke.requests[1].method: "BREW" is not one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS. Write for example: method: POST',
      "smoke.requests[1]: it has no path. Write for example: path: /health",
      'smoke.requests[1].status: "ok" is not a status from 200 to 599. Write for example: status: 200',
      'smoke.requests[1]: there is no setting "paht". Did you mean path?',
    ],
  ],
  [
    { port: 1, requests: [{ path: "health" }, { path: "/ü" }] },
    [
      'smoke.requests[0].path: "health" is not a path that begins with a slash, with all but ASCII percent-encoded. Write for example: path: /health',
      'smoke.requests[1].path: "/ü" is not a path that begins with a slash, with all but ASCII percent-encoded. Write for example: path: /health',
    ],
  ],
  [
    { port: 1, requests: [{ path: "/", headers: { authorization: "s3cret\n" + "x" } }] },
    [
      "smoke.requests[0].headers: the value is not a mapping of header names to texts. Write for example: headers: {accept: application/json}",
    ],
  ],
  [
    { port: 1, requests: [{ path: "/", body: "hi" }] },
    ["smoke.requests[0].body: a GET or HEAD has no body. Write for example: method: POST"],
  ],
  [
    { exec: [{ stdout: "x" }, { command: [] }, { command: "" }] },
    [
      "smoke.exec[0]: it has no command. Write for example: command: whoami",
      "smoke.exec[1].command: [] is not a command for sh, or a list of a program and its arguments. Write for example: command: whoami",
      'smoke.exec[2].command: "" is not a command for sh, or a list of a program and its arguments. Write for example: command: whoami',
    ],
  ],
  [
    { requests: [{ path: "/" }] },
    ["smoke.requests: there is no port to send them to. Write for example: port: 8080"],
  ],
  [{ wait: "/health" }, ["smoke.wait: there is no port to try. Write for example: port: 8080"]],
  [
    { wait: "tcp", timeout: "x" },
    [
      'smoke.timeout: "x" is not a time of up to 60m. Write for example: timeout: 30s',
      "smoke.wait: there is no port to try. Write for example: port: 8080",
    ],
  ],
  [
    { wait: "exit", exec: [{ command: "id" }] },
    [
      "smoke.wait: a container that ends has no port, requests or exec. Remove them, or wait for something else.",
    ],
  ],
  [
    "{port: 8080",
    [
      expect.stringMatching(
        /^smoke: not valid YAML: .+ at line 1, column 12\. Write for example: smoke: \{port: 8080/,
      ),
    ],
  ],
])("what is wrong with %j is said all at once, with a right example", (written, faults) => {
  expect(smoke.parse(written)).toBeUndefined();
  expect(faultsOf(written)).toEqual(faults);
  expect(JSON.stringify(faultsOf(written))).not.toContain("s3cret");
});

test.each([
  { prot: 80 },
  { port: "http" },
  { wait: { lgo: "x" } },
  { timeout: "soon" },
  { requests: "/health" },
  { requests: [{ status: 200 }] },
  { requests: [{ path: "health" }] },
  { requests: [{ path: "/", method: "BREW" }] },
  { exec: [{ command: [] }] },
])("an editor sees what is wrong with %j", (written) => {
  expect(isValid(written)).toBe(false);
});
