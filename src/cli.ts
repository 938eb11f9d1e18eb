#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "./cli/main.ts";
import { keepHeapSmall } from "./host/memory.ts";
import { runUntilSignal } from "./host/signals.ts";
import { VERSION } from "./host/version.ts";

keepHeapSmall();
const { stdout, stderr } = process;
runUntilSignal((signal) =>
  main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    version: VERSION,
    env: process.env,
    // Installed, it is started by a link in another folder.
    layersScript: join(dirname(realpathSync(process.argv[1] ?? "")), "layers.cjs"),
    stdin: () => process.stdin,
    stdout,
    stderr,
    signal,
  }),
);
