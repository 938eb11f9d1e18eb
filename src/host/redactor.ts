import {
  base64Spellings,
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

/** Shortest value that is hidden, in characters. */
const SHORTEST = 4;
/** Shortest plain word or number that is hidden, and shortest line of a value with several lines. */
const LONG = 8;
/** Longest value that is looked for as a whole; a longer one is hidden in pieces of that length. */
const LONGEST = 500;
/** Parts of a value up to which each is looked for in base64, too. */
const MOST_ENCODED = 500;
/** Shortest part of a value that is hidden beside an ellipsis, in characters. */
const PART = 6;

/**
 * A redactor that hides nothing yet.
 * @param onHidden called once with each value that is hidden, for a second guard such as a runner's own mask
 */
export function createRedactor(onHidden: (value: string) => void = () => undefined): Redactor {
  const values = new Set<string>();
  const spellings = new SpellingIndex();

  const hide = (value: string): void => {
    const parts = [value, ...linesOf(value)].filter((part) => isWorthHiding(part) && !values.has(part));
    for (const part of new Set(parts)) {
      values.add(part);
      for (const piece of piecesOf(part))
        for (const spelling of [textSpelling(piece), ...wrappedSpellings(piece)]) spellings.add(spelling);
      onHidden(part);
    }
    for (const part of parts.length <= MOST_ENCODED ? parts : [value])
      for (const spelling of base64Spellings(part)) spellings.add(spelling);
  };
  const redact = (text: string): string => {
    if (values.size === 0) return text;
    // What a longer spelling has masked is not looked for again.
    const masked = spellings
      .find(text)
      .reduce((rest, spelling) => (mayHold(rest, spelling) ? spelling.mask(rest) : rest), text);
    return withoutParts(masked, values);
  };
  return {
    hide: (added) => {
      for (const value of added) hide(value.trim());
    },
    redact,
    redactIn: <T>(value: T) => (values.size === 0 ? value : (mapStrings(value, redact) as T)),
  };
}

function mayHold(text: string, { anchors }: Spelling): boolean {
  return anchors === null || anchors.some((anchor) => text.includes(anchor));
}

/** The lines of a value with several lines that are long enough, and what looks random in them. */
function linesOf(value: string): string[] {
  const all = value.split(/\s*[\r\n]+\s*/);
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
  return value.match(new RegExp(`.{1,${LONGEST}}`, "gsu")) ?? [];
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
