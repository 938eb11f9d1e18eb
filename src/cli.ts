#!/usr/bin/env node
import { main } from "./cli/main.ts";
import { keepHeapSmall } from "./memory.ts";
import { runUntilSignal } from "./signals.ts";
import { VERSION } from "./version.ts";

keepHeapSmall();
const { stdout, stderr } = process;
runUntilSignal((signal) =>
  main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    version: VERSION,
    stdin: () => process.stdin,
    stdout,
    stderr,
    signal,
  }),
);
