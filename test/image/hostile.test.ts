import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { StagegateError } from "../../src/host/errors.ts";
import { readImage } from "../../src/image/read.ts";
import {
  archiveOf,
  compress,
  dockerSave,
  type EntrySpec,
  type Files,
  type FixtureCompression,
  json,
  kanikoArchive,
  makeImage,
  ociLayout,
  pax,
  sha256,
  tarEntry,
  tarOf,
  writeDirectory,
  zstdFrame,
} from "../fixtures/images.ts";
import { errorOf, fileSource, readBytes, readFile, readLayer, readStream } from "./reading.ts";

const image = makeImage({
  user: "app",
  layers: [
    [
      { name: "etc/passwd", content: "app:x:1000:1000::/:/bin/sh\n" },
      { name: "bin/app", content: Buffer.alloc(900, "0123456789 app") },
    ],
    [{ name: "bin/.wh.app" }, { name: "bin/app2", content: "app" }],
  ],
});
const LONG = { os: "linux".repeat(20_000), architecture: "arm64" };
const NESTED = { digest: `sha256:${"1".repeat(64)}`, platform: LONG };
const archives: [string, Buffer][] = [
  ["docker save 20.10", archiveOf(dockerSave(image, "20.10"))],
  ["docker save 25", archiveOf(dockerSave(image, "25"))],
  ["docker save, containerd store", archiveOf(dockerSave(image, "containerd"))],
  ["docker save, zstd", archiveOf(dockerSave(image, "containerd", { compression: "zstd" }))],
  ["kaniko", archiveOf(kanikoArchive(image))],
  ["OCI archive", archiveOf(ociLayout([image]))],
  ["archive in gzip", gzipSync(archiveOf(dockerSave(image, "25")))],
  ["archive in zstd", zstdFrame(archiveOf(dockerSave(image, "25")))],
];

describe("an archive that is cut off", () => {
  it.each(archives)("at any byte is an error or still complete: %s", async (_, archive) => {
    const whole = await readBytes(archive);
    const end = endOf(archive);
    // Without its manifest.json, which comes last, an archive of Docker 25 has index.json.
    const needed = archive.indexOf("manifest.json") < archive.indexOf("index.json") ? end : end - 3000;
    for (let length = 0; length < end; length += 113) {
      const found = await readBytes(archive.subarray(0, length)).catch((error: unknown) => error);
      if (found instanceof StagegateError) expect(found.message).toMatch(/^app:latest: ./);
      else expect([length > needed, found]).toEqual([true, whole]);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(Math.max(needed, 1) - 1), async (length) => {
        for (const read of [readStream, readFile]) await errorOf(read(archive.subarray(0, length)));
      }),
    );
  });

  it.each(archives.slice(0, 6))("after its last file is complete, as for engines: %s", async (_, archive) => {
    const whole = await readBytes(archive);
    const end = endOf(archive);
    for (const length of [end, end + 1, archive.length - 1024, archive.length - 512])
      expect(await readBytes(archive.subarray(0, length))).toEqual(whole);
    const error = await errorOf(readBytes(archive.subarray(0, archive.length - 700)));
    expect(error.message).toMatch(/^app:latest: is cut off in the header after entry/);
  });

  it("before a file that it lists says so", async () => {
    const files = [...dockerSave(image, "25")].filter(([path]) => !path.startsWith("blobs/"));
    const error = await errorOf(readBytes(archiveOf(new Map(files)).subarray(0, -1024)));
    expect(error.message).toMatch(
      /^app:latest: manifest\.json: blobs\/sha256\/\w+: is missing: the archive is cut off$|^app:latest: blobs\/sha256\/\w+: is missing: the archive is cut off$/,
    );
    const none = await errorOf(readBytes(archiveOf(new Map()).subarray(0, -1024)));
    expect(none.message).toBe("app:latest: is empty or cut off: it has neither manifest.json nor index.json");
  });

  it("names the file and the entry", async () => {
    const archive = archiveOf(dockerSave(image, "25"));
    const path = `blobs/sha256/${sha256(image.tars[0] as Buffer)}`;
    const error = await errorOf(readBytes(archive.subarray(0, archive.indexOf(path) + 700)));
    expect(error.message).toBe(`app:latest: entry "${path}" is cut off`);
  });
});

