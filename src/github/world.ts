import type * as Core from "@actions/core";
import type { RunSettings } from "../config/settings.ts";
import { messageOf } from "../host/errors.ts";
import type { Redactor } from "../host/redactor.ts";
import type { GitHubAccess, Pace } from "./octokit.ts";

/** The parts of a job that every action needs. */
export interface JobWorld {
  readonly core: Pick<
    typeof Core,
    "setOutput" | "setSecret" | "error" | "warning" | "notice" | "debug" | "summary"
  >;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** The job's log. */
  readonly write: (text: string) => void;
  /** Aborted by INT and TERM. */
  readonly signal: AbortSignal;
  /** Time limits for GitHub; by default those of `Pace`. */
  readonly pace?: Pace;
}

/** The parts of a job that the gate needs. */
export interface ActionWorld extends JobWorld {
  /** Absolute path of the program that reads and writes GitHub's cache. */
  readonly cacheScript: string;
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
}

/** The world of an action. Its log, outputs and annotations show nothing that the redactor hides. */
export type RedactedWorld<World extends JobWorld = JobWorld> = World & {
  /** The comment and the summary pass it, too. */
  readonly redactor: Redactor;
};

/** The same world, with all output passing the redactor. */
export function redactedWorld<World extends JobWorld>(
  world: World,
  redactor: Redactor,
): RedactedWorld<World> {
  const { core, write } = world;
  const { redact, redactIn } = redactor;
  const say =
    (tell: typeof core.error): typeof core.error =>
    (message, properties) =>
      tell(redact(messageOf(message)), redactIn(properties));
  return {
    ...world,
    redactor,
    write: (text) => write(redact(text)),
    core: {
      ...core,
      setOutput: (name, value) => core.setOutput(name, redactIn(value)),
      error: say(core.error),
      warning: say(core.warning),
      notice: say(core.notice),
      debug: (message) => core.debug(redact(message)),
    },
  };
}

/** How GitHub is reached; null without a token. */
export function accessOf(
  { githubToken: token }: Pick<RunSettings, "githubToken">,
  { env, pace }: JobWorld,
  signal: AbortSignal,
): GitHubAccess | null {
  return token === null ? null : { token, env, signal, pace };
}

/** Whether the workflow writes a debug log: https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging */
export function isDebug({ env }: JobWorld): boolean {
  return env["RUNNER_DEBUG"] === "1" || env["ACTIONS_STEP_DEBUG"] === "true";
}
