import { plainName } from "./pairs.ts";
import { googleKeyIn, knownTokenIn, TOKEN_STARTS } from "./tokens.ts";
import { isRandom, isSecretName } from "./values.ts";

/**
 * The token in a text, by its bytes; null if there is none. It finds the same tokens as `knownTokenIn`, but reads few
 * of the bytes: each token contains a run of 20 letters, digits, `_` and `-`, so any other byte rules out all
 * runs across it. Only a run that begins like a token, or has the shape of one, is decoded with its
 * surroundings and matched.
 * @param named which random values count as secrets because of their names. Google's keys count under the same condition,
 *   because other places give them to every browser
 */
export function tokenInBytes(bytes: Buffer, named: NamedValues): string | null {
  const { length } = bytes;
  let from = 0;
  // Neighbouring runs, as in a list of ids, share one look at their surroundings.
  let seen = 0;
  for (let last = LEAST_RUN - 1; last < length; last = from + LEAST_RUN - 1) {
    let at = last;
    while (at >= from && codeAt(bytes, at) > 0) at -= 1;
    if (at >= from) {
      from = at + 1;
      continue;
    }
    let end = last + 1;
    while (end < length && codeAt(bytes, end) > 0) end += 1;
    let what: string | null = null;
    if (end > seen && mayBeToken(bytes, from, end)) {
      what = knownTokenIn(bytes.toString("latin1", Math.max(0, from - BEFORE), end + AFTER));
      seen = end + AFTER / 2;
    }
    if (named !== "none") what ??= settingIn(bytes, from, end, named);
    if (what !== null) return what;
    from = end + 1;
  }
  return null;
}

/** All of them, as in settings; only quoted ones, as in the source of a program; none. */
export type NamedValues = "all" | "quoted" | "none";

/** The shortest run of any token: an AWS key's id. */
const LEAST_RUN = 20;

/** Characters around a run that are matched with it: the id that belongs to a secret, the rest of a JWT. */
const BEFORE = 300;
const AFTER = 2048;

function mayBeToken(bytes: Buffer, from: number, end: number): boolean {
  if (beginsToken(bytes, from) || hasShape(bytes, from, end)) return true;
  // JSON and sources write a line break as `\n`, whose letter is no part of the token.
  const isBroken = from > 0 && bytes[from - 1] === BACKSLASH;
  return isBroken && (beginsToken(bytes, from + 1) || hasShape(bytes, from + 1, end));
}

/** A key of Google, or a random value whose name says that it is a secret: `"apiKey": "…"`, `api-key: …`. */
function settingIn(bytes: Buffer, from: number, end: number, named: NamedValues): string | null {
  if (end - from === 39 && isAt(bytes, from, GOOGLE)) return googleKeyIn(bytes.toString("latin1"));
  if (named === "quoted" && !isQuote(bytes[from - 1])) return null;
  let at = from - 1;
  let hasSeparator = false;
  for (; at >= 0 && at > from - 10 && SEPARATORS[bytes[at] ?? 0] !== 0; at -= 1)
    hasSeparator ||= SEPARATORS[bytes[at] ?? 0] === 2;
  if (!hasSeparator || at < 0) return null;
  let start = at;
  while (start >= 0 && start > at - 60 && (codeAt(bytes, start) > 0 || bytes[start] === DOT)) start -= 1;
  const name = bytes.toString("latin1", start + 1, at + 1);
  if (!isSecretName(plainName(name))) return null;
  const [value = ""] = /^[^\s"'`,;<>()]*/.exec(bytes.toString("latin1", from, end + 200)) ?? [];
  if (!isRandom(value) || PUBLIC.test(bytes.toString("latin1", Math.max(0, start - BEFORE), end)))
    return null;
  return `a secret value (${name})`;
}

/** Services that give keys to browsers under names that elsewhere mean a secret. */
const PUBLIC = /algolia|docsearch|firebase|mapbox|captcha|turnstile|posthog/i;

const GOOGLE = Buffer.from("AIza");

/** Characters between a name and its value: at least one 2, any number of 1. */
const SEPARATORS = new Uint8Array(256);
for (const character of "\"'` \t") SEPARATORS[character.charCodeAt(0)] = 1;
for (const character of ":=>") SEPARATORS[character.charCodeAt(0)] = 2;

/** 1 to 64 for the characters of a run, else 0. */
function codeAt(bytes: Buffer, at: number): number {
  return CODES[bytes[at] ?? 0] ?? 0;
}

const CODES = new Uint8Array(256);
for (const [index, character] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
].entries())
  CODES[character.charCodeAt(0)] = index + 1;

/** How a token begins around the start of its run. */
interface Start {
  /** The text before the run, such as `SG.`. */
  readonly before: Buffer;
  /** The text at the start of the run. */
  readonly head: Buffer;
}

