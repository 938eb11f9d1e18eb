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

/** Hides confidential values. Everything that leaves the process goes through a redactor. */
export interface Redactor {
  /**
   * Hides these values from now on, and every line of a value with several lines. Plain words and numbers such as
   * `test` or `8080` stay: hiding them would make the report unreadable, and they are not secrets. For a binary
   * value, such as a keystore, it hides the printable parts, and the bytes as printed and in base64.
   */
  readonly hide: (values: Iterable<string | Uint8Array>) => void;
  /**
   * The text with every hidden value replaced by `***`, also if the value is escaped (JSON, percent, HTML,
   * shell, Markdown), encoded as base64, wrapped, or cut off at an ellipsis.
   */
  readonly redact: (text: string) => string;
  /** The value with `redact` applied to every string in it, except to keys. */
  readonly redactIn: <T>(value: T) => T;
}

/** Shortest value that is hidden, in characters. */
const SHORTEST = 4;
/** Shortest plain word or number that is hidden, and shortest line of a value with several lines. */
const LONG = 8;
/** Up to this length, in characters, every line of a value is hidden in every spelling. */
const LONGEST = 4000;
/** Longest value that is searched as a whole; longer ones are hidden in pieces of this length. */
const PIECE = 500;
/** Shortest part of a value that is hidden beside an ellipsis, in characters. */
const PART = 6;

/**
 * A redactor that hides nothing yet.
 * @param onHidden called once with each hidden value, for a second guard such as a runner's own mask
 */
export function createRedactor(onHidden: (value: string) => void = () => undefined): Redactor {
  const values = new Set<string>();
  const spellings = new SpellingIndex();
  const hidden = new Set<string>();
  const long = new LongValues();

  /** The new values, each passed on once. */
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
    // Text that a longer spelling has masked is not searched again.
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

/** Characters that do not occur in texts. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
const UNPRINTABLE = /[^\x20-\x7e]+/;

function mayHold(text: string, { anchors }: Spelling): boolean {
  return anchors === null || anchors.some((anchor) => text.includes(anchor));
}

/** The lines of a value with several lines, if long enough, and the parts of them that look random. */
function linesOf(value: string): string[] {
  const all = value.split(/[\r\n]+/).map((line) => line.trim());
  const lines = all.length === 1 ? [] : all.filter(({ length }) => length >= LONG);
  // A file such as .npmrc or a service account's JSON has its credential after a name.
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

/** Hides the first part of a value before an ellipsis, and the last part after one. */
function withoutParts(text: string, values: ReadonlySet<string>): string {
  const pieces = text.split("…");
  const last = pieces.length - 1;
  if (last === 0) return text;
  return pieces
    .map((piece, at) => (at === 0 ? piece : withoutEnding(piece, values)))
    .map((piece, at) => (at === last ? piece : withoutBeginning(piece, values)))
    .join("…");
}

/** The text after an ellipsis, without the rest of a value. */
function withoutEnding(piece: string, values: ReadonlySet<string>): string {
  let longest = 0;
  for (const value of values) {
    const length = piece.slice(0, value.length - 1).indexOf(value.slice(-PART)) + PART;
    if (length > Math.max(longest, PART - 1) && value.endsWith(piece.slice(0, length))) longest = length;
  }
  return longest === 0 ? piece : MASK + piece.slice(longest);
}

/** The text before an ellipsis, without the beginning of a value. */
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
