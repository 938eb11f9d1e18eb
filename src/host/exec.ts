import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { trace } from "./diagnostics.ts";
import { withoutReserved } from "./environment.ts";
import { codeOf, StoppedError } from "./errors.ts";
import { killsAtOnce } from "./signals.ts";

/** Runs a command to its end, whatever its exit code. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;

/**
 * Runs a command and gives its standard output piece by piece, as fast as they are read; then how it ended.
 * If the reader stops earlier, the process is killed.
 */
export type ExecStream = (
  command: string,
  args: readonly string[],
  options?: Pick<ExecOptions, "cwd" | "env">,
) => AsyncGenerator<Uint8Array, ExecEnd, undefined>;

export interface ExecOptions {
  /** Text for its standard input; without it there is none. */
  readonly input?: string;
  /** Absolute folder that it runs in; else this process's own. */
  readonly cwd?: string;
  /** Variables beside those of this process, of which it does not get the reserved ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of its standard error, in order, without the line end. */
  readonly onErrorLine?: (line: string) => void;
  /** Called with every piece of its standard output, in order. */
  readonly onOutput?: (text: string) => void;
  /** Kills the process once it is aborted; the result's code is then not 0. */
  readonly signal?: AbortSignal;
}

/** How a process ended. */
export interface ExecEnd {
  /** 127 if the command was not started, 1 if a signal ended it. */
  readonly code: number;
  /** If the command was not started: the system's code for the reason, such as ENOENT or EACCES. */
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

/** Milliseconds that a process has to clean up after SIGINT. */
const GRACE = 10_000;

/**
 * An `Exec` of real processes. When `signal` is aborted, each process gets SIGINT, so that a build tool can
 * clean up. SIGKILL follows if the process still runs after `grace` milliseconds. When the process has ended,
 * the call throws `StoppedError`.
 */
export function createExec(signal: AbortSignal, grace = GRACE): Exec {
  return async (command, args, options = {}) => {
    if (signal.aborted) throw new StoppedError();
    const { child, ended } = start(command, args, options, signal, grace);
    let stdout = "";
    const append = (chunk: string) => {
      stdout += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", options.onOutput ?? append);
    const end = await ended;
    if (signal.aborted) throw new StoppedError();
    return { ...end, stdout };
  };
}

/** An `ExecStream` of real processes; `signal` and `grace` as for `createExec`. */
export function createExecStream(signal: AbortSignal, grace = GRACE): ExecStream {
  return async function* (command, args, options = {}) {
    if (signal.aborted) throw new StoppedError();
    const { child, ended, kill } = start(command, args, options, signal, grace);
    try {
      yield* child.stdout;
      const end = await ended;
      if (signal.aborted) throw new StoppedError();
      return end;
    } finally {
      kill();
    }
  };
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when the process and all that holds its outputs have ended. Never rejects. */
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
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...withoutReserved(process.env), ...env },
    stdio: "pipe",
    // A group of its own: a ^C on the terminal reaches it once, through us, and not twice.
    detached: true,
  });
  const kill = () => {
    if (killsAtOnce.has(kill)) killGroup(child);
  };
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill("SIGINT");
    timer = setTimeout(kill, grace);
  };
  killsAtOnce.add(kill);
  signal.addEventListener("abort", stop, { once: true });
  callSignal?.addEventListener("abort", kill, { once: true });
  if (callSignal?.aborted) kill();

  const errors: string[] = [];
  const errorLines = createInterface({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY });
  const errorsRead = new Promise<void>((done) => errorLines.once("close", done));
  errorLines.on("line", onErrorLine ?? ((line) => errors.push(line)));
  // A process that ends without reading its input is judged by its exit code.
  child.stdin.on("error", () => undefined).end(input);

  const ended = new Promise<ExecEnd>((resolve) => {
    child.on("error", (error) => {
      if (child.pid === undefined) resolve({ code: 127, notStarted: codeOf(error), stderr: error.message });
    });
    child.once("close", async (code, killedBy) => {
      await errorsRead;
      const stderr = errors.join("\n");
      const end = killedBy === null ? { code: code ?? 1, stderr } : { code: 1, killedBy, stderr };
      traceEnd(command, args, end, performance.now() - begin);
      resolve(end);
    });
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

/** A command line with the values of variables hidden, as they may be confidential. */
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
    // It has ended just now.
  }
}
