import { StagegateError } from "../host/errors.ts";
import type { Exec, ExecResult } from "../host/exec.ts";
import { withoutSpareTag } from "./registry/reference.ts";
import { type ImageSource, type NamedSource, requireReference, withTag } from "./source.ts";

/** An image's id, whole or its beginning, as `docker images --quiet` prints it. */
const ID = /^(?:sha256:)?[0-9a-f]{4,64}$/;

/**
 * Finds the image of a name or an id: in the engine if it has the image; in Podman's storage if no engine answers;
 * else in a registry, also without an engine. A name comes before an id, as with docker. Throws StagegateError if
 * the text is neither known here nor the name of an image in a registry.
 */
export async function locateImage(source: NamedSource, exec: Exec): Promise<ImageSource> {
  if (source.kind !== "reference") return source;
  const { name, place } = source;
  if (place === "podman") {
    const inPodman = await find("podman", name, exec);
    if (inPodman.found !== null) return inPodman.found;
    throw new StagegateError(
      `${name}: ${inPodman.why}`,
      "`podman images` lists what this user's storage has. Build the image before, for example `podman build --tag app .`.",
    );
  }
  const inEngine = await find("docker", name, exec);
  if (inEngine.found !== null) return inEngine.found;
  // Reading it reports what is wrong, and what to do.
  if (place === "engine") return { kind: "engine", name: nameOf(name) };
  let notHere = inEngine.why;
  if (notHere !== ABSENT.docker) {
    const inPodman = await find("podman", name, exec);
    if (inPodman.found !== null) return inPodman.found;
    if (inPodman.isInstalled) notHere += `, ${inPodman.why}`;
  }
  if (name.startsWith("sha256:"))
    throw new StagegateError(
      `${name}: ${notHere}`,
      "An id is known only to the engine that has the image: `docker images` lists them. Name an image of a registry as for example: `ghcr.io/octo/app@sha256:…`.",
    );
  requireReference(name);
  return { kind: "registry", name, notHere };
}

/** What knows images by name and id. */
type Program = "docker" | "podman";

type Search =
  | { readonly found: ImageSource }
  | { readonly found: null; readonly isInstalled: boolean; readonly why: string };

/** Looks for a name, then for an id. */
async function find(program: Program, name: string, exec: Exec): Promise<Search> {
  const known = nameOf(name);
  const named = await inspectId(program, known, exec);
  if (named.code === 0) return { found: sourceOf(program, known, named.stdout.trim()) };
  if (ID.test(name)) {
    const byId = await inspectId(program, name, exec);
    const id = byId.stdout.trim();
    if (byId.code === 0) return { found: sourceOf(program, id, id) };
  }
  return { found: null, isInstalled: named.notStarted === undefined, why: reasonIn(program, named) };
}

function nameOf(name: string): string {
  return withTag(withoutSpareTag(name));
}

/** Docker's ids begin with their algorithm. Podman's do not, also if `docker` is an alias of `podman`. */
function sourceOf(program: Program, name: string, id: string): ImageSource {
  return program === "docker" && id.startsWith("sha256:")
    ? { kind: "engine", name, id }
    : { kind: "podman", name, id: id.replace(/^(?!sha256:)/, "sha256:") };
}

function inspectId(program: Program, name: string, exec: Exec): Promise<ExecResult> {
  // "--" keeps a name that begins with a dash from being an option.
  return exec(program, ["image", "inspect", "--format={{.Id}}", "--", name]);
}

const ABSENT = { docker: "the engine does not have it", podman: "Podman does not have it" } as const;

/** Why an engine or Podman does not have an image. */
function reasonIn(program: Program, { notStarted, stderr }: ExecResult): string {
  if (notStarted === "ENOENT") return `${program} is not installed`;
  if (notStarted !== undefined) return `${program} cannot be started (${notStarted})`;
  const who = program === "docker" ? "the engine" : "Podman";
  if (/cannot connect|failed to connect|error during connect|connection refused/i.test(stderr))
    return `${who} is not running`;
  if (/permission denied/i.test(stderr)) return `this user has no access to ${who}`;
  // "Image not known" is Podman's message, also if it is called docker.
  if (/no such image|image not known|does not exist|not found/i.test(stderr)) return ABSENT[program];
  return `${who} does not answer: ${stderr.trim().split("\n").at(-1) || "no reason given"}`;
}

/**
 * What to do if no engine could be asked for an image; null if one was asked, and does not have the image.
 * @param notHere why the image is not read from the engine or Podman
 */
export function adviceWithoutEngine(notHere: string): string | null {
  return ENGINE_ADVICE.find(([reason]) => reason.test(notHere))?.[1] ?? null;
}

const ENGINE_ADVICE: readonly (readonly [reason: RegExp, advice: string])[] = [
  [
    /^the engine is not running/,
    "Start Docker, or select an engine that runs by DOCKER_HOST or `docker context use`.",
  ],
  [
    /^docker (?:is not installed|cannot be started)/,
    "Install Docker, or name an archive, such as `app.tar`.",
  ],
  [/^this user has no access/, "Give this user access to Docker's socket, e.g. through the group docker."],
  [/^the engine does not answer/, "Check that `docker info` answers, or name an archive, such as `app.tar`."],
];
