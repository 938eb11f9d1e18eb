import { isUtf8 } from "node:buffer";
import { LongValues } from "./long-values.ts";
import {
  base64Spellings,
  base64Texts,
  MASK,
  type Spelling,
  SpellingIndex,
  textSpelling,
  wrappedSpellings,
} from "./spellings.ts";

/** Hides values that nobody outside may see. Everything that leaves the process goes through one of these. */
export interface Redactor {
  /**
   * Hides these values from now on, and every line of a value with several lines. A value that is a plain
   * word or number like `test` or `8080` stays: without it the report would be unreadable, and it is no secret.
   * Of a value that is no text, such as a keystore, it hides the printable parts, and the bytes as they are printed
   * and in base64.
   */
  readonly hide: (values: Iterable<string | Uint8Array>) => void;
  /**
   * The text with every hidden value replaced by `***`, also if the value is escaped (JSON, percent, HTML,
   * shell, Markdown), encoded as base64, wrapped, or cut off at an ellipsis.
   */
  readonly redact: (text: string) => string;
  /** The same value with `redact` applied to every string in it, but not to keys. */
  readonly redactIn: <T>(value: T) => T;
}

/** Shortest value that is hidden, in characters. */
const SHORTEST = 4;
/** Shortest plain word or number that is hidden, and shortest line of a value with several lines. */
const LONG = 8;
/** Up to this length, in characters, every line of a value is hidden in every spelling. */
const LONGEST = 4000;
/** Longest value that is looked for as a whole; a longer one is hidden in pieces of that length. */
const PIECE = 500;
/** Shortest part of a value that is hidden beside an ellipsis, in characters. */
const PART = 6;

/**
 * A redactor that hides nothing yet.
 * @param onHidden called once with each value that is hidden, for a second guard such as a runner's own mask
 */
export function createRedactor(onHidden: (value: string) => void = () => undefined): Redactor {
  const values = new Set<string>();
  const spellings = new SpellingIndex();
  const hidden = new Set<string>();
  const long = new LongValues();

  /** Those that are new, each told once. */
  const tell = (parts: readonly string[]): string[] => {
    const added = [...new Set(parts)].filter((part) => isWorthHiding(part) && !hidden.has(part));
    for (const part of added) {
      hidden.add(part);
      onHidden(part);
    }
    return added;
  };
  const addLong = (value: string, bytes: Buffer, parts: readonly string[]): void => {
    long.add(value, parts);
    for (const encoded of base64Texts(bytes)) long.add(encoded);
  };
  const hide = (value: string): void => {
    const parts = tell([value, ...linesOf(value)]);
    if (value.length > LONGEST) {
      if (parts[0] === value) addLong(value, Buffer.from(value), parts);
      return;
    }
    for (const part of parts) {
      values.add(part);
      for (const piece of piecesOf(part))
        for (const spelling of [textSpelling(piece), ...wrappedSpellings(piece)]) spellings.add(spelling);
      for (const spelling of base64Spellings(part)) spellings.add(spelling);
    }
  };
  const hideBytes = (bytes: Buffer): void => {
    const printed = bytes.toString();
    if (isUtf8(bytes) && !CONTROL.test(printed)) {
      hide(printed.trim());
    } else if (!hidden.has(printed)) {
      hidden.add(printed);
      addLong(printed, bytes, tell(printed.split(UNPRINTABLE).filter(({ length }) => length >= LONG)));
    }
  };
  const redact = (text: string): string => {
    if (hidden.size === 0) return text;
    const rest = long.mask(text);
    // What a longer spelling has masked is not looked for again.
    const masked = spellings
      .find(rest)
      .reduce((left, spelling) => (mayHold(left, spelling) ? spelling.mask(left) : left), rest);
    return withoutParts(masked, values);
  };
  return {
    hide: (added) => {
      for (const value of added)
        if (typeof value === "string") hide(value.trim());
        else hideBytes(Buffer.from(value));
    },
    redact,
    redactIn: <T>(value: T) => (hidden.size === 0 ? value : (mapStrings(value, redact) as T)),
  };
}

/** Characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
const UNPRINTABLE = /[^\x20-\x7e]+/;

function mayHold(text: string, { anchors }: Spelling): boolean {
  return anchors === null || anchors.some((anchor) => text.includes(anchor));
}

/** The lines of a value with several lines that are long enough, and what looks random in them. */
function linesOf(value: string): string[] {
  const all = value.split(/[\r\n]+/).map((line) => line.trim());
  const lines = all.length === 1 ? [] : all.filter(({ length }) => length >= LONG);
  // A file like .npmrc or a service account's JSON holds its credential behind a name.
  const words = lines.flatMap((line) => line.split(/[\s"'`=,;]+/));
  return [...lines, ...words.filter(isRandom)];
}

function isRandom(word: string): boolean {
  return word.length > LONG && /\d/.test(word) && /[A-Za-z]/.test(word);
}

function isWorthHiding(value: string): boolean {
  return value.length >= SHORTEST && !(value.length < LONG && /^(?:[A-Za-z]+|\d+)$/.test(value));
}

function piecesOf(value: string): string[] {
  return value.match(new RegExp(`.{1,${PIECE}}`, "gsu")) ?? [];
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
  let longest = 0;
  for (const value of values) {
    const length = piece.slice(0, value.length - 1).indexOf(value.slice(-PART)) + PART;
    if (length > Math.max(longest, PART - 1) && value.endsWith(piece.slice(0, length))) longest = length;
  }
  return longest === 0 ? piece : MASK + piece.slice(longest);
}

/** What an ellipsis follows, without the beginning of a value. */
function withoutBeginning(piece: string, values: ReadonlySet<string>): string {
  let longest = 0;
  for (const value of values) {
    const end = piece.slice(-(value.length - 1));
    const at = end.lastIndexOf(value.slice(0, PART));
    if (at >= 0 && end.length - at > longest && value.startsWith(end.slice(at))) longest = end.length - at;
  }
  return longest === 0 ? piece : piece.slice(0, -longest) + MASK;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((part) => mapStrings(part, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapStrings(part, change)]));
}
