import * as zlib from "node:zlib";
import { InvalidImageError } from "./invalid-image.ts";

/** Bytes of one piece: few enough to stay in the processor's cache while they are hashed. */
const CHUNK = 256 * 1024;

/**
 * The binding inside a decompressor of Node, which Node's own streams and `zlib.gunzipSync` use. No public API
 * feeds it piece by piece synchronously.
 */
interface Binding {
  readonly _handle: {
    /**
     * In bytes, as zlib's `inflate` and zstd's `ZSTD_decompressStream` take them; results are in the state.
     */
    readonly writeSync: (
      flush: number,
      input: Uint8Array,
      inputStart: number,
      inputLength: number,
      output: Uint8Array,
      outputStart: number,
      outputLength: number,
    ) => void;
    onerror: (message: string) => void;
    readonly close: () => void;
  };
  /** Bytes that are left of the output and of the input. */
  readonly _writeState: Uint32Array;
}

/**
 * Decompresses in the calling thread, into one reused buffer. Node's streams send each piece to another thread and
 * make a new buffer for it, which takes 1.5 times as long.
 */
export class Inflater {
  readonly #binding: Binding;
  readonly #finish: number;
  readonly #output = Buffer.allocUnsafeSlow(CHUNK);
  #error: string | null = null;

  /** Null if this version of Node has no such binding, or a different one. */
  static of(compression: "gzip" | "zstd"): Inflater | null {
    if (compression === "gzip") return Inflater.#over(zlib.createGunzip(), zlib.constants.Z_FINISH);
    // Node has zstd since 22.15 and 23.8.
    if (!("createZstdDecompress" in zlib)) return null;
    return Inflater.#over(zlib.createZstdDecompress(), zlib.constants.ZSTD_e_end);
  }

  static #over(stream: object, finish: number): Inflater | null {
    const binding = stream as Partial<Binding>;
    const hasBoth = typeof binding._handle?.writeSync === "function" && binding._writeState?.length === 2;
    return hasBoth ? new Inflater(binding as Binding, finish) : null;
  }

  private constructor(binding: Binding, finish: number) {
    this.#binding = binding;
    this.#finish = finish;
    binding._handle.onerror = (message) => {
      this.#error = message;
    };
  }

  /** The expanded bytes of the next input; each piece overwrites the one before. Throws InvalidImageError. */
  expand(input: Uint8Array): Generator<Buffer, void, undefined> {
    return this.#expand(input, zlib.constants.Z_NO_FLUSH);
  }

  /** The rest, after the last input. Throws InvalidImageError if the compressed bytes stop too early. */
  end(): Generator<Buffer, void, undefined> {
    return this.#expand(Buffer.alloc(0), this.#finish);
  }

  close(): void {
    this.#binding._handle.close();
  }

  *#expand(input: Uint8Array, flush: number): Generator<Buffer, void, undefined> {
    const { _handle, _writeState } = this.#binding;
    for (let at = 0, isDone = false; !isDone; ) {
      _handle.writeSync(flush, input, at, input.length - at, this.#output, 0, CHUNK);
      if (this.#error !== null)
        throw new InvalidImageError(`its compressed data is damaged or cut off (${this.#error})`);
      const [outputLeft = 0, inputLeft = 0] = _writeState;
      const next = input.length - inputLeft;
      if (outputLeft < CHUNK) yield this.#output.subarray(0, CHUNK - outputLeft);
      // If room is left, it has taken all that it needs: for zstd one frame, for gzip all except bytes after the
      // end.
      isDone = outputLeft > 0 && (inputLeft === 0 || next === at);
      at = next;
    }
  }
}
