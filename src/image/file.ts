import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import { codeOf, Damage } from "./damage.ts";
import { type Allowance, DOCUMENT_BYTES } from "./limits.ts";

/** Bytes read at once: few enough that those which wait to be collected stay few. */
const CHUNK = 256 * 1024;

/**
 * A regular file's bytes, counted on `allowance`; stops with an AbortError on `signal`. Throws Damage
 * where it is missing, cannot be read, or is something else, as a pipe that nobody writes to.
 */
export async function* readBytes(
  path: string,
  allowance: Allowance,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  await sizeOf(path);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) {
      allowance.read(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw asDamage(error);
  }
}

/** A JSON document's bytes. Throws Damage where it is too large or cannot be read. */
export async function readDocument(path: string, allowance: Allowance): Promise<Uint8Array> {
  const size = await sizeOf(path);
  if (size > DOCUMENT_BYTES) throw new Damage(`is ${size} bytes; it may have at most ${DOCUMENT_BYTES}`);
  allowance.keep(size);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBytes(path, allowance)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw asDamage(error);
  });
  if (!found.isFile()) throw new Damage("is no regular file");
  return found.size;
}

/** What the file system has to say; every other error is not about the file and stays as it is. */
function asDamage(error: unknown): unknown {
  const code = codeOf(error);
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  return new Damage(code === "ENOENT" ? "is missing" : messageOf(error), null, { cause: error });
}
