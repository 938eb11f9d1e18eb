import { type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { parseReference, withoutUserinfo } from "./registry/reference.ts";

/** The place of an image. If the place holds several, `reference` names one. */
export type ImageSource =
  /** A directory with an OCI layout, as of `--output type=oci,tar=false`. */
  | { readonly kind: "oci-directory"; readonly path: string; readonly reference?: string }
  /** A file of `docker save`, or an OCI layout in a tar; also compressed as a whole. */
  | { readonly kind: "archive"; readonly path: string; readonly reference?: string }
  /** An image of the engine, always with a tag or a digest: `docker save` of a bare name saves all tags. */
  | {
      readonly kind: "engine";
      readonly name: string;
      /** The engine's id of the image, `sha256:…`; left out if not known. */
      readonly id?: string;
    }
  /** An image in Podman's storage. */
  | {
      readonly kind: "podman";
      readonly name: string;
      /** `sha256:…`, the digest of its configuration: this image is read, even if its name moves on. */
      readonly id: string;
    }
  /** An image of a registry, read without an engine. */
  | {
      readonly kind: "registry";
      readonly name: string;
      /** Why it is not read from the engine or Podman: `the engine does not have it`. */
      readonly notHere?: string;
    };

/** The meaning of a text: a source, or an image that `locateImage` looks for. */
export type NamedSource =
  | ImageSource
  | {
      readonly kind: "reference";
      /** A name or an id, as it is written. */
      readonly name: string;
      /** The only place to look in; null for all. */
      readonly place: "engine" | "podman" | null;
    };

/** How skopeo names an image in a file or a directory: `docker-archive:app.tar:app:1.2`. */
const TRANSPORT = /^(docker-archive|oci-archive|oci):(.+)$/s;

/** Prefixes of an image's name that restrict it to one place. */
const PLACE = /^(docker-daemon|containers-storage|registry):(.+)$/s;

/**
 * The source that `text` names: a directory or a file, relative to `cwd`, else an image of the engine or of a
 * registry. Throws StagegateError for a missing path or a directory without an OCI layout; it never asks an engine
 * or a registry for a wrong path.
 */
export function parseSource(text: string, cwd = "."): NamedSource {
  if (text === "") {
    throw new StagegateError(
      "no image is named",
      "Name one, for example `app.tar`, `./oci-directory` or `app:latest`.",
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
  // A repository may be called app.tar, so a missing path with both a colon and an @ is a name.
  if (found === undefined && (!isPath || /^[^./@][^@]*:[^@]*@/.test(text))) requireNoUserinfo(text);
  if (isPath && found === undefined) {
    throw new StagegateError(
      `${text}: there is no such file or directory`,
      "Make it with `docker save --output app.tar app:latest`, or name an image of the engine or a registry, for example `ghcr.io/octo/app:1.2`.",
    );
  }
  if (isPath) {
    throw new StagegateError(
      `${text}: is neither an OCI layout (it has no file oci-layout) nor an archive`,
      "Make one with `docker buildx build --output type=oci,tar=false,dest=image .` and name it, for example `./image`.",
    );
  }
  return { kind: "reference", name: text, place: null };
}

/**
 * The image that a text with a place names; null for a text without a place. Throws StagegateError for a wrong
 * name.
 */
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

/** Whether the prefix is a place. `registry:2` and `registry:2@sha256:…` are images called registry. */
function isPlaced(text: string): boolean {
  const [, place, name = ""] = PLACE.exec(text) ?? [];
  return place !== undefined && (place !== "registry" || /[/:]/.test(name.replace(/@.*$/s, "")));
}

/** Throws StagegateError if a text is not a valid name of an image in a registry. */
export function requireReference(name: string): void {
  if (parseReference(name) !== null) return;
  throw new StagegateError(
    `${JSON.stringify(name.slice(0, LONGEST_SHOWN))} is not a valid image reference`,
    "Write for example: `ghcr.io/octo/app:1.2`. The name is in lower case, and a digest is sha256: with 64 digits.",
  );
}

/** Throws StagegateError if a name contains a user or a password. The message repeats neither. */
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
 * The image that a text with a transport names; null for a text without one, or if it may be an image of the
 * engine, such as `oci:latest` without a directory `latest`.
 */
function namedIn(text: string, cwd: string): NamedSource | null {
  const [, transport, rest = ""] = TRANSPORT.exec(text) ?? [];
  if (transport === undefined) return null;
  // A path may contain colons, so the longest one that exists counts.
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
 * Throws StagegateError for a path with the name of an image after it and no transport. An image of the engine may
 * have the name of a file, so only texts that look like a path count.
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

/** In characters: the longest path of Linux. */
const LONGEST_PATH = 4096;

/** Positions of the colons of a text, the last one first. */
function colonsIn(text: string): number[] {
  return [...text.matchAll(/:/g)].map(({ index }) => index).reverse();
}

/** A relative path in a form that is never mistaken for an image of the engine. */
function pathOnly(path: string): string {
  return isAbsolute(path) ? path : `./${path}`;
}

/** Undefined if it is not a file. @throws StagegateError if that cannot be checked */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = codeOf(error);
    if (["ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code)) return undefined;
    throw new StagegateError(`${path} cannot be read: ${reasonOf(code)}`, adviceFor(code), { cause: error });
  }
}

/** Whether `text` looks like a path, and not like the name of an image. */
export function looksLikePath(text: string): boolean {
  return (
    !TRANSPORT.test(text) &&
    !isPlaced(text) &&
    /^\.{0,2}\/|^\.{1,2}$|\.(tar|tgz|txz|tar\.(gz|zst|xz|bz2|lz4))$/.test(text)
  );
}

/** Whether a text always names a file or a directory, and never an image of an engine or a registry. */
export function namesFile(text: string): boolean {
  const [, transport, rest = ""] = TRANSPORT.exec(text) ?? [];
  if (transport === undefined) return looksLikePath(text);
  return transport !== "oci" || looksLikePath(rest.split(":")[0] ?? "");
}

/** The name for a request to an engine: with `:latest` if it has neither tag nor digest. */
export function withTag(name: string): string {
  // A colon before the last slash belongs to a registry's port.
  const lastPart = name.slice(name.lastIndexOf("/") + 1);
  return lastPart.includes(":") || lastPart.includes("@") ? name : `${name}:latest`;
}

/** The source in words for messages. */
export function sourceName(source: NamedSource): string {
  return source.kind === "archive" || source.kind === "oci-directory" ? source.path : source.name;
}
