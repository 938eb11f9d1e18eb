import { hubQuirks } from "./quirks.ts";

/** An image of a registry by its name. */
export interface Reference {
  /** As written, with its port: `ghcr.io`, `localhost:5000`; `docker.io` by default. */
  readonly host: string;
  /** With `library/` for an official image of Docker Hub. */
  readonly repository: string;
  /** Null if there is a digest, which takes precedence. */
  readonly tag: string | null;
  readonly digest: string | null;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** In characters, without host, tag and digest: the limit of registries. */
const LONGEST_REPOSITORY = 255;

/**
 * Reads a name as Docker does: `alpine`, `ghcr.io/octo/app:1.2`, `app@sha256:…`, `app:1.2@sha256:…`. Null if the
 * text is not a name.
 * @see https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export function parseReference(text: string): Reference | null {
  const [beforeDigest = "", digest, ...more] = text.split("@");
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return null;
  const slash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.indexOf(":", slash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? null : beforeDigest.slice(colon + 1);
  if (tag !== null && !TAG.test(tag)) return null;
  const [first = "", ...rest] = name.split("/");
  const isHost = rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  if (isHost && !isValidHost(first)) return null;
  const host = isHost ? hubQuirks.nameOf(first) : hubQuirks.name;
  const path = isHost ? rest : [first, ...rest];
  if (!path.every((component) => COMPONENT.test(component))) return null;
  const [only = "", ...others] = path;
  const repository =
    host === hubQuirks.name && others.length === 0 ? `${hubQuirks.official}/${only}` : path.join("/");
  if (repository.length > LONGEST_REPOSITORY) return null;
  return { host, repository, tag: digest === undefined ? (tag ?? "latest") : null, digest: digest ?? null };
}

/** Whether a URL can have the host: not with a port above 65535, or an incomplete IP address. */
function isValidHost(host: string): boolean {
  return HOST.test(host) && URL.canParse(`https://${host}/`);
}

/**
 * For messages: replaces the user and password of `bob:secret@host/app` or `token@host` by `…`. Any other text
 * stays, also one with a digest, or with a tag such as `app@latest`.
 */
export function withoutUserinfo(text: string): string {
  const [, userinfo, rest = ""] = /^(.*)@(?!sha\d+:)(.*)$/s.exec(text) ?? [];
  const isMeant =
    userinfo !== undefined && (userinfo.includes(":") || rest.includes("/") || looksLikeHost(rest));
  return isMeant ? `…@${rest}` : text;
}

/** Whether a text looks like a host, and not like a tag: `localhost`, `ghcr.io`, `10.0.0.1`, `r:5000`. */
function looksLikeHost(text: string): boolean {
  return /^(?:localhost|[\w.-]+\.[a-z]{2,}|\d+(?:\.\d+){3}|\[[\da-f:]+\]|[\w.-]+(?=:))(?::\d+)?$/i.test(text);
}

/** A name with a digest without its tag: engines do not look up names with both. */
export function withoutSpareTag(name: string): string {
  return name.replace(/:[^:@/]+(?=@)/, "");
}
