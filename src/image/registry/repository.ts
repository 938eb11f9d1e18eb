import { InvalidImageError } from "../invalid-image.ts";
import { DOCUMENT_BYTES, overLimit } from "../limits.ts";
import { parseJson } from "../spec.ts";
import { type Access, authorize } from "./authorization.ts";
import { type CredentialsWorld, findCredentials } from "./credentials.ts";
import type { Answer, FinalAnswer } from "./exchange.ts";
import { connectionFault, isOfCertificate, isPassing, loginRefused, refusal } from "./faults.ts";
import { isLoopback } from "./loopback.ts";
import { quirksOf } from "./quirks.ts";
import { ask, RETRIES, type RequestWorld, waitBefore } from "./request.ts";

/** Parts for reading from a registry. */
export interface RegistryWorld extends RequestWorld, CredentialsWorld {}

/** Media types of all supported manifests. */
const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** How often the connection of one blob may break. */
const MOST_CUTS = 5;

/** A repository of a registry; logs in if the registry requires it (distribution spec 1.1, pull). */
export class Repository {
  readonly #host: string;
  readonly #repository: string;
  readonly #world: RegistryWorld;
  #base: Promise<string> | null = null;
  #access: Promise<Access> | null = null;
  /** The `Authorization` header of the last login. */
  #authorization: Promise<string> | null = null;

  constructor(host: string, repository: string, world: RegistryWorld) {
    this.#host = host;
    this.#repository = repository;
    this.#world = world;
  }

