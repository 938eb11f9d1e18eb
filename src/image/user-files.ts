import { posix } from "node:path";
import { InvalidImageError, quote } from "./invalid-image.ts";
import type { Allowance } from "./limits.ts";
import { pathInside } from "./path.ts";
import type { TarEntry } from "./tar.ts";

/** The files with the users and groups of an image. */
const USER_FILES: readonly string[] = ["etc/passwd", "etc/group"];

/** Largest size of these files, in bytes; a larger one is an error. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Largest size of a link target that is stored, and of all of them in one layer, in bytes. */
const MOST_LINKED = 256 * 1024;
const MOST_LINKED_TOGETHER = 1024 * 1024;

/** Bytes at a file's start that show whether it lists users or groups. */
const START = 512;

/** Names of other copies of these files, as in `/nix/store/8z…-fake-nss/etc/passwd` or `base-passwd`. */
const COPY = /(?:^|[-._])(?:passwd|group)$/;

/** A first line of a passwd or a group file: 7 or 4 fields, the third a number. `/etc/shadow` has 9. */
const FIRST_LINE = /^[^:\n]*:[^:\n]*:[+-]?\d+(?::[^:\n]*){4}\n|^[^:\n]*:[^:\n]*:[+-]?\d+:[^:\n]*\n/;

/** Characters of a user's or a group's name; Linux has at most 32. */
const LONGEST_NAME = 64;

/** The current file. */
interface PassingFile {
  readonly path: string;
  readonly size: number;
  /** Whether its first bytes show that the file is stored. */
  isKept: boolean;
  /** Null before the first bytes. */
  bytes: Buffer | null;
  filled: number;
}

/**
 * Stores the bytes of a layer's `/etc/passwd` and `/etc/group`, and of small files that may be the target of a link
 * with one of these names: the link may come in a later layer, when the bytes have passed. Counts stored bytes on
 * `allowance`.
 */
export class UserFileReader {
  readonly #allowance: Allowance;
  readonly #files = new Map<string, Buffer>();
  /** The targets of this layer's links. */
  readonly #targets = new Set<string>();
  #linked = 0;
  #passing: PassingFile | null = null;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Adds an entry of the layer, but no whiteout. Throws InvalidImageError for a passwd file that is too large. */
  entry(path: string, { type, size, link }: TarEntry): void {
    this.#files.delete(path);
    this.#passing = null;
    const isUserFile = USER_FILES.includes(path);
    if (type === "symlink" && isUserFile) this.#targets.add(targetOf(path, link));
    if (type === "hard link") {
      const bytes = this.#files.get(pathInside(link) ?? "");
      if (bytes !== undefined) this.#files.set(path, bytes);
    }
    if (type !== "file") return;
    if (isUserFile && size > MOST_BYTES)
      throw new InvalidImageError(`entry ${quote(path)} is ${size} bytes; it may have at most ${MOST_BYTES}`);
    if (!isUserFile && (size > MOST_LINKED || this.#linked + size > MOST_LINKED_TOGETHER)) return;
    const isKept = isUserFile || this.#targets.has(path);
    this.#passing = { path, size, isKept, bytes: null, filled: 0 };
    if (size === 0 && (isKept || isCopy(path))) this.#keep(path, Buffer.alloc(0), isUserFile);
  }

  /** A piece of the body of the last entry. */
  body(piece: Buffer): void {
    const file = this.#passing;
    if (file === null) return;
    const start = Math.min(file.size, START);
    // The start of almost every file comes in one piece, and needs no copy.
    if (file.filled === 0 && piece.length >= start && !this.#decide(file, piece)) return;
    file.bytes ??= Buffer.alloc(file.size);
    piece.copy(file.bytes, file.filled);
    file.filled += piece.length;
    if (file.filled >= start && !this.#decide(file, file.bytes)) return;
    if (file.filled === file.size) this.#keep(file.path, file.bytes, USER_FILES.includes(file.path));
  }

  /** The stored files by path; call it after the last entry. */
  files(): ReadonlyMap<string, Buffer> {
    return this.#files;
  }

  /** Whether a file is stored, by its first bytes. */
  #decide(file: PassingFile, bytes: Buffer): boolean {
    file.isKept ||= isUserList(file, bytes);
    if (!file.isKept) this.#passing = null;
    return file.isKept;
  }

  #keep(path: string, bytes: Buffer, isUserFile: boolean): void {
    this.#allowance.keep(bytes.length);
    if (!isUserFile) this.#linked += bytes.length;
    this.#files.set(path, bytes);
  }
}

/** @param bytes at least the first `START`, or all */
function isUserList({ path, size }: PassingFile, bytes: Buffer): boolean {
  const isNamed = isCopy(path);
  const most = Math.min(size, START);
  if (!isNamed && !hasShortName(bytes, Math.min(most, LONGEST_NAME + 1))) return false;
  const start = bytes.subarray(0, most);
  if (isNamed) return !start.includes(0);
  const text = start.toString("latin1");
  return FIRST_LINE.test(size === most && !text.endsWith("\n") ? `${text}\n` : text);
}

function isCopy(path: string): boolean {
  // The last letters exclude almost every file, without a search for the last slash.
  if (!path.endsWith("passwd") && !path.endsWith("group")) return false;
  return COPY.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Target of a symlink, if no folder of its path is a link itself. */
function targetOf(path: string, link: string): string {
  return posix.join("/", link.startsWith("/") ? "" : posix.dirname(path), link).slice(1);
}

/** Whether a colon is among the first bytes, in the first line: most files need no closer look. */
function hasShortName(bytes: Buffer, most: number): boolean {
  for (let at = 0; at < most; at += 1) {
    if (bytes[at] === COLON) return true;
    if (bytes[at] === NEWLINE || bytes[at] === 0) return false;
  }
  return false;
}

const COLON = 0x3a;
const NEWLINE = 0x0a;
