import { kindOf } from "../secrets/kinds.ts";
import { mayBeKey } from "../secrets/private-keys.ts";
import { MOST_BYTES, secretIn } from "../secrets/secret-in.ts";
import type { LayerSecret } from "./image.ts";
import type { Allowance } from "./limits.ts";

/**
 * Looks for credentials in the files of a layer while their bytes pass, and holds at most `MOST_BYTES` of
 * one file. Most files cost a look at their path and, where that tells nothing, at their first byte.
 * Counts the paths that it keeps on `allowance`.
 */
export class SecretReader {
  /** In the order of the layer's files. */
  readonly found: LayerSecret[] = [];
  readonly #allowance: Allowance;
  #bytes: Buffer | null = null;
  #path = "";
  /** Whether bytes must show first that they begin like a private key. */
  #isOpen = false;
  /** Bytes of the file that are wanted. */
  #wanted = 0;
  #filled = 0;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** The file whose bytes come next; of size 0 for what is no file. */
  file(path: string, size: number): void {
    const kind = size === 0 ? "never" : kindOf(path);
    const isNever = kind === "never" || (kind?.onlySmall === true && size > MOST_BYTES);
    this.#path = path;
    this.#isOpen = kind === null;
    this.#wanted = isNever ? 0 : Math.min(size, MOST_BYTES);
    this.#filled = 0;
  }

  /** A piece of that file. */
  body(piece: Buffer): void {
    if (this.#filled >= this.#wanted) return;
    if (this.#isOpen && !mayBeKey(piece)) {
      this.#wanted = 0;
      return;
    }
    this.#isOpen = false;
    this.#bytes ??= Buffer.allocUnsafe(MOST_BYTES);
    this.#filled += piece.copy(this.#bytes, this.#filled, 0, this.#wanted - this.#filled);
    if (this.#filled < this.#wanted) return;
    const what = secretIn(this.#path, this.#bytes.subarray(0, this.#wanted));
    if (what === null) return;
    this.#allowance.list(this.#path.length);
    this.found.push({ path: this.#path, what });
  }
}
