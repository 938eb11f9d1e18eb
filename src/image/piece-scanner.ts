import { type Compression, sniff } from "./compression.ts";
import { Inflater } from "./inflater.ts";
import { LayerReader, type LayerScan } from "./layer.ts";
import type { Allowance } from "./limits.ts";

/** Scans a layer's blob piece by piece in the calling thread. The caller may reuse the memory of a scanned piece. */
export class PieceScanner {
  readonly #reader: LayerReader;
  readonly #inflater: Inflater | null;
  readonly #allowance: Allowance;

  private constructor(compression: Compression, inflater: Inflater | null, allowance: Allowance) {
    this.#reader = new LayerReader(compression, allowance);
    this.#inflater = inflater;
    this.#allowance = allowance;
  }

  /**
   * A scanner for a blob with these first bytes; close it. Null if this version of Node cannot decompress it
   * synchronously.
   * @param head at least four bytes, or all
   */
  static of(head: Uint8Array, allowance: Allowance): PieceScanner | null {
    const compression = sniff(head);
    if (compression === "none") return new PieceScanner(compression, null, allowance);
    const inflater = Inflater.of(compression);
    return inflater === null ? null : new PieceScanner(compression, inflater, allowance);
  }

  /** The next bytes of the blob as it is stored. Throws InvalidImageError if they are damaged. */
  add(piece: Uint8Array): void {
    this.#allowance.read(piece.length);
    this.#reader.stored(piece);
    if (this.#inflater === null) this.#reader.expanded(piece);
    else for (const expanded of this.#inflater.expand(piece)) this.#reader.expanded(expanded);
  }

  /** The result; call it after the last bytes. Throws InvalidImageError if they are cut off. */
  end(): LayerScan {
    if (this.#inflater !== null) for (const expanded of this.#inflater.end()) this.#reader.expanded(expanded);
    return this.#reader.end();
  }

  close(): void {
    this.#inflater?.close();
  }
}
