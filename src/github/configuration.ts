import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBaseSettings } from "../baseline/base-settings.ts";
import { openGit } from "../baseline/git.ts";
import { withPlanProblems } from "../build/plan-problems.ts";
import type { Settings } from "../config/config.ts";
import type { Inputs } from "../config/inputs.ts";
import { loadSettings } from "../config/load.ts";
import { type GitHubEvent, isChange } from "../event/github.ts";
import { createExec } from "../host/exec.ts";

/** The parts of the world that reading the configuration needs. */
export interface ConfigurationWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly warn: (message: string) => void;
}

/**
 * The settings of a job. With `config-from: base` a pull request and a merge group use the settings of the commit
 * that they are merged onto; all other events, such as a push, use those of the working tree.
 * @throws ConfigError with every problem at once
 * @throws StagegateError if the base commit is needed and cannot be found
 */
export async function loadConfiguration(
  inputs: Inputs,
  event: GitHubEvent,
  { env, cwd, signal, log, warn }: ConfigurationWorld,
): Promise<Settings> {
  const exec = createExec(signal);
  if (!isFromBase(inputs, event))
    return loadSettings(inputs, cwd, exec).catch(async (error: unknown) => {
      throw await withPlanProblems(error, exec, cwd);
    });
  // As git names it, also where the temporary folder is a link.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "stagegate-")));
  try {
    return await loadBaseSettings({
      git: await openGit(exec, cwd, createExec(new AbortController().signal)),
      event,
      eventSha: env["GITHUB_SHA"] ?? null,
      inputs,
      cwd: await realpath(cwd),
      folder: join(folder, "base"),
      exec,
      log,
      warn,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether the configuration of the base commit counts, and the change's own is not read. */
export function isFromBase(inputs: Inputs, event: GitHubEvent): boolean {
  return inputs.get("config-from")?.value === "base" && isChange(event);
}
