import { codeOf, messageOf } from "../../host/errors.ts";
import { InvalidImageError, MissingError } from "../invalid-image.ts";
import type { HelperFault } from "./credentials.ts";
import type { Answer, FinalAnswer } from "./exchange.ts";
import { quirksOf } from "./quirks.ts";

/** Error codes of cut connections, which a retry may fix. A silent host gets no retry. */
const PASSING: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_BODY_TIMEOUT",
]);

/** Whether a retry may fix an error of a connection, also one that is already in words. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error instanceof InvalidImageError ? error.cause : error));
}

const CERTIFICATES =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF))/;

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "there is no such host"],
  ["EAI_AGAIN", "the name of the host cannot be looked up now"],
  ["ECONNREFUSED", "nothing listens there"],
  ["ECONNRESET", "the connection was cut"],
  ["EPIPE", "the connection was cut"],
  ["UND_ERR_SOCKET", "the connection was cut"],
  ["UND_ERR_CONNECT_TIMEOUT", "it does not accept a connection in time"],
  ["UND_ERR_HEADERS_TIMEOUT", "it does not answer in time"],
  ["UND_ERR_BODY_TIMEOUT", "nothing more came in time"],
]);

/** Whether a host speaks TLS, but its certificate is not trusted. */
export function isOfCertificate(error: unknown): boolean {
  return CERTIFICATES.test(codeOf(error));
}

/** Error codes of a host that answers TLS with plain HTTP. */
const PLAIN = /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL))$/;

/** An error of a connection in words. Any other error passes unchanged. */
export function connectionFault(host: string, error: unknown): unknown {
  if (error instanceof InvalidImageError) return error;
  const code = codeOf(error);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return new InvalidImageError(
      `the certificate of ${host} is not trusted (${code})`,
      "The certificate is for another host name. Name the registry as the certificate does.",
      { cause: error },
    );
  if (isOfCertificate(error))
    return new InvalidImageError(
      `the certificate of ${host} is not trusted (${code})`,
      "Set NODE_EXTRA_CA_CERTS or SSL_CERT_FILE to the certificate of its authority, for example `SSL_CERT_FILE=/etc/ssl/company-ca.pem`.",
      { cause: error },
    );
  if (PLAIN.test(code))
    return new InvalidImageError(
      `${host} does not speak HTTPS (${code})`,
      "stagegate speaks plain HTTP only to this machine. Name the port where the registry speaks HTTPS, or look at the image with `stagegate inspect --insecure`.",
      { cause: error },
    );
  if (code === "") return error;
  // OpenSSL's message has several lines about its sources.
  const fallback = code.startsWith("ERR_SSL_") ? "the TLS handshake fails" : messageOf(error);
  const reason = REASONS.get(code) ?? fallback;
  return new InvalidImageError(
    `${host} cannot be reached: ${reason} (${code})`,
    "Check the name of the registry, the network, and the variables HTTPS_PROXY and NO_PROXY.",
    { cause: error },
  );
}

/** Error codes of a failed connection: behind a proxy, it is the proxy that failed. */
const UNCONNECTED: ReadonlySet<string> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The proxy's own certificate is for another host. */
const OF_PROXY = "UND_ERR_PRX_TLS";

/** An error of a connection through a proxy, in words if it is from the proxy. */
export function proxyFault(host: string, proxy: URL, error: unknown): unknown {
  const name = `the proxy ${proxy.host}`;
  if (error instanceof Error && codeOf(error) === OF_PROXY) return connectionFault(name, error.cause);
  if (UNCONNECTED.has(codeOf(error))) return connectionFault(name, error);
  // Both have a certificate, and the error does not say which one is meant.
  if (proxy.protocol === "https:" && isOfCertificate(error))
    return connectionFault(`${host} or of ${name}`, error);
  const [, status] = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(messageOf(error)) ?? [];
  if (status === undefined) return error;
  return new InvalidImageError(
    `${host} cannot be reached: ${name} refuses the connection (${status})`,
    status === "407"
      ? "Write the user and the password of the proxy into its address: `HTTPS_PROXY=http://USER:PASSWORD@proxy.example:3128`."
      : `Check that the proxy of HTTPS_PROXY may connect to ${host}. If it is reached without a proxy, add it to NO_PROXY.`,
    { cause: error },
  );
}

