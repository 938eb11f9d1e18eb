import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { digestBlob, type ScanBlob, scanBlob } from "../../src/image/blob.ts";
import { scanLayer } from "../../src/image/layer.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { Allowance, DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { type ReadOptions, readImage } from "../../src/image/read.ts";
import { readOnce } from "../../src/image/read-once.ts";
import {
  archiveOf,
  dockerSave,
  type EntrySpec,
  type Files,
  type FixtureImage,
  json,
  makeImage,
  ociLayout,
  pax,
  sha256,
  tarOf,
  writeDirectory,
} from "../fixtures/images.ts";
import { errorOf, fileSource, readBytes, readFile } from "./reading.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-bounds-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads an OCI directory, and counts how often a blob was looked at. */
async function readDirectory(files: Files, options: ReadOptions = {}, change: () => void = () => undefined) {
  writeDirectory(folder, files);
  change();
  let scans = 0;
  const scan: ScanBlob = (blob, limits) => {
    scans += 1;
    return scanBlob(blob, limits);
  };
  return { image: await readImage(fileSource(folder), { scan, ...options }), scans };
}

const tar = makeImage().tars[0] as Buffer;

/** An image that has the same layer so many times. */
function repeated(count: number, config: Readonly<Record<string, unknown>> = {}): FixtureImage {
  return makeImage({ layers: Array<Buffer>(count).fill(tar), config });
}

/** An OCI layout whose one manifest is this. */
function layoutOf(manifest: Buffer, more: Files = new Map()): Files {
  const path = `blobs/sha256/${sha256(manifest)}`;
  const manifests = [{ digest: `sha256:${sha256(manifest)}`, size: manifest.length }];
  return new Map([
    ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
    ...more,
    [path, manifest],
    ["index.json", json({ manifests })],
  ]);
}

describe("a blob listed many times", () => {
  it("is scanned once", async () => {
    const { image, scans } = await readDirectory(ociLayout([repeated(500)]));
    expect(scans).toBe(1);
    expect(image.layers).toHaveLength(500);
  });

  it("is hashed once if it is in the cache", async () => {
    const cache = openLayerCache(join(folder, "cache"), () => undefined);
    let hashed = 0;
    const options: ReadOptions = {
      cache,
      digest: (blob) => {
        hashed += 1;
        return digestBlob(blob);
      },
    };
    await readDirectory(ociLayout([repeated(3)]), options);
    expect(hashed).toBe(0);
    const { scans } = await readDirectory(ociLayout([repeated(500)]), options);
    expect({ scans, hashed }).toEqual({ scans: 0, hashed: 1 });
  });

  it("counts its entries each time", async () => {
    const read = (entries: number) => readDirectory(ociLayout([repeated(50)]), { limits: { entries } });
    expect((await read(50)).image.layers).toHaveLength(50);
    expect((await errorOf(read(49))).message).toContain("more than 49 tar entries");
  });

  it("is read once in a run, even for several images", async () => {
    let scans = 0;
    let hashed = 0;
    const cache = openLayerCache(join(folder, "cache"), () => undefined);
    const once = readOnce(
      (blob, limits) => {
        scans += 1;
        return scanBlob(blob, limits);
      },
      (blob) => {
        hashed += 1;
        return digestBlob(blob);
      },
    );
    const images = ["linux/amd64", "linux/arm64"].map((platform) => makeImage({ platform }));
    writeDirectory(folder, ociLayout(images));
    const read = (platform: string) => readImage(fileSource(folder), { platform, cache, ...once });
    await Promise.all([read("linux/amd64"), read("linux/arm64")]);
    await read("linux/amd64");
    expect({ scans, hashed }).toEqual({ scans: 1, hashed: 0 });
  });
});

