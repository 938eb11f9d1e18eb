#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "./cli/main.ts";
import { keepHeapSmall } from "./host/memory.ts";
import { openOutput } from "./host/output.ts";
import { createRedactor } from "./host/redactor.ts";
import { runUntilSignal } from "./host/signals.ts";
import { VERSION } from "./host/version.ts";
import { workingFolder } from "./host/working-folder.ts";

keepHeapSmall();
// Installed, it is started by a link in another folder.
const folder = dirname(realpathSync(process.argv[1] ?? ""));
const stdout = openOutput(process.stdout);
const stderr = openOutput(process.stderr);
const redactor = createRedactor();
runUntilSignal(
  async (signal) =>
    main(
      {
        argv: process.argv.slice(2),
        cwd: workingFolder(),
        version: VERSION,
        env: process.env,
        layersScript: join(folder, "layers.cjs"),
        loadInit: () => import(pathToFileURL(join(folder, "init.cjs")).href),
        stdin: () => process.stdin,
        stdout,
        stderr,
        signal,
      },
      redactor,
    ),
  redactor.redact,
);
