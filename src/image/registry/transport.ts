import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import type { Dispatcher } from "undici";
import type { Environment } from "../../host/environment.ts";
import { codeOf } from "../../host/errors.ts";
import { InvalidImageError } from "../invalid-image.ts";
import { proxyFor } from "./proxies.ts";

/** A request of one round trip. */
export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A form that is posted; without it the request is a GET. */
  readonly form?: string;
}

/** What a server answered, whose body must be read or thrown away. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  /** A header by its name in lower case; several of one name with commas between. Null if it is not there. */
  readonly header: (name: string) => string | null;
  readonly body: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}

/** The answer to a request, behind all its redirects. */
export interface FinalAnswer extends Answer {
  /** Whether the server that was asked answered itself: no redirect led to another one, not even on the way. */
  readonly isOwn: boolean;
}

/** Sends a request once: no redirect, no retry. Throws the error of the connection. */
export type Send = (question: Question) => Promise<Answer>;

/** How connections are made. */
export interface TransportOptions {
  readonly env: Environment;
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  /** Whether any certificate is accepted. */
  readonly isInsecure: boolean;
  /** In ms: how long nothing may come. */
  readonly idle?: number;
}

/** In ms: a registry that has to fetch a blob itself takes its time. */
const IDLE = 60_000;

/** In ms. */
const CONNECT = 15_000;

/** To one host at once: as many as there are threads that scan. */
const CONNECTIONS = 4;

/** Sends requests over connections that are used again, by the proxies and certificates that the variables name. */
export function openTransport({ env, signal, isInsecure, idle = IDLE }: TransportOptions): Send {
  const dispatchers = new Map<string | null, Dispatcher>();
  const dispatcherFor = ({ Agent, ProxyAgent }: Undici, url: URL): Dispatcher => {
    const proxy = proxyFor(url, env);
    const known = dispatchers.get(proxy);
    if (known !== undefined) return known;
    const tls = { rejectUnauthorized: !isInsecure, ...ownCertificates(env) };
    const options = { connections: CONNECTIONS, headersTimeout: idle, bodyTimeout: idle };
    const made =
      proxy === null
        ? new Agent({ ...options, connect: { ...tls, timeout: CONNECT } })
        : new ProxyAgent({ ...options, uri: proxy, requestTls: { ...tls, timeout: CONNECT } });
    dispatchers.set(proxy, made);
    return made;
  };
  return async ({ url, headers, form }) => {
    // It takes some 30 ms to load, which most runs can do without.
    const undici = await import("undici");
    const answer = await undici.request(url, {
      method: form === undefined ? "GET" : "POST",
      headers: form === undefined ? headers : { ...headers, "content-type": FORM },
      body: form ?? null,
      dispatcher: dispatcherFor(undici, url),
      signal,
    });
    const { statusCode, headers: answered, body } = answer;
    return {
      url,
      status: statusCode,
      header: (name) => {
        const value = answered[name];
        return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
      },
      body,
      // A short rest is read, so that the connection can be used again; a longer one ends it.
      discard: () => void body.dump().catch(() => undefined),
    };
  };
}

/** What is used of the library. */
type Undici = Pick<typeof import("undici"), "Agent" | "ProxyAgent">;

const FORM = "application/x-www-form-urlencoded";

/**
 * The certificates of SSL_CERT_FILE beside Node's own. NODE_EXTRA_CA_CERTS counts without our help, unless others are
 * named, too. Throws InvalidImageError if they cannot be read.
 */
function ownCertificates(env: Environment): { ca?: string[] } {
  const own = env["SSL_CERT_FILE"];
  if (!own) return {};
  const extra = env["NODE_EXTRA_CA_CERTS"];
  try {
    return {
      ca: [
        ...rootCertificates,
        ...[own, ...(extra ? [extra] : [])].map((path) => readFileSync(path, "utf8")),
      ],
    };
  } catch (error) {
    throw new InvalidImageError(
      `the certificates of SSL_CERT_FILE cannot be read (${codeOf(error)})`,
      "Name a file of certificates in PEM form by SSL_CERT_FILE, or unset the variable.",
      { cause: error },
    );
  }
}
