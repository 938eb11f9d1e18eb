import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ScanBlob, scanBlob } from "../../src/image/blob.ts";
import type { Image } from "../../src/image/image.ts";
import { type LocalLayerCache, openLayerCache } from "../../src/image/layer-cache.ts";
import { readImage } from "../../src/image/read.ts";
import {
  archiveOf,
  dockerSave,
  type Files,
  type FixtureImage,
  makeImage,
  ociLayout,
  sha256,
  writeDirectory,
} from "../fixtures/images.ts";
import { errorOf, fileSource } from "./reading.ts";

let folder: string;
let cache: LocalLayerCache;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-known-"));
  cache = openLayerCache(join(folder, "layers"), (message) => {
    throw new Error(message);
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const SHARED = [{ name: "a", content: "what both have ".repeat(99) }];
const BEFORE = [{ name: "b", content: "of before" }];
const IMAGE = makeImage({ layers: [SHARED, BEFORE] });
const NEXT = makeImage({ layers: [SHARED, [{ name: "b", content: "of after" }]] });

const inDirectory = (files: Files): string => {
  const path = mkdtempSync(join(folder, "layout-"));
  writeDirectory(path, files);
  return path;
};
const inArchive = (files: Files): string => {
  const path = join(mkdtempSync(join(folder, "archive-")), "app.tar");
  writeFileSync(path, archiveOf(files));
  return path;
};

type Change = (blob: Buffer) => Buffer;
const SOURCES: [string, (image: FixtureImage, change?: Change) => string][] = [
  ["an OCI directory", (image, change) => inDirectory(changed(ociLayout([image]), change))],
  ["an OCI archive", (image, change) => inArchive(changed(ociLayout([image]), change))],
  [
    "an archive of the containerd store",
    (image, change) => inArchive(changed(dockerSave(image, "containerd"), change)),
  ],
  ["an archive of the classic store", (image, change) => inArchive(changed(dockerSave(image, "25"), change))],
];

/** The same files, but for the blob of the layer that both images have. */
function changed(files: Files, change: Change = (blob) => blob): Files {
  const [tar] = IMAGE.tars as [Buffer];
  const names = [tar, gzipSync(tar)].map((blob) => `blobs/sha256/${sha256(blob)}`);
  return new Map(
    [...files].map(([path, content]) => [
      path,
      names.includes(path) && Buffer.isBuffer(content) ? change(content) : content,
    ]),
  );
}

/** Another blob that would be read without a complaint: of gzip's header the system, of a raw tar a letter. */
function otherByte(blob: Buffer): Buffer {
  const at = blob.readUInt8(0) === 0x1f ? 9 : 512;
  const other = Buffer.from(blob);
  other.writeUInt8(blob.readUInt8(at) ^ 1, at);
  return other;
}

/** The image, and how many of its layers were scanned. */
async function read(path: string): Promise<{ image: Image; scanned: number }> {
  let scanned = 0;
  const scan: ScanBlob = (blob, limits) => {
    scanned += 1;
    return scanBlob(blob, limits);
  };
  const image = await readImage(fileSource(path), { cache, scan });
  return { image, scanned };
}

describe.each(SOURCES)("an image of %s", (_, write) => {
  it("is the same if only unknown layers are scanned", async () => {
    const first = await read(write(IMAGE));
    expect(first.scanned).toBe(2);
    expect(await read(write(IMAGE))).toEqual({ image: first.image, scanned: 0 });
    const next = await read(write(NEXT));
    expect(next.scanned).toBe(1);
    expect(next.image).toEqual(await readImage(fileSource(write(NEXT))));
  });

  it("has the blobs of known layers verified", async () => {
    const path = write(IMAGE, otherByte);
    const unknown = await errorOf(read(path));
    expect(unknown.message).toMatch(/: the blob's digest is sha256:\w{64}, but should be sha256:\w{64}$/);
    await read(write(IMAGE));
    expect((await errorOf(read(path))).message).toBe(unknown.message);
    const cut = await errorOf(read(write(IMAGE, (blob) => blob.subarray(0, -1))));
    expect(cut.message).toMatch(/: the blob's digest is|: is \d+ bytes, but its descriptor says \d+$/);
  });
});

it("a known blob is not used for another layer of the configuration", async () => {
  await read(inDirectory(ociLayout([IMAGE])));
  const diff_ids = NEXT.tars.map((tar) => `sha256:${sha256(tar)}`);
  const lying = makeImage({ layers: [SHARED, BEFORE], config: { rootfs: { type: "layers", diff_ids } } });
  const error = await errorOf(read(inDirectory(ociLayout([lying]))));
  expect(error.message).toContain("the uncompressed layer's digest is");
});