const STARTS: readonly Start[] = [
  ...TOKEN_STARTS,
  "AKIA",
  "ASIA",
  "eyJ",
  "DefaultEndpointsProtocol",
  "RootManageSharedAccessKey",
  "AccountKey=",
  "SharedAccessKey=",
  "sig=",
].map((text) => {
  const cut = /[\w-]*$/.exec(text)?.index ?? 0;
  return { before: Buffer.from(text.slice(0, cut)), head: Buffer.from(text.slice(cut)) };
});

/** By the first three characters of their runs, or the last two bytes before these. */
const BY_HEAD = new Map<number, readonly Start[]>();
const BY_BEFORE = new Map<number, readonly Start[]>();
/** The keys of `BY_HEAD` that exist, of a quarter million possible ones. */
const HEADS = new Uint8Array(1 << 18);
/** The keys of `BY_BEFORE` that exist. */
const BEFORES = new Uint8Array(1 << 16);

for (const start of STARTS) {
  const { before, head } = start;
  if (head.length >= 3) {
    const key = headKey(head, 0);
    BY_HEAD.set(key, [...(BY_HEAD.get(key) ?? []), start]);
    HEADS[key] = 1;
  } else {
    const key = beforeKey(before, before.length);
    BY_BEFORE.set(key, [...(BY_BEFORE.get(key) ?? []), start]);
    BEFORES[key] = 1;
  }
}

/** Of bytes of a run. */
function headKey(bytes: Buffer, at: number): number {
  return ((codeAt(bytes, at) - 1) << 12) | ((codeAt(bytes, at + 1) - 1) << 6) | (codeAt(bytes, at + 2) - 1);
}

function beforeKey(bytes: Buffer, end: number): number {
  return end < 2 ? 0 : ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] ?? 0);
}

function beginsToken(bytes: Buffer, start: number): boolean {
  const key = headKey(bytes, start);
  if (HEADS[key] === 1 && isAnyAt(BY_HEAD.get(key), bytes, start)) return true;
  const before = beforeKey(bytes, start);
  return BEFORES[before] === 1 && isAnyAt(BY_BEFORE.get(before), bytes, start);
}

function isAnyAt(starts: readonly Start[] | undefined, bytes: Buffer, at: number): boolean {
  if (starts === undefined) return false;
  for (const { before, head } of starts) {
    if (isAt(bytes, at, head) && isAt(bytes, at - before.length, before)) return true;
  }
  return false;
}

function isAt(bytes: Buffer, at: number, part: Buffer): boolean {
  if (at < 0 || at + part.length > bytes.length) return false;
  for (let index = 0; index < part.length; index += 1) if (bytes[at + index] !== part[index]) return false;
  return true;
}

/** Whether a run may be a part of a token whose first characters are random. */
function hasShape(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (start >= 4 && mayFollow(bytes, start, length, bytes[start - 1] ?? 0)) return true;
  // Discord
  const first = bytes[start] ?? 0;
  if (length <= 28) return first >= M && first <= O && end < bytes.length && bytes[end] === DOT;
  // Twilio, Mailchimp and Mailgun, New Relic
  if (length === 34) return first === A && bytes[start + 1] === C;
  if (length === 36 || length === 37) return bytes[start + 32] === MINUS || bytes[start + 3] === MINUS;
  if (length === 40) return bytes[end - 1] === L && bytes[end - 4] === N;
  return length === 50 && bytes[start + 32] === MINUS && bytes[start + 41] === MINUS;
}

/** Whether a run of this length may be the end of such a token, by the character before it. */
function mayFollow(bytes: Buffer, start: number, length: number, before: number): boolean {
  // Telegram
  if (before === COLON) return length === 35 && bytes[start] === A && isDigit(bytes[start - 2]);
  // Slack and Discord, which have ids before
  if (before === SLASH) return length === 24 || (length >= 60 && length <= 80 && isDigit(bytes[start - 2]));
  // Azure
  if (before === TILDE) return bytes[start - 2] === Q && isDigit(bytes[start - 3]);
  // Terraform and Airtable
  if (before !== DOT || length < 60) return false;
  return bytes[start - 2] === ONE || (length === 64 && start >= 18 && bytes[start - 18] === SMALL_P);
}

const [BACKSLASH, COLON, SLASH, TILDE, DOT, MINUS, ONE] = [0x5c, 0x3a, 0x2f, 0x7e, 0x2e, 0x2d, 0x31];
const [A, C, L, M, N, O, Q, SMALL_P] = [0x41, 0x43, 0x4c, 0x4d, 0x4e, 0x4f, 0x51, 0x70];

function isQuote(byte: number | undefined): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x60;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
