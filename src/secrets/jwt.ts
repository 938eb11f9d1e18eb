import * as v from "valibot";
import { isTyped } from "./values.ts";

/**
 * Whether a text holds a JSON Web Token that lets somebody in (RFC 7519): one that is signed and has not
 * expired, or one of Kubernetes that never does. Without `exp` it is mostly an example; Supabase gives those
 * of the role `anon` to every browser.
 * @param now in milliseconds since 1970
 */
export function jwtIn(text: string, now = Date.now()): string | null {
  if (!text.includes("eyJ")) return null;
  for (const [, payload = "", signature = ""] of text.matchAll(JWT)) {
    if (isTyped(signature)) continue;
    const { success, output } = v.safeParse(claims, Buffer.from(payload, "base64url").toString());
    if (success && output.role !== "anon" && isLive(output, now)) return "a JSON Web Token";
  }
  return null;
}

const JWT = /(?<![\w.-])eyJ[\w-]{10,1000}\.(eyJ[\w-]{10,4000})\.([\w-]{20,1000})(?![\w-])/g;

const claims = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    exp: v.optional(v.number()),
    iss: v.optional(v.unknown()),
    role: v.optional(v.unknown()),
  }),
);

function isLive({ exp, iss }: v.InferOutput<typeof claims>, now: number): boolean {
  return exp === undefined ? iss === "kubernetes/serviceaccount" : exp * 1000 > now;
}
