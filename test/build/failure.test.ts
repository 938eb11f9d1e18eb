import { readFileSync } from "node:fs";
import { findFailures, refusedDefinition } from "../../src/build/failure.ts";
import { firstError } from "../../src/build/first-error.ts";
import { Progress } from "../../src/build/progress.ts";
import { openStepLogs } from "../../src/build/step-logs.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { LOG_FILE } from "../../src/model/log-file.ts";
import { madeOf } from "../fixtures/bake.ts";
import { noSettings } from "../fixtures/settings.ts";

/** The progress of a recorded `docker buildx bake --progress=rawjson` (buildx 0.29.1, Docker 28.5.2). */
function failuresOf(
  recording: string,
  targets: Readonly<Record<string, string>>,
  bake: BuildTarget["bake"] = null,
) {
  const progress = new Progress(Object.keys(targets), () => undefined);
  const text = readFileSync(new URL(`../fixtures/build/${recording}.jsonl`, import.meta.url), "utf8");
  for (const line of text.trimEnd().split("\n")) progress.read(line);
  const all = Object.entries(targets).map(
    ([id, file]): BuildTarget => ({
      id,
      title: id,
      context: "/app",
      file,
      stage: null,
      settings: noSettings,
      bake,
      output: { kind: "test" },
      loadAs: null,
    }),
  );
  return Object.fromEntries(findFailures(all, progress, (path) => path, null));
}

test("a failing step fails its target, with lines and log", () => {
  expect(failuresOf("failing-test", { "image-0": "Dockerfile", "test-0-0": "Dockerfile" })).toEqual({
    "test-0-0": {
      kind: "build",
      message: "RUN echo start; sleep 1; echo failing now >&2; exit 3 ended with exit code 3",
      place: { file: "Dockerfile", lines: [8, 10] },
      log: "start\nfailing now",
      logFile: null,
    },
  });
});

/** The progress of two images that share a failing step with this output. */
function failWith(log: string) {
  const targets = ["image-0", "image-1"].map((id, at): BuildTarget => {
    const title = ["svc a", "svc b"][at] ?? "";
    const common = { context: "/app", file: "Dockerfile", stage: null, settings: noSettings, bake: null };
    return { ...common, id, title, output: { kind: "test" }, loadAs: null };
  });
  const progress = new Progress(
    targets.map(({ id }) => id),
    () => undefined,
  );
  const error = "process did not complete successfully: exit code: 1";
  const vertexes = targets.map(({ id }) => ({ digest: "sha256:a", name: `[${id} 2/2] RUN npm ci`, error }));
  const data = Buffer.from(log).toString("base64");
  progress.read(JSON.stringify({ vertexes, logs: [{ vertex: "sha256:a", data }] }));
  progress.read(`ERROR: target image-1: failed to solve: ${error}`);
  const logs = openStepLogs();
  return { failures: findFailures(targets, progress, String, logs.keep), files: [...logs.files] };
}

test("a step of several targets has one log file, which all failures name", () => {
  const log = `npm error code ECONNREFUSED\n${"npm http fetch\n".repeat(100)}`;
  const { failures, files } = failWith(log);
  expect(files).toEqual([["logs/svc-a.log", log]]);
  expect([...failures].map(([id, { message, logFile, log: tail }]) => [id, message, logFile, tail])).toEqual(
    ["image-0", "image-1"].map((id) => [
      id,
      'RUN npm ci ended with exit code 1; first error: "npm error code ECONNREFUSED"',
      "logs/svc-a.log",
      "npm http fetch\n".repeat(20).trimEnd(),
    ]),
  );
});

test("a step without output has no log file", () => {
  const { failures, files } = failWith(" \n");
  expect([files, failures.get("image-0")?.logFile]).toEqual([[], null]);
});

