import * as v from "valibot";
import { addChecksum, verifyChecksum } from "../host/checksum.ts";
import { DETECTORS_VERSION } from "../secrets/secret-in.ts";
import { packEntries, packPages, unpackEntries } from "./entries.ts";
import type { Layer } from "./image.ts";

/** Raise it with each change of the format, and of what a scan finds in a layer except its secrets. */
export const LAYER_FORMAT = 6;

/** A layer of an earlier run in a file. */
export interface LayerFile {
  /** Of the layer's blob, `sha256:…`. */
  readonly digest: string;
  /** Size of the blob in bytes. */
  readonly blobSize: number;
  /** The whole file. */
  readonly bytes: Buffer;
  /** The layer, the same object each time. */
  readonly layer: () => Promise<Layer>;
}

/**
 * Packs a layer: the checksum of the rest, the layer as JSON without its entries, and its packed entries.
 * @param digest of its blob
 * @param blobSize size of that in bytes
 * @param pages its packed entries, if the caller has them
 */
export async function packLayer(
  digest: string,
  blobSize: number,
  layer: Layer,
  pages?: readonly Uint8Array[],
): Promise<Buffer> {
  const { size, files, watched, secrets } = layer.contents;
  const head: Head = {
    detectors: DETECTORS_VERSION,
    digest,
    blobSize,
    diffId: layer.diffId,
    transferSize: layer.transferSize,
    size,
    files,
    secrets,
    watched: [...watched].map(([path, file]) => [path, Buffer.from(file).toString("base64")]),
  };
  const entries = await (pages === undefined ? packEntries(layer.contents.entries) : packPages(pages));
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), entries]);
  return addChecksum(rest);
}

/** Reads the result of `packLayer`; null if it is damaged, or from a version with other secret detectors. */
export function readLayerFile(bytes: Buffer): LayerFile | null {
  const rest = verifyChecksum(bytes);
  if (rest === null) return null;
  const end = rest.indexOf("\n");
  const text = rest.toString("utf8", 0, end);
  const { success, output: head } = v.safeParse(v.pipe(v.string(), v.parseJson(), headShape), text);
  if (!success) return null;
  let layer: Promise<Layer> | null = null;
  return {
    digest: head.digest,
    blobSize: head.blobSize,
    bytes,
    layer: () => {
      layer ??= layerOf(head, rest.subarray(end + 1));
      return layer;
    },
  };
}

async function layerOf(head: Head, packed: Uint8Array): Promise<Layer> {
  const { diffId, transferSize, size, files, secrets } = head;
  const watched = head.watched.map(([path, file]): [string, Uint8Array] => [
    path,
    Buffer.from(file, "base64"),
  ]);
  const entries = await unpackEntries(packed);
  return { diffId, transferSize, contents: { size, files, watched: new Map(watched), secrets, entries } };
}

/** It becomes a file name, so nothing else is accepted: other machines write layer files, too. */
const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** In bytes. A placeholder has this size, and most file systems hold no file of 16 TiB. */
const LARGEST_BLOB = 2 ** 40;

const headShape = v.object({
  detectors: v.literal(DETECTORS_VERSION),
  digest,
  blobSize: v.pipe(count, v.maxValue(LARGEST_BLOB)),
  diffId: digest,
  transferSize: v.nullable(count),
  size: count,
  files: count,
  secrets: v.pipe(v.array(v.object({ path: v.string(), what: v.string() })), v.readonly()),
  watched: v.array(v.tuple([v.string(), v.pipe(v.string(), v.base64())])),
});

/** All except the entries. */
type Head = v.InferOutput<typeof headShape>;

/** A file of another format is not read at all. */
const MAGIC = Buffer.from(`stagegate layers ${LAYER_FORMAT}\n`);

/** Packs several layer files into one: the format's name, then each file after its length (4 bytes). */
export function packLayerFiles(files: readonly LayerFile[]): Buffer {
  const parts = files.flatMap(({ bytes }) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat([MAGIC, ...parts]);
}

/** The files that `packLayerFiles` packed, in their order; without those that are damaged or of another format. */
export function unpackLayerFiles(packed: Buffer): LayerFile[] {
  const files: LayerFile[] = [];
  if (!packed.subarray(0, MAGIC.length).equals(MAGIC)) return files;
  for (let at = MAGIC.length; at + 4 <= packed.length; ) {
    const end = at + 4 + packed.readUInt32BE(at);
    const file = end <= packed.length ? readLayerFile(packed.subarray(at + 4, end)) : null;
    if (file !== null) files.push(file);
    at = end;
  }
  return files;
}
