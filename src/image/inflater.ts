import * as zlib from "node:zlib";
import { InvalidImageError } from "./invalid-image.ts";

/** Bytes that are handed on at once: few enough to stay in the processor's cache while they are hashed. */
const CHUNK = 256 * 1024;

/**
 * What a decompressor of Node has inside. It is the same binding that Node's own streams and
 * `zlib.gunzipSync` use, and by no public name can it be fed piece by piece without waiting.
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
 * Decompresses in the calling thread, into one buffer that is used again and again. Node's streams send each
 * piece to another thread and back and make a new buffer for each, which takes half as long again.
 */
export class Inflater {
  readonly #binding: Binding;
  readonly #finish: number;
  readonly #output = Buffer.allocUnsafeSlow(CHUNK);
  #error: string | null = null;

  /** Null where this Node has none, or has it in another form. */
  static of(compression: "gzip" | "zstd"): Inflater | null {
    if (compression === "gzip") return Inflater.#over(zlib.createGunzip(), zlib.constants.Z_FINISH);
    // Node has zstd of its own since 22.15 and 23.8.
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

  /** What the next bytes expand to; each piece is overwritten by the one after. Throws InvalidImageError. */
  expand(input: Uint8Array): Generator<Buffer, void, undefined> {
    return this.#expand(input, zlib.constants.Z_NO_FLUSH);
  }

  /** The rest, when all was given. Throws InvalidImageError where the compressed bytes stop too early. */
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
      // With room left it has taken all that it wants now: of zstd a frame, of gzip all but what follows it.
      isDone = outputLeft > 0 && (inputLeft === 0 || next === at);
      at = next;
    }
  }
}
