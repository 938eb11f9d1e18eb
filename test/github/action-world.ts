import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { actionMain } from "../../src/github/action.ts";
import { fakeCore } from "./fake-core.ts";

/** The result of a run of the action. */
export interface ActionRun {
  readonly code: number;
  /** `warning: …`, `error: …`, `NAME=VALUE` of an output, in order. */
  readonly said: readonly string[];
  readonly log: string;
}

/**
 * Runs the action's main function.
 * @param cwd absolute; the working folder
 * @param folder absolute; where the payload and the reports are written
 * @param event name of a file in test/event/events
 * @param env variables, inputs among them
 * @param change of the payload
 */
export async function runAction(
  cwd: string,
  folder: string,
  event: string,
  env: Readonly<Record<string, string>>,
  change: (payload: Record<string, object>) => object = (payload) => payload,
): Promise<ActionRun> {
  const file = new URL(`../event/events/${event}.json`, import.meta.url);
  const fixture = JSON.parse(readFileSync(file, "utf8"));
  const path = join(folder, "event.json");
  writeFileSync(path, JSON.stringify(change(fixture.payload)));
  const { core, said } = fakeCore();
  let log = "";
  const code = await actionMain({
    core,
    env: {
      ...fixture.env,
      GITHUB_EVENT_PATH: path,
      RUNNER_TEMP: folder,
      INPUT_PROGRESS: "quiet",
      INPUT_COMMENT: "never",
      ...env,
    },
    cwd,
    cacheScript: resolve(import.meta.dirname, "../../dist/cache.cjs"),
    layersScript: resolve(import.meta.dirname, "../../dist/layers.cjs"),
    write: (text) => {
      log += text;
    },
    signal: new AbortController().signal,
  });
  return { code, said, log };
}
