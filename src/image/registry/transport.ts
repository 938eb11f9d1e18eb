import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import type { Dispatcher } from "undici";
import type { Environment } from "../../host/environment.ts";
import { codeOf } from "../../host/errors.ts";
import { InvalidImageError } from "../invalid-image.ts";
import type { Send } from "./exchange.ts";
import { proxyFault } from "./faults.ts";
import { proxyFor } from "./proxies.ts";

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
  const dispatcherFor = ({ Agent, ProxyAgent }: Undici, proxy: string | null): Dispatcher => {
    const known = dispatchers.get(proxy);
    if (known !== undefined) return known;
    const own = ownCertificates(env);
    const tls = { rejectUnauthorized: !isInsecure, ...own };
    const options = { connections: CONNECTIONS, headersTimeout: idle, bodyTimeout: idle };
    const made =
      proxy === null
        ? new Agent({ ...options, connect: { ...tls, timeout: CONNECT } })
        : new ProxyAgent({
            ...options,
            uri: proxy,
            // Many proxies connect to nothing but the port of HTTPS; plain HTTP they are asked for.
            proxyTunnel: false,
            proxyTls: { ...own, timeout: CONNECT },
            requestTls: { ...tls, timeout: CONNECT },
          });
    dispatchers.set(proxy, made);
    return made;
  };
  return async ({ url, headers, form }) => {
    // It takes some 30 ms to load, which most runs can do without.
    const undici = await import("undici");
    const proxy = proxyFor(url, env);
    const asking = undici.request(url, {
      method: form === undefined ? "GET" : "POST",
      headers: form === undefined ? headers : { ...headers, "content-type": FORM },
      body: form ?? null,
      dispatcher: dispatcherFor(undici, proxy),
      signal,
    });
    const answer = await asking.catch((error: unknown) => {
      throw proxy === null ? error : proxyFault(url.host, new URL(proxy), error);
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
  if (!env["SSL_CERT_FILE"]) return {};
  const files = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].flatMap((variable) => {
    const path = env[variable];
    return path ? [certificatesIn(path, variable)] : [];
  });
  return { ca: [...rootCertificates, ...files] };
}

function certificatesIn(path: string, variable: string): string {
  const hint = `Set ${variable} to a file of certificates in PEM form, or unset it.`;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidImageError(`${path}, which ${variable} names, cannot be read (${codeOf(error)})`, hint, {
      cause: error,
    });
  }
  // Node takes it, and then trusts no more than before.
  if (!/^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/m.test(text))
    throw new InvalidImageError(`${path}, which ${variable} names, holds no certificate in PEM form`, hint);
  return text;
}
