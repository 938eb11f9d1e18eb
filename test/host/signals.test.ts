import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoppedError } from "../../src/host/errors.ts";
import { orStopped } from "../../src/host/signals.ts";
import { isRunning, pidIn, until } from "./processes.ts";

const never = new Promise<never>(() => undefined);

test("work that ends in time has its result", async () => {
  const { signal } = new AbortController();
  await expect(orStopped(Promise.resolve(1), signal)).resolves.toBe(1);
  await expect(orStopped(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("a stop ends the wait for endless work", async () => {
  const controller = new AbortController();
  const waiting = orStopped(never, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toBeInstanceOf(StoppedError);
  await expect(orStopped(never, controller.signal)).rejects.toBeInstanceOf(StoppedError);
});

test("an error after the stop has no effect", async () => {
  const controller = new AbortController();
  const late = new Promise<never>((_, reject) =>
    controller.signal.addEventListener("abort", () => queueMicrotask(() => reject(new Error("late")))),
  );
  const waiting = orStopped(late, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toBeInstanceOf(StoppedError);
});

describe("a program", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Starts a program that runs a shell script as its one command, which writes its process id first. */
  async function start(script: string, onStop = "throw error") {
    const bundle = join(folder, "program.cjs");
    const pidFile = join(folder, "pid");
    const program = `import { createExec } from "./src/host/exec.ts";
      import { runUntilSignal } from "./src/host/signals.ts";
      runUntilSignal(async (signal) => {
        const args = ["-c", ${JSON.stringify(`echo $$ > ${pidFile}; ${script}`)}];
        const { code } = await createExec(signal)("sh", args).catch((error) => { ${onStop} });
        return code;
      });`;
    execFileSync("node_modules/.bin/esbuild", ["--bundle", "--platform=node", `--outfile=${bundle}`], {
      input: program,
      stdio: ["pipe", "ignore", "ignore"],
    });
    const child = spawn(process.execPath, [bundle], { stdio: "inherit" });
    return { child, ended: once(child, "exit"), pid: await pidIn(pidFile) };
  }

  test("ends with its own exit code", async () => {
    expect(await (await start("exit 3")).ended).toEqual([3, null]);
  });

  test("fails if nothing is pending and it has no result", async () => {
    const bundle = join(folder, "program.cjs");
    execFileSync("node_modules/.bin/esbuild", ["--bundle", "--platform=node", `--outfile=${bundle}`], {
      input: `import { runUntilSignal } from "./src/host/signals.ts";
        runUntilSignal(() => new Promise(() => undefined));`,
      stdio: ["pipe", "ignore", "ignore"],
    });
    const { status, stderr } = spawnSync(process.execPath, [bundle], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "stagegate ended without a result. Please report this.\n",
    });
  });

  /** Runs a program to its end, with this in the body of its function. */
  function runProgram(body: string) {
    const bundle = join(folder, "program.cjs");
    execFileSync("node_modules/.bin/esbuild", ["--bundle", "--platform=node", `--outfile=${bundle}`], {
      input: `import { runUntilSignal } from "./src/host/signals.ts";
        runUntilSignal(async (signal) => { ${body} });`,
      stdio: ["pipe", "ignore", "ignore"],
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle], {
      encoding: "utf8",
      timeout: 30_000,
      maxBuffer: 1e8,
    });
    return { status, stdout, stderr };
  }

  test("writes everything and ends despite pending work", () => {
    const { status, stdout } = runProgram(`
      require("node:net").createServer().listen(0);
      process.stdout.write("x".repeat(1e7));
      return 1;`);
    expect([status, stdout.length]).toEqual([1, 1e7]);
  });

  test.each([
    ["it throws", "throw new TypeError('x is undefined');"],
    [
      "a callback throws",
      "setTimeout(() => { throw new TypeError('x is undefined'); }, 1); await new Promise((r) => setTimeout(r, 20_000));",
    ],
    [
      "a promise is rejected without a handler",
      "Promise.reject(new TypeError('x is undefined')); await new Promise((r) => setTimeout(r, 20_000));",
    ],
  ])("ends with 2 and one sentence if %s", (_, body) => {
    expect(runProgram(body)).toEqual({
      status: 2,
      stdout: "",
      stderr: "stagegate failed: x is undefined\nThis is a bug in stagegate: please report it.\n",
    });
  });

  test("ends with its command after the first signal", async () => {
    const { child, ended } = await start("exec sleep 60");
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
  });

  test("ends before the grace period if its command has ended", async () => {
    const { child, ended } = await start("exec sleep 60", "return { code: 4 }");
    const before = performance.now();
    child.kill("SIGINT");
    expect(await ended).toEqual([4, null]);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("ends at the second signal and kills its command", async () => {
    const { child, ended, pid } = await start("trap '' INT; sleep 60");
    child.kill("SIGINT");
    await sleep(50);
    // As npm forwards what the terminal has sent already.
    child.kill("SIGINT");
    await sleep(400);
    expect([child.exitCode, isRunning(pid)]).toEqual([null, true]);
    const before = performance.now();
    child.kill("SIGTERM");
    expect(await ended).toEqual([143, null]);
    expect(performance.now() - before).toBeLessThan(5000);
    await until(() => !isRunning(pid));
  });
});
