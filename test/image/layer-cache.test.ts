import { randomBytes } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import fc from "fast-check";
import { addChecksum, verifyChecksum } from "../../src/host/checksum.ts";
import type { Layer, LayerEntry } from "../../src/image/image.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { LAYER_FORMAT, unpackLayerFiles } from "../../src/image/layer-file.ts";
import { readImage } from "../../src/image/read.ts";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { errorOf } from "./reading.ts";

let folder: string;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const VERSION = `v${LAYER_FORMAT}`;

/** Opens the cache as a run does. */
const open = (at = join(folder, "cache")) => openLayerCache(at, (message) => warnings.push(message));

const IMAGE = makeImage({
  layers: [
    [{ name: "etc/passwd", content: "app:x:1:1::/:\n" }],
    [{ name: "etc/.wh.passwd" }, { name: "a", content: "abc" }],
    [{ name: "etc", flag: "2", link: "/b" }],
  ],
});

/** Writes the image like a builder, which skips existing blobs of the right size. */
function exportInto(directory: string): string[] {
  const there = new Map(
    blobsIn(directory).map((name) => [
      `blobs/sha256/${name}`,
      statSync(join(directory, "blobs/sha256", name)).size,
    ]),
  );
  const left = [...ociLayout([IMAGE])].filter(
    ([path, bytes]) => there.get(path) !== (bytes as Buffer).length,
  );
  writeDirectory(directory, new Map(left));
  return left.map(([path]) => path);
}

function blobsIn(directory: string): string[] {
  try {
    return readdirSync(join(directory, "blobs/sha256"));
  } catch {
    return []; // Nothing was prepared.
  }
}

/** One run: prepares, exports and reads. */
async function run(name: string) {
  const cache = open();
  const directory = join(folder, name);
  await cache.putPlaceholders(directory);
  const exported = exportInto(directory);
  const image = await readImage({ kind: "oci-directory", path: directory }, { cache, isPrepared: true });
  await cache.close();
  return { image, exported };
}

const kept = () =>
  readdirSync(join(folder, "cache", VERSION)).map((name) => join(folder, "cache", VERSION, name));

test("the next run needs no export of cached layers and reads the same image", async () => {
  const first = await run("first");
  const second = await run("second");
  expect(second.image).toEqual(first.image);
  expect(second.image.layers[1]?.contents.entries).toEqual([
    { kind: "removed", path: "etc/passwd" },
    { kind: "file", path: "a", size: 3, mode: 0o644, crc: 0x352441c2 },
  ]);
  // index.json, oci-layout, manifest and configuration are small and always cross over.
  expect([first.exported.length, second.exported.length]).toEqual([7, 4]);
});

test("a cached layer knows that it has a secret, but not the value", async () => {
  const cache = open(folder);
  const secrets = [{ path: "app/key.pem", what: "a private key" }];
  const contents = { size: 1, files: 1, watched: new Map(), secrets, entries: [] };
  await cache.keep(digest(1), 1, { diffId: digest(1), transferSize: 1, contents });
  expect((await open(folder).find(digest(1)))?.contents.secrets).toEqual(secrets);
});

test("layers cached by other detectors are exported and read again", async () => {
  const first = await run("first");
  for (const path of kept()) {
    const rest = verifyChecksum(readFileSync(path))?.toString("latin1") ?? "";
    const changed = rest.replace('"detectors":', '"detectors":1');
    expect(changed).not.toBe(rest);
    writeFileSync(path, addChecksum(Buffer.from(changed, "latin1")));
  }
  const second = await run("second");
  expect(second.image).toEqual(first.image);
  expect(second.exported).toHaveLength(7);
});

test("a file whose content is not a layer is not read", async () => {
  await run("first");
  const [path = ""] = kept();
  const rest = verifyChecksum(readFileSync(path))?.toString("latin1") ?? "";
  for (const other of [rest.replace('"size":', '"size":"none","old":'), "text\n", ""]) {
    expect(other).not.toBe(rest);
    writeFileSync(path, addChecksum(Buffer.from(other, "latin1")));
    expect(await open().find(`sha256:${basename(path)}`)).toBeNull();
  }
});

