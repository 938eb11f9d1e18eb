import { StagegateError } from "../../host/errors.ts";
import type { ExecResult } from "../../host/exec.ts";
import type { SmokeProcess } from "../../model/report.ts";
import type { SmokeCommand } from "../../values/smoke/smoke-test.ts";
import { complaint, isEngineFault } from "./complaint.ts";
import { readState, type State } from "./inspection.ts";
import { lookFor, tailOf } from "./log.ts";
import { readProcesses } from "./processes.ts";
import type { SmokeSubject, SmokeWorld } from "./subject.ts";

/** Number of lines of a log in the report. */
const TAIL = 20;
/** Characters of a command's output that stay in memory. */
const LONGEST_OUTPUT = 100_000;

/**
 * A container of the image, by the `docker` command line. All methods throw StoppedError after the run was stopped, and
 * StagegateError if the engine fails, so that the image is not at fault.
 */
export interface Container {
  /**
   * Creates and starts it. Afterwards the caller must remove it, even if it did not start.
   * @param healthInterval interval of the image's HEALTHCHECK, in ms; null leaves it to the image
   * @returns why it does not start; null if it does
   */
  readonly start: (healthInterval: number | null) => Promise<string | null>;
  /** The state that the engine reports now. */
  readonly state: () => Promise<State>;
  /** The exit code of the container; null if `signal` is aborted before it ends. */
  readonly end: (signal: AbortSignal) => Promise<number | null>;
  /**
   * Whether a line of its log holds the text. It reads the log from its beginning until the container ends or `signal`
   * is aborted.
   */
  readonly logs: (text: string, signal: AbortSignal) => Promise<boolean>;
  /** The last lines of its log, newline-separated; null without a log. */
  readonly tail: () => Promise<string | null>;
  /** Its processes, or why they are unknown. */
  readonly processes: () => Promise<readonly SmokeProcess[] | string>;
  /** Runs a command in it, until `signal` is aborted. */
  readonly run: (command: SmokeCommand, signal: AbortSignal) => Promise<CommandResult>;
  /** Removes it, running or not, with its anonymous volumes; also works after the run was stopped. */
  readonly remove: () => Promise<void>;
}

/** How a command in a container ended. */
export interface CommandResult {
  /** Exit code; null if it did not end in time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The container of a smoke test, which need not exist yet. */
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
      // It must not be interrupted: the engine might create the container after it was removed.
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
          if (stdout.length < LONGEST_OUTPUT) stdout += text;
        },
        onErrorLine: (line) => {
          stderr = `${stderr}${line}\n`.slice(-LONGEST_OUTPUT);
        },
        signal,
      });
      if (signal.aborted) return { code: null, stdout, stderr };
      if (ended.killedBy !== undefined) throw lost(whyFailed(ended));
      // A command may print text that looks like an error of the engine, so the state of the container decides.
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

/** The engine's errors for an image from which no container can be created. */
const IMAGE_FAULTS = /no command specified/;

/** Whether a text begins like the engine's error if it does not even try to run a command. */
function isRefusal(text: string): boolean {
  return isEngineFault(text) || (/^Error response from daemon: /.test(text) && !/OCI runtime/.test(text));
}

function whyFailed({ killedBy, stderr }: Pick<ExecResult, "killedBy" | "stderr">): string {
  return killedBy === undefined ? complaint(stderr) : `docker was ended by ${killedBy}`;
}

const CHECK_ENGINE = "Check the setting `smoke`, and check the engine with `docker info`.";

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
    // The engine's default driver may not support reading, or may have no size limit.
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

/** The start period is short, too: during it, a check runs only every 5 s. A failure is not final here anyway. */
function healthFlags(interval: number): string[] {
  return ["--health-interval", `${interval}ms`, "--health-start-period", "1ms"];
}
