import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { codeOf, messageOf } from "../host/errors.ts";
import { type Compression, sniff } from "./compression.ts";
import { InvalidImageError, MissingError } from "./invalid-image.ts";
import { type Allowance, requireDocument } from "./limits.ts";

/** A file, or a part of one. */
export interface FilePart {
  readonly path: string;
  /** Its first byte. */
  readonly start: number;
  /** In bytes. */
  readonly size: number;
}

/** Bytes read at once: small, so that little memory waits for garbage collection. */
const CHUNK = 256 * 1024;

/** The whole of a regular file. Throws InvalidImageError if it is missing or something else. */
export async function wholeFile(path: string): Promise<FilePart> {
  return { path, start: 0, size: await sizeOf(path) };
}

/** The bytes of a file's part, counted on `allowance`. Throws InvalidImageError if they cannot be read. */
export async function* readBytes(
  { path, start, size }: FilePart,
  allowance: Allowance,
): AsyncGenerator<Uint8Array> {
  if (size === 0) return;
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: CHUNK,
      start,
      end: start + size - 1,
    })) {
      allowance.read(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw asInvalidImage(error);
  }
}

/** How a file is compressed, by its first bytes. Throws InvalidImageError if they cannot be read. */
export async function compressionOf(part: FilePart): Promise<Compression> {
  return sniff(await readAtOnce({ ...part, size: Math.min(4, part.size) }));
}

/** A JSON document's bytes. Throws InvalidImageError if it is too large or cannot be read. */
export async function readDocument(part: FilePart, allowance: Allowance): Promise<Uint8Array> {
  const { size } = part;
  requireDocument(size);
  allowance.keep(size);
  allowance.read(size);
  return readAtOnce(part);
}

async function readAtOnce({ path, start, size }: FilePart): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, start);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asInvalidImage(error);
  }
}

/** A file system error as an InvalidImageError; any other error unchanged. */
export function asInvalidImage(error: unknown): unknown {
  const code = codeOf(error);
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  if (code === "ENOENT") return new MissingError("is missing", null, { cause: error });
  return new InvalidImageError(messageOf(error), null, { cause: error });
}

/** In bytes. Throws InvalidImageError for what is not a regular file, as a pipe that nobody writes to. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw asInvalidImage(error);
  });
  if (!found.isFile()) throw new InvalidImageError("is not a regular file");
  return found.size;
}
