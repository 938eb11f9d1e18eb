import { dirname, join } from "node:path";
import * as core from "@actions/core";
import { actionMain } from "./github/action.ts";
import { keepHeapSmall } from "./host/memory.ts";
import { runUntilSignal } from "./host/signals.ts";

keepHeapSmall();
runUntilSignal((signal) =>
  actionMain({
    core,
    env: process.env,
    cwd: process.cwd(),
    cacheScript: join(dirname(process.argv[1] ?? ""), "cache.cjs"),
    layersScript: join(dirname(process.argv[1] ?? ""), "layers.cjs"),
    write: (text) => process.stdout.write(text),
    signal,
  }),
);
