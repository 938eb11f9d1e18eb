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
  let pattern: RegExp | null = null;

  const redact = (text: string): string => {
    if (values.size === 0) return text;
    pattern ??= patternOf([...values]);
    return withoutParts(text.replace(pattern, MASK), values);
  };
  const redactIn = <T>(value: T): T => mapStrings(value, redact) as T;
  return {
    hide: (added) => {
      for (const value of [...added].flatMap(partsOf)) {
        if (values.has(value)) continue;
        values.add(value);
        pattern = null;
        onHidden(value);
      }
    },
    redact,
    redactIn: (value) => (values.size === 0 ? value : redactIn(value)),
  };
}

/** What is hidden of a value: all of it, its lines, and what looks random in them. */
function partsOf(value: string): string[] {
  const whole = value.trim();
  const lines = whole.split(/\s*[\r\n]+\s*/);
  const inLines = lines.length === 1 ? [] : lines.filter(({ length }) => length >= LONG);
  // A file like .npmrc or a service account's JSON holds its credential behind a name.
  const words = inLines.flatMap((line) => line.split(/[\s"'`=,;]+/)).filter(isRandom);
  return [whole, ...inLines, ...words].filter(isWorthHiding);
}

function isRandom(word: string): boolean {
  return word.length > LONG && /\d/.test(word) && /[A-Za-z]/.test(word);
}

function isWorthHiding(value: string): boolean {
  return value.length >= SHORTEST && !(value.length < LONG && /^(?:[A-Za-z]+|\d+)$/.test(value));
}

/** Longer values come first, so that a value is not left half hidden by one that it contains. */
function patternOf(values: readonly string[]): RegExp {
  const sources = values
    .toSorted((one, other) => other.length - one.length)
    .flatMap((value) => {
      const text = textPattern(value);
      if (value.length < LONG) return [`(?<![A-Za-z0-9])${text}(?![A-Za-z0-9])`];
      const encoded = new Set([value, JSON.stringify(value).slice(1, -1)]);
      return [text, ...[...encoded].flatMap(base64Patterns)];
    });
  return new RegExp(sources.join("|"), "g");
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
 * Matches the base64 text of a value, of both alphabets, wrapped or not, also inside the base64 text of
 * something longer. What stands before the value shifts it by 0, 1 or 2 bytes; the characters that hold bits
 * of something else are left out.
 */
function base64Patterns(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isLastShared = (shift + bytes.length) % 3 !== 0;
    const own = encoded.slice([0, 2, 3][shift], isLastShared ? -1 : undefined);
    if (own.length < PART) return [];
    const pattern = [...own].map((letter) => BASE64_SIGNS[letter] ?? letter).join(String.raw`(?:\s|\\[nr])*`);
    return [`${pattern}${shift === 0 && isLastShared ? "[A-Za-z0-9+/_-]?" : ""}`];
  });
}

const BASE64_SIGNS: Readonly<Record<string, string>> = {
  "+": "(?:[+-]|%2[bB])",
  "/": String.raw`(?:[\/_]|%2[fF])`,
};

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
