import { kindOf } from "../secrets/kinds.ts";
import { mayBePackageKey, PackageKeys } from "../secrets/package-keys.ts";
import { MOST_BYTES, OVERLAP, secretIn, WINDOW } from "../secrets/secret-in.ts";
import { isBinary } from "../secrets/text.ts";
import type { LayerSecret } from "./image.ts";
import type { Allowance } from "./limits.ts";

/**
 * Searches the files of a layer for credentials while their bytes pass, and holds at most one window of one file. A
 * binary file costs little more than a check of its path and its first bytes. Counts its stored paths on
 * `allowance`.
 */
export class SecretReader {
  readonly #found: LayerSecret[] = [];
  readonly #packages = new PackageKeys();
  readonly #allowance: Allowance;
  #window: Buffer | null = null;
  #path = "";
  /** Whether only a text file is searched. */
  #isText = false;
  /** Whether the next window is the file's first. */
  #isStart = true;
  /** Bytes of the file that are still to come. */
  #missing = 0;
  #filled = 0;
  /** The kind of package file that is read as a whole. */
  #packageFile: "key" | "record" | null = null;
  #whole: Buffer | null = null;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** In the order of the layer's files, those of packages last; read it after the last file. */
  get found(): readonly LayerSecret[] {
    const keys = this.#packages.found();
    for (const { path } of keys) this.#allowance.list(path.length);
    return [...this.#found, ...keys];
  }

  /** Begins a file, whose bytes come next; size 0 for any other entry. */
  file(path: string, size: number): void {
    const kind = size === 0 ? "never" : kindOf(path);
    this.#path = path;
    this.#isText = kind === null;
    this.#isStart = true;
    this.#missing = kind === "never" ? 0 : Math.min(size, MOST_BYTES);
    this.#filled = 0;
    this.#whole = null;
    this.#packageFile = kind === "never" ? this.#packages.kindOf(path, size) : null;
    if (this.#packageFile !== null) this.#missing = size;
  }

  /** A piece of that file. */
  body(piece: Buffer): void {
    if (this.#missing === 0) return;
    if (this.#packageFile !== null) {
      this.#gather(piece);
      return;
    }
    if (this.#filled === 0 && this.#isText && isBinary(piece)) {
      this.#missing = 0;
      return;
    }
    // Most files come in one piece, and need no copy.
    if (this.#filled === 0 && this.#missing <= WINDOW && piece.length >= this.#missing) {
      const whole = piece.subarray(0, this.#missing);
      this.#missing = 0;
      this.#look(whole);
      return;
    }
    this.#window ??= Buffer.allocUnsafe(WINDOW);
    for (let at = 0; at < piece.length && this.#missing > 0; ) {
      const room = Math.min(WINDOW - this.#filled, this.#missing);
      const copied = piece.copy(this.#window, this.#filled, at, at + room);
      at += copied;
      this.#filled += copied;
      this.#missing -= copied;
      if (this.#filled === WINDOW || this.#missing === 0) this.#slide(this.#window);
    }
  }

  /** Reads a file of a package after its last piece. */
  #gather(piece: Buffer): void {
    if (this.#filled === 0 && this.#packageFile === "key" && !mayBePackageKey(this.#path, piece)) {
      this.#missing = 0;
      return;
    }
    const own = piece.subarray(0, this.#missing);
    if (this.#filled > 0 || own.length < this.#missing) {
      this.#whole ??= Buffer.allocUnsafe(this.#missing);
      own.copy(this.#whole, this.#filled);
    }
    this.#filled += own.length;
    this.#missing -= own.length;
    if (this.#missing === 0) this.#packages.read(this.#path, this.#whole ?? own);
  }

  /** Searches a full window, and begins the next one with its end. */
  #slide(window: Buffer): void {
    const isSettled = this.#look(window.subarray(0, this.#filled));
    if (isSettled) this.#missing = 0;
    if (this.#missing === 0) return;
    window.copyWithin(0, this.#filled - OVERLAP, this.#filled);
    this.#filled = OVERLAP;
    this.#isStart = false;
  }

  /** Whether the rest of this file can be skipped. */
  #look(bytes: Buffer): boolean {
    if (this.#isStart && this.#isText && isBinary(bytes)) return true;
    const what = secretIn(this.#path, bytes, this.#isStart);
    if (what === null) return false;
    this.#allowance.list(this.#path.length);
    this.#found.push({ path: this.#path, what });
    return true;
  }
}
