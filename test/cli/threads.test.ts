import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-threads-"));
  copyFileSync(resolve("dist/cli.cjs"), join(folder, "cli.cjs"));
  writeFileSync(join(folder, "app.tar"), archiveOf(dockerSave(makeImage(), "25")));
  writeFileSync(join(folder, ".stagegate.yml"), "images:\n  app:\n    image: ./app.tar\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the command line with threads that run this code in place of the scan of a layer. */
function start(args: readonly string[], onMessage: string): ChildProcessByStdio<null, Readable, Readable> {
  writeFileSync(
    join(folder, "layers.cjs"),
    `const { parentPort } = require("node:worker_threads");
    parentPort.on("message", () => { ${onMessage} });
    parentPort.postMessage({ kind: "ready" });`,
  );
  return spawn(process.execPath, ["cli.cjs", ...args], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: join(folder, "cache") },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const COMMANDS = [["inspect", "app.tar"], ["gate"]];

test.each(COMMANDS)("%s ends in an error if a thread ends without an answer", async (...args) => {
  const child = start(args, "process.exit(0);");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(code).toBe(2);
  // The gate has the error in its report.
  expect(stdout + stderr).toMatch(/app\.tar: a thread that reads layers ended with exit code 0[.\n]/);
});

test.each(COMMANDS)("%s ends on SIGINT although a thread never ends", async (...args) => {
  const busy = join(folder, "busy");
  const child = start(args, `require("node:fs").writeFileSync(${JSON.stringify(busy)}, ""); for (;;);`);
  const ended = once(child, "exit");
  while (!existsSync(busy)) await setImmediate();
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
});
