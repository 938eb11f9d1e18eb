import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StoppedError } from "./errors.ts";

/** Runs a command to its end, whatever its exit code. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;

export interface ExecOptions {
  /** Text for its standard input; without it there is none. */
  readonly input?: string;
  /** Absolute folder that it runs in; else this process's own. */
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of its standard error, in order, without the line end. */
  readonly onErrorLine?: (line: string) => void;
  /** Called with every piece of its standard output, in order. */
  readonly onOutput?: (text: string) => void;
  /** Kills the process once it is aborted; the result's code is then not 0. */
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  /** 127 where the command could not be started. */
  readonly code: number;
  /** Empty where `onOutput` took it. */
  readonly stdout: string;
  /** Empty where `onErrorLine` took the lines. */
  readonly stderr: string;
}

/**
 * An `Exec` of real processes. On `signal` the process is sent SIGINT, waited for, and `StoppedError` is
 * thrown: a build tool then clears up behind itself.
 */
export function createExec(signal: AbortSignal): Exec {
  return (command, args, { input, cwd, env, onErrorLine, onOutput, signal: limit } = {}) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new StoppedError());
      // A group of its own: a ^C on the terminal reaches it once, through us, and not twice.
      const child = spawn(command, args, {
        ...(cwd === undefined ? {} : { cwd }),
        env: { ...process.env, ...env },
        stdio: "pipe",
        detached: true,
        ...(limit === undefined ? {} : { signal: limit, killSignal: "SIGKILL" }),
      });
      const stop = () => child.kill("SIGINT");
      signal.addEventListener("abort", stop, { once: true });

      let stdout = "";
      const errors: string[] = [];
      const keep = (chunk: string) => {
        stdout += chunk;
      };
      child.stdout.setEncoding("utf8").on("data", onOutput ?? keep);
      const errorLines = createInterface({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY });
      const errorsRead = new Promise<void>((done) => errorLines.once("close", done));
      errorLines.on("line", onErrorLine ?? ((line) => errors.push(line)));
      // A process that ends without reading its input is judged by its exit code.
      child.stdin.on("error", () => undefined).end(input);

      child.once("error", (error) => {
        signal.removeEventListener("abort", stop);
        resolve({ code: 127, stdout, stderr: error.message });
      });
      child.once("close", async (code) => {
        signal.removeEventListener("abort", stop);
        await errorsRead;
        if (signal.aborted) reject(new StoppedError());
        else resolve({ code: code ?? 1, stdout, stderr: errors.join("\n") });
      });
    });
}