test.each([
  ["npm warn x\nnpm ERR! code E404\nnpm ERR! 404", "npm ERR! code E404"],
  ["\u001b[31merror\u001b[0m: no such crate", "error: no such crate"],
  ["a.c:1:2: error: expected ';'", "a.c:1:2: error: expected ';'"],
  ["Reading lists\nE: Unable to locate package x", "E: Unable to locate package x"],
  ["ok 1\n  not ok 2 - adds", "not ok 2 - adds"],
  ["x\r\nTypeError: a is not a function\r\n", "TypeError: a is not a function"],
  ["  ✗ adds", "✗ adds"],
  ["FAILED test_main.py::test_echo - assert 1 == 2", "FAILED test_main.py::test_echo - assert 1 == 2"],
  ["gcc -c src/error.c error.c\n/error/x\n-Werror\nerrors.go", null],
  ["0 errors\nerrors: 0\nfound no error in 3 files\n12 passed, 0 failed", null],
  ["done", null],
  [
    'Traceback (most recent call last):\n  File "/app/t.py", line 1, in <module>\n    import numpi\n    raise ImportError("x")\nModuleNotFoundError: No module named \'numpi\'\n',
    "ModuleNotFoundError: No module named 'numpi'",
  ],
  [
    "    Traceback (most recent call last):\n      File \"setup.py\", line 3\n    ImportError: cannot import name 'a' from 'b'\n  end",
    "ImportError: cannot import name 'a' from 'b'",
  ],
  [
    'Traceback (most recent call last):\n  File "a.py", line 2\n\nrequests.exceptions.ConnectionError: no route\n\nDuring handling',
    "requests.exceptions.ConnectionError: no route",
  ],
  ["Traceback (most recent call last):", "Traceback (most recent call last):"],
  [
    "____ ERROR collecting test_a.py ____\nImportError while importing test module '/app/test_a.py'.\nTraceback:\ntest_a.py:1: in <module>\n    import numpi\nE   ModuleNotFoundError: No module named 'numpi'",
    "ModuleNotFoundError: No module named 'numpi'",
  ],
  [
    '/app/x.js:3\n  throw new TypeError("no port");\n  ^\n\nTypeError: no port\n    at Object.<anonymous> (/app/x.js:3:9)\n\nNode.js v24.1.0',
    "TypeError: no port",
  ],
  [
    "node:internal/modules/cjs/loader:1228\n  throw err;\n  ^\n\nError: Cannot find module './x'\nRequire stack:\n- /app/a.js\n    at Function._resolveFilename",
    "Error: Cannot find module './x'",
  ],
  ["const e = new RangeError('x')\n          ^\n\nRangeError: x\n    at a", "RangeError: x"],
  ["Error [ERR_MODULE_NOT_FOUND]: no package 'x'", "Error [ERR_MODULE_NOT_FOUND]: no package 'x'"],
  [
    "panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.main()",
    "panic: runtime error: index out of range [5] with length 3",
  ],
  ["--- FAIL: TestA (0.00s)\npanic: no port [recovered]\n\tpanic: no port", "panic: no port [recovered]"],
  ["--- FAIL: TestA (0.00s)\n    a_test.go:7: got 3, want 4\nFAIL", "--- FAIL: TestA (0.00s)"],
  [
    'Exception in thread "main" java.lang.IllegalStateException: no port\n\tat app.Main.main(Main.java:5)',
    'Exception in thread "main" java.lang.IllegalStateException: no port',
  ],
  [
    'Exception in thread "main" java.lang.RuntimeException: start\n\tat app.Main.main(Main.java:5)\nCaused by: java.io.IOException: read\n\tat app.A.b(A.java:1)\n\t... 1 more\nCaused by: java.lang.NullPointerException: port\n\t... 2 more\ndone',
    "Caused by: java.lang.NullPointerException: port",
  ],
  [
    "org.opentest4j.AssertionFailedError: expected: <1> but was: <2>\n\tat app.T.t(T.java:9)",
    "org.opentest4j.AssertionFailedError: expected: <1> but was: <2>",
  ],
  [
    "\nthread 'main' panicked at src/main.rs:2:5:\nno port\nnote: run with `RUST_BACKTRACE=1`",
    "thread 'main' panicked at src/main.rs:2:5: no port",
  ],
  [
    "thread 'main' panicked at 'no port', src/main.rs:2:5",
    "thread 'main' panicked at 'no port', src/main.rs:2:5",
  ],
])("the first error of %j is %j", (log, expected) => {
  expect(firstError(log)).toBe(expected);
});

