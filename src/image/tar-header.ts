import { InvalidImageError, quote } from "./invalid-image.ts";
import { nameIn } from "./name.ts";

/** The type of an entry, in words for messages. */
export type EntryType =
  | "file"
  | "sparse file"
  | "hard link"
  | "symlink"
  | "character device"
  | "block device"
  | "directory"
  | "fifo";

/** One 512-byte header as it is written, before extended headers are applied to it. */
export interface TarHeader {
  readonly name: string;
  /** The type flag as it is written: "0", "5", "x", …; "0" for the older NUL. */
  readonly flag: string;
  /** Permission bits, the set-id and sticky ones included. */
  readonly mode: number;
  /** The size field: bytes of the body, if the type has one. */
  readonly size: number;
  readonly link: string;
  /** An old GNU sparse file's size with its holes; null for every other entry. */
  readonly realSize: number | null;
  /** Whether an old GNU sparse map continues in the next block. */
  readonly extended: boolean;
}

const TYPES: ReadonlyMap<string, EntryType> = new Map<string, EntryType>([
  ["0", "file"],
  ["1", "hard link"],
  ["2", "symlink"],
  ["3", "character device"],
  ["4", "block device"],
  ["5", "directory"],
  ["6", "fifo"],
  ["7", "file"],
  ["S", "sparse file"],
]);

/** The type of a flag; throws InvalidImageError for flags that engines refuse as well. */
export function entryType(flag: string, name: string): EntryType {
  const type = TYPES.get(flag);
  if (type === undefined) {
    throw new InvalidImageError(`entry ${quote(name)} is of the unknown type ${quote(flag)}`);
  }
  return type;
}

/**
 * Reads the header at `start`: V7, ustar, pax and GNU. Throws InvalidImageError if its checksum or a number in it
 * is invalid. Accepts what Go's archive/tar accepts, because engines unpack with it.
 */
export function parseHeader(block: Buffer, start: number): TarHeader {
  if (!checksumHolds(block, start)) throw new InvalidImageError("a tar header's checksum is wrong");
  const flagByte = block[start + 156];
  let name = text(block, start, 100);
  // Checked before the magic, since nearly all names have no prefix.
  if (block[start + 345] !== 0 && block.toString("latin1", start + 257, start + 263) === "ustar\0") {
    const star = block.toString("latin1", start + 508, start + 512) === "tar\0";
    name = `${text(block, start + 345, star ? 131 : 155)}/${name}`;
  }
  // V7 had no type for directories: a name that ends in a slash is one.
  const v7Directory = flagByte === 0 && name.endsWith("/");
  const flag = v7Directory ? "5" : flagByte === 0 ? "0" : String.fromCharCode(flagByte ?? 0);
  const size = number(block, start + 124, 12, name, "size");
  const sparse = flag === "S";
  return {
    name,
    flag,
    mode: number(block, start + 100, 8, name, "mode") & 0o7777,
    size,
    link: block[start + 157] === 0 ? "" : text(block, start + 157, 100),
    realSize: sparse ? number(block, start + 483, 12, name, "size") : null,
    extended: sparse && block[start + 482] !== 0,
  };
}

/** Whether the block at `start` is all zeros, like the two at the end of a tar. */
export function isZeroBlock(block: Buffer, start: number): boolean {
  if (block[start] !== 0) return false;
  for (let at = start; at < start + 512; at++) if (block[at] !== 0) return false;
  return true;
}

/** A pax extended header's records, "LENGTH KEY=VALUE\n"; throws InvalidImageError if one is malformed. */
export function parsePax(body: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(0x20, at);
    const digits = space < 0 ? "" : body.toString("latin1", at, space);
    const end = /^[0-9]{1,9}$/.test(digits) ? at + Number(digits) : Number.NaN;
    const equals = body.indexOf(0x3d, space);
    if (!(end <= body.length && equals > space && equals < end && body[end - 1] === 0x0a)) {
      throw new InvalidImageError("a pax extended header is malformed");
    }
    const value = nameIn(body, equals + 1, end - 1);
    records.set(body.toString("utf8", space + 1, equals), value);
    at = end;
  }
  return records;
}

/** The sum of the header's bytes, with spaces for its checksum field; some old writers add signed bytes. */
function checksumHolds(block: Buffer, start: number): boolean {
  const expected = octal(block, start + 148, 8);
  let sum = 8 * 0x20;
  for (let at = start; at < start + 148; at++) sum += block[at] as number;
  for (let at = start + 156; at < start + 512; at++) sum += block[at] as number;
  return expected === sum || expected === sum - 256 * highBytes(block, start);
}

/** How many of the header's bytes are negative as signed bytes, without the checksum field. */
function highBytes(block: Buffer, start: number): number {
  const bytes = [...block.subarray(start, start + 148), ...block.subarray(start + 156, start + 512)];
  return bytes.filter((byte) => byte >= 0x80).length;
}

function text(block: Buffer, start: number, length: number): string {
  const most = start + length;
  let end = start;
  while (end < most && block[end] !== 0) end++;
  return nameIn(block, start, end);
}

/** A number field: octal digits, or base-256 when its first bit is set (GNU, for 8 GiB and more). */
function number(block: Buffer, start: number, length: number, name: string, what: string): number {
  const first = block[start] ?? 0;
  const value = (first & 0x80) === 0 ? octal(block, start, length) : base256(block, start, length);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidImageError(`entry ${quote(name)} has no valid ${what}`);
}

/** A negative number begins with 0xff, which makes it larger than all safe integers. */
function base256(block: Buffer, start: number, length: number): number {
  let sum = (block[start] ?? 0) & 0x7f;
  for (let at = start + 1; at < start + length; at++) sum = sum * 256 + (block[at] ?? 0);
  return sum;
}

/** Octal digits between spaces and NULs; text after a NUL is ignored. 0 without digits, NaN for anything else. */
function octal(block: Buffer, start: number, length: number): number {
  const end = start + length;
  let at = start;
  while (at < end && isBlank(block[at])) at++;
  let value = 0;
  for (; at < end && !isBlank(block[at]); at++) {
    const digit = (block[at] as number) - 0x30;
    if (digit < 0 || digit > 7) return Number.NaN;
    value = value * 8 + digit;
  }
  if (block[at] === 0) return value;
  for (; at < end; at++) if (!isBlank(block[at])) return Number.NaN;
  return value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0;
}