/** A registry, for error messages. */
export interface AskedRegistry {
  readonly host: string;
  /** The helper that keeps docker's credentials for it unknown; null if there is no such helper. */
  readonly helperFault: HelperFault | null;
}

/** Largest body of an error that is read, in bytes. */
const LONGEST_ERROR = 16 * 1024;

/**
 * The error of a refused request, by the status and the error code (distribution spec, error codes). If the
 * registry redirected the request, the error names the host that refused it.
 */
export async function refusal(
  what: string,
  registry: AskedRegistry,
  answer: FinalAnswer,
): Promise<InvalidImageError> {
  const { status } = answer;
  const { host } = registry;
  const code = await errorCode(answer);
  const told = code === null ? `${status}` : `${status} ${code}`;
  if (!answer.isOwn) return refusalOfTarget(what, host, answer, told);
  if (status === 401 || status === 403) return denied(registry, told);
  if (status === 404)
    return new MissingError(
      `the registry ${host} has no ${what} (${told})${helperWords(registry)}`,
      `Check the name and the tag. If the repository is private, ${loginAdvice(registry)}.`,
    );
  if (status === 429)
    return new InvalidImageError(
      `the registry ${host} refuses more requests for now (${told})${helperWords(registry)}`,
      `Run stagegate later. For a higher limit, ${loginAdvice(registry)}.`,
    );
  return new InvalidImageError(
    `the registry ${host} answers ${told} when it is asked for the ${what}`,
    status >= 500 ? "Run stagegate again later; the fault is the registry's." : null,
  );
}

/** The error of a host that the registry redirects to. A login to the registry does not change it. */
function refusalOfTarget(
  what: string,
  registry: string,
  { status, url }: FinalAnswer,
  told: string,
): InvalidImageError {
  const target = `${url.host}, to which the registry ${registry} redirects,`;
  const hint = `Run stagegate again: the address may have expired. If that does not help, check that this machine may read from ${url.host}.`;
  if (status === 401 || status === 403)
    return new InvalidImageError(`${target} refuses access to the ${what} (${told})`, hint);
  if (status === 404) return new MissingError(`${target} has no ${what} (${told})`, hint);
  return new InvalidImageError(`${target} answers ${told} when it is asked for the ${what}`, hint);
}

/** Refused access. Registries give the same answer if the repository does not exist. */
export function denied(registry: AskedRegistry, told: string): InvalidImageError {
  return new InvalidImageError(
    `the registry ${registry.host} refuses access, or has no such repository (${told})${helperWords(registry)}`,
    `Check the name. If the repository is private, ${loginAdvice(registry)}.`,
  );
}

/** The part of a refusal about a credential helper that does not work. */
function helperWords({ helperFault }: AskedRegistry): string {
  if (helperFault === null) return "";
  const { program, why, config } = helperFault;
  return `; the credential helper ${program}, which ${config} names, ${why}`;
}

/** How to log in, as a part of a sentence. */
function loginAdvice({ host, helperFault }: AskedRegistry): string {
  const login = `log in: \`${quirksOf(host).login(host)}\``;
  if (helperFault === null) return login;
  const { advice, entry, config } = helperFault;
  return `${advice}, or remove \`${entry}\` from ${config} and ${login}`;
}

/** The registry rejects the login of docker's configuration: its password is wrong or has expired. */
export function loginRefused(registry: string, status: number): InvalidImageError {
  return new InvalidImageError(
    `the registry ${registry} refuses the login that docker has stored (${status})`,
    `Log in again: \`${quirksOf(registry).login(registry)}\`.`,
  );
}

/** The first code of an error's body; null if it has none. */
async function errorCode({ body, discard }: Answer): Promise<string | null> {
  let text = "";
  try {
    for await (const chunk of body) {
      text += Buffer.from(chunk).toString("latin1");
      if (text.length > LONGEST_ERROR) break;
    }
  } catch {
    // The status is enough.
  }
  discard();
  return /"code"\s*:\s*"([A-Z_]{3,40})"/.exec(text)?.[1] ?? null;
}
