import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { StagegateError } from "../../src/host/errors.ts";
import type { Image, Layer } from "../../src/image/image.ts";
import { listPlatforms } from "../../src/image/platforms.ts";
import { type ReadOptions, readImage } from "../../src/image/read.ts";
import { type ImageSource, parseSource } from "../../src/image/source.ts";
import {
  archiveOf,
  dockerSave,
  type EntrySpec,
  type Files,
  makeImage,
  writeDirectory,
} from "../fixtures/images.ts";

/** Reads an archive in memory as if the engine gave it, in pieces of `piece` bytes. */
export function readStream(archive: Buffer, options: ReadOptions = {}, piece = 65_536): Promise<Image> {
  async function* saveImage(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += piece) yield archive.subarray(at, at + piece);
  }
  return readImage({ kind: "engine", name: "app:latest" }, { saveImage, ...options });
}

/** The platforms of the images that a source holds. */
export async function platformsIn(
  source: ImageSource,
  options: ReadOptions = {},
): Promise<readonly string[]> {
  return (await listPlatforms(source, options)).platforms;
}

const folder = mkdtempSync(join(tmpdir(), "stagegate-archive-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** Reads an archive as a file, of which only what is needed is read. */
export async function readFile(archive: Buffer, options: ReadOptions = {}): Promise<Image> {
  count += 1;
  const path = join(folder, `${count}-app.tar`);
  writeFileSync(path, archive);
  return readImage({ kind: "archive", path }, options).finally(() => rmSync(path));
}

/** Reads an archive in both ways, and expects the same image or the same message. */
export async function readBytes(archive: Buffer, options: ReadOptions = {}, piece?: number): Promise<Image> {
  const streamed = readStream(archive, options, piece);
  const [first, second] = await Promise.all([outcome(streamed), outcome(readFile(archive, options))]);
  // For megabytes in a Buffer, toEqual takes half a minute.
  if (!isDeepStrictEqual(second, first)) expect(second).toEqual(first);
  return streamed;
}

async function outcome(reading: Promise<Image>): Promise<Image | string> {
  return reading.catch((error: unknown) => {
    if (!(error instanceof StagegateError)) throw error;
    // Each names its source. What Node throws is no Error of the test's own realm, and is written with its class.
    return error.message.replace(/^(app:latest|\/.*?app\.tar): /, "").replace("(Error: ", "(");
  });
}

/** Reads an image of this one layer: entries, or a whole tar. */
export async function readLayer(
  layer: readonly EntrySpec[] | Buffer,
  options: ReadOptions = {},
): Promise<Layer> {
  const image = await readBytes(archiveOf(dockerSave(makeImage({ layers: [layer] }), "25")), options);
  return image.layers[0] as Layer;
}

/** The StagegateError of a read; fails the test if there is none. */
export async function errorOf(reading: Promise<unknown>): Promise<StagegateError> {
  const ended = await reading.then(
    () => "it was read without an error",
    (error: unknown) => error,
  );
  if (ended instanceof StagegateError) return ended;
  throw ended instanceof Error ? ended : new Error(String(ended));
}

/** The file or the directory that a text names. */
export function fileSource(text: string, cwd?: string): ImageSource {
  const source = parseSource(text, cwd);
  if (source.kind === "reference") throw new Error(`${text} is no file`);
  return source;
}

/** An OCI layout of these files in a folder, which is written. */
export function layoutSource(folder: string, files: Files): ImageSource {
  writeDirectory(join(folder, "layout"), files);
  return fileSource(join(folder, "layout"));
}

/** An archive of these bytes in a folder, which is written. */
export function archiveSource(folder: string, bytes: Buffer): ImageSource {
  writeFileSync(join(folder, "app.tar"), bytes);
  return fileSource(join(folder, "app.tar"));
}
