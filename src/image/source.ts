import { type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { parseReference, withoutUserinfo } from "./registry/reference.ts";

/** Where an image is read from. Of several images in one place, `reference` names the one. */
export type ImageSource =
  /** A directory with an OCI layout, as of `--output type=oci,tar=false`. */
  | { readonly kind: "oci-directory"; readonly path: string; readonly reference?: string }
  /** A file of `docker save`, or an OCI layout in a tar; also compressed as a whole. */
  | { readonly kind: "archive"; readonly path: string; readonly reference?: string }
  /** An image of the engine, always with a tag or a digest: `docker save` of a bare name saves all tags. */
  | {
      readonly kind: "engine";
      readonly name: string;
      /** What the engine calls the image by itself, `sha256:…`; left out if nobody asked it. */
      readonly id?: string;
    }
  /** An image in Podman's storage. */
  | {
      readonly kind: "podman";
      readonly name: string;
      /** `sha256:…`, the digest of its configuration: what is read is this image, whatever has its name by then. */
      readonly id: string;
    }
  /** An image of a registry, read without an engine. */
  | {
      readonly kind: "registry";
      readonly name: string;
      /** Why it is not read from where it was looked for first: `the engine does not have it`. */
      readonly notHere?: string;
    };

/** What a text names: a source, or an image of which `locateImage` finds out where it is. */
export type NamedSource =
  | ImageSource
  | {
      readonly kind: "reference";
      /** A name or an id, as it is written. */
      readonly name: string;
      /** The only place that it is looked for in; null for all of them. */
      readonly place: "engine" | "podman" | null;
    };

/** How skopeo names an image in a file or a directory: `docker-archive:app.tar:app:1.2`. */
const TRANSPORT = /^(docker-archive|oci-archive|oci):(.+)$/s;

/** How an image of an engine or a registry is named so that it is looked for nowhere else. */
const PLACE = /^(docker-daemon|containers-storage|registry):(.+)$/s;

/**
 * What `text` names: a directory or a file, looked up from `cwd`, or else an image of the engine or of a registry.
 * Throws StagegateError for a path that is not there or a directory without an OCI layout; a wrong path is never
 * asked of an engine or a registry.
 */
export function parseSource(text: string, cwd = "."): NamedSource {
  if (text === "") {
    throw new StagegateError(
      "no image is named",
      "Name one, e.g. `app.tar`, `./oci-directory` or `app:latest`.",
    );
  }
  const path = isAbsolute(text) ? text : join(cwd, text);
  const found = statOf(path);
  const named = found === undefined ? (placed(text) ?? namedIn(text, cwd)) : null;
  if (named !== null) return named;
  if (found?.isFile()) return { kind: "archive", path };
  if (found?.isDirectory() && statOf(join(path, "oci-layout"))?.isFile()) {
    return { kind: "oci-directory", path };
  }
  if (found === undefined) requireTransport(text, cwd);
  const isPath = looksLikePath(text);
  // A repository may be called app.tar; a path with both a colon and an @ that is not there is a name all the same.
  if (found === undefined && (!isPath || /^[^./@][^@]*:[^@]*@/.test(text))) requireNoUserinfo(text);
  if (isPath && found === undefined) {
    throw new StagegateError(
      `${text}: there is no such file or directory`,
      "Make it with `docker save --output app.tar app:latest`, or name an image of the engine or a registry, e.g. `ghcr.io/octo/app:1.2`.",
    );
  }
  if (isPath) {
    throw new StagegateError(
      `${text}: is neither an OCI layout (it has no file oci-layout) nor an archive`,
      "Make one with `docker buildx build --output type=oci,tar=false,dest=image .` and name it, e.g. `./image`.",
    );
  }
  return { kind: "reference", name: text, place: null };
}

/** The image that a text names with its place; null for a text without. Throws StagegateError for a wrong name. */
function placed(text: string): NamedSource | null {
  const [, place, name = ""] = isPlaced(text) ? (PLACE.exec(text) ?? []) : [];
  if (place === undefined) return null;
  requireNoUserinfo(name);
  if (place === "registry") {
    requireReference(name);
    return { kind: "registry", name };
  }
  return { kind: "reference", name, place: place === "docker-daemon" ? "engine" : "podman" };
}

/** Whether a place is meant. `registry:2` and `registry:2@sha256:…` are images called registry. */
function isPlaced(text: string): boolean {
  const [, place, name = ""] = PLACE.exec(text) ?? [];
  return place !== undefined && (place !== "registry" || /[/:]/.test(name.replace(/@.*$/s, "")));
}

/** Throws StagegateError if a text cannot be the name of an image in a registry. */
export function requireReference(name: string): void {
  if (parseReference(name) !== null) return;
  throw new StagegateError(
    `${JSON.stringify(name.slice(0, LONGEST_SHOWN))} is not a valid image reference`,
    "Write for example: `ghcr.io/octo/app:1.2`. The name is in lower case, and a digest is sha256: with 64 digits.",
  );
}

/** Throws StagegateError if a user or a password stands before a name. It repeats neither. */
function requireNoUserinfo(name: string): void {
  const shown = withoutUserinfo(name);
  if (shown === name) return;
  throw new StagegateError(
    `${JSON.stringify(shown.slice(0, LONGEST_SHOWN))} is not a valid image reference: it contains credentials`,
    "Leave out everything up to the @. Use `docker login` for credentials.",
  );
}

/** In characters. */
const LONGEST_SHOWN = 200;

/**
 * The image that a text with a transport names; null for a text without, or where it may as well be an image of
 * the engine, as `oci:latest` if there is no such directory.
 */
function namedIn(text: string, cwd: string): NamedSource | null {
  const [, transport, rest = ""] = TRANSPORT.exec(text) ?? [];
  if (transport === undefined) return null;
  // A path may have a colon, so that the longest one that exists is taken.
  const ends = [rest.length, ...colonsIn(rest)].filter((end) => end <= LONGEST_PATH);
  for (const end of ends) {
    const path = rest.slice(0, end);
    const isThere = path !== "" && statOf(isAbsolute(path) ? path : join(cwd, path)) !== undefined;
    if (!isThere) continue;
    const source = parseSource(pathOnly(path), cwd);
    const reference = rest.slice(end + 1);
    const isFile = source.kind === "archive" || source.kind === "oci-directory";
    return isFile && reference !== "" ? { ...source, reference } : source;
  }
  const [path = ""] = rest.split(":");
  return transport === "oci" && !looksLikePath(path) ? null : parseSource(pathOnly(path), cwd);
}

/**
 * Throws StagegateError for a path with an image's name behind it and no transport. An image of the engine may be
 * called as a file is, so only what looks like a path counts.
 */
function requireTransport(text: string, cwd: string): void {
  for (const end of colonsIn(text)) {
    const path = text.slice(0, end);
    if (end > LONGEST_PATH || !looksLikePath(path)) continue;
    const found = statOf(isAbsolute(path) ? path : join(cwd, path));
    if (found === undefined) continue;
    const transport = found.isFile() ? "docker-archive" : "oci";
    throw new StagegateError(
      `${text}: the name of an image in ${found.isFile() ? "an archive" : "a directory"} needs the prefix ${transport}:`,
      `Write \`${transport}:${text}\`.`,
    );
  }
}

/** In characters; Linux has no longer paths. */
const LONGEST_PATH = 4096;

/** Positions of the colons of a text, the last one first. */
function colonsIn(text: string): number[] {
  return [...text.matchAll(/:/g)].map(({ index }) => index).reverse();
}

/** A relative path as one that is never taken for an image of the engine. */
function pathOnly(path: string): string {
  return isAbsolute(path) ? path : `./${path}`;
}

/** Undefined for what cannot be a file. @throws StagegateError if that is not known */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = codeOf(error);
    if (["ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code)) return undefined;
    throw new StagegateError(`${path} cannot be read: ${reasonOf(code)}`, adviceFor(code), { cause: error });
  }
}

/** Whether `text` is meant as a path, to be told from an image's name by its look alone. */
export function looksLikePath(text: string): boolean {
  return (
    !TRANSPORT.test(text) &&
    !isPlaced(text) &&
    /^\.{0,2}\/|^\.{1,2}$|\.(tar|tgz|txz|tar\.(gz|zst|xz|bz2|lz4))$/.test(text)
  );
}

/** Whether a text names a file or a directory wherever it is read, and no image of an engine or a registry. */
export function namesFile(text: string): boolean {
  const [, transport, rest = ""] = TRANSPORT.exec(text) ?? [];
  if (transport === undefined) return looksLikePath(text);
  return transport !== "oci" || looksLikePath(rest.split(":")[0] ?? "");
}

/** The name as an engine must be asked for it: `:latest` where it has neither tag nor digest. */
export function withTag(name: string): string {
  // A colon before the last slash belongs to a registry's port.
  const lastPart = name.slice(name.lastIndexOf("/") + 1);
  return lastPart.includes(":") || lastPart.includes("@") ? name : `${name}:latest`;
}

/** The source in words for messages. */
export function sourceName(source: NamedSource): string {
  return source.kind === "archive" || source.kind === "oci-directory" ? source.path : source.name;
}
