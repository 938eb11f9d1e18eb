import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { setMaxListeners } from "node:events";
import { trace } from "./diagnostics.ts";
import { withoutReserved } from "./environment.ts";
import { codeOf, messageOf, StagegateError, StoppedError } from "./errors.ts";
import { splitLines } from "./lines.ts";
import { killsAtOnce } from "./signals.ts";

/** Runs a command to its end, whatever its exit code. Throws StagegateError if its output is too long. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;

/**
 * Runs a command. Yields its standard output piece by piece, as fast as the caller reads, then returns how it
 * ended. If the reader stops earlier, kills the process.
 */
export type ExecStream = (
  command: string,
  args: readonly string[],
  options?: Pick<ExecOptions, "cwd" | "env">,
) => AsyncGenerator<Uint8Array, ExecEnd, undefined>;

export interface ExecOptions {
  /** Text for its standard input; empty by default. */
  readonly input?: string;
  /** Absolute folder that it runs in; by default that of this process. */
  readonly cwd?: string;
  /** Variables in addition to those of this process without the reserved ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of its standard error, in order, without the line end. */
  readonly onErrorLine?: (line: string) => void;
  /** Called with every piece of its standard output, in order. */
  readonly onOutput?: (text: string) => void;
  /** Kills the process when aborted; the exit code is then not 0. */
  readonly signal?: AbortSignal;
}

/** How a process ended. */
export interface ExecEnd {
  /** 127 if the command did not start, 1 if a signal ended it. */
  readonly code: number;
  /** If the command did not start: the system's code for the reason, such as ENOENT or EACCES. */
  readonly notStarted?: string;
  /** The signal that ended the process, such as SIGKILL. */
  readonly killedBy?: string;
  /** Without the last line end. Empty if `onErrorLine` took the lines. */
  readonly stderr: string;
}

export interface ExecResult extends ExecEnd {
  /** Empty if `onOutput` took it. */
  readonly stdout: string;
}

/** Milliseconds for a process to clean up after SIGINT. The whole stop has 5 s. */
const GRACE = 2000;

/** Milliseconds for a killed process to close its outputs, unless another process holds them as well. */
const LAST = 500;

/** Longest stored output of a command, in characters. */
const LONGEST_OUTPUT = 256 * 1024 ** 2;

/** Most stored lines of a command's standard error; the last ones stay. */
const MOST_ERRORS = 1000;
/** In characters. */
const LONGEST_ERROR = 64 * 1024;

/** Milliseconds for a command of the clean-up. */
const CLEAN_UP = 30_000;

/**
 * An `Exec` of real processes. When `signal` is aborted, each process gets SIGINT, so that a build tool can
 * clean up. SIGKILL follows if the process still runs after `grace` milliseconds. When the process has ended,
 * the call throws `StoppedError`.
 */
export function createExec(signal: AbortSignal, grace = GRACE): Exec {
  return async (command, args, options = {}) => {
    if (signal.aborted) throw new StoppedError();
    const { child, ended, kill } = start(command, args, options, signal, grace);
    const pieces: string[] = [];
    let length = 0;
    const append = (text: string) => {
      length += text.length;
      if (length <= LONGEST_OUTPUT) pieces.push(text);
      else kill();
    };
    const take = options.onOutput ?? append;
    // After the stop the output is not needed, however long it gets.
    child?.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (!signal.aborted) take(text);
    });
    const end = await ended;
    if (signal.aborted) throw new StoppedError();
    if (length > LONGEST_OUTPUT)
      throw new StagegateError(
        `${commandWords(command, args.slice(0, 1))} printed more than ${LONGEST_OUTPUT / 1024 ** 2} MiB`,
        "Run the command by hand to see what it prints; --verbose shows all its arguments.",
      );
    return { ...end, stdout: pieces.join("") };
  };
}

/**
 * An `Exec` of real processes that clean up: a stop does not end them, but each is killed after `limit`
 * milliseconds.
 */
export function createCleanUpExec(limit = CLEAN_UP): Exec {
  const exec = createExec(new AbortController().signal);
  return (command, args, options = {}) => {
    const late = AbortSignal.timeout(limit);
    const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late]);
    return exec(command, args, { ...options, signal });
  };
}

/** An `ExecStream` of real processes; `signal` and `grace` as for `createExec`. */
export function createExecStream(signal: AbortSignal, grace = GRACE): ExecStream {
  return async function* (command, args, options = {}) {
    if (signal.aborted) throw new StoppedError();
    const { child, ended, kill } = start(command, args, options, signal, grace);
    try {
      if (child !== null) yield* untilAborted(child.stdout, signal);
      const end = await ended;
      if (signal.aborted) throw new StoppedError();
      return end;
    } finally {
      kill();
    }
  };
}