describe("an image over a limit", () => {
  const many = (count: number) => Array.from({ length: count }, () => "x");
  const MANY = { rootfs: { diff_ids: Array(45_000).fill(`sha256:${sha256(tar)}`) } };
  const layer = { digest: `sha256:${sha256(gzipSync(tar))}`, size: gzipSync(tar).length };
  const config = { digest: layer.digest, size: 1 };

  it.each<[what: string, files: Files, message: RegExp]>([
    [
      "layers in a manifest",
      layoutOf(json({ config, layers: Array(35_000).fill(layer) })),
      /blobs\/sha256\/\w{64}: has 35,000 layers; it may have at most 1,000$/,
    ],
    [
      "layers in a configuration",
      ociLayout([makeImage({ config: MANY })]),
      /blobs\/sha256\/\w{64}: has 45,000 layers; it may have at most 1,000$/,
    ],
    [
      "manifests in an index",
      new Map([
        ["oci-layout", json({})],
        ["index.json", json({ manifests: Array(1001).fill(config) })],
      ]),
      /index\.json: has 1,001 manifests; it may have at most 1,000$/,
    ],
    [
      "a history",
      ociLayout([makeImage({ config: { history: Array(100_000).fill({ created_by: "x" }) } })]),
      /: has 100,000 history steps; it may have at most 10,000$/,
    ],
    [
      "variables",
      ociLayout([makeImage({ config: { config: { Env: many(10_001) } } })]),
      /: has 10,001 variables; it may have at most 10,000$/,
    ],
    [
      "labels",
      ociLayout([
        makeImage({
          config: { config: { Labels: Object.fromEntries(many(10_001).map((x, at) => [`${x}${at}`, x])) } },
        }),
      ]),
      /: has 10,001 labels; it may have at most 10,000$/,
    ],
    [
      "a label of 2 MB",
      ociLayout([makeImage({ labels: { x: "x".repeat(2_000_000) } })]),
      /: a label has 2000000 characters; it may have at most 1048576$/,
    ],
    [
      "a history entry of 2 MB",
      ociLayout([makeImage({ config: { history: [{ created_by: "x".repeat(2_000_000) }] } })]),
      /: created_by has 2000000 characters; it may have at most 1048576$/,
    ],
    [
      "a configuration of 8 MB",
      ociLayout([makeImage({ labels: { x: "x".repeat(8_000_000) } })]),
      /blobs\/sha256\/\w{64}: is 80\d{5} bytes; it may have at most 4194304$/,
    ],
    [
      "lists in lists in lists",
      layoutOf(Buffer.from("[".repeat(2_000_000) + "]".repeat(2_000_000))),
      /blobs\/sha256\/\w{64}: it is not a JSON object$/,
    ],
  ])("is an error that names file and limit: %s", async (_, files, message) => {
    const error = await errorOf(readDirectory(files));
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(500);
    expect(error.hint).toMatch(
      /^(Check what made this image: other images are far below this limit|Export it again.*)\.$/,
    );
    // An archive says the same.
    expect((await errorOf(readBytes(archiveOf(files)))).message).toMatch(message);
  });

  it("is an error with too many nested indexes", async () => {
    const files = new Map(ociLayout([makeImage()]));
    let manifests = JSON.parse(String(files.get("index.json"))).manifests;
    for (let depth = 0; depth < 1001; depth++) {
      const index = json({ manifests, depth });
      files.set(`blobs/sha256/${sha256(index)}`, index);
      manifests = [{ digest: `sha256:${sha256(index)}` }];
    }
    const error = await errorOf(readDirectory(files.set("index.json", json({ manifests }))));
    expect(error.message).toMatch(/manifests; it may have at most 1,000$/);
  });

  it("with hundreds of images lists only a few in the error", async () => {
    const manifests = Array.from({ length: 900 }, (_, at) => ({
      digest: `sha256:${sha256(Buffer.from(`${at}`))}`,
      platform: { os: "linux", architecture: "amd64" },
      annotations: { "org.opencontainers.image.ref.name": `${at}`.padEnd(3000, "x") },
    }));
    const files = new Map([
      ["index.json", json({ manifests })],
      ["oci-layout", json({})],
    ]);
    const error = await errorOf(readDirectory(files));
    expect(error.message).toMatch(/holds several images: 0xxx.* and 882 more$/);
    expect(error.message.length).toBeLessThan(6000);
  });
});

