import { isTyped } from "./values.ts";

/**
 * Whether a text holds a JSON Web Token that gives access (RFC 7519): one that is signed and has not expired,
 * or one of Kubernetes that never does. A token without `exp` is usually an example. Supabase gives tokens of
 * the role `anon` to every browser.
 * @param now in milliseconds since 1970
 */
export function jwtIn(text: string, now = Date.now()): string | null {
  if (!text.includes("eyJ")) return null;
  for (const [, payload = "", signature = ""] of text.matchAll(JWT)) {
    if (isTyped(signature)) continue;
    const claims = Buffer.from(payload, "base64url").toString();
    if (isLive(claims, now) && !/"role"\s{0,9}:\s{0,9}"anon"/.test(claims)) return "a JSON Web Token";
  }
  return null;
}

/** Whether a value is a JSON Web Token that has expired, or that every browser gets. */
export function isSpentJwt(value: string, now = Date.now()): boolean {
  const [all, payload = ""] = value.match(new RegExp(JWT.source)) ?? [];
  const claims = Buffer.from(payload, "base64url").toString();
  return all === value && /"exp"|"role"/.test(claims) && jwtIn(value, now) === null;
}

const JWT = /(?<![\w.-])eyJ[\w-]{10,1000}\.(eyJ[\w-]{10,4000})\.([\w-]{20,1000})(?![\w-])/g;

function isLive(claims: string, now: number): boolean {
  const [, end] = /"exp"\s{0,9}:\s{0,9}(\d{9,11})\b/.exec(claims) ?? [];
  if (end !== undefined) return Number(end) * 1000 > now;
  return /"iss"\s{0,9}:\s{0,9}"kubernetes\/serviceaccount"/.test(claims);
}
