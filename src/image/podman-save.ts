import { StagegateError } from "../host/errors.ts";
import type { ExecStream } from "../host/exec.ts";
import type { SaveImage } from "./docker-save.ts";

/** Saves images of Podman's storage by the `podman` command on the PATH. */
export function podmanSave(stream: ExecStream): SaveImage {
  return async function* save(name) {
    // Without --quiet, its progress would be reported as the reason of a failure.
    const { code, killedBy, stderr } = yield* stream("podman", ["image", "save", "--quiet", "--", name]);
    if (code === 0) return;
    const reason = stderr.trim().split("\n").at(-1) || "no reason given";
    throw new StagegateError(
      `podman image save ${name} failed (${killedBy ?? code}): ${reason}`,
      "Check the disk space, and run `podman image save` to see what it prints.",
    );
  };
}