describe("a blob of the wrong size or kind", () => {
  const image = makeImage();
  const files = ociLayout([image]);
  const blob = gzipSync(image.tars[0] as Buffer);
  const path = `blobs/sha256/${sha256(blob)}`;
  const never: ReadOptions = {
    scan: () => {
      throw new Error("it was read");
    },
  };

  it.each<[what: string, change: (file: string) => void, message: string]>([
    [
      "sparse and of 8 TB",
      (file) => truncateSync(file, 8e12),
      `is 8000000000000 bytes, but its descriptor says ${blob.length}`,
    ],
    [
      "a byte too long",
      (file) => truncateSync(file, blob.length + 1),
      `is ${blob.length + 1} bytes, but its descriptor says ${blob.length}`,
    ],
    [
      "a byte too short",
      (file) => truncateSync(file, blob.length - 1),
      `is ${blob.length - 1} bytes, but its descriptor says ${blob.length}`,
    ],
    [
      "a pipe",
      (file) => {
        rmSync(file);
        execFileSync("mkfifo", [file]);
      },
      "is not a regular file",
    ],
    [
      "a device",
      (file) => {
        rmSync(file);
        execFileSync("ln", ["-s", "/dev/zero", file]);
      },
      "is not a regular file",
    ],
  ])("is an error before it is read: %s", async (_, change, message) => {
    const error = await errorOf(readDirectory(files, never, () => change(join(folder, path))));
    expect(error.message).toBe(`${folder}: ${path}: ${message}`);
  });

  it("is an error if a document is a pipe", async () => {
    const change = () => {
      rmSync(join(folder, "index.json"));
      execFileSync("mkfifo", [join(folder, "index.json")]);
    };
    const error = await errorOf(readDirectory(files, never, change));
    expect(error.message).toBe(`${folder}: index.json: is not a regular file`);
  });

  it("is an error even if its descriptor has 8 TB", async () => {
    const layers = [{ digest: `sha256:${sha256(blob)}`, size: 8e12 }];
    const config = { digest: `sha256:${sha256(image.config)}`, size: image.config.length };
    const changed = layoutOf(json({ config, layers }), files);
    const error = await errorOf(readDirectory(changed, never, () => truncateSync(join(folder, path), 8e12)));
    expect(error.message).toBe(
      `${folder}: ${path}: is 8000000000000 bytes; an image may have at most 274877906944`,
    );
  });

  it("is an error as an archive of 8 TB", async () => {
    const archive = join(folder, "app.tar");
    writeFileSync(archive, gzipSync(archiveOf(dockerSave(image, "25"))));
    truncateSync(archive, 8e12);
    const error = await errorOf(readImage({ kind: "archive", path: archive }));
    expect(error.message).toContain("is 8000000000000 bytes; an image may have at most 274877906944");
  });
});

test("a stream is read only up to the limit", async () => {
  let pieces = 0;
  async function* saveImage(): AsyncGenerator<Uint8Array> {
    yield gzipSync(archiveOf(dockerSave(makeImage(), "25")));
    for (; pieces < 1000; pieces++) yield Buffer.alloc(1000);
  }
  const reading = readImage({ kind: "engine", name: "app:latest" }, { saveImage, limits: { read: 50_000 } });
  expect((await errorOf(reading)).message).toBe("app:latest: is more than 50000 bytes");
  expect(pieces).toBeLessThan(100);
});

