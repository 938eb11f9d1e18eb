import { StagegateError } from "../host/errors.ts";
import type { Exec, ExecResult } from "../host/exec.ts";
import { withoutSpareTag } from "./registry/reference.ts";
import { type ImageSource, type NamedSource, requireReference, withTag } from "./source.ts";

/** An image's id, whole or its beginning, as `docker images --quiet` prints it. */
const ID = /^(?:sha256:)?[0-9a-f]{4,64}$/;

/**
 * Where an image is that a name or an id stands for: in the engine if that has it, else in a registry, also without
 * any engine. A name goes before an id, as with docker. Throws StagegateError for what is neither in the engine nor
 * the name of an image in a registry.
 */
export async function locateImage(source: NamedSource, exec: Exec): Promise<ImageSource> {
  if (source.kind !== "reference") return source;
  const { name, isInEngine } = source;
  const known = withTag(withoutSpareTag(name));
  const found = await inspectId(known, exec);
  if (found.code === 0) return { kind: "engine", name: known, id: found.stdout.trim() };
  if (ID.test(name)) {
    const byId = await inspectId(name, exec);
    const id = byId.stdout.trim();
    if (byId.code === 0) return { kind: "engine", name: id, id };
  }
  // Reading it says what is wrong, and what to do.
  if (isInEngine) return { kind: "engine", name: known };
  const notInEngine = reasonIn(found);
  if (name.startsWith("sha256:"))
    throw new StagegateError(
      `${name}: ${notInEngine}`,
      "An id is known only to the engine that has the image: `docker images` lists them. Name an image of a registry as for example: `ghcr.io/octo/app@sha256:…`.",
    );
  requireReference(name);
  return { kind: "registry", name, notInEngine };
}

function inspectId(name: string, exec: Exec): Promise<ExecResult> {
  // "--" keeps a name that begins with a dash from being an option.
  return exec("docker", ["image", "inspect", "--format={{.Id}}", "--", name]);
}

/** Why an engine does not have an image. */
function reasonIn({ notStarted, stderr }: ExecResult): string {
  if (notStarted === "ENOENT") return "docker is not installed";
  if (notStarted !== undefined) return `docker cannot be started (${notStarted})`;
  if (/cannot connect|failed to connect|error during connect|connection refused/i.test(stderr))
    return "the engine is not running";
  if (/permission denied/i.test(stderr)) return "this user has no access to the engine";
  if (/no such image|does not exist|not found/i.test(stderr)) return "the engine does not have it";
  return `the engine gave no answer: ${stderr.trim().split("\n").at(-1) || "it gave no reason"}`;
}
