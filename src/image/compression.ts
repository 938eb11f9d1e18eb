import { pipeline, type Transform, type TransformOptions } from "node:stream";
import * as zlib from "node:zlib";
import { codeOf, messageOf } from "../host/errors.ts";
import { InvalidImageError } from "./invalid-image.ts";
import { ZstdFrames } from "./zstd-frames.ts";

/** How a blob is compressed, by its first bytes: docker archives have no media types. */
export type Compression = "gzip" | "zstd" | "none";

/** Bytes of one chunk of a decompressor: large enough to be cheap, small enough for flat memory. */
const CHUNK = 256 * 1024;

/**
 * Reads the first `count` bytes, or fewer if the source has fewer. Returns them, and all bytes from the start; read
 * or return the latter, so that the source is closed.
 */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < count) {
    const next = await iterator.next();
    if (next.done) break;
    head = head.length === 0 ? Buffer.from(next.value) : Buffer.concat([head, next.value]);
  }
  return { head, all: all() };

  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
}

/** The compression by the magic bytes: RFC 1952, and RFC 8878 with its skippable frames. */
export function sniff(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  const rest = head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  if (head[0] === 0x28 && rest) return "zstd";
  const first = head[0] ?? 0;
  const skippable = first >= 0x50 && first <= 0x5f;
  if (skippable && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18) return "zstd";
  return "none";
}

/**
 * The uncompressed bytes. Reads only as fast as it is read. Throws InvalidImageError if the compressed bytes are
 * invalid or cut off; errors of the source pass unchanged.
 */
export function expand(blob: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === "none") return blob;
  if (compression === "gzip") {
    // It reads some chunks ahead, so that it does not wait while the one before is hashed.
    const options: zlib.ZlibOptions & TransformOptions = {
      chunkSize: CHUNK,
      writableHighWaterMark: 4 * CHUNK,
    };
    return expandBy(zlib.createGunzip(options), blob);
  }
  // Node has zstd since 22.15 and 23.8.
  return "createZstdDecompress" in zlib ? expandZstd(blob) : expandZstdInJavaScript(blob);
}

/**
 * Node's zstd ends after the first frame that another one follows in the same chunk. Most layers have one frame.
 * Layers in the zstd:chunked format have one for each file: the rest is expanded in JavaScript, which is faster
 * than starting thousands of decompressors.
 */
async function* expandZstd(blob: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = blob[Symbol.asyncIterator]();
  let last: Uint8Array = new Uint8Array(0);
  let given = 0;
  async function* give(): AsyncGenerator<Uint8Array> {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      last = next.value;
      given += last.length;
      yield last;
    }
  }
  // It takes one chunk at a time, so that what it has not read at its end is the tail of the last one.
  const options: zlib.ZstdOptions & TransformOptions = { chunkSize: CHUNK, writableHighWaterMark: 1 };
  const decompressor = zlib.createZstdDecompress(options);
  try {
    yield* expandBy(decompressor, give());
    const unread = last.subarray(last.length - (given - decompressor.bytesWritten));
    async function* rest(): AsyncGenerator<Uint8Array> {
      yield unread;
      yield* give();
    }
    if (unread.length > 0) yield* expandZstdInJavaScript(rest());
  } finally {
    await chunks.return?.();
  }
}

async function* expandBy(
  decompressor: Transform,
  blob: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    // Node requires the callback; the iteration throws the error as well.
    yield* pipeline(blob, decompressor, () => {});
  } catch (error) {
    if (!/^(Z|ZSTD)_/.test(codeOf(error))) throw error;
    throw new InvalidImageError(`its compressed data is damaged or cut off (${messageOf(error)})`, null, {
      cause: error,
    });
  }
}

/** fzstd returns all that one push expands to, so each push is small enough for even a bomb to stay small. */
async function* expandZstdInJavaScript(blob: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import("fzstd");
  const expanded: Uint8Array[] = [];
  const decompress = new Decompress((bytes) => expanded.push(bytes));
  const push = (bytes: Uint8Array, last: boolean): Uint8Array[] => {
    try {
      decompress.push(bytes, last);
    } catch (error) {
      // For invalid data it throws its own errors, TypeErrors and RangeErrors.
      throw new InvalidImageError(`its compressed data is damaged or cut off (${messageOf(error)})`, null, {
        cause: error,
      });
    }
    return expanded.splice(0);
  };
  const frames = new ZstdFrames();
  for await (const chunk of blob) {
    frames.read(chunk);
    for (let at = 0; at < chunk.length; at += 1024) yield* push(chunk.subarray(at, at + 1024), false);
  }
  yield* push(new Uint8Array(0), true);
}
