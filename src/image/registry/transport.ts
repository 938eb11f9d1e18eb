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
  /** In ms: longest silence of a server. */
  readonly idle?: number;
}

/** In ms: long, because a registry may have to fetch a blob itself. */
const IDLE = 60_000;

/** In ms. */
const CONNECT = 15_000;

/** Connections to one host: as many as scan threads. */
const CONNECTIONS = 4;

/** Sends requests over reused connections, with the proxies and certificates from the variables. */
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
            // Many proxies connect only to the port of HTTPS, so plain HTTP is sent to the proxy itself.
            proxyTunnel: false,
            proxyTls: { ...own, timeout: CONNECT },
            requestTls: { ...tls, timeout: CONNECT },
          });
    dispatchers.set(proxy, made);
    return made;
  };
  return async ({ url, headers, form }) => {
    // It takes some 30 ms to load, and most runs do not need it.
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
      // Reads a short rest, so that the connection can be reused; a longer one closes it.
      discard: () => void body.dump().catch(() => undefined),
    };
  };
}

/** The used parts of the library. */
type Undici = Pick<typeof import("undici"), "Agent" | "ProxyAgent">;

const FORM = "application/x-www-form-urlencoded";

/**
 * The certificates of SSL_CERT_FILE in addition to Node's own. Node itself reads NODE_EXTRA_CA_CERTS, except if
 * other certificates are set. Throws InvalidImageError if they cannot be read.
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
  // Node accepts such a file, and trusts nothing new.
  if (!/^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/m.test(text))
    throw new InvalidImageError(`${path}, which ${variable} names, holds no certificate in PEM form`, hint);
  return text;
}
