/** Stands in place of a confidential value. */
export const MASK = "***";

/** One spelling of a value in a text. */
export interface Spelling {
  /** Length of the spelling, in characters. */
  readonly length: number;
  /** Anchors of four characters: every text with the value has at least one of them; null if that is not certain. */
  readonly anchors: readonly string[] | null;
  /** The text with the mask in the place of the value. */
  readonly mask: (text: string) => string;
}

/** Shortest value that is masked inside a longer word, and searched in base64, in characters. */
const LONG = 8;

/**
 * A value, as it is or escaped for JSON, a URL, HTML, a shell or Markdown. White space in it matches any white
 * space.
 */
export function textSpelling(value: string): Spelling {
  let pattern: RegExp | null = null;
  return {
    length: value.length,
    anchors: anchorsIn(value, 1),
    mask: (text) => {
      pattern ??= textPattern(value);
      return text.replace(pattern, MASK);
    },
  };
}

function textPattern(value: string): RegExp {
  const source = value.replace(/\s+|[\s\S]/gu, (part) =>
    /^\s/.test(part) ? WHITE_SPACE : characterPattern(part),
  );
  const isShort = value.length < LONG;
  return new RegExp(isShort ? `(?<![A-Za-z0-9])${source}(?![A-Za-z0-9])` : source, "g");
}

const WHITE_SPACE = String.raw`(?:\s|\\+[nrt]|%0[aAdD9]|%20|\+|&#1[03];)+`;

function characterPattern(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const percent = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte, 2)}`).join("");
  const unicode = character
    .split("")
    .map((unit) => `\\\\+u${hexPattern(unit.charCodeAt(0), 4)}`)
    .join("");
  const html = `&(?:#0*${code}|#[xX]0*${hexPattern(code, 1)}${HTML_NAMES[character] ?? ""});`;
  // JSON, a shell and Markdown add backslashes, nested JSON several.
  const escaped = code > 127 ? literal(character) : `\\\\{0,7}${literal(character)}`;
  // Our Markdown breaks mentions, references and links with a zero-width space before or after their first
  // characters.
  const gap = code > 127 ? "" : "\u200b?";
  return `${gap}(?:${[escaped, percent, unicode, html].join("|")})${gap}`;
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

/** Shortest value that is searched across lines, in characters. */
const WRAPPED = 16;

/** A value that is wrapped over several lines, as `fold` does; none for a value that is too short. */
export function wrappedSpellings(value: string): Spelling[] {
  const joined = value.replace(/\s+/g, "");
  const anchors = anchorsIn(joined, 2);
  if (joined.length < WRAPPED || anchors === null) return [];
  const mask = (text: string) =>
    text.includes("\n") ? maskJoined(text, [...text.matchAll(/\S/g)], joined) : text;
  return [{ length: joined.length, anchors, mask }];
}

/** Characters of a piece of a value in base64: a line of 76 always contains a whole piece. */
const PIECE = 24;

/**
 * A value in base64, by itself or in JSON, also inside the base64 text of something longer; and its pieces, because
 * a log may show only some lines of a long value.
 */
export function base64Spellings(value: string): Spelling[] {
  if (value.length < LONG) return [];
  const hasPieces = value.length >= 2 * PIECE;
  const pieces = hasPieces ? (value.match(new RegExp(`.{${PIECE}}`, "gs")) ?? []) : [];
  const texts = new Set(
    [value, JSON.stringify(value).slice(1, -1), ...pieces].flatMap((text) => base64Texts(Buffer.from(text))),
  );
  return [...texts].map((encoded) => ({
    length: encoded.length,
    // A wrapped line ends inside at most one of two pieces.
    anchors: anchorsIn(encoded, 2),
    mask: (text) => text.replace(BASE64, (block) => maskJoined(block, base64Letters(block), encoded)),
  }));
}

/** Possible base64 of either alphabet, over several lines, also in a URL. */
const BASE64 = /(?:(?:[A-Za-z0-9+/_-]|%2[bBfF]){4,}\s*)+/g;

/**
 * The text with the mask in place of the value, wherever its lines end.
 * @param letters of the text, without white space
 */
function maskJoined(text: string, letters: readonly Letter[], sought: string): string {
  const joined = letters.map(({ 0: written, letter = written }) => letter).join("");
  let masked = "";
  let end = 0;
  for (let at = joined.indexOf(sought); at >= 0; at = joined.indexOf(sought, at + sought.length)) {
    const [first, last] = [letters[at], letters[at + sought.length - 1]];
    masked += text.slice(end, first?.index) + MASK;
    end = (last?.index ?? 0) + (last?.[0].length ?? 0);
  }
  return masked + text.slice(end);
}

/** A character as written, and the one that it stands for if that differs. */
interface Letter {
  readonly index: number;
  readonly 0: string;
  readonly letter?: string;
}

function base64Letters(block: string): Letter[] {
  return Array.from(block.matchAll(/%2[bf]|\S/gi), ({ index, 0: written }) => {
    return { index, 0: written, letter: BASE64_LETTERS[written.toLowerCase()] ?? written };
  });
}

/** In the alphabet for URLs, and the standard alphabet as escaped in URLs. */
const BASE64_LETTERS: Readonly<Record<string, string>> = { "-": "+", "%2b": "+", _: "/", "%2f": "/" };

/**
 * The part of a value's base64 text that also occurs in the base64 text of a longer value. Bytes before the value
 * shift it by 0, 1 or 2; characters with bits of other bytes are left out.
 */
export function base64Texts(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isLastShared = (shift + bytes.length) % 3 !== 0;
    return encoded.slice([0, 2, 3][shift], isLastShared ? -1 : undefined);
  });
}

