import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { LAYER_FORMAT } from "../../src/image/layer-file.ts";
import { readImage } from "../../src/image/read.ts";
import { type RemoteLayerCache, shareLayers } from "../../src/image/shared-layers.ts";
import { type FixtureImage, makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";

let folder: string;
let remote: MemoryCache;
let machines: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  remote = new MemoryCache();
  machines = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Like GitHub's cache: an entry never changes, and the newest is the one saved last. */
class MemoryCache implements RemoteLayerCache {
  readonly kept = new Map<string, Buffer>();
  readonly restore: RemoteLayerCache["restore"] = async (prefix) => {
    const key = [...this.kept.keys()].findLast((one) => one.startsWith(prefix));
    return key === undefined ? null : { key, bytes: this.kept.get(key) ?? Buffer.alloc(0) };
  };
  readonly save: RemoteLayerCache["save"] = async (key, bytes) => {
    if (!this.kept.has(key)) this.kept.set(key, bytes);
  };
}

const layer = (name: string) => [{ name, content: name }];
const IMAGE = makeImage({ layers: [layer("base"), layer("app")] });
const CHANGED = makeImage({ layers: [layer("base"), layer("changed")] });

/** Opens the cache of a machine: a new one or an existing one. */
function machine(name: string, scope = "scope") {
  const cache = openLayerCache(join(folder, name), () => undefined);
  return shareLayers(cache, remote, scope);
}

/** A run on a new machine that builds the image; returns the exported layers. */
async function run(image: FixtureImage = IMAGE, scope = "scope") {
  machines += 1;
  const name = `machine-${machines}`;
  const directory = join(folder, `${name}-layout`);
  const shared = machine(name, scope);
  shared.restore();
  await shared.cache.putPlaceholders(directory);
  const files = ociLayout([image]);
  const exported = new Map([...files].filter(([path, bytes]) => !isThere(directory, path, bytes as Buffer)));
  writeDirectory(directory, exported);
  const read = await readImage(
    { kind: "oci-directory", path: directory },
    { cache: shared.cache, isPrepared: true },
  );
  await shared.save();
  await shared.cache.close();
  const left = files.size - exported.size;
  return { read, exported: image.tars.length - left, name };
}

/** Whether a blob is there with its size, so that a builder leaves it out. */
function isThere(directory: string, path: string, bytes: Buffer): boolean {
  return statSync(join(directory, path), { throwIfNoEntry: false })?.size === bytes.length;
}

test("the cache is empty on a new machine until the fetch", async () => {
  expect(await machine("first").cache.isEmpty()).toBe(true);
  await run();
  const next = machine("next");
  next.restore();
  expect(await next.cache.isEmpty()).toBe(false);
  await next.cache.close();
});

test("a new machine needs no export of shared layers and reads the same image", async () => {
  const first = await run();
  const second = await run();
  expect([first.exported, second.exported]).toEqual([2, 0]);
  expect(second.read).toEqual(first.read);
  const kept = (name: string) => readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  expect(kept(second.name)).toEqual(kept(first.name));
});

test("layers in the remote cache are not saved again", async () => {
  await run();
  await run();
  expect(remote.kept.size).toBe(1);
});

test("only the changed layer of an image is exported, and all its layers saved", async () => {
  await run();
  expect((await run(CHANGED)).exported).toBe(1);
  expect((await run(CHANGED)).exported).toBe(0);
  // The newest entry lacks what only the image before used.
  expect((await run()).exported).toBe(1);
  expect(remote.kept.size).toBe(2);
});

test("a run saves only the layers that it used", async () => {
  const { name } = await run();
  const [digest = ""] = readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  remote.kept.clear();
  const shared = machine(name);
  shared.restore();
  await shared.cache.putPlaceholders(join(folder, "layout"));
  await shared.cache.find(`sha256:${digest}`);
  await shared.save();
  expect((await run()).exported).toBe(1);
});

test("a run that used no layers saves none", async () => {
  const shared = machine("idle");
  shared.restore();
  await shared.save();
  await shared.cache.close();
  expect(remote.kept.size).toBe(0);
});

test("a run without a build restores and saves no layers", async () => {
  const { name } = await run();
  const [digest = ""] = readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  remote.kept.clear();
  const shared = machine(name);
  expect(await shared.cache.find(`sha256:${digest}`)).not.toBeNull();
  await shared.save();
  await shared.cache.close();
  expect(remote.kept.size).toBe(0);
});

test("runs of other images do not get each other's layers", async () => {
  await run(IMAGE, "one");
  expect((await run(IMAGE, "two")).exported).toBe(2);
  expect([...remote.kept.keys()].map((key) => key.replace(/[0-9a-f]{32}$/, "HASH"))).toEqual([
    expect.stringMatching(/^stagegate-layers-\d+\.\d+-one-HASH$/),
    expect.stringMatching(/^stagegate-layers-\d+\.\d+-two-HASH$/),
  ]);
});

test("damaged layers are read again and saved completely", async () => {
  const { read } = await run();
  const [key = "", whole = Buffer.alloc(0)] = [...remote.kept][0] ?? [];
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ change, at);
      remote.kept.clear();
      remote.kept.set(key, damaged);
      const second = await run();
      expect(second.read).toEqual(read);
      expect(second.exported).toBeGreaterThan(0);
      expect((await run()).exported).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test.each<[string, (whole: Buffer) => Buffer]>([
  ["cut off", (whole) => whole.subarray(0, -1)],
  ["empty", () => Buffer.alloc(0)],
  ["not an archive", () => Buffer.from("a measurement")],
  [
    "of another format",
    (whole) => Buffer.from(whole.toString("latin1").replace(/layers \d+/, "layers 0"), "latin1"),
  ],
  ["longer than it was", (whole) => Buffer.concat([whole, Buffer.from([0, 0])])],
])("a remote entry that is %s is harmless", async (_what, damage) => {
  const { read } = await run();
  for (const [key, bytes] of remote.kept) remote.kept.set(key, damage(bytes));
  expect((await run()).read).toEqual(read);
});

test("a builder starts after a slow remote cache has answered", async () => {
  await run();
  let put: () => void = () => undefined;
  const { restore } = remote;
  const late = new Promise<void>((done) => {
    put = done;
  });
  const slow: RemoteLayerCache = { ...remote, restore: async (prefix) => late.then(() => restore(prefix)) };
  const shared = shareLayers(
    openLayerCache(join(folder, "slow"), () => undefined),
    slow,
    "scope",
  );
  shared.restore();
  const directory = join(folder, "slow-layout");
  const placed = shared.cache.putPlaceholders(directory);
  put();
  await placed;
  expect(readdirSync(join(directory, "blobs/sha256"))).toHaveLength(2);
});

test("a stopped fetch is an error only when its layers are read", async () => {
  const stopped = new Error("stopped");
  const stoppedRemote: RemoteLayerCache = { ...remote, restore: () => Promise.reject(stopped) };
  const shared = shareLayers(
    openLayerCache(join(folder, "stopped"), () => undefined),
    stoppedRemote,
    "scope",
  );
  shared.restore();
  await expect(shared.cache.find("sha256:0")).rejects.toBe(stopped);
  await shared.cache.close();
});