test("a file with an invalid digest, number or packed entries is not read", async () => {
  await run("first");
  const [path = ""] = kept();
  const rest = verifyChecksum(readFileSync(path))?.toString("latin1") ?? "";
  const own = `sha256:${basename(path)}`;
  const wrong = [
    rest.replace(own, "sha256:../../../escaped"),
    rest.replace(/"blobSize":\d+/, '"blobSize":1e300'),
    rest.replace(/"blobSize":\d+/, '"blobSize":-1'),
    rest.replace(/"blobSize":\d+/, `"blobSize":${2 ** 50}`),
    rest.replace(/"diffId":"sha256:/, '"diffId":"'),
    `${rest.slice(0, rest.indexOf("\n") + 1)}no entries`,
  ];
  for (const text of wrong) {
    expect(text).not.toBe(rest);
    writeFileSync(path, addChecksum(Buffer.from(text, "latin1")));
    const cache = open();
    expect(await cache.find(own)).toBeNull();
    await cache.putPlaceholders(join(folder, "layout"));
  }
});

test("a file of another machine with a path as digest is not stored", async () => {
  await run("first");
  const [path = ""] = kept();
  const rest = verifyChecksum(readFileSync(path))?.toString("latin1") ?? "";
  const file = addChecksum(
    Buffer.from(rest.replace(/"digest":"[^"]*"/, '"digest":"../../escaped"'), "latin1"),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(file.length);
  const packed = Buffer.concat([Buffer.from(`stagegate layers ${LAYER_FORMAT}\n`), length, file]);
  await open(join(folder, "other")).add(unpackLayerFiles(packed));
  expect(readdirSync(folder).sort()).toEqual(["cache", "first"]);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["cut off", (bytes) => bytes.subarray(0, -5)],
  ["cut off in their first line", (bytes) => bytes.subarray(0, 20)],
  ["longer than they were", (bytes) => Buffer.concat([bytes, Buffer.from("\n")])],
  ["empty", () => Buffer.alloc(0)],
])("layers whose files are %s are exported and read again", async (_, damage) => {
  const first = await run("first");
  for (const path of kept()) writeFileSync(path, damage(readFileSync(path)));
  const second = await run("second");
  expect(second.image).toEqual(first.image);
  expect(second.exported).toHaveLength(7);
  expect((await run("third")).exported).toHaveLength(4);
});

test("a file with any changed bit is no cached layer", async () => {
  await run("first");
  const [path] = kept() as [string];
  const digest = `sha256:${basename(path)}`;
  const right = readFileSync(path);
  const isKnown = async () => (await open().find(digest)) !== null;
  await fc.assert(
    fc.asyncProperty(fc.nat(right.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(right);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      writeFileSync(path, changed);
      expect(await isKnown()).toBe(false);
    }),
  );
  writeFileSync(path, right);
  expect(await isKnown()).toBe(true);
});

test("layers that another run removes stay known in this run", async () => {
  const first = await run("first");
  const cache = open();
  await cache.putPlaceholders(join(folder, "second"));
  rmSync(join(folder, "cache"), { recursive: true });
  exportInto(join(folder, "second"));
  const second = await readImage(
    { kind: "oci-directory", path: join(folder, "second") },
    { cache, isPrepared: true },
  );
  expect(second).toEqual(first.image);
});

test("a layer is the same object each time", async () => {
  const { image } = await run("first");
  const digests = kept().map((path) => `sha256:${basename(path)}`);
  const cache = open();
  const [one, two] = await Promise.all([digests, digests].map((own) => Promise.all(own.map(cache.find))));
  one?.forEach((layer, at) => {
    expect(layer).not.toBeNull();
    expect(two?.[at]).toBe(layer);
  });
  const [layer] = image.layers as [Layer];
  await cache.keep(digest(1), 1, layer);
  expect(await cache.find(digest(1))).toBe(layer);
});

test("placeholders are an error without the cache", async () => {
  await run("first");
  const cache = open();
  await cache.putPlaceholders(join(folder, "second"));
  exportInto(join(folder, "second"));
  const error = await errorOf(readImage({ kind: "oci-directory", path: join(folder, "second") }));
  expect(error.message).toMatch(/blobs\/sha256\/[0-9a-f]{64}: is not a tar, or cut off/);
});

test("an unwritable cache is one warning, and the run goes on", async () => {
  writeFileSync(join(folder, "cache"), "");
  const first = await run("first");
  expect(first.image.layers.map(({ contents }) => contents.files)).toEqual([1, 1, 0]);
  expect(warnings).toEqual([
    `Layers cannot be stored in ${join(folder, "cache")} (ENOTDIR), so the next run reads them again. Set XDG_CACHE_HOME to a folder that can be written to.`,
  ]);
});

test("a layer is read once in a run, even with an unwritable cache", async () => {
  writeFileSync(join(folder, "cache"), "");
  const cache = open();
  const { image } = await run("first");
  const [layer] = image.layers as [Layer];
  await cache.keep(digest(1), 1, layer);
  expect(await cache.find(digest(1))).toBe(layer);
});

test("a layer that another run stores meanwhile is found", async () => {
  const cache = open();
  expect(await cache.find(digest(1))).toBeNull();
  const { image } = await run("first");
  const [layer] = image.layers as [Layer];
  await open().keep(digest(1), 1, layer);
  expect(await cache.find(digest(1))).toEqual(layer);
});

test("a file under the name of another layer is not read", async () => {
  await run("first");
  const [path = ""] = kept();
  writeFileSync(join(folder, "cache", VERSION, digest(1).slice(7)), readFileSync(path));
  expect(await open().find(digest(1))).toBeNull();
});

test("a cache that is cleared during a run stores later layers", async () => {
  const { image } = await run("first");
  const [layer] = image.layers as [Layer];
  const cache = open();
  await cache.keep(digest(1), 1, layer);
  rmSync(join(folder, "cache"), { recursive: true });
  await cache.keep(digest(2), 1, layer);
  await cache.close();
  expect(kept().map((path) => basename(path))).toEqual([digest(2).slice(7)]);
  rmSync(join(folder, "cache"), { recursive: true });
  await cache.close();
  expect(warnings).toEqual([]);
});

test("a read from an empty cache makes no folder", async () => {
  const cache = open();
  expect(await cache.find(digest(1))).toBeNull();
  expect(await cache.isEmpty()).toBe(true);
  await cache.close();
  expect(readdirSync(folder)).toEqual([]);
});

test("a cache is not empty after the first run", async () => {
  await run("first");
  const cache = open();
  expect(await cache.isEmpty()).toBe(false);
});

test("files of earlier formats are removed, and no others", async () => {
  const others = [`v${LAYER_FORMAT - 1}`, "v1", `v${LAYER_FORMAT + 1}`, "versions", "v", "notes"];
  for (const name of others) {
    mkdirSync(join(folder, "cache", name), { recursive: true });
    writeFileSync(join(folder, "cache", name, "file"), "");
  }
  await run("first");
  expect(readdirSync(join(folder, "cache")).sort()).toEqual(
    [VERSION, `v${LAYER_FORMAT + 1}`, "versions", "v", "notes"].sort(),
  );
});

test("two runs at once leave each other's layers complete", async () => {
  const [one, two] = await Promise.all([run("one"), run("two")]);
  expect(two.image).toEqual(one.image);
  expect((await run("three")).exported).toHaveLength(4);
});

const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;

/** Stores layers with these entries, numbered in the order of their use; returns the numbers that stay. */
async function staying(layers: readonly (readonly LayerEntry[])[], found: readonly number[] = []) {
  const cache = open(folder);
  for (const [number, entries] of layers.entries()) {
    await cache.keep(digest(number), 1, {
      diffId: digest(number),
      transferSize: 1,
      contents: { size: 1, files: 1, watched: new Map(), secrets: [], entries },
    });
    utimesSync(join(folder, VERSION, digest(number).slice(7)), number, number);
  }
  const later = open(folder);
  for (const number of found) await later.find(digest(number));
  await later.close();
  const again = open(folder);
  const numbers = [...layers.keys()];
  const layersFound = await Promise.all(numbers.map((number) => again.find(digest(number))));
  return numbers.filter((number) => layersFound[number] !== null);
}

test("the least recently used layers over the limit are removed", async () => {
  const stay = await staying(Array(1002).fill([]), [0]);
  expect(stay).toHaveLength(1000);
  expect([0, 1, 2, 3].map((number) => stay.includes(number))).toEqual([true, false, false, true]);
});

test("the least recently used layers over the size limit are removed", async () => {
  // Some 12 MB each, where 32 MiB may stay.
  const large = () => [{ kind: "other" as const, path: randomBytes(12_000_000).toString("base64") }];
  expect(await staying([[], large(), large(), large()])).toEqual([0, 2, 3]);
});
