import { dirname, join } from "node:path";
import * as core from "@actions/core";
import { actionMain } from "./github/action.ts";
import { keepHeapSmall } from "./host/memory.ts";
import { openOutput } from "./host/output.ts";
import { createRedactor } from "./host/redactor.ts";
import { runUntilSignal } from "./host/signals.ts";
import { workingFolder } from "./host/working-folder.ts";

keepHeapSmall();
// What @actions/core writes to it is then safe, too.
const stdout = openOutput(process.stdout);
// What is hidden is hidden twice: also by the runner, in the logs of all later steps.
const redactor = createRedactor(core.setSecret);
runUntilSignal(
  async (signal) =>
    actionMain(
      {
        core,
        env: process.env,
        cwd: workingFolder(),
        cacheScript: join(dirname(process.argv[1] ?? ""), "cache.cjs"),
        layersScript: join(dirname(process.argv[1] ?? ""), "layers.cjs"),
        write: stdout.write,
        signal,
      },
      redactor,
    ),
  redactor.redact,
);