test("log files have distinct names that are safe in any folder", () => {
  const { keep, files } = openStepLogs();
  const paths = ["app", "APP", "app · linux/arm64", "../../etc/passwd", "é", "", "x".repeat(300)].map(
    (title) => keep(title, title),
  );
  expect(paths).toEqual([
    "logs/app.log",
    "logs/APP-2.log",
    "logs/app-linux-arm64.log",
    "logs/etc-passwd.log",
    "logs/step.log",
    "logs/step-2.log",
    `logs/${"x".repeat(80)}.log`,
  ]);
  expect([...files.keys()]).toEqual(paths);
  for (const path of paths) expect(path).toMatch(LOG_FILE);
});

test("a step of several targets fails all of them", () => {
  const failure = {
    kind: "build",
    message: "RUN echo installing && exit 7 ended with exit code 7",
    place: { file: "D5", lines: [2, 2] },
    log: "installing",
    logFile: null,
  };
  expect(failuresOf("shared-step", { "image-0": "D5", "test-0-0": "D5", "image-1": "Dockerfile" })).toEqual({
    "image-0": failure,
    "test-0-0": failure,
  });
});

test("a syntax error has its line and no log", () => {
  expect(failuresOf("syntax-error", { "image-0": "Dockerfile", "image-1": "D2" })).toEqual({
    "image-1": {
      kind: "build",
      message: "dockerfile parse error on line 2: unknown instruction: FORM (did you mean FROM?)",
      place: { file: "D2", lines: [2, 2] },
      log: null,
      logFile: null,
    },
  });
});

test("a syntax error fails all targets of its Dockerfile alike", () => {
  const failures = failuresOf("syntax-error", { "image-0": "D2", "image-1": "D2", "test-0-0": "D2" });
  expect(Object.keys(failures)).toEqual(["image-0", "image-1", "test-0-0"]);
  expect(failures["test-0-0"]).toEqual(failures["image-1"]);
});

test("with a single target the message names no target", () => {
  expect(failuresOf("missing-file", { "image-0": "D4" })).toEqual({
    "image-0": {
      kind: "build",
      message:
        'COPY nofile /x: "nofile" was not found; the build context has no such path, or .dockerignore excludes it',
      place: { file: "D4", lines: [2, 2] },
      log: null,
      logFile: null,
    },
  });
});

test.each<[string, object, string | null]>([
  ["in its Dockerfile", { context: "../lib" }, "/repo/lib/Dockerfile"],
  ["in the bake file", { "dockerfile-inline": "FROM os" }, "/repo/ci/docker-bake.hcl#lib"],
  ["nowhere if it is remote", { context: "https://example.org/lib.git" }, null],
])("a failed step of a linked target has a place %s", async (_, lib, file) => {
  const [, app] = await madeOf({ lib, top: { contexts: { base: "target:lib" } } });
  expect(failuresOf("failing-link", { "image-0": "Dockerfile" }, app)).toEqual({
    "image-0": {
      kind: "build",
      message: "RUN echo lib fails && false > /shared ended with exit code 1",
      place: file === null ? null : { file, lines: [3, 3] },
      log: "lib fails",
      logFile: null,
    },
  });
});

/** The progress of a bake run that ends with these lines. */
const endingWith = (...lines: readonly string[]): Progress => {
  const progress = new Progress(["image-0"], () => undefined);
  for (const line of lines) progress.read(line);
  return progress;
};

