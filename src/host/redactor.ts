/** Hides values that nobody outside may see. Everything that leaves the process goes through one of these. */
export interface Redactor {
  /**
   * Hides these values from now on, and every line of a value with several lines. Of a value that is a plain
   * word or number like `test` or `8080` nothing is hidden: it would make the report unreadable, and it
   * protects nothing.
   */
  readonly hide: (values: Iterable<string>) => void;
  /**
   * The text with every hidden value replaced by `***`, also if the value is escaped (JSON, percent, HTML,
   * shell, Markdown), encoded as base64, wrapped, or cut off at an ellipsis.
   */
  readonly redact: (text: string) => string;
  /** The same value with `redact` applied to every string in it, but not to keys. */
  readonly redactIn: <T>(value: T) => T;
}

const MASK = "***";

/** Shortest value that is hidden, in characters. */
const SHORTEST = 4;
/** Shortest value that is hidden inside a longer word, and shortest line of a value with several lines. */
const LONG = 8;
/** Shortest part of a value that is hidden beside an ellipsis, and shortest base64 text, in characters. */
const PART = 6;

/**
 * A redactor that hides nothing yet.
 * @param onHidden called once with each value that is hidden, for a second guard such as a runner's own mask
 */
export function createRedactor(onHidden: (value: string) => void = () => undefined): Redactor {
  const values = new Set<string>();
  const parts = new Set<string>();
  let search: Search | null = null;

  const redact = (text: string): string => {
    if (values.size === 0) return text;
    search ??= searchFor([...values], parts);
    return withoutParts(search.mayMatch(text) ? replaceIn(text, search) : text, values);
  };
  const redactIn = <T>(value: T): T => mapStrings(value, redact) as T;
  return {
    hide: (added) => {
      for (const whole of added) for (const part of partsOf(whole)) parts.add(part);
      for (const value of [...added].flatMap((whole) => [whole.trim(), ...partsOf(whole)])) {
        if (values.has(value) || !isWorthHiding(value)) continue;
        values.add(value);
        search = null;
        onHidden(value);
      }
    },
    redact,
    redactIn: (value) => (values.size === 0 ? value : redactIn(value)),
  };
}

