/** How a registry wants to be authorized (`WWW-Authenticate`). */
export type Challenge =
  | { readonly kind: "bearer"; readonly realm: string; readonly service: string | null }
  | { readonly kind: "basic" };

/**
 * The challenge of a response's header; a token if it offers both. Null if it has no known one.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export function parseChallenge(header: string): Challenge | null {
  const bearer = /(?:^|,)\s*bearer\s+(.*)$/i.exec(header)?.[1];
  if (bearer !== undefined) {
    const parameters = new Map(
      [...bearer.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",\s]+))/g)].map(
        ([, name = "", quoted, bare = ""]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? bare],
      ),
    );
    const realm = parameters.get("realm");
    if (realm !== undefined) return { kind: "bearer", realm, service: parameters.get("service") ?? null };
  }
  return /(?:^|,)\s*basic\b/i.test(header) ? { kind: "basic" } : null;
}
