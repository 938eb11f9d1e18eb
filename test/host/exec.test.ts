import { getMaxListeners } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoppedError } from "../../src/host/errors.ts";
import { createCleanUpExec, createExec, createExecStream } from "../../src/host/exec.ts";
import { isRunning, pidIn, until } from "./processes.ts";

let folder: string;
let run: AbortController;
let pidFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  pidFile = join(folder, "pid");
  run = new AbortController();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** In ms. */
const GRACE = 200;
const exec = (script: string, options = {}) => createExec(run.signal, GRACE)("sh", ["-c", script], options);
const stream = (script: string) => createExecStream(run.signal, GRACE)("sh", ["-c", script]);

/** Makes a script tell its process id, and run until it is killed. SIGINT does nothing to `sleep` either. */
const endless = (then = "") => `trap '' INT; echo $$ > ${pidFile}; ${then} sleep 60`;

test("a command's output, errors and exit code are its result", async () => {
  expect(await exec("cat; echo wrong >&2; exit 3", { input: "text" })).toEqual({
    code: 3,
    stdout: "text",
    stderr: "wrong",
  });
  expect(await exec("kill -9 $$")).toEqual({ code: 1, killedBy: "SIGKILL", stdout: "", stderr: "" });
});

test("many programs listen to a signal without a leak warning", async () => {
  expect(getMaxListeners(run.signal)).toBeLessThan(100);
  await exec("true");
  expect(getMaxListeners(run.signal)).toBe(Number.POSITIVE_INFINITY);
});

