import { isSpentJwt } from "./jwt.ts";
import { privateKeyIn } from "./private-keys.ts";
import { tokenIn } from "./tokens.ts";
import { isSecretName, isSecretValue, unquote } from "./values.ts";

/** The kind of secret in the value of a variable, by the value itself or by the name; or null. */
export function secretInVariable(name: string, value: string): string | null {
  // Most values are short, and there may be many.
  const what =
    value.length < 16 ? null : (tokenIn(`${name}=${value}`) ?? privateKeyIn(value) ?? passwordInUrl(value));
  if (what !== null || !isSecretName(name) || !isSecretValue(value)) return what;
  return isSpentJwt(value) ? null : "a secret value";
}

/** The same for files of variables: `.env`, `.envrc`, `.tfvars`. Names the first variable that has one. */
export function secretInVariables(text: string): string | null {
  for (const [, name = "", value = ""] of text.matchAll(ASSIGNMENT)) {
    const what = secretInVariable(name, unquote(value));
    if (what !== null) return `${what} (${name})`;
  }
  return null;
}

/** A URL with a password in it, as package indexes, git and databases take them. */
export function passwordInUrl(text: string): string | null {
  for (const [, password = "", host = ""] of text.matchAll(URL_PASSWORD)) {
    if (isSecretValue(password) && !OWN_HOST.test(host)) return "a URL with a password";
  }
  return null;
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,99})[ \t]*=(.*)$/gm;

const URL_PASSWORD = /:\/\/[^\s:@/"'<>`]{0,200}:([^\s:@/"'<>`]{1,500})@([\w.[-]{1,200})/g;

/** Hosts that nobody else can reach. */
const OWN_HOST = /^(?:localhost|127\.|0\.0\.0\.0|\[|host\.docker\.internal|(?:[\w-]{1,60}\.){0,5}example\.)/i;