test.each([
  '"foo/bar/baz/q": cannot parse platform specifier: invalid argument',
  "failed to stat /nonexist: stat /nonexist: no such file or directory",
  "local cache exporter requires dest",
])("an error of buildx before the build is no failure of an image: %s", (message) => {
  const refused = (line: string, isAboutSetting: boolean) =>
    refusedDefinition(endingWith(line), () => isAboutSetting);
  expect(refused(`ERROR: ${message}`, false)).toEqual({ target: undefined, message });
  expect(refused(`ERROR: target image-0: ${message}`, false)).toEqual({ target: "image-0", message });
  expect(refused(`ERROR: failed to solve: ${message}`, true)).toEqual({ target: undefined, message });
  expect(refused(`ERROR: failed to solve: ${message}`, false)).toBeNull();
});

test.each([
  '127.0.0.1:1/x:1: failed to resolve source metadata for 127.0.0.1:1/x:1: failed to do request: Head "https://127.0.0.1:1/v2/x/manifests/1": dial tcp 127.0.0.1:1: connect: connection refused',
  'failed to load cache key: Get "https://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused',
  "alpine:3: failed to resolve source metadata for docker.io/library/alpine:3: failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://registry-1.docker.io/v2/library/alpine/manifests/sha256:1: 429 Too Many Requests\ntoomanyrequests: You have reached your pull rate limit",
  'x: failed to resolve source metadata for r.example/x: failed to do request: Head "https://r.example/v2/x/manifests/1": EOF',
])("a silent registry is no fault of the image: %s", (message) => {
  expect(kindOf(message)).toBe("unreachable");
});

test.each([
  "library/nosuchimage:1: failed to resolve source metadata for docker.io/library/nosuchimage:1: docker.io/library/nosuchimage:1: not found",
  "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
  'process "/bin/sh -c curl https://r.example # dial tcp" did not complete successfully: exit code: 7',
])("a failed request of the Dockerfile is a build failure: %s", (message) => {
  expect(kindOf(message)).toBe("build");
});

const DENIED =
  "refuses access, or has no such repository (401). Check the name. If the repository is private, log in";

test.each([
  [
    "r.example/app/base:1: failed to resolve source metadata for r.example/app/base:1: unexpected status from HEAD request to https://r.example/v2/app/base/manifests/1: 401 Unauthorized",
    `r.example/app/base:1 could not be pulled: the registry r.example ${DENIED}: \`docker login r.example\`.`,
  ],
  [
    "o/base: failed to resolve source metadata for docker.io/o/base:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    `o/base could not be pulled: the registry docker.io ${DENIED.replace(" (401)", "")}: \`docker login\`.`,
  ],
  [
    "ghcr.io/o/base:1: failed to resolve source metadata for ghcr.io/o/base:1: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Ao%2Fbase%3Apull&service=ghcr.io: 401 Unauthorized",
    `ghcr.io/o/base:1 could not be pulled: the registry ghcr.io ${DENIED}: \`docker login ghcr.io --username USER\`.`,
  ],
  [
    "127.0.0.1:5000/base:1: failed to resolve source metadata for 127.0.0.1:5000/base:1: 127.0.0.1:5000/base:1: not found",
    "127.0.0.1:5000/base:1 could not be pulled: the registry 127.0.0.1:5000 has no such image. Check the name and the tag.",
  ],
  [
    "alpine:3: failed to resolve source metadata for docker.io/library/alpine:3: failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://registry-1.docker.io/v2/library/alpine/manifests/sha256:1: 429 Too Many Requests",
    "alpine:3 could not be pulled: the registry docker.io refuses more requests for now (429). Run stagegate later. For a higher limit, log in: `docker login`.",
  ],
  [
    'x: failed to resolve source metadata for r.example/x: failed to do request: Head "https://r.example/v2/x/manifests/1": EOF',
    'x could not be pulled: Head "https://r.example/v2/x/manifests/1": EOF',
  ],
  [
    'r.example/x:1: failed to resolve source metadata for r.example/x:1: failed to do request: Head "https://r.example/v2/x/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "r.example/x:1 could not be pulled: the builder does not trust the certificate of the registry r.example: certificate signed by unknown authority. Give the builder the certificate of its authority: https://docs.docker.com/engine/security/certificates/",
  ],
  ["pull access denied", "pull access denied"],
])("an inaccessible base image is named with its registry: %s", (message, expected) => {
  expect(failureOf(message)?.message).toBe(expected);
});