test("programs get no inputs, tokens or runner variables by default", async () => {
  const names = [
    "ACTIONS_RUNTIME_TOKEN",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "INPUT_GITHUB-TOKEN",
    "input_other",
    "GITHUB_TOKEN",
    "GH_TOKEN",
    "GH_ENTERPRISE_TOKEN",
  ];
  const before = { ...process.env };
  try {
    for (const name of [...names, "GITHUB_TOKEN_OF_MINE"]) process.env[name] = "of the job";
    const run = await exec("env", { env: { ACTIONS_RUNTIME_TOKEN: "of the cache" } });
    const output = stream("env");
    let streamed = "";
    for await (const piece of output) streamed += Buffer.from(piece).toString();
    const isOurs = (line: string) =>
      /^(?:ACTIONS_|INPUT_|GITHUB_|GH_)/i.test(line) && line.includes("of the ");
    expect(run.stdout.split("\n").filter(isOurs).sort()).toEqual([
      "ACTIONS_RUNTIME_TOKEN=of the cache",
      "GITHUB_TOKEN_OF_MINE=of the job",
    ]);
    expect(streamed.split("\n").filter(isOurs)).toEqual(["GITHUB_TOKEN_OF_MINE=of the job"]);
  } finally {
    for (const name of [...names, "GITHUB_TOKEN_OF_MINE"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
});

test("a command that cannot be started says why", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const never = createExec(run.signal);
  const notStarted = { code: 127, notStarted: "ENOENT", stdout: "" };
  expect(await never("nonexistent", [])).toMatchObject({ ...notStarted, stderr: "spawn nonexistent ENOENT" });
  expect(await never("sh", [], { cwd: join(folder, "no") })).toMatchObject(notStarted);
  expect(await never(file, [])).toMatchObject({ ...notStarted, notStarted: "EACCES" });
});

test("a command with invalid arguments says why", async () => {
  const never = createExec(run.signal);
  expect(await never("true", ["x".repeat(500_000)])).toMatchObject({ code: 127, notStarted: "E2BIG" });
  expect(await never("true", ["a\0b"])).toMatchObject({ code: 127, notStarted: "ERR_INVALID_ARG_VALUE" });
});

test("a process outside the group that holds the output does not delay a stop", async () => {
  const running = exec(endless("setsid sh -c 'trap \"\" INT; sleep 20' &"));
  await pidIn(pidFile);
  const before = performance.now();
  run.abort();
  await expect(running).rejects.toBeInstanceOf(StoppedError);
  expect(performance.now() - before).toBeLessThan(GRACE + 2000);
});

test("a process that floods its outputs does not delay a stop", async () => {
  const running = exec(`trap '' INT; echo $$ > ${pidFile}; yes >&2 & yes`, { onOutput: () => undefined });
  await pidIn(pidFile);
  const before = performance.now();
  run.abort();
  await expect(running).rejects.toBeInstanceOf(StoppedError);
  expect(performance.now() - before).toBeLessThan(GRACE + 2000);
});

test("a command with endless output is an error", async () => {
  await expect(exec("yes")).rejects.toThrow("sh -c printed more than 256 MiB");
});

test("the last lines of endless error output stay", async () => {
  const { stderr } = await exec("seq 1 5000 >&2; head -c 200000 /dev/zero | tr '\\0' x >&2");
  const lines = stderr.split("\n");
  expect([lines.length, lines.at(-2), lines.at(-1)?.length]).toEqual([1000, "5000", 65_536]);
});

test("a command of the clean-up is killed after its limit, and runs after a stop", async () => {
  const before = performance.now();
  expect(await createCleanUpExec(100)("sleep", ["20"])).toMatchObject({ code: 1, killedBy: "SIGKILL" });
  expect(performance.now() - before).toBeLessThan(5000);
});

test("a stopped process has time to clean up", async () => {
  const cleanUp = join(folder, "cleaned");
  const running = exec(
    `trap 'echo > ${cleanUp}; exit' INT; echo $$ > ${pidFile}; while :; do sleep 0.01; done`,
  );
  await pidIn(pidFile);
  run.abort();
  await expect(running).rejects.toBeInstanceOf(StoppedError);
  expect(statSync(cleanUp).size).toBe(1);
});

test("a process that ignores a stop is killed with its children", async () => {
  // The child in the background holds the output, so the command ends only with it.
  const running = exec(endless("(trap '' INT; sleep 60) &"));
  const pid = await pidIn(pidFile);
  run.abort();
  await sleep(GRACE / 4);
  expect(isRunning(pid)).toBe(true);
  await expect(running).rejects.toBeInstanceOf(StoppedError);
  expect(isRunning(pid)).toBe(false);
});

test("nothing is started after the stop", async () => {
  run.abort();
  await expect(exec(`echo > ${pidFile}`)).rejects.toBeInstanceOf(StoppedError);
  await expect(stream(`echo > ${pidFile}`).next()).rejects.toBeInstanceOf(StoppedError);
  await sleep(50);
  expect(() => statSync(pidFile)).toThrow("ENOENT");
});

test.each([
  ["while it runs", false],
  ["before it starts", true],
])("a limit that ends %s kills the command at once", async (_, isBefore) => {
  const limit = new AbortController();
  if (isBefore) limit.abort();
  const running = exec(endless(), { signal: limit.signal });
  if (!isBefore) await pidIn(pidFile);
  limit.abort();
  expect(await running).toEqual({ code: 1, killedBy: "SIGKILL", stdout: "", stderr: "" });
});

test("a stream has the output, then the exit code", async () => {
  const output = stream("echo one; sleep 0.1; echo two; echo wrong >&2; exit 3");
  const pieces: string[] = [];
  let next = await output.next();
  for (; !next.done; next = await output.next()) pieces.push(Buffer.from(next.value).toString());
  expect(pieces).toEqual(["one\n", "two\n"]);
  expect(next.value).toEqual({ code: 3, stderr: "wrong" });
});

test("a stream of a command that cannot be started ends with the reason", async () => {
  const output = createExecStream(run.signal)("nonexistent", []);
  expect(await output.next()).toMatchObject({ done: true, value: { code: 127, notStarted: "ENOENT" } });
});

test("a command writes only as fast as its stream is read", async () => {
  const written = join(folder, "written");
  const loop = `i=0; while [ $i -lt 100 ]; do head -c 65536 /dev/zero; echo >> ${written}; i=$((i+1)); done`;
  const output = stream(loop);
  await output.next();
  await sleep(500);
  expect(statSync(written).size).toBeLessThan(40);
  let size = 65_536;
  for await (const piece of output) size += piece.length;
  expect(size).toBeGreaterThanOrEqual(100 * 65_536);
});

test("a reader that stops ends the command and its children", async () => {
  for await (const piece of stream(endless("echo out;"))) {
    expect(piece).toHaveLength(4);
    break;
  }
  const pid = await pidIn(pidFile);
  await until(() => !isRunning(pid));
});

test("a stop ends a stream, also of a command that ignores it", async () => {
  const reading = stream(endless()).next();
  const pid = await pidIn(pidFile);
  run.abort();
  await expect(reading).rejects.toBeInstanceOf(StoppedError);
  expect(isRunning(pid)).toBe(false);
});

test("a stop ends a stream whose output another process holds", async () => {
  const reading = stream(endless("setsid sh -c 'trap \"\" INT; sleep 20' &")).next();
  const pid = await pidIn(pidFile);
  run.abort();
  await expect(reading).rejects.toBeInstanceOf(StoppedError);
  expect(isRunning(pid)).toBe(false);
});
