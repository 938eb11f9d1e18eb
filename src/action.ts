import * as core from "@actions/core";
import { actionMain } from "./github/action.ts";
import { runUntilSignal } from "./signals.ts";

runUntilSignal((signal) =>
  actionMain({
    core,
    env: process.env,
    cwd: process.cwd(),
    write: (text) => process.stdout.write(text),
    signal,
  }),
);