describe("a tiny zstd layer that needs gigabytes of memory", () => {
  /** A raw block, in a frame that begins so. */
  const frame = (...head: number[]) => {
    const block = Buffer.alloc(3);
    block.writeUIntLE((tar.length << 3) | 1, 0, 3);
    return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...head]), block, tar]);
  };
  const small = frame(0x00, 0x38);

  it.each<[what: string, blob: Buffer]>([
    ["by its window", frame(0x00, 20 << 3)],
    ["by its window, in the second frame", Buffer.concat([small, frame(0x00, 20 << 3)])],
    [
      "by its window, behind a checksum",
      Buffer.concat([frame(0x04, 0x38), Buffer.alloc(4), frame(0x00, 20 << 3)]),
    ],
    [
      "by its window, behind a byte that is repeated",
      Buffer.concat([
        Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38, (5 << 3) | 3, 0, 0, 0x78]),
        frame(0x00, 20 << 3),
      ]),
    ],
    [
      "by its window, behind a frame to skip",
      Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]), frame(0x00, 20 << 3)]),
    ],
    ["by its content", frame(0xe0, 0, 0, 0, 0x40, 0, 0, 0, 0)],
  ])("%s is an error", async (_, blob) => {
    async function* source(): AsyncGenerator<Uint8Array> {
      // In pieces that end anywhere.
      for (let at = 0; at < blob.length; at += 3) yield blob.subarray(at, at + 3);
    }
    const reading = scanLayer(source(), new Allowance(DEFAULT_READ_LIMITS));
    // Node has a decompressor of its own from version 22 on.
    await expect(reading).rejects.toThrow(
      /a zstd frame takes \d+ bytes of memory; it may take|too much memory/,
    );
  });

  it("is read up to 128 MiB", async () => {
    for (const blob of [small, frame(0x00, 17 << 3)]) {
      const scan = await scanLayer(Readable.from([blob]), new Allowance(DEFAULT_READ_LIMITS));
      expect(scan.contents.files).toBe(1);
    }
  });
});

describe("folders without an entry", () => {
  const deep = (first: string, count: number) => `${first}/${"a/".repeat(count - 1)}f`;
  // What a stream counts when it stops depends on the pieces that it is read in.
  const readOne = async (layer: readonly EntrySpec[], entries: number) => {
    const image = await readFile(archiveOf(dockerSave(makeImage({ layers: [layer] }), "25")), {
      limits: { entries },
    });
    return image.layers[0]?.contents.files;
  };
  const read = (entries: number, paths: readonly string[]) =>
    readOne(
      paths.flatMap((path) => [pax({ path }), { name: "x" }]),
      entries,
    );

  it("count as five entries each", async () => {
    expect(await read(10_010, [deep("a", 2000)])).toBe(1);
    expect((await errorOf(read(9990, [deep("a", 2000)]))).message).toContain(
      "more than 9990 tar entries and folders",
    );
    expect((await errorOf(read(15_000, [deep("a", 2000), deep("b", 2000)]))).message).toContain(
      "more than 15000",
    );
  });

  it("count once, and not if they have an entry", async () => {
    const files = Array.from({ length: 100 }, (_, at) => `${deep("a", 2000)}${at}`);
    expect(await read(10_110, files)).toBe(100);
    const folders = Array.from({ length: 100 }, (_, at) => deep("a", at + 1).replace(/f$/, ""));
    const layer = [...folders.map((name) => ({ name, flag: "5" })), { name: deep("a", 100) }];
    expect(await readOne(layer, 111)).toBe(1);
  });
});

describe("an archive", () => {
  it("of more than 20,000 files is an error", async () => {
    const archive = tarOf(Array.from({ length: 20_001 }, (_, at) => ({ name: `${at}` })));
    expect((await errorOf(readBytes(archive))).message).toMatch(
      /: has 20,001 files; it may have at most 20,000$/,
    );
  });

  it.each([
    [40, null],
    [41, /: link "l0" leads through more than 40 links$/],
  ])("reads a chain of %d links", async (count, message) => {
    const image = makeImage();
    const links = Array.from({ length: count }, (_, at) => ({
      name: `l${at}`,
      flag: "2",
      link: at === count - 1 ? "layer.tar" : `l${at + 1}`,
    }));
    const reading = readBytes(
      tarOf([
        { name: "config.json", content: image.config },
        { name: "layer.tar", content: image.tars[0] as Buffer },
        ...links,
        { name: "manifest.json", content: json([{ Config: "config.json", Layers: ["l0"] }]) },
      ]),
    );
    if (message === null) expect((await reading).layers).toHaveLength(1);
    else expect((await errorOf(reading)).message).toMatch(message);
  });
});
