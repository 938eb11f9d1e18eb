import { MASK } from "./spellings.ts";

/** Shortest part of a long value that is hidden anywhere, in letters. */
export const SHORTEST_PART = 24;
/** Shortest short part that is hidden, in letters. */
const SHORTEST = 8;

/**
 * Values that are too long to search each spelling of each line. Hides every run of `SHORTEST_PART` letters that a
 * value also contains, and its short parts as a whole. Takes time in proportion to the values and to the texts.
 * Texts and values are compared by their letters: escapes (JSON, percent, HTML, shell, Markdown) decoded, and
 * without white space, `+` (a space in a form) and `-` (`+` in base64 for URLs).
 */
export class LongValues {
  readonly #letters = new Letters();
  readonly #parts = new PartIndex();
  readonly #short = new ShortParts();

  /**
   * @param parts of the value that are hidden as a whole, however short; those of fewer than eight letters stay
   */
  add(value: string, parts: readonly string[] = []): void {
    for (const letters of this.#readingsOf(value))
      if (letters.count >= SHORTEST_PART) this.#parts.add(letters);
    // The letters of the value find longer parts.
    for (const part of [value, ...parts])
      for (const letters of this.#readingsOf(part))
        if (letters.count >= SHORTEST && letters.count < SHORTEST_PART) this.#short.add(letters);
  }

  /** A value may itself contain text like an escape, which a text may or may not escape again. */
  *#readingsOf(value: string): Generator<Letters> {
    const { count } = this.#letters.read(value);
    yield this.#letters;
    if (this.#letters.read(value, false).count !== count) yield this.#letters;
  }

  /** The text with the mask in place of hidden parts. */
  mask(text: string): string {
    if (text.length < SHORTEST || (this.#parts.isEmpty && this.#short.isEmpty)) return text;
    const letters = this.#letters.read(text);
    const { count, starts, ends } = letters;
    const isHidden = letters.isHidden.subarray(0, count).fill(0);
    this.#parts.find(letters);
    this.#short.find(letters);
    let masked = "";
    let end = 0;
    for (let at = isHidden.indexOf(1); at >= 0; at = isHidden.indexOf(1, at)) {
      masked += text.slice(end, starts[at]) + MASK;
      while (at < count && isHidden[at] === 1) at++;
      end = ends[at - 1] ?? text.length;
    }
    return masked + text.slice(end);
  }
}

/** The letters of the last text, with their positions in it. */
class Letters {
  count = 0;
  /** UTF-16 code units. */
  codes = new Uint16Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** Has 1 for each letter that is hidden. */
  isHidden = new Uint8Array(0);

  /**
   * Reuses the memory: a run has 100,000 texts.
   * @param isDecoded whether escapes are decoded
   */
  read(text: string, isDecoded = true): this {
    if (this.codes.length < text.length) {
      this.codes = new Uint16Array(text.length);
      this.starts = new Int32Array(text.length);
      this.ends = new Int32Array(text.length);
      this.isHidden = new Uint8Array(text.length);
    }
    const { codes, starts, ends } = this;
    let count = 0;
    for (let at = 0; at < text.length; ) {
      const start = at;
      let code: number = text.charCodeAt(at++);
      // A backslash, a percent sign or an ampersand.
      if (isDecoded && (code === BACKSLASH || code === 37 || code === 38)) {
        ESCAPE.lastIndex = start;
        const found = ESCAPE.exec(text);
        if (found !== null) {
          at = ESCAPE.lastIndex;
          code = decoded(found.groups ?? {});
        }
      }
      if (isDropped(code)) continue;
      codes[count] = code === UNDERSCORE ? SLASH : code;
      starts[count] = start;
      ends[count++] = at;
    }
    this.count = count;
    return this;
  }
}

const ESCAPE =
  /\\+u(?<hex>[0-9a-f]{4})|\\+[bfnrt]?|%(?<percent>[0-9a-f]{2})|&(?:#0{0,9}(?<decimal>\d{1,7})|#x0{0,9}(?<html>[0-9a-f]{1,6})|(?<name>amp|lt|gt|quot|apos));/iy;
const NAMED: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const [PLUS, MINUS, UNDERSCORE, SLASH, BACKSLASH] = [43, 45, 95, 47, 92];
const NO_WIDTH = 0x200b;

/** The character of an escape; a space if it has none. */
function decoded({
  hex,
  percent,
  decimal,
  html,
  name,
}: Readonly<Record<string, string | undefined>>): number {
  const digits = hex ?? percent ?? html;
  if (digits !== undefined) return Number.parseInt(digits, 16);
  if (decimal !== undefined) return Number(decimal);
  return name === undefined ? 32 : (NAMED[name.toLowerCase()] ?? 32);
}

function isDropped(code: number): boolean {
  return (
    code <= 32 ||
    code === PLUS ||
    code === MINUS ||
    code === BACKSLASH ||
    code === NO_WIDTH ||
    code === 0xa0 ||
    code === 0xfeff
  );
}

/** Of polynomials over the codes, modulo 2³². */
const BASE = 0x01000193;

/** The factor of the first of `length` codes. */
function highest(length: number): number {
  let power = 1;
  for (let at = 1; at < length; at++) power = Math.imul(power, BASE);
  return power;
}

/** Calls back for each run of `length` letters, with its hash, in order. */
function forEachRun(
  codes: Uint16Array,
  count: number,
  length: number,
  use: (at: number, hash: number) => void,
): void {
  const factor = highest(length);
  let hash = 0;
  for (let end = 0; end < count; end++) {
    if (end >= length) hash -= Math.imul(codes[end - length] ?? 0, factor);
    hash = (Math.imul(hash, BASE) + (codes[end] ?? 0)) | 0;
    if (end >= length - 1) use(end - length + 1, hash);
  }
}

/** The high bits of a hash, which depend on all of its bits: Knuth's multiplication with 2³² over the golden ratio. */
function bitsOf(hash: number, count: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - count);
}

/** Each `SHORTEST_PART` letters in a row of all values, in a hash table with open addresses. */
class PartIndex {
  /** Of all values; 0, which is no letter, stands behind each. */
  #codes = new Uint16Array(0);
  #count = 0;
  /** Places among the codes, from 1; 0 is free. */
  #table = new Int32Array(0);
  #bits = 0;
  /** How many of the codes the table has. */
  #indexed = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add({ codes, count }: Letters): void {
    const needed = this.#count + count + 1;
    if (this.#codes.length < needed) {
      const larger = new Uint16Array(2 * needed);
      larger.set(this.#codes.subarray(0, this.#count));
      this.#codes = larger;
    }
    this.#codes.set(codes.subarray(0, count), this.#count);
    this.#count = needed;
  }

  find({ codes, count, isHidden }: Letters): void {
    if (this.isEmpty) return;
    if (this.#indexed < this.#count) this.#index();
    /** Where the letters before these stand in a value; -1 if nowhere. */
    let before = -1;
    let end = 0;
    forEachRun(codes, count, SHORTEST_PART, (at, hash) => {
      const isNext = before >= 0 && this.#codes[before + SHORTEST_PART] === codes[at + SHORTEST_PART - 1];
      before = isNext ? before + 1 : (this.#table[this.#slotOf(codes, at, hash)] ?? 0) - 1;
      if (before < 0) return;
      isHidden.fill(1, Math.max(at, end), at + SHORTEST_PART);
      end = at + SHORTEST_PART;
    });
  }

  #index(): void {
    // At most half of it is used.
    this.#bits = Math.ceil(Math.log2(this.#count)) + 1;
    this.#table = new Int32Array(2 ** this.#bits);
    forEachRun(this.#codes, this.#count, SHORTEST_PART, (at, hash) => {
      const slot = this.#slotOf(this.#codes, at, hash);
      if (this.#table[slot] === 0) this.#table[slot] = at + 1;
    });
    this.#indexed = this.#count;
  }

  /** The slot of these letters, or the free one where they belong. */
  #slotOf(codes: Uint16Array, at: number, hash: number): number {
    const last = this.#table.length - 1;
    for (let slot = bitsOf(hash, this.#bits); ; slot = (slot + 1) & last) {
      const place = (this.#table[slot] ?? 0) - 1;
      if (place < 0 || this.#isSame(codes, at, place)) return slot;
    }
  }

  #isSame(codes: Uint16Array, at: number, place: number): boolean {
    for (let letter = 0; letter < SHORTEST_PART; letter++)
      if (codes[at + letter] !== this.#codes[place + letter]) return false;
    return true;
  }
}

/** Parts of a few letters that are looked for as a whole. */
class ShortParts {
  readonly #byLength = new Map<number, Set<string>>();
  /** A bit for each hash that a part begins with. */
  readonly #isKnown = new Uint8Array(2 ** 21);

  get isEmpty(): boolean {
    return this.#byLength.size === 0;
  }

  add({ codes, count }: Letters): void {
    const parts = this.#byLength.get(count) ?? new Set();
    this.#byLength.set(count, parts.add(textOf(codes, 0, count)));
    forEachRun(codes, SHORTEST, SHORTEST, (_, hash) => {
      const bit = bitsOf(hash, 24);
      this.#isKnown[bit >> 3] = (this.#isKnown[bit >> 3] ?? 0) | (1 << (bit & 7));
    });
  }

  find({ codes, count, isHidden }: Letters): void {
    if (this.isEmpty) return;
    forEachRun(codes, count, SHORTEST, (at, hash) => {
      const bit = bitsOf(hash, 24);
      if (((this.#isKnown[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return;
      for (const [length, parts] of this.#byLength)
        if (at + length <= count && parts.has(textOf(codes, at, length))) isHidden.fill(1, at, at + length);
    });
  }
}

function textOf(codes: Uint16Array, at: number, length: number): string {
  return String.fromCharCode(...codes.subarray(at, at + length));
}
