import * as core from "@actions/core";
import { keepHeapSmall } from "../host/memory.ts";
import { openOutput } from "../host/output.ts";
import { createRedactor, type Redactor } from "../host/redactor.ts";
import { runUntilSignal } from "../host/signals.ts";
import { workingFolder } from "../host/working-folder.ts";
import type { JobWorld } from "./world.ts";

/** Runs an action as this process, and sets the exit code. */
export function startAction(main: (world: JobWorld, redactor: Redactor) => Promise<number>): void {
  keepHeapSmall();
  // Then the output of @actions/core is safe, too.
  const stdout = openOutput(process.stdout);
  // The runner also hides these values, in the logs of all later steps.
  const redactor = createRedactor(core.setSecret);
  runUntilSignal(
    async (signal) =>
      main({ core, env: process.env, cwd: workingFolder(), write: stdout.write, signal }, redactor),
    redactor.redact,
  );
}