/** Letters and digits are the same in every spelling. */
const ANCHOR = /[A-Za-z0-9]{4}/;
const ANCHOR_LENGTH = 4;

/** `count` anchors that do not overlap, or null if there are fewer. */
function anchorsIn(text: string, count: number): string[] | null {
  const anchors: string[] = [];
  for (let rest = text; anchors.length < count; ) {
    const found = ANCHOR.exec(rest);
    if (found === null) return null;
    anchors.push(found[0]);
    rest = rest.slice(found.index + ANCHOR_LENGTH + 1);
  }
  return anchors;
}

/** Spellings by their anchors: a report has 100,000 texts, and few of them contain one. */
export class SpellingIndex {
  readonly #anywhere: Spelling[] = [];
  readonly #byHash = new Map<number, Spelling[]>();
  readonly #isKnown = new Uint8Array(1 << 20);

  add(spelling: Spelling): void {
    if (spelling.anchors === null) this.#anywhere.push(spelling);
    for (const anchor of spelling.anchors ?? []) {
      const hash = hashAt(anchor, 0);
      this.#isKnown[hash] = 1;
      const known = this.#byHash.get(hash);
      if (known === undefined) this.#byHash.set(hash, [spelling]);
      else known.push(spelling);
    }
  }

  /** The spellings that a text may contain, including all that it does contain; the longest first. */
  find(text: string): Spelling[] {
    const found = new Set(this.#anywhere);
    for (let at = text.length - ANCHOR_LENGTH; at >= 0; at--) {
      const hash = hashAt(text, at);
      if (this.#isKnown[hash] === 1) for (const spelling of this.#byHash.get(hash) ?? []) found.add(spelling);
    }
    return [...found].sort((one, other) => other.length - one.length);
  }
}

/** Hash of the four characters at this position: 20 bits, by Knuth's multiplication with 2³² over the golden ratio. */
function hashAt(text: string, at: number): number {
  const characters =
    text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 8) ^
    (text.charCodeAt(at + 2) << 16) ^
    (text.charCodeAt(at + 3) << 24);
  return Math.imul(characters, 0x9e3779b1) >>> 12;
}
