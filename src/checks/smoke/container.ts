import { StagegateError } from "../../host/errors.ts";
import type { ExecResult } from "../../host/exec.ts";
import type { SmokeProcess } from "../../model/report.ts";
import type { SmokeCommand } from "../../values/smoke/smoke-test.ts";
import { complaint, isEngineFault } from "./complaint.ts";
import { readState, type State } from "./inspection.ts";
import { lookFor, tailOf } from "./log.ts";
import { readProcesses } from "./processes.ts";
import type { SmokeSubject, SmokeWorld } from "./subject.ts";

/** Shown of its log, in lines. */
const TAIL = 20;
/** Kept of what a command prints, in characters. */
const KEPT = 100_000;

/**
 * A container of the image, by the `docker` command line. All throw StoppedError once the run was stopped, and
 * StagegateError if the engine fails, which says nothing about the image.
 */
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
export function containerOf(subject: SmokeSubject, { exec, cleanUpExec, warn }: SmokeWorld): Container {
  const { container: name, smoke } = subject;
  const state = async () => {
    const inspected = await exec("docker", ["inspect", "--type", "container", name]);
    const read = inspected.code === 0 ? readState(inspected.stdout, smoke.port) : null;
    if (read !== null) return read;
    throw lost(inspected.code === 0 ? "docker inspect gave no container" : whyFailed(inspected));
  };
  return {
    start: async (healthInterval) => {
      // Interrupted, it could come true after the container was removed.
      const created = await cleanUpExec("docker", createArgs(subject, healthInterval));
      if (created.code !== 0 && IMAGE_FAULTS.test(created.stderr)) return complaint(created.stderr);
      if (created.code !== 0) throw engineFault("cannot create", whyFailed(created));
      const started = await exec("docker", ["start", name]);
      if (started.code === 0) return null;
      if (started.killedBy !== undefined || isEngineFault(started.stderr))
        throw engineFault("cannot start", whyFailed(started));
      return complaint(started.stderr);
    },
    state,
    end: async (signal) => {
      const waited = await exec("docker", ["wait", name], { signal });
      if (signal.aborted) return null;
      if (waited.code === 0 && /^\d+$/.test(waited.stdout.trim())) return Number(waited.stdout);
      throw lost(waited.code === 0 ? "docker wait gave no exit code" : whyFailed(waited));
    },
    logs: async (text, signal) => {
      const found = new AbortController();
      const look = lookFor(text, () => found.abort());
      let last = "";
      const ended = await exec("docker", ["logs", "--follow", name], {
        onOutput: look,
        onErrorLine: (line) => {
          last = line;
          look(`${line}\n`);
        },
        signal: AbortSignal.any([signal, found.signal]),
      });
      if (ended.code !== 0 && !signal.aborted && !found.signal.aborted)
        throw lost(whyFailed({ ...ended, stderr: last }));
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
      const ended = await exec("docker", ["exec", name, ...argv], {
        onOutput: (text) => {
          if (stdout.length < KEPT) stdout += text;
        },
        onErrorLine: (line) => {
          stderr = `${stderr}${line}\n`.slice(-KEPT);
        },
        signal,
      });
      if (signal.aborted) return { code: null, stdout, stderr };
      if (ended.killedBy !== undefined) throw lost(whyFailed(ended));
      // A command may print what looks like the engine's own complaint, so the engine is asked.
      const isRefused = ended.code !== 0 && [stdout, stderr].some(isRefusal);
      if (isRefused && (await state()).running)
        throw engineFault("cannot run a command in", complaint(stderr || stdout));
      return { code: ended.code, stdout, stderr };
    },
    remove: async () => {
      const { code, stderr } = await cleanUpExec("docker", ["rm", "--force", "--volumes", name]);
      if (code !== 0 && !/no such container/i.test(stderr))
        warn(
          `The container ${name} cannot be removed: ${complaint(stderr)}. Run \`docker rm --force ${name}\`.`,
        );
    },
  };
}

/** What an engine says of an image that no container can be created of. */
const IMAGE_FAULTS = /no command specified/;

/** Whether a text begins as the engine does when it does not even try to run a command. */
function isRefusal(text: string): boolean {
  return isEngineFault(text) || (/^Error response from daemon: /.test(text) && !/OCI runtime/.test(text));
}

function whyFailed({ killedBy, stderr }: Pick<ExecResult, "killedBy" | "stderr">): string {
  return killedBy === undefined ? complaint(stderr) : `docker was ended by ${killedBy}`;
}

const CHECK_ENGINE = "Check the settings of smoke, and the engine with `docker info`.";

function engineFault(what: string, why: string): StagegateError {
  return new StagegateError(`the engine ${what} the container of a smoke test: ${why}`, CHECK_ENGINE);
}

function lost(why: string): StagegateError {
  return engineFault("lost", why);
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
