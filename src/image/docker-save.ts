import { StagegateError } from "../host/errors.ts";
import type { ExecStream } from "../host/exec.ts";

/**
 * The archive of an image, as `docker save` writes it. Throws StagegateError if the engine or Podman does not
 * answer or has no such image. Stopping to read ends the process.
 */
export type SaveImage = (name: string) => AsyncIterable<Uint8Array>;

/** Saves images by the `docker` command on the PATH, with the engine that its context names. */
export function dockerSave(stream: ExecStream): SaveImage {
  return async function* save(name) {
    // "--" keeps a name that begins with a dash from being an option.
    const { code, killedBy, notStarted, stderr } = yield* stream("docker", ["save", "--", name]);
    if (notStarted !== undefined) throw cannotStart(stderr);
    if (code !== 0) throw saveFailed(name, stderr.trim(), killedBy ?? code);
  };
}

function cannotStart(reason: string): StagegateError {
  return new StagegateError(
    `docker cannot be started: ${reason}`,
    "Install Docker's command line, or name an archive instead, such as `app.tar`.",
  );
}

function saveFailed(name: string, complaint: string, ending: number | string): StagegateError {
  const reason = complaint.split("\n").at(-1) || "no reason given";
  if (/cannot connect|failed to connect|error during connect|connection refused/i.test(complaint)) {
    return new StagegateError(
      `the engine is not running: ${reason}`,
      "Start Docker, or set DOCKER_HOST or `docker context use` to an engine that runs.",
    );
  }
  if (/permission denied/i.test(complaint)) {
    return new StagegateError(
      `no access to the engine: ${reason}`,
      "Give this user access to Docker's socket, for example through the group docker.",
    );
  }
  if (/no such image|image not known|does not exist|not found/i.test(complaint)) {
    return new StagegateError(
      `the engine has no image ${name}`,
      `Build it with \`docker build --tag ${name} .\`, or pull it with \`docker pull ${name}\`.`,
    );
  }
  return new StagegateError(`docker save ${name} failed (${ending}): ${reason}`);
}
