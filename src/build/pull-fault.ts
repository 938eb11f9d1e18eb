import { quirksOf } from "../image/registry/quirks.ts";

/**
 * Why BuildKit could not pull an image that a Dockerfile names, with what to do; null for a failure of another kind.
 * @param message what BuildKit says of it
 */
export function pullFault(message: string): string | null {
  const [, image, reference = "", why = ""] =
    /^(?:.*: )?(\S+): failed to resolve source metadata for (\S+): (.*)$/s.exec(message) ?? [];
  if (image === undefined) return null;
  const [host = ""] = reference.split("/");
  return `${image} could not be pulled: ${reasonOf(host, why)}`;
}

function reasonOf(host: string, why: string): string {
  const login = `\`${quirksOf(host).login(host)}\``;
  const status = /\b(?:401|403|429)\b(?= [A-Z])/.exec(why)?.[0];
  const code = status === undefined ? "" : ` (${status})`;
  if (TOO_MANY.test(why))
    return `the registry ${host} refuses more requests for now${code}. Run stagegate later. For a higher limit, log in: ${login}.`;
  if (DENIED.test(why))
    return `the registry ${host} refuses access, or has no such repository${code}. Check the name. If the repository is private, log in: ${login}.`;
  if (/: not found$/.test(why)) return `the registry ${host} has no such image. Check the name and the tag.`;
  const distrust = /\bx509: (.*)$/.exec(why)?.[1];
  if (distrust !== undefined)
    return `the builder does not trust the certificate of the registry ${host}: ${distrust}. Give the builder the certificate of its authority: https://docs.docker.com/engine/security/certificates/`;
  return why.replace(/^failed to do request: /, "");
}

const TOO_MANY = /\b429 Too Many Requests\b|\btoomanyrequests\b/i;

const DENIED =
  /\b401 Unauthorized\b|\b403 Forbidden\b|\bpull access denied\b|\binsufficient_scope\b|\bauthorization failed\b|\bno basic auth credentials\b|\bdenied: /i;