/** The output of a process; throws `StoppedError` if the stop cuts it off. */
async function* untilAborted(output: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  try {
    yield* output;
  } catch (error) {
    throw signal.aborted ? new StoppedError() : error;
  }
}

interface Started {
  /** Null if the system refused to start it. */
  readonly child: ChildProcessWithoutNullStreams | null;
  /**
   * Resolves when the process, and every process that holds its outputs, has ended; after a kill it does not wait
   * for the latter. Never rejects.
   */
  readonly ended: Promise<ExecEnd>;
  /** Kills the process and its children at once. Has no effect after the end. */
  readonly kill: () => void;
}

function start(
  command: string,
  args: readonly string[],
  { input, cwd, env, onErrorLine, signal: callSignal }: ExecOptions,
  signal: AbortSignal,
  grace: number,
): Started {
  const begin = performance.now();
  trace("command", () => `runs ${commandWords(command, args)}`);
  const refused = (error: unknown): Started => {
    const end = { code: 127, notStarted: codeOf(error), stderr: messageOf(error) };
    traceEnd(command, args, end, performance.now() - begin);
    return { child: null, ended: Promise.resolve(end), kill: () => undefined };
  };
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...withoutReserved(process.env), ...env },
      stdio: "pipe",
      // It gets its own process group, so that a ^C on the terminal reaches it only once, through us.
      detached: true,
    });
  } catch (error) {
    // Node throws errors that it does not know, such as E2BIG.
    return refused(error);
  }
  if (child.stdout === undefined) {
    // Without file handles for the pipes there is no process object to listen to.
    child.on("error", () => undefined);
    return refused(Object.assign(new Error(`spawn ${command} EMFILE`), { code: "EMFILE" }));
  }
  let timer: NodeJS.Timeout | undefined;
  let giveUp: () => void = () => undefined;
  const kill = () => {
    if (!killsAtOnce.has(kill)) return;
    killGroup(child);
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(), LAST);
  };
  const stop = () => {
    child.kill("SIGINT");
    timer = setTimeout(kill, grace);
  };
  killsAtOnce.add(kill);
  // A run of many images has many processes at once, which is not a leak.
  setMaxListeners(Number.POSITIVE_INFINITY, signal);
  signal.addEventListener("abort", stop, { once: true });
  callSignal?.addEventListener("abort", kill, { once: true });
  if (callSignal?.aborted) kill();

  const errors: string[] = [];
  const keep = (line: string) => {
    errors.push(line.slice(0, LONGEST_ERROR));
    if (errors.length > MOST_ERRORS) errors.shift();
  };
  const errorLines = splitLines(onErrorLine ?? keep);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (!signal.aborted) errorLines.add(text);
  });
  // If a process ends without reading its input, its exit code counts.
  child.stdin.on("error", () => undefined).end(input);

  const ended = new Promise<ExecEnd>((resolve) => {
    const end = (code: number | null, killedBy: string | null) => {
      // After a kill without waiting, the outputs may still close.
      child.off("close", end);
      errorLines.end();
      const stderr = errors.join("\n");
      const ending = killedBy === null ? { code: code ?? 1, stderr } : { code: 1, killedBy, stderr };
      traceEnd(command, args, ending, performance.now() - begin);
      resolve(ending);
    };
    // A process that has left the group and holds the outputs is not worth waiting for.
    giveUp = () => {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      child.unref();
      end(child.exitCode, child.signalCode ?? "SIGKILL");
    };
    child.on("error", (error) => {
      if (child.pid === undefined) resolve({ code: 127, notStarted: codeOf(error), stderr: error.message });
    });
    child.once("close", end);
  }).finally(() => {
    killsAtOnce.delete(kill);
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    callSignal?.removeEventListener("abort", kill);
  });
  return { child, ended, kill };
}

function traceEnd(
  command: string,
  args: readonly string[],
  { code, killedBy, stderr }: ExecEnd,
  ms: number,
): void {
  trace("command", () => {
    const complaint = code === 0 ? "" : `: ${stderr.trim().split("\n").at(-1)}`;
    return `${killedBy ?? `exit ${code}`} after ${Math.round(ms)} ms: ${commandWords(command, args)}${complaint}`;
  });
}

/** A command line without the values of variables, which may be confidential. */
export function commandWords(command: string, args: readonly string[]): string {
  const shown = args.map((arg, at) =>
    VARIABLE_OPTIONS.has(args[at - 1] ?? "") ? arg.replace(/=.*$/s, "=***") : arg,
  );
  return [command, ...shown]
    .map((word) => (/^[\w./:=,@+*-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(" ");
}

/** Options of docker whose value is `NAME=value`. */
const VARIABLE_OPTIONS: ReadonlySet<string> = new Set(["--env", "--build-arg", "--label"]);

function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // The process has just ended.
  }
}