  /**
   * The bytes of a manifest or an index, with the digest from the registry's header, or null. Throws
   * InvalidImageError, MissingError if it does not exist.
   * @param reference tag or digest
   */
  async manifest(reference: string): Promise<{ readonly bytes: Uint8Array; readonly digest: string | null }> {
    const isDigest = reference.includes(":");
    const what = isDigest ? `manifest ${reference}` : `tag ${reference} of this repository`;
    const subject = `the manifest${isDigest ? "" : ` of ${reference}`} at ${this.#host}`;
    const found = await this.#document(`manifests/${reference}`, { accept: MANIFESTS }, what, subject);
    if (isJson(found.bytes)) return found;
    throw notJson(subject, found.type, this.#host);
  }

  /** The bytes of a small blob. Throws like `manifest`. */
  async document(digest: string): Promise<Uint8Array> {
    return (await this.#document(`blobs/${digest}`, {}, `blob ${digest}`, `the blob at ${this.#host}`)).bytes;
  }

  /**
   * The bytes of a blob as a stream; requests the rest after a cut connection. Throws like `manifest`, and if the
   * number of bytes is not `size`.
   */
  async *blob(digest: string, size: number): AsyncGenerator<Uint8Array> {
    let read = 0;
    for (let cuts = 0; ; cuts += 1) {
      const headers: Record<string, string> = read === 0 ? {} : { range: `bytes=${read}-` };
      const answer = await this.#get(`blobs/${digest}`, headers, `blob ${digest}`);
      // A server without ranges starts from the beginning again.
      let skipped = answer.status === 206 ? 0 : read;
      try {
        requireLength(answer, answer.status === 206 ? size - read : size);
        for await (const chunk of answer.body) {
          const piece = chunk.subarray(skipped);
          skipped -= chunk.length - piece.length;
          if (piece.length === 0) continue;
          read += piece.length;
          if (read > size) throw wrongSize(`more than ${size} bytes`, size);
          yield piece;
        }
        if (read < size) throw wrongSize(`${read} bytes`, size);
        return;
      } catch (error) {
        if (!isPassing(error) || cuts === MOST_CUTS) throw connectionFault(answer.url.host, error);
        await this.#world.wait(waitBefore(Math.min(cuts, RETRIES)));
      } finally {
        answer.discard();
      }
    }
  }

  /**
   * A document with the registry's digest and media type; requests it again after a cut connection.
   * @param subject names the document in errors about its content
   */
  async #document(
    path: string,
    headers: Readonly<Record<string, string>>,
    what: string,
    subject: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly digest: string | null; readonly type: string | null }> {
    for (let cuts = 0; ; cuts += 1) {
      const answer = await this.#get(path, headers, what);
      try {
        return {
          bytes: await readDocument(answer, subject),
          digest: answer.header("docker-content-digest"),
          type: answer.header("content-type"),
        };
      } catch (error) {
        if (!isPassing(error) || cuts === RETRIES) throw connectionFault(answer.url.host, error);
        await this.#world.wait(waitBefore(cuts));
      } finally {
        answer.discard();
      }
    }
  }

  async #get(path: string, headers: Readonly<Record<string, string>>, what: string): Promise<FinalAnswer> {
    this.#base ??= this.#findBase();
    const url = new URL(`${await this.#base}/v2/${this.#repository}/${path}`);
    const used = this.#authorization;
    let answer = await this.#send(url, headers);
    // The challenge of another host would decide where the registry's credentials go.
    if (answer.status === 401 && answer.isOwn) {
      answer.discard();
      // Another request may have logged in meanwhile.
      if (this.#authorization === used) this.#authorization = this.#logIn(answer);
      answer = await this.#send(url, headers);
    }
    if (answer.status === 200 || answer.status === 206) return answer;
    if (answer.status === 401 && (await this.#access)?.credentials != null) {
      answer.discard();
      throw loginRefused(this.#host, answer.status);
    }
    const { helperFault = null } = (await this.#access) ?? {};
    throw await refusal(what, { host: this.#host, helperFault }, answer);
  }

  async #send(url: URL, headers: Readonly<Record<string, string>>): Promise<FinalAnswer> {
    const authorization = await this.#authorization;
    const all = authorization === null ? headers : { ...headers, authorization };
    return ask({ url, headers: all }, this.#world);
  }

  async #logIn(refused: FinalAnswer): Promise<string> {
    this.#access ??= findCredentials(this.#host, this.#world).then((found) => ({
      ...found,
      host: this.#host,
      repository: this.#repository,
    }));
    return authorize(refused, await this.#access, this.#world);
  }

  /** HTTPS. On the loopback, or with `isInsecure`, falls back to plain HTTP. */
  async #findBase(): Promise<string> {
    const host = quirksOf(this.#host).api ?? this.#host;
    if (!this.#world.isInsecure && !isLoopback(host)) return `https://${host}`;
    try {
      (await this.#world.send({ url: new URL(`https://${host}/v2/`), headers: {} })).discard();
      return `https://${host}`;
    } catch (error) {
      return `${isOfCertificate(error) ? "https" : "http"}://${host}`;
    }
  }
}

/** All bytes of a document. Throws InvalidImageError if the server sends too many. */
async function readDocument({ body, header }: Answer, subject: string): Promise<Uint8Array> {
  const length = Number(header("content-length") ?? 0);
  if (length > DOCUMENT_BYTES)
    throw overLimit(`${subject} is ${length} bytes; it may have at most ${DOCUMENT_BYTES}`);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > DOCUMENT_BYTES) throw overLimit(`${subject} is larger than ${DOCUMENT_BYTES} bytes`);
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

function isJson(bytes: Uint8Array): boolean {
  try {
    parseJson(bytes);
    return true;
  } catch (error) {
    if (error instanceof InvalidImageError) return false;
    throw error;
  }
}

/** @param type the header `Content-Type` */
function notJson(subject: string, type: string | null, host: string): InvalidImageError {
  const known = /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(type ?? "")?.[0];
  return new InvalidImageError(
    `${subject} is not JSON${known === undefined ? "" : ` (${known})`}`,
    `Check that ${host} is a registry: a proxy or a login page may have answered in its place.`,
  );
}

/** Throws InvalidImageError if a server announces a wrong number of bytes. */
function requireLength({ header }: Answer, expected: number): void {
  const length = header("content-length");
  if (length === null || Number(length) === expected) return;
  throw wrongSize(`${length} bytes`, expected);
}

function wrongSize(sent: string, size: number): InvalidImageError {
  return new InvalidImageError(
    `the registry sends ${sent}, but the blob's descriptor says ${size}`,
    "Push the image again.",
  );
}
