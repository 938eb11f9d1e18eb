import { InvalidImageError } from "../invalid-image.ts";
import { parseChallenge } from "./challenge.ts";
import { basic, type FoundCredentials } from "./credentials.ts";
import type { Answer, FinalAnswer } from "./exchange.ts";
import { denied, loginRefused, refusal } from "./faults.ts";
import { mayLeadTo } from "./loopback.ts";
import { ask, type RequestWorld } from "./request.ts";

/** The repository to access; the host is spelled as in names. */
export interface Access extends FoundCredentials {
  readonly host: string;
  readonly repository: string;
}

/** Largest answer with a token, in bytes: tokens of ACR have some kB. */
const LONGEST_ANSWER = 256 * 1024;

/**
 * The header `Authorization` after a 401 of a registry: by its challenge Basic, or a token for pulling, also an
 * anonymous one. Throws InvalidImageError if access is refused.
 * @param refused the registry's own answer: its challenge decides where credentials go, so it must not be from
 * another host
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export async function authorize(refused: Answer, access: Access, world: RequestWorld): Promise<string> {
  const { credentials } = access;
  if (credentials?.kind === "registry token") return `Bearer ${credentials.token}`;
  const challenge = parseChallenge(refused.header("www-authenticate") ?? "");
  if (challenge?.kind === "bearer")
    return `Bearer ${await fetchToken(realmOf(challenge.realm, refused, world), challenge.service, access, world)}`;
  if (challenge?.kind === "basic" && credentials?.kind === "password")
    return basic(credentials.username, credentials.password);
  throw denied(access, "401");
}

/** Credentials go there, so it must use TLS, except on the loopback. */
function realmOf(realm: string, { url }: Answer, { isInsecure }: RequestWorld): URL {
  const found = URL.canParse(realm, url.href) ? new URL(realm, url) : null;
  if (found !== null && mayLeadTo(url, found, isInsecure)) return found;
  throw new InvalidImageError(
    `${url.host} asks for a token of an address that is not HTTPS`,
    "The fault is the registry's: it must name a realm that begins with https:.",
  );
}

async function fetchToken(
  realm: URL,
  service: string | null,
  access: Access,
  world: RequestWorld,
): Promise<string> {
  const { repository, credentials } = access;
  const parameters = { ...(service === null ? {} : { service }), scope: `repository:${repository}:pull` };
  if (credentials?.kind === "identity token") {
    const form = new URLSearchParams({
      ...parameters,
      grant_type: "refresh_token",
      client_id: "stagegate",
      refresh_token: credentials.token,
    }).toString();
    return tokenIn(await ask({ url: realm, headers: {}, form }, world), access);
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const headers: Record<string, string> =
    credentials?.kind === "password"
      ? { authorization: basic(credentials.username, credentials.password) }
      : {};
  return tokenIn(await ask({ url, headers }, world), access);
}

async function tokenIn(answer: FinalAnswer, access: Access): Promise<string> {
  if (access.credentials !== null && answer.status === 401) {
    answer.discard();
    throw loginRefused(access.host, answer.status);
  }
  if (answer.status !== 200) throw await refusal("token for this repository", access, answer);
  let json = "";
  for await (const chunk of answer.body) {
    json += Buffer.from(chunk).toString("utf8");
    if (json.length > LONGEST_ANSWER) break;
  }
  answer.discard();
  // A token is text without spaces (RFC 6750), so that its header stays one.
  const token = /"(?:token|access_token)"\s*:\s*"([\w.~+/=-]+)"/.exec(json)?.[1];
  if (token !== undefined) return token;
  throw new InvalidImageError(
    `${answer.url.host} gives no token for the registry ${access.host}`,
    "The fault is the registry's: its answer has neither token nor access_token.",
  );
}
