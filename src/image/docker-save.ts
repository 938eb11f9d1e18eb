import { StagegateError } from "../host/errors.ts";
import type { ExecStream } from "../host/exec.ts";

/**
 * Gives the archive of an image, as `docker save` writes it. Throws StagegateError where the engine or Podman has no
 * such image or cannot be asked. Who stops reading stops the saving.
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
    "Install Docker's command line, or name an archive instead, e.g. `app.tar`.",
  );
}

function saveFailed(name: string, complaint: string, ending: number | string): StagegateError {
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
  if (/no such image|image not known|does not exist|not found/i.test(complaint)) {
    return new StagegateError(
      `the engine has no image ${name}`,
      `Build it by \`docker build --tag ${name} .\`, or pull it by \`docker pull ${name}\`.`,
    );
  }
  return new StagegateError(`docker save ${name} failed (${ending}): ${reason}`);
}
