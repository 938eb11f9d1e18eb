import { type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";

/** Where an image is read from. */
export type ImageSource =
  /** A directory with an OCI layout, as of `--output type=oci,tar=false`. */
  | { readonly kind: "oci-directory"; readonly path: string }
  /** A file of `docker save`, or an OCI layout in a tar; also compressed as a whole. */
  | { readonly kind: "archive"; readonly path: string }
  /** An image of the engine, always with a tag or a digest: `docker save` of a bare name saves all tags. */
  | { readonly kind: "engine"; readonly name: string };

/**
 * What `text` names: a directory or a file, looked up from `cwd`, or else an image of the engine. Throws
 * StagegateError for a path that is not there or a directory without an OCI layout; a wrong path is never
 * asked of the engine.
 */
export function parseSource(text: string, cwd = "."): ImageSource {
  if (text === "") {
    throw new StagegateError(
      "no image is named",
      "Name one, e.g. `app.tar`, `./oci-directory` or `app:latest`.",
    );
  }
  const path = isAbsolute(text) ? text : join(cwd, text);
  const found = statOf(path);
  if (found?.isFile()) return { kind: "archive", path };
  if (found?.isDirectory() && statOf(join(path, "oci-layout"))?.isFile()) {
    return { kind: "oci-directory", path };
  }
  const isPath = looksLikePath(text);
  if (isPath && found === undefined) {
    throw new StagegateError(
      `${text}: there is no such file or directory`,
      "Make it by `docker save --output app.tar app:latest`, or name an image of the engine, e.g. `app:latest`.",
    );
  }
  if (isPath) {
    throw new StagegateError(
      `${text}: is no OCI layout (it has no file oci-layout) and no archive`,
      "Make one by `docker buildx build --output type=oci,tar=false,dest=image .` and name it, e.g. `./image`.",
    );
  }
  return { kind: "engine", name: withTag(text) };
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
  return /^\.{0,2}\/|^\.{1,2}$|\.(tar|tgz|tar\.gz|tar\.zst)$/.test(text);
}

/** The name as it must be asked for: `:latest` where it has neither tag nor digest. */
function withTag(name: string): string {
  // A colon before the last slash belongs to a registry's port.
  const lastPart = name.slice(name.lastIndexOf("/") + 1);
  return lastPart.includes(":") || lastPart.includes("@") ? name : `${name}:latest`;
}

/** The source in words for messages. */
export function sourceName(source: ImageSource): string {
  return source.kind === "engine" ? source.name : source.path;
}
