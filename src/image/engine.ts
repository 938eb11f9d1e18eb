import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { messageOf, StagegateError } from "../host/errors.ts";

/**
 * Gives the archive of an engine's image, as `docker save` writes it. Throws StagegateError where the
 * engine has no such image or cannot be asked. Who stops reading stops the saving.
 */
export type SaveImage = (name: string) => AsyncIterable<Uint8Array>;

/** Starts a program with standard output and error to read; `spawn` with no shell in real life. */
export type StartProcess = (
  command: string,
  args: readonly string[],
) => ChildProcess & { stdout: Readable; stderr: Readable };

/** Enough of standard error for a message; the rest is read and dropped. */
const STDERR_KEPT = 16 * 1024;

const startProcess: StartProcess = (command, args) =>
  spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });

/** Saves images by the `docker` command on the PATH, with the engine that its context names. */
export function dockerSave(start: StartProcess = startProcess): SaveImage {
  return async function* save(name) {
    // "--" keeps a name that begins with a dash from being an option.
    const docker = start("docker", ["save", "--", name]);
    let complaint = "";
    docker.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(0, STDERR_KEPT);
    });
    const ended = once(docker, "close").catch((error: unknown) => {
      throw cannotStart(error);
    });
    // A docker that cannot be started fails here before its output is awaited; it is told below.
    ended.catch(() => {});
    let whole = false;
    try {
      yield* docker.stdout;
      whole = true;
    } finally {
      if (!whole) docker.kill();
    }
    const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
    if (code !== 0) throw saveFailed(name, complaint.trim(), code ?? signal);
  };
}

function cannotStart(error: unknown): StagegateError {
  return new StagegateError(
    `docker cannot be started: ${messageOf(error)}`,
    "Install Docker's command line, or name an archive instead, e.g. `app.tar`.",
    { cause: error },
  );
}

function saveFailed(name: string, complaint: string, ending: number | string | null): StagegateError {
  const reason = complaint.split("\n").at(-1) || "it gave no reason";
  if (/cannot connect|failed to connect|error during connect|connection refused/i.test(complaint)) {
    return new StagegateError(
      `the engine is not running: ${reason}`,
      "Start Docker, or set DOCKER_HOST or `docker context use` to an engine that runs.",
    );
  }
  if (/permission denied/i.test(complaint)) {
    return new StagegateError(
      `the engine may not be asked: ${reason}`,
      "Give this user access to Docker's socket, e.g. by the group docker.",
    );
  }
  if (/no such image|does not exist|not found/i.test(complaint)) {
    return new StagegateError(
      `the engine has no image ${name}`,
      `Build it by \`docker build --tag ${name} .\`, or pull it by \`docker pull ${name}\`.`,
    );
  }
  return new StagegateError(`docker save ${name} failed (${ending}): ${reason}`);
}
