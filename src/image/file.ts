import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import { type Compression, sniff } from "./compression.ts";
import { codeOf, Damage } from "./damage.ts";
import { Allowance, DEFAULT_LIMITS, DOCUMENT_BYTES } from "./limits.ts";

/** A file, or a part of one. */
export interface FilePart {
  readonly path: string;
  /** Its first byte. */
  readonly start: number;
  /** In bytes. */
  readonly size: number;
}

/** Bytes read at once: few enough that those which wait to be collected stay few. */
const CHUNK = 256 * 1024;

/** The whole of a regular file. Throws Damage where it is missing or something else. */
export async function wholeFile(path: string): Promise<FilePart> {
  return { path, start: 0, size: await sizeOf(path) };
}

/** The bytes of a file's part, counted on `allowance`. Throws Damage where they cannot be read. */
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
    throw asDamage(error);
  }
}

/** How a file is compressed, by its first bytes. Throws Damage where they cannot be read. */
export async function compressionOf(part: FilePart): Promise<Compression> {
  const head = { ...part, size: Math.min(4, part.size) };
  for await (const bytes of readBytes(head, new Allowance(DEFAULT_LIMITS))) return sniff(bytes);
  return "none";
}

/** A JSON document's bytes. Throws Damage where it is too large or cannot be read. */
export async function readDocument(part: FilePart, allowance: Allowance): Promise<Uint8Array> {
  const { size } = part;
  if (size > DOCUMENT_BYTES) throw new Damage(`is ${size} bytes; it may have at most ${DOCUMENT_BYTES}`);
  allowance.keep(size);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBytes(part, allowance)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What the file system has to say as Damage; every other error is not about the file and stays as it is. */
export function asDamage(error: unknown): unknown {
  const code = codeOf(error);
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  return new Damage(code === "ENOENT" ? "is missing" : messageOf(error), null, { cause: error });
}

/** In bytes. Throws Damage for what is no regular file, as a pipe that nobody writes to. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw asDamage(error);
  });
  if (!found.isFile()) throw new Damage("is no regular file");
  return found.size;
}