/** What is hidden of a value beside all of it: of several lines each, and what looks random in them. */
function partsOf(value: string): string[] {
  const lines = value.trim().split(/\s*[\r\n]+\s*/);
  const inLines = lines.length === 1 ? [] : lines.filter(({ length }) => length >= LONG);
  // A file like .npmrc or a service account's JSON holds its credential behind a name.
  const words = inLines.flatMap((line) => line.split(/[\s"'`=,;]+/)).filter(isRandom);
  return [...inLines, ...words];
}

function isRandom(word: string): boolean {
  return word.length > LONG && /\d/.test(word) && /[A-Za-z]/.test(word);
}

function isWorthHiding(value: string): boolean {
  return value.length >= SHORTEST && !(value.length < LONG && /^(?:[A-Za-z]+|\d+)$/.test(value));
}

/** How hidden values are found in a text. */
interface Search {
  /** Matches the values as they are and escaped. */
  readonly pattern: RegExp;
  /** What the values are in base64. */
  readonly encoded: readonly string[];
  /** False if nothing is found in the text: a report has 100,000 texts, and few have something. */
  readonly mayMatch: (text: string) => boolean;
}

/** Longer values come first, so that a value is not left half hidden by one that it contains. */
function searchFor(values: readonly string[], parts: ReadonlySet<string>): Search {
  const sorted = values.toSorted((one, other) => other.length - one.length);
  const sources = sorted.map((value) =>
    value.length < LONG ? `(?<![A-Za-z0-9])${textPattern(value)}(?![A-Za-z0-9])` : textPattern(value),
  );
  // Nobody encodes a part of a value by itself.
  const encoded = sorted
    .filter((value) => value.length >= LONG && !parts.has(value))
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .flatMap(base64Texts);
  const anchors = [
    ...sorted.map(anchorIn),
    // A wrapped line ends inside one of two at most.
    ...encoded.flatMap((text) => [
      anchorIn(text),
      anchorIn(text.slice(text.search(ANCHOR) + ANCHOR_LENGTH + 1)),
    ]),
  ];
  return { pattern: new RegExp(sources.join("|"), "g"), encoded, mayMatch: anchorFinder(anchors) };
}

function replaceIn(text: string, { pattern, encoded }: Search): string {
  return text
    .replace(BASE64, (block) => {
      const joined = block
        .replace(/\s+|\\[nr]/g, "")
        .replace(/-|%2b/gi, "+")
        .replace(/_|%2f/gi, "/");
      const redacted = encoded.reduce((rest, one) => rest.replaceAll(one, MASK), joined);
      return redacted === joined ? block : redacted;
    })
    .replace(pattern, MASK);
}

/** What may be base64 of either alphabet, over several lines, also in a URL. */
const BASE64 = /(?:(?:[A-Za-z0-9+/_-]|%2[bBfF]){4,}\s*)+/g;

/** Characters that stand in every spelling of a value as they are. */
const ANCHOR = /[A-Za-z0-9]{4}/;
const ANCHOR_LENGTH = 4;

function anchorIn(text: string): string | null {
  return ANCHOR.exec(text)?.[0] ?? null;
}

/** Whether a text holds one of the anchors, or something else with its hash; always true if one is null. */
function anchorFinder(anchors: readonly (string | null)[]): (text: string) => boolean {
  const isKnown = new Uint8Array(1 << 20);
  for (const anchor of anchors) {
    if (anchor === null) return () => true;
    isKnown[hashAt(anchor, 0)] = 1;
  }
  return (text) => {
    for (let at = text.length - ANCHOR_LENGTH; at >= 0; at--)
      if (isKnown[hashAt(text, at)] === 1) return true;
    return false;
  };
}

/** Of the four characters there: 20 bits, by Knuth's multiplication with 2³² over the golden ratio. */
function hashAt(text: string, at: number): number {
  const characters =
    text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 8) ^
    (text.charCodeAt(at + 2) << 16) ^
    (text.charCodeAt(at + 3) << 24);
  return Math.imul(characters, 0x9e3779b1) >>> 12;
}

/** Matches a value as it is and in the usual ways to escape it. White space matches any white space. */
function textPattern(value: string): string {
  return value.replace(/\s+|[\s\S]/gu, (part) => (/^\s/.test(part) ? WHITE_SPACE : characterPattern(part)));
}

const WHITE_SPACE = String.raw`(?:\s|\\+[nrt]|%0[aAdD9]|%20|\+|&#1[03];)+`;

function characterPattern(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const percent = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte, 2)}`).join("");
  const unicode = [...character.split("")]
    .map((unit) => `\\\\+u${hexPattern(unit.charCodeAt(0), 4)}`)
    .join("");
  const html = `&(?:#0*${code}|#[xX]0*${hexPattern(code, 1)}${HTML_NAMES[character] ?? ""});`;
  // JSON, a shell and Markdown put backslashes in front, JSON in JSON several; our Markdown breaks mentions
  // and links by a space of no width.
  const escaped = code > 127 ? literal(character) : `\\\\{0,7}${literal(character)}\u200b?`;
  return `(?:${[escaped, percent, unicode, html].join("|")})`;
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  "&": "|amp",
  "<": "|lt",
  ">": "|gt",
  '"': "|quot",
  "'": "|apos",
};

function hexPattern(number: number, digits: number): string {
  return number
    .toString(16)
    .padStart(digits, "0")
    .replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/**
 * What of the base64 text of a value also stands in the base64 text of something longer. What stands before the
 * value shifts it by 0, 1 or 2 bytes; the characters that hold bits of something else are left out.
 */
function base64Texts(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2]
    .map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString("base64")
        .replace(/=+$/, "");
      const isLastShared = (shift + bytes.length) % 3 !== 0;
      return encoded.slice([0, 2, 3][shift], isLastShared ? -1 : undefined);
    })
    .filter(({ length }) => length >= PART);
}

/** Hides the first part of a value in front of an ellipsis, and the last part behind one. */
function withoutParts(text: string, values: ReadonlySet<string>): string {
  const pieces = text.split("…");
  const last = pieces.length - 1;
  if (last === 0) return text;
  return pieces
    .map((piece, at) => (at === 0 ? piece : withoutEnding(piece, values)))
    .map((piece, at) => (at === last ? piece : withoutBeginning(piece, values)))
    .join("…");
}

/** What follows an ellipsis, without the rest of a value. */
function withoutEnding(piece: string, values: ReadonlySet<string>): string {
  const length = longestPart(values, (value, length) => piece.startsWith(value.slice(-length)));
  return length === 0 ? piece : MASK + piece.slice(length);
}

/** What an ellipsis follows, without the beginning of a value. */
function withoutBeginning(piece: string, values: ReadonlySet<string>): string {
  const length = longestPart(values, (value, length) => piece.endsWith(value.slice(0, length)));
  return length === 0 ? piece : piece.slice(0, -length) + MASK;
}

/** The greatest length of a part of a value for which `isThere` holds; 0 if that is less than `PART`. */
function longestPart(
  values: ReadonlySet<string>,
  isThere: (value: string, length: number) => boolean,
): number {
  let found = 0;
  for (const value of values) {
    let length = value.length - 1;
    while (length >= PART && length > found && !isThere(value, length)) length--;
    if (length >= PART) found = Math.max(found, length);
  }
  return found;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((part) => mapStrings(part, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapStrings(part, change)]));
}
