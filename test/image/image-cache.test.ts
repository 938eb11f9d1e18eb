import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { addChecksum } from "../../src/host/checksum.ts";
import { type CachedImage, IMAGE_LIMITS, openImageCache } from "../../src/image/image-cache.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;
const image = (user: string): CachedImage => ({
  config: {
    platform: "linux/amd64",
    user,
    labels: { a: "b" },
    env: ["A=1"],
    healthcheck: true,
    history: [{ createdBy: "COPY a é", emptyLayer: false }],
  },
  blobs: [digest(1), digest(2), digest(1)],
  missing: [{ digest: digest(2), diffId: digest(3), size: 7 }],
});
/** As another run opens it. */
const find = (id: number, platform: string | null = null) =>
  openImageCache(folder, String).find(digest(id), platform);
const keep = (id: number, known: CachedImage, platform: string | null = null) =>
  openImageCache(folder, String).keep(digest(id), platform, known);

test("a cached image is found by the next run for the same platform", async () => {
  expect(await find(1)).toBeNull();
  await keep(1, image("a"));
  await keep(1, image("b"), "linux/arm64");
  expect(await find(1)).toEqual(image("a"));
  expect(await find(1, "linux/arm64")).toEqual(image("b"));
  expect(await find(1, "linux/s390x")).toBeNull();
  expect(await find(2)).toBeNull();
});

test("provenance is cached with its image", async () => {
  const attested = { ...image("a"), provenance: { buildType: "é", materials: [1, null] } };
  await keep(1, attested);
  expect(await find(1)).toEqual(attested);
  await keep(1, image("a"));
  expect(await find(1)).not.toHaveProperty("provenance");
});

const file = () => join(folder, readdirSync(folder)[0] ?? "");

test("a file with any changed bit is no cached image", async () => {
  await keep(1, image("a"));
  const right = readFileSync(file());
  await fc.assert(
    fc.asyncProperty(fc.nat(right.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(right);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      writeFileSync(file(), changed);
      expect(await find(1)).toBeNull();
    }),
  );
  writeFileSync(file(), right);
  expect(await find(1)).toEqual(image("a"));
});

test.each([0, 1, 64, 65, 100])("a file cut off after %d bytes is written again", async (bytes) => {
  await keep(1, image("a"));
  writeFileSync(file(), readFileSync(file()).subarray(0, bytes));
  expect(await find(1)).toBeNull();
  await keep(1, image("a"));
  expect(await find(1)).toEqual(image("a"));
});

test.each<[string, object | string]>([
  ["an image with a number among its blobs", { ...image("a"), blobs: [1] }],
  ["an image with a missing layer without a diff id", { ...image("a"), missing: [{ digest: digest(2) }] }],
  ["an image without a configuration", { blobs: [] }],
  ["text", "text"],
])("a file that contains %s is no cached image", async (_, content) => {
  await keep(1, image("a"));
  const [name = ""] = readdirSync(folder);
  const json = typeof content === "string" ? content : JSON.stringify({ name, ...content });
  writeFileSync(file(), addChecksum(Buffer.from(json)));
  expect(await find(1)).toBeNull();
});

test("a file under the name of another image is not read", async () => {
  await keep(1, image("a"));
  const first = file();
  await keep(2, image("b"));
  const [second = ""] = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path !== first);
  renameSync(first, second);
  expect(await find(2)).toBeNull();
});

test("two runs at once leave each other's images complete", async () => {
  await Promise.all([1, 2, 1, 2, 1].map((id) => keep(id, image(String(id)))));
  expect([await find(1), await find(2)]).toEqual([image("1"), image("2")]);
  expect(readdirSync(folder)).toHaveLength(2);
});

test("the least recently used images over the limit are removed", async () => {
  await keep(1, image("a"));
  utimesSync(file(), 1, 1);
  for (let other = 0; other < IMAGE_LIMITS.number - 2; other += 1) {
    writeFileSync(join(folder, `other-${other}`), "");
    utimesSync(join(folder, `other-${other}`), 2 + other, 2 + other);
  }
  await keep(2, image("b"));
  expect(readdirSync(folder)).toHaveLength(IMAGE_LIMITS.number);
  expect(await find(1)).toEqual(image("a"));
  await keep(3, image("c"));
  // Found, the first one is of now; so it is the next that goes.
  expect(readdirSync(folder)).toHaveLength(IMAGE_LIMITS.number);
  expect(await find(1)).toEqual(image("a"));
  expect(readdirSync(folder)).not.toContain("other-0");
  expect(readdirSync(folder)).toContain("other-1");
});

test("an unwritable cache has no images", async () => {
  writeFileSync(join(folder, "file"), "");
  const cache = openImageCache(join(folder, "file/images"), String);
  await cache.keep(digest(1), null, image("a"));
  expect(await cache.find(digest(1), null)).toBeNull();
});