test.each([
  ["COPY a b .", "the build context has no such path, or .dockerignore excludes it"],
  ["COPY --link --from=build /b /", "build has no such path"],
])("%s of a missing path names the searched folder", (instruction, where) => {
  const error = 'failed to compute cache key: failed to calculate checksum of ref a1::b2: "/b": not found';
  const message = failureOf(error, { name: `[image-0 2/2] ${instruction}`, error })?.message;
  expect(message).toBe(`${instruction}: "b" was not found; ${where}`);
});

test("a missing path is named with the COPY that needs it, also if a later step has the same error", () => {
  const error =
    'failed to compute cache key: failed to calculate checksum of ref a1::b2: "/notes": not found';
  const later = { digest: "sha256:b", name: "[image-0 4/4] COPY static ./static", error };
  const step = { name: "[image-0 3/4] COPY ./notes/ ./notes", error };
  expect(failureOf(error, step, later)?.message).toBe(
    'COPY ./notes/ ./notes: "notes" was not found; the build context has no such path, or .dockerignore excludes it',
  );
});

test.each([
  "tls: failed to verify certificate: x509: certificate signed by unknown authority",
  "x509: certificate has expired or is not yet valid: current time 2027-01-01T00:00:00Z is after 2026-01-01T00:00:00Z",
  "remote error: tls: handshake failure",
  "http: server gave HTTP response to HTTPS client",
  "dial tcp: lookup r.example: no such host",
  "net/http: TLS handshake timeout",
  "unexpected EOF",
])("a registry that cannot be reached or trusted leaves the image unjudged: %s", (why) => {
  const request = 'failed to do request: Head "https://r.example/v2/x/manifests/1"';
  expect(
    kindOf(`r.example/x:1: failed to resolve source metadata for r.example/x:1: ${request}: ${why}`),
  ).toBe("unreachable");
});

test.each(["401 Unauthorized", "403 Forbidden"])("a registry that answers %s fails the image", (status) => {
  const answer = `unexpected status from HEAD request to https://r.example/v2/x/manifests/1: ${status}`;
  expect(kindOf(`r.example/x:1: failed to resolve source metadata for r.example/x:1: ${answer}`)).toBe(
    "build",
  );
});

test("a step that ends for lack of space says how to free some", () => {
  expect(failWith("cp: write error: No space left on device\n").failures.get("image-0")?.message).toBe(
    'RUN npm ci ended with exit code 1; first error: "cp: write error: No space left on device"; if the disk of the builder is full, `docker builder prune` removes build cache',
  );
});

function kindOf(message: string): string | undefined {
  return failureOf(message)?.kind;
}

/** @param step one that fails @param later further ones, which BuildKit names before it */
function failureOf(
  message: string,
  step?: { readonly name: string; readonly error: string },
  ...later: readonly { readonly digest: string; readonly name: string; readonly error: string }[]
) {
  const target: BuildTarget = {
    id: "image-0",
    title: "app",
    context: "/app",
    file: "Dockerfile",
    stage: null,
    settings: noSettings,
    bake: null,
    output: { kind: "test" },
    loadAs: null,
  };
  const vertexes = step === undefined ? [] : [...later, { digest: "sha256:a", ...step }];
  const lines = [JSON.stringify({ vertexes }), `ERROR: failed to solve: ${message.split("\n")[0]}`];
  const progress = endingWith(...lines);
  return findFailures([target], progress, String, null).get("image-0");
}