/** Where the data of an archive's last file ends; of a compressed one, where all ends. */
function endOf(archive: Buffer): number {
  if (!archive.subarray(-1024).equals(Buffer.alloc(1024))) return archive.length;
  let at = archive.length - 1024;
  while (archive[at - 1] === 0) at -= 1;
  return at;
}

describe("a changed bit", () => {
  it.each<[FixtureCompression]>([["raw"], ["gzip"], ["zstd"]])(
    "in a %s layer is an error",
    async (compression) => {
      const whole = archiveOf(dockerSave(image, "containerd", { compression }));
      const layer = compress(image.tars[0] as Buffer, compression);
      const start = whole.indexOf(layer);
      await fc.assert(
        fc.asyncProperty(fc.nat(layer.length - 1), fc.nat(7), async (at, bit) => {
          const changed = Buffer.from(whole);
          changed.writeUInt8(changed.readUInt8(start + at) ^ (1 << bit), start + at);
          for (const read of [readStream, readFile])
            expect((await errorOf(read(changed))).message).toContain(`blobs/sha256/${sha256(layer)}: `);
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each(archives)("never changes the image that is read: %s", async (_, archive) => {
    const right = await readBytes(archive);
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(archive);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        // Padding and what nothing refers to may change; all else is an error.
        for (const read of [readStream, readFile]) {
          const found = await read(changed).catch((error: unknown) => error);
          if (!(found instanceof StagegateError)) expect(found).toEqual(right);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("in a layer names file, blob, and both digests", async () => {
    const files = new Map(dockerSave(image, "25"));
    const digest = sha256(image.tars[1] as Buffer);
    const other = tarOf([{ name: "other" }]);
    const error = await errorOf(readBytes(archiveOf(files.set(`blobs/sha256/${digest}`, other))));
    expect(error.message).toBe(
      `app:latest: blobs/sha256/${digest}: the blob's digest is sha256:${sha256(other)}, but should be sha256:${digest}`,
    );
    expect(error.hint).toMatch(/again/);
  });
});

describe("an OCI directory", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "stagegate-hostile-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it.each<[FixtureCompression]>([["raw"], ["gzip"], ["zstd"]])(
    "is an error with any %s file cut off",
    async (compression) => {
      const files = ociLayout([image], { compression });
      writeDirectory(directory, files);
      const cut = [...files].filter(([path]) => path !== "oci-layout") as [string, Buffer][];
      await fc.assert(
        fc.asyncProperty(
          fc.nat(cut.length - 1),
          fc.double({ min: 0, max: 0.999, noNaN: true }),
          async (which, share) => {
            const [path, bytes] = cut[which] as [string, Buffer];
            writeFileSync(join(directory, path), bytes.subarray(0, Math.floor(bytes.length * share)));
            const error = await errorOf(readImage(fileSource(directory)));
            expect(error.message).toContain(`${directory}: ${path}: `);
            writeFileSync(join(directory, path), bytes);
          },
        ),
      );
    },
  );

  it("is an error with a placeholder in a blob's place", async () => {
    const blob = `blobs/sha256/${sha256(gzipSync(image.tars[1] as Buffer))}`;
    writeDirectory(
      directory,
      new Map([...ociLayout([image]), [blob, Buffer.alloc(gzipSync(image.tars[1] as Buffer).length)]]),
    );
    expect((await errorOf(readImage(fileSource(directory)))).message).toContain(`${blob}: `);
  });

  it("is an error with a directory in a blob's place", async () => {
    const files = new Map(ociLayout([image]));
    const blob = `blobs/sha256/${sha256(image.config)}`;
    files.delete(blob);
    writeDirectory(directory, files.set(`${blob}/x`, Buffer.from("x")) as Files);
    expect((await errorOf(readImage(fileSource(directory)))).message).toContain(
      `${blob}: is not a regular file`,
    );
  });
});

describe("an invalid layer", () => {
  const size = (bytes: number[]) => Buffer.from([...bytes, ...Array(12 - bytes.length).fill(0xff)]);
  it.each<[string, EntrySpec[] | Buffer, RegExp]>([
    [
      "a name out of the root",
      [{ name: "../etc/passwd" }],
      /entry "\.\.\/etc\/passwd" leads out of its root/,
    ],
    ["a name out of the root, further in", [{ name: "a/../../x" }], /entry "a\/\.\.\/\.\.\/x" leads out/],
    ["a negative size", [{ name: "a", size: size([0xff]) }], /entry "a" has no valid size/],
    ["a size beyond any limit", [{ name: "a", size: size([0x80]) }], /entry "a" has no valid size/],
    ["a size beyond the layer", [{ name: "a", size: 100_000_000 }], /entry "a" is cut off/],
    [
      "a size that is no number",
      [{ name: "a", size: Buffer.from("0000000000x\0") }],
      /entry "a" has no valid size/,
    ],
    ["a pax size that is no number", [pax({ size: "1e3" }), { name: "a" }], /entry "a" has no valid size/],
    ["a negative pax size", [pax({ size: "-1" }), { name: "a" }], /entry "a" has no valid size/],
    [
      "a pax record that is too long",
      [{ name: "x", flag: "x", content: "99 path=a\n" }, { name: "a" }],
      /pax extended header is malformed/,
    ],
    [
      "a pax record without end",
      [{ name: "x", flag: "x", content: "9 path=ab" }, { name: "a" }],
      /pax extended header is malformed/,
    ],
    [
      "a pax record without length",
      [{ name: "x", flag: "x", content: "path=ab\n" }, { name: "a" }],
      /pax extended header is malformed/,
    ],
    [
      "a pax record of no length",
      [{ name: "x", flag: "x", content: "0 path=ab\n" }, { name: "a" }],
      /pax extended header is malformed/,
    ],
    [
      "a huge extended header",
      [{ name: "x", flag: "x", size: 2_000_000 }],
      /extended header "x" is larger than/,
    ],
    ["an unknown type", [{ name: "a", flag: "V" }], /entry "a" is of the unknown type "V"/],
    ["a wrong checksum", wrongChecksum(), /checksum is wrong, after entry "a"/],
    [
      "a zero block between entries",
      Buffer.concat([tarEntry({ name: "a" }), Buffer.alloc(512), tarOf([{ name: "b" }])]),
      /a zero block between tar entries/,
    ],
    [
      "half a header",
      tarEntry({ name: "a" }).subarray(0, 300),
      /is not a tar, or cut off within the first header/,
    ],
    [
      "control characters in a name",
      [{ name: "../\u001b[31m\u009b" }],
      /entry "\.\.\/\\u001b\[31m\\u009b" leads/,
    ],
  ])("%s", async (_, layer, message) => {
    const error = await errorOf(readLayer(layer));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^app:latest: blobs\/sha256\/[0-9a-f]{64}: /);
  });

  it("is an error in the names of an archive, too", async () => {
    const archive = tarOf([{ name: "../manifest.json", content: json([]) }]);
    expect((await errorOf(readBytes(archive))).message).toMatch(/entry "\.\.\/manifest\.json" leads out/);
  });

  it("is an error with a loop of links", async () => {
    const loop = tarOf([
      { name: "manifest.json", content: json([{ Config: "a", Layers: [] }]) },
      { name: "a", flag: "2", link: "b" },
      { name: "b", flag: "1", link: "a" },
    ]);
    expect((await errorOf(readBytes(loop))).message).toMatch(/a: link "a" leads to itself/);
  });

  it("in indexes that share parts: each is read once", async () => {
    const files = new Map(ociLayout([image]));
    let manifests = JSON.parse(String(files.get("index.json"))).manifests;
    for (let depth = 0; depth < 12; depth++) {
      const index = json({ manifests, depth });
      files.set(`blobs/sha256/${sha256(index)}`, index);
      manifests = Array(50).fill({ digest: `sha256:${sha256(index)}` });
    }
    expect((await readBytes(archiveOf(files.set("index.json", json({ manifests }))))).config.user).toBe(
      "app",
    );
  });
});

// What they count when they stop depends on the pieces that it is read in.
describe.each([
  ["of a stream", readStream],
  ["of a file", readFile],
])("limits %s", (_, read) => {
  const zeros = makeImage({ layers: [[{ name: "zeros", content: Buffer.alloc(8_000_000) }]] });
  const small = { expansion: 100, expansionFloor: 1_000_000 };

  it.each<[string, Buffer, RegExp]>([
    [
      "a gzip layer",
      archiveOf(dockerSave(zeros, "containerd")),
      /blobs\/sha256\/\w+: \d+ bytes expand to more than \d+ bytes/,
    ],
    ["an archive in gzip", gzipSync(archiveOf(dockerSave(zeros, "25"))), /expand to more than/],
    [
      "an archive in gzip with a gzip layer",
      gzipSync(archiveOf(dockerSave(zeros, "containerd"))),
      /expand to more than/,
    ],
    ["a zstd layer", archiveOf(zstdBomb()), /expand to more than/],
  ])("stop %s that unpacks to too many bytes", async (_what, archive, message) => {
    expect((await errorOf(read(archive, { limits: small }))).message).toMatch(message);
  });

  it("allow an image of zeros at the best ratio of gzip", async () => {
    const { layers } = await read(archiveOf(dockerSave(zeros, "containerd")), {
      limits: { expansionFloor: 0 },
    });
    expect(layers[0]?.contents.size).toBe(8_000_000);
  });

  it("stop a twice compressed archive beyond the best ratio of gzip", async () => {
    const archive = gzipSync(
      archiveOf(
        dockerSave(
          makeImage({ layers: [[{ name: "zeros", content: Buffer.alloc(50_000_000) }]] }),
          "containerd",
        ),
      ),
    );
    expect((await errorOf(read(archive, { limits: { expansionFloor: 0 } }))).message).toMatch(
      /expand to more than/,
    );
  });

  it("stop too many entries in all layers together", async () => {
    const entries = Array.from({ length: 60 }, (_, at) => ({ name: `f${at}` }));
    const archive = archiveOf(
      dockerSave(makeImage({ layers: [entries, [...entries, { name: "g" }]] }), "25"),
    );
    await read(archive, { limits: { entries: 140 } });
    expect((await errorOf(read(archive, { limits: { entries: 120 } }))).message).toMatch(
      /more than 120 tar entries/,
    );
  });

  it("stop data that would stay in memory", async () => {
    const archive = archiveOf(
      dockerSave(makeImage({ layers: [[{ name: "etc/passwd", content: Buffer.alloc(50_000) }]] }), "25"),
    );
    expect((await errorOf(read(archive, { limits: { kept: 40_000 } }))).message).toMatch(
      /documents and watched files/,
    );
  });
});

function wrongChecksum(): Buffer {
  const tar = tarOf([{ name: "a" }, { name: "b" }]);
  tar.writeUInt8(tar.readUInt8(512 + 10) ^ 1, 512 + 10);
  return tar;
}

/** A layer of zstd blocks that repeat one byte: 4 bytes expand to 128 KiB. */
function zstdBomb(): Files {
  const repeated = Buffer.alloc(4);
  repeated.writeUIntLE((131_072 << 3) | (1 << 1), 0, 3);
  const blocks = Array(4000).fill(repeated);
  const bomb = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), ...blocks]);
  const files = new Map(dockerSave(zerosImage(), "containerd"));
  const [path] = JSON.parse(String(files.get("manifest.json")))[0].Layers;
  return files.set(path, bomb);
}

function zerosImage(): ReturnType<typeof makeImage> {
  return makeImage({ layers: [[]] });
}

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["a digest is an object with a toString", { config: { digest: { toString: "x" } }, layers: [] }],
  ["a platform is endless", { manifests: [{ digest: `sha256:${"0".repeat(64)}`, platform: LONG }, NESTED] }],
])("an index in which %s is a readable error", async (_, index) => {
  const files = new Map([...ociLayout([image]), ["index.json", json(index)] as const]);
  const { message } = await errorOf(readBytes(archiveOf(files)));
  expect(message.length).toBeLessThan(2100);
});
