#!/usr/bin/env node
import { main } from "./cli/main.ts";
import { keepHeapSmall } from "./memory.ts";
import { runUntilSignal } from "./signals.ts";

/** Put in by the bundler from package.json. */
declare const STAGEGATE_VERSION: string;

keepHeapSmall();
const { stdout, stderr } = process;
runUntilSignal((signal) =>
  main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    version: STAGEGATE_VERSION,
    stdout,
    stderr,
    signal,
  }),
);
