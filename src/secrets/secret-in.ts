import type { FileKind } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { mayBeKey, privateKeyIn } from "./private-keys.ts";
import { isBinary, textOf } from "./text.ts";
import { type NamedValues, tokenInBytes } from "./token-scan.ts";
import { tokenIn } from "./tokens.ts";

/** Goes up with each change of the search, so that layers of earlier runs are searched again. */
export const DETECTORS_VERSION = 3;

/** Bytes of a file that are searched, in windows. */
export const MOST_BYTES = 1024 * 1024;

/** Bytes that are searched together. */
export const WINDOW = 64 * 1024;

/** Bytes that two windows share, so that no credential is cut in two: the longest JWT. */
export const OVERLAP = 4 * 1024;

/**
 * The credential in a window of a file, in a few words without its content: `a private key
 * (RSA)`. Null if there is none, or only an example.
 * @param path from the root, without a leading slash
 * @param bytes at most `WINDOW`
 * @param isStart whether it is the first one; only this window shows the kind of a binary file
 */
export function secretIn(path: string, bytes: Buffer, isStart = true): string | null {
  const kind = kindOf(path);
  if (kind === "never") return null;
  const what = look(path, kind, bytes, isStart);
  return what === null || EXAMPLE.test(path) ? null : what;
}

function look(path: string, kind: FileKind | null, bytes: Buffer, isStart: boolean): string | null {
  const what = isStart ? (kind?.findInBytes?.(bytes) ?? null) : null;
  if (what !== null) return what;
  if (kind?.find !== undefined) {
    const text = textOf(bytes);
    return kind.find(text) ?? privateKeyIn(text) ?? tokenIn(text);
  }
  if (isStart && isBinary(bytes)) return null;
  // PowerShell writes two bytes for each character.
  const plain = isStart && (bytes[0] ?? 0) >= 0xfe ? Buffer.from(textOf(bytes)) : bytes;
  return keyInSource(path, kind, plain) ?? tokenInBytes(plain, namedIn(path, kind));
}

function namedIn(path: string, kind: FileKind | null): NamedValues {
  if (kind !== null) return "all";
  return SERVER_SOURCE.test(path) && !TEST.test(path) ? "quoted" : "none";
}

/** A private key in a text of any kind; documentation and tests hold keys that open nothing. */
function keyInSource(path: string, kind: FileKind | null, bytes: Buffer): string | null {
  const isKey = mayBeKey(bytes);
  // The part of `PRIVATE KEY` that is fastest to find: few texts have a `V`.
  if (!isKey && !bytes.includes("VATE K")) return null;
  const isDocumentation = kind === null && DOCUMENTATION.test(path);
  if (!isKey && (isDocumentation || (kind === null && TEST.test(path)))) return null;
  const text = textOf(bytes);
  const what = privateKeyIn(text, isDocumentation || (kind === null && !isKey));
  return what !== null && text.includes('"service_account"')
    ? "a key of a Google Cloud service account"
    : what;
}

/** `.env.example`, `config.sample.json`, `wp-config-sample.php`, `server.key.dist`. */
const EXAMPLE = /(?:^|[./_-])(?:example|sample|template|tmpl|tpl|dist)s?(?:\.[^/]{1,20})?$/i;

/** Sources that no browser loads. */
const SERVER_SOURCE = /\.(?:py|rb|php|go|java|cs|fs|rs|kt|kts|scala|clj|ex|exs|pl|groovy|ps1)$/i;

const DOCUMENTATION =
  /(?:\.(?:md|mdx|markdown|rst|adoc|txt|html?|ipynb|po|[1-8])|(?:^|\/)(?:README|CHANGELOG|CHANGES|NEWS|HISTORY|LICENSE)[^/]*)$|(?:^|\/)docs?\//i;

const TEST = /(?:^|[/._-])(?:tests?|specs?|__tests__|mocks?|__mocks__|examples?|samples?)(?:[/._-]|$)/i;

/** Whether a key at a path belongs to a test, an example or documentation, and opens nothing. */
export function isTestPath(path: string): boolean {
  return [TEST, EXAMPLE, DOCUMENTATION, FIXTURE].some((pattern) => pattern.test(path));
}

const FIXTURE = /(?:^|[/._-])(?:__)?(?:fixtures?|testdata|testing|demos?|snakeoil)(?:__)?(?:[/._-]|$)/i;
