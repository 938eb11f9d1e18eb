import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Layer } from "../../src/image/image.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { readImage } from "../../src/image/read.ts";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { errorOf } from "./reading.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const IMAGE = makeImage({
  layers: [
    [{ name: "etc/passwd", content: "app:x:1:1::/:\n" }],
    [{ name: "etc/.wh.passwd" }, { name: "a", content: "abc" }],
    [{ name: "etc", flag: "2", link: "/b" }],
  ],
});

/** Writes the image as a builder does, which leaves alone the blobs that are there with their size. */
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
  const cache = await openLayerCache(join(folder, "cache"));
  const directory = join(folder, name);
  await cache.placeHolders(directory);
  const exported = exportInto(directory);
  const image = await readImage({ kind: "oci-directory", path: directory }, { cache });
  await cache.close();
  return { image, exported };
}

const entries = () => readdirSync(join(folder, "cache/v1")).map((name) => join(folder, "cache/v1", name));

test("what one run read, the next need not have exported, and it is the same image", async () => {
  const first = await run("first");
  const second = await run("second");
  expect(second.image).toEqual(first.image);
  // index.json, oci-layout, manifest and configuration are small and always cross over.
  expect([first.exported.length, second.exported.length]).toEqual([7, 4]);
});

// Four small files always cross over; of three layers one has a file of 3 bytes.
test.each([
  ["cut off", 7, (text: string) => text.slice(0, -5)],
  ["changed", 5, (text: string) => text.replace('"size":3,', '"size":4,')],
  ["empty", 7, () => ""],
])("entries that are %s are exported and read again", async (_, exported, damage) => {
  const first = await run("first");
  for (const path of entries()) writeFileSync(path, damage(readFileSync(path, "utf8")));
  const second = await run("second");
  expect(second.image).toEqual(first.image);
  expect(second.exported).toHaveLength(exported);
});

test("placeholders are never taken for layers: without the cache they are an error", async () => {
  await run("first");
  const cache = await openLayerCache(join(folder, "cache"));
  await cache.placeHolders(join(folder, "second"));
  exportInto(join(folder, "second"));
  const error = await errorOf(readImage({ kind: "oci-directory", path: join(folder, "second") }));
  expect(error.message).toMatch(/blobs\/sha256\/[0-9a-f]{64}: is cut off/);
});

test("a folder that cannot be made is named, with what to do", async () => {
  writeFileSync(join(folder, "file"), "");
  const error = await errorOf(openLayerCache(join(folder, "file/cache")));
  expect(error.message).toContain(
    `the layer cache cannot be kept in ${join(folder, "file/cache")} (ENOTDIR)`,
  );
  expect(error.hint).toContain("XDG_CACHE_HOME");
});

test("two runs at once keep each other's entries whole", async () => {
  const [one, two] = await Promise.all([run("one"), run("two")]);
  expect(two.image).toEqual(one.image);
  expect((await run("three")).exported).toHaveLength(4);
});

test("what was used least recently goes first", async () => {
  const layer: Layer = {
    diffId: "sha256:0",
    transferSize: 1,
    contents: { size: 1, files: 1, watched: new Map(), entries: [] },
  };
  const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;
  const cache = await openLayerCache(folder);
  for (let number = 0; number < 1002; number++) {
    await cache.keep(digest(number), 1, layer);
    utimesSync(join(folder, "v1", digest(number).slice(7)), number, number);
  }
  cache.find(digest(0));
  await cache.close();
  const again = await openLayerCache(folder);
  expect([0, 1, 2, 3].map((number) => again.find(digest(number)) !== null)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
