#!/usr/bin/env node
import { constants } from "node:os";
import { main } from "./cli/main.ts";
import { StoppedError } from "./errors.ts";

/** Put in by the bundler from package.json. */
declare const STAGEGATE_VERSION: string;

const controller = new AbortController();
let exitAfterStop = 1;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    exitAfterStop = 128 + constants.signals[signal];
    controller.abort();
  });
}

const { stdout, stderr } = process;
main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  version: STAGEGATE_VERSION,
  stdout,
  stderr,
  signal: controller.signal,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof StoppedError)) throw error;
    process.exitCode = exitAfterStop;
  },
);
