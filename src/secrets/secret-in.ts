import { kindOf } from "./kinds.ts";
import { mayBeKey, privateKeyIn } from "./private-keys.ts";
import { textOf } from "./text.ts";
import { tokenIn } from "./tokens.ts";

/** To be raised with each change of what is found, so that layers of earlier runs are looked at again. */
export const DETECTORS_VERSION = 1;

/** Bytes of a file that are looked at. */
export const MOST_BYTES = 64 * 1024;

/**
 * The credential that a file holds, in a few words that have nothing of its content: `a private key (RSA)`.
 * Null for none, and for examples of one. A file of no known kind has to begin with a private key.
 * @param path from the root, without a leading slash
 * @param bytes the file's first ones, at most `MOST_BYTES`
 */
export function secretIn(path: string, bytes: Uint8Array): string | null {
  const kind = kindOf(path);
  if (kind === "never" || (kind === null && !mayBeKey(bytes)) || EXAMPLE.test(path)) return null;
  const text = textOf(bytes);
  if (kind === null) return privateKeyIn(text);
  return kind.find(text) ?? privateKeyIn(text) ?? tokenIn(text);
}

/** `.env.example`, `config.sample.json`, `wp-config-sample.php`, `server.key.dist`. */
const EXAMPLE = /(?:^|[./_-])(?:example|sample|template|tmpl|tpl|dist)s?(?:\.[^/]{1,20})?$/i;
