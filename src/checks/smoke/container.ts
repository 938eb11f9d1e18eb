import { StagegateError } from "../../host/errors.ts";
import type { SmokeProcess } from "../../model/report.ts";
import type { SmokeCommand } from "../../values/smoke/smoke-test.ts";
import { complaint } from "./complaint.ts";
import { readState, type State } from "./inspection.ts";
import { lookFor, tailOf } from "./log.ts";
import { readProcesses } from "./processes.ts";
import type { SmokeSubject, SmokeWorld } from "./subject.ts";

/** Shown of its log, in lines. */
const TAIL = 20;
/** Kept of what a command prints, in characters. */
const KEPT = 100_000;

/** A container of the image, by the `docker` command line. All throw StoppedError once the run was stopped. */
export interface Container {
  /**
   * Creates and starts it; it is to be removed then, whatever came of that.
   * @param healthInterval how often the image's HEALTHCHECK is to run, in ms; null leaves that to the image
   * @returns why it does not start; null where it does
   */
  readonly start: (healthInterval: number | null) => Promise<string | null>;
  /** What the engine says of it now. */
  readonly state: () => Promise<State>;
  /** The exit code that it ends with; null where `signal` is aborted before. */
  readonly end: (signal: AbortSignal) => Promise<number | null>;
  /**
   * Whether a line of its log holds the text. Looks at what there is and what comes, until the container
   * ends or `signal` is aborted.
   */
  readonly logs: (text: string, signal: AbortSignal) => Promise<boolean>;
  /** The last lines of its log, newline-separated; null without one. */
  readonly tail: () => Promise<string | null>;
  /** What runs in it, or why that is not known. */
  readonly processes: () => Promise<readonly SmokeProcess[] | string>;
  /** Runs a command in it, until `signal` is aborted. */
  readonly run: (command: SmokeCommand, signal: AbortSignal) => Promise<CommandResult>;
  /** Removes it, running or not, with its anonymous volumes; works also after the run was stopped. */
  readonly remove: () => Promise<void>;
}

/** How a command in a container ended. */
export interface CommandResult {
  /** Exit code; null where it did not end in time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The container of that name, which need not be there yet. */
export function containerOf(subject: SmokeSubject, { exec, cleanUpExec }: SmokeWorld): Container {
  const { container: name, smoke } = subject;
  return {
    start: async (healthInterval) => {
      // Interrupted, it could come true after the container was removed.
      const created = await cleanUpExec("docker", createArgs(subject, healthInterval));
      if (created.code !== 0) return complaint(created.stderr);
      const started = await exec("docker", ["start", name]);
      return started.code === 0 ? null : complaint(started.stderr);
    },
    state: async () => {
      const { code, stdout, stderr } = await exec("docker", ["inspect", "--type", "container", name]);
      const state = code === 0 ? readState(stdout, smoke.port) : null;
      if (state !== null) return state;
      const why = code === 0 ? "docker inspect gave no container" : complaint(stderr);
      throw new StagegateError(`the engine lost the container of a smoke test: ${why}`);
    },
    end: async (signal) => {
      const { code, stdout, stderr } = await exec("docker", ["wait", name], { signal });
      if (signal.aborted) return null;
      if (code === 0 && /^\d+$/.test(stdout.trim())) return Number(stdout);
      const why = code === 0 ? "docker wait gave no exit code" : complaint(stderr);
      throw new StagegateError(`the engine lost the container of a smoke test: ${why}`);
    },
    logs: async (text, signal) => {
      const found = new AbortController();
      const look = lookFor(text, () => found.abort());
      await exec("docker", ["logs", "--follow", name], {
        onOutput: look,
        onErrorLine: (line) => look(`${line}\n`),
        signal: AbortSignal.any([signal, found.signal]),
      });
      return found.signal.aborted;
    },
    tail: async () => {
      const args = ["logs", "--timestamps", "--tail", String(TAIL), name];
      const { stdout, stderr } = await exec("docker", args);
      return tailOf(stdout, stderr, TAIL);
    },
    processes: async () => {
      const { code, stdout, stderr } = await exec("docker", ["top", name, "-eo", "uid,pid,args"]);
      if (code !== 0) return complaint(stderr);
      const processes = readProcesses(stdout);
      return processes.length === 0 ? "docker top listed none" : processes;
    },
    run: async ({ argv }, signal) => {
      let stdout = "";
      let stderr = "";
      const { code } = await exec("docker", ["exec", name, ...argv], {
        onOutput: (text) => {
          if (stdout.length < KEPT) stdout += text;
        },
        onErrorLine: (line) => {
          stderr = `${stderr}${line}\n`.slice(-KEPT);
        },
        signal,
      });
      return { code: signal.aborted ? null : code, stdout, stderr };
    },
    remove: async () => {
      await cleanUpExec("docker", ["rm", "--force", "--volumes", name]);
    },
  };
}

function createArgs({ image, container, platform, smoke }: SmokeSubject, healthInterval: number | null) {
  const { port, env, tmpfs, readOnly, capDrop } = smoke;
  const variables = Object.entries(env).map(([key, value]) => (value === null ? key : `${key}=${value}`));
  return [
    ...["create", "--name", container, "--label", `dev.stagegate.run=${container}`, "--pull", "never"],
    // Whatever the engine's default is, this one can be read and is bounded.
    ...["--log-driver", "local"],
    ...(platform === null ? [] : ["--platform", platform]),
    ...(healthInterval === null ? [] : healthFlags(healthInterval)),
    ...(port === null ? [] : ["--publish", `127.0.0.1::${port}/tcp`]),
    ...variables.flatMap((variable) => ["--env", variable]),
    ...tmpfs.flatMap((path) => ["--tmpfs", path]),
    ...capDrop.flatMap((capability) => ["--cap-drop", capability]),
    ...(readOnly ? ["--read-only"] : []),
    // "--" keeps a name that begins with a dash from being an option.
    ...["--", image],
  ];
}

/** The start period is shortened, too: within it a check runs every 5 s, and here no failure is final. */
function healthFlags(interval: number): string[] {
  return ["--health-interval", `${interval}ms`, "--health-start-period", "1ms"];
}
