import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { carryLayers, type LayerShelf } from "../../src/image/carried-layers.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { LAYER_FORMAT } from "../../src/image/layer-file.ts";
import { readImage } from "../../src/image/read.ts";
import { type FixtureImage, makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";

let folder: string;
let shelf: MemoryShelf;
let machines: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  shelf = new MemoryShelf();
  machines = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A shelf as GitHub's cache is one: what lies there stays as it is, and the newest is the one kept last. */
class MemoryShelf implements LayerShelf {
  readonly kept = new Map<string, Buffer>();
  readonly newest: LayerShelf["newest"] = async (prefix) => {
    const key = [...this.kept.keys()].findLast((one) => one.startsWith(prefix));
    return key === undefined ? null : { key, bytes: this.kept.get(key) ?? Buffer.alloc(0) };
  };
  readonly keep: LayerShelf["keep"] = async (key, bytes) => {
    if (!this.kept.has(key)) this.kept.set(key, bytes);
  };
}

const layer = (name: string) => [{ name, content: name }];
const IMAGE = makeImage({ layers: [layer("base"), layer("app")] });
const CHANGED = makeImage({ layers: [layer("base"), layer("changed")] });

/** Opens the cache of a machine: a new one that knows nothing, or one that was there before. */
function machine(name: string, scope = "scope") {
  const cache = openLayerCache(join(folder, name), () => undefined);
  return carryLayers(cache, shelf, scope);
}

/** A run on a new machine that builds the image; which layers its builder had to export. */
async function run(image: FixtureImage = IMAGE, scope = "scope") {
  machines += 1;
  const name = `machine-${machines}`;
  const directory = join(folder, `${name}-layout`);
  const carried = machine(name, scope);
  carried.fetch();
  await carried.cache.placeHolders(directory);
  const files = ociLayout([image]);
  const exported = new Map([...files].filter(([path, bytes]) => !isThere(directory, path, bytes as Buffer)));
  writeDirectory(directory, exported);
  const read = await readImage(
    { kind: "oci-directory", path: directory },
    { cache: carried.cache, isPrepared: true },
  );
  await carried.handOn();
  await carried.cache.close();
  const left = files.size - exported.size;
  return { read, exported: image.tars.length - left, name };
}

/** Whether a blob is there with its size, so that a builder leaves it out. */
function isThere(directory: string, path: string, bytes: Buffer): boolean {
  return statSync(join(directory, path), { throwIfNoEntry: false })?.size === bytes.length;
}

test("it is empty on the first machine, and on the next once that has fetched", async () => {
  expect(await machine("first").cache.isEmpty()).toBe(true);
  await run();
  const next = machine("next");
  next.fetch();
  expect(await next.cache.isEmpty()).toBe(false);
  await next.cache.close();
});

test("a machine that knows nothing need not have exported what another has read, and it is the same image", async () => {
  const first = await run();
  const second = await run();
  expect([first.exported, second.exported]).toEqual([2, 0]);
  expect(second.read).toEqual(first.read);
  const kept = (name: string) => readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  expect(kept(second.name)).toEqual(kept(first.name));
});

test("what is there already is not handed on again", async () => {
  await run();
  await run();
  expect(shelf.kept.size).toBe(1);
});

test("of a changed image only the changed layer crosses over, and what the last run used is handed on", async () => {
  await run();
  expect((await run(CHANGED)).exported).toBe(1);
  expect((await run(CHANGED)).exported).toBe(0);
  // What only the image before used is gone from the shelf.
  expect((await run()).exported).toBe(1);
  expect(shelf.kept.size).toBe(2);
});

test("only what a run used is handed on, not all that its machine knows", async () => {
  const { name } = await run();
  const [digest = ""] = readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  shelf.kept.clear();
  const carried = machine(name);
  carried.fetch();
  await carried.cache.placeHolders(join(folder, "layout"));
  await carried.cache.find(`sha256:${digest}`);
  await carried.handOn();
  expect((await run()).exported).toBe(1);
});

test("a run that used no layers hands on none", async () => {
  const carried = machine("idle");
  carried.fetch();
  await carried.handOn();
  await carried.cache.close();
  expect(shelf.kept.size).toBe(0);
});

test("a run that fetched nothing, since it builds nothing, hands on nothing", async () => {
  const { name } = await run();
  const [digest = ""] = readdirSync(join(folder, name, `v${LAYER_FORMAT}`));
  shelf.kept.clear();
  const carried = machine(name);
  expect(await carried.cache.find(`sha256:${digest}`)).not.toBeNull();
  await carried.handOn();
  await carried.cache.close();
  expect(shelf.kept.size).toBe(0);
});

test("runs of other images do not take each other's layers", async () => {
  await run(IMAGE, "one");
  expect((await run(IMAGE, "two")).exported).toBe(2);
  expect([...shelf.kept.keys()].map((key) => key.replace(/[0-9a-f]{32}$/, "HASH"))).toEqual([
    expect.stringMatching(/^stagegate-layers-\d+\.\d+-one-HASH$/),
    expect.stringMatching(/^stagegate-layers-\d+\.\d+-two-HASH$/),
  ]);
});

test("whatever is damaged of it is read again, and then handed on whole", async () => {
  const { read } = await run();
  const [key = "", whole = Buffer.alloc(0)] = [...shelf.kept][0] ?? [];
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ change, at);
      shelf.kept.clear();
      shelf.kept.set(key, damaged);
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
  ["something else", () => Buffer.from("a measurement")],
  [
    "of another format",
    (whole) => Buffer.from(whole.toString("latin1").replace(/layers \d+/, "layers 0"), "latin1"),
  ],
  ["longer than it was", (whole) => Buffer.concat([whole, Buffer.from([0, 0])])],
])("what is %s on the shelf harms nobody", async (_what, damage) => {
  const { read } = await run();
  for (const [key, bytes] of shelf.kept) shelf.kept.set(key, damage(bytes));
  expect((await run()).read).toEqual(read);
});

test("a shelf that is slow is waited for before a builder begins", async () => {
  await run();
  let put: () => void = () => undefined;
  const { newest } = shelf;
  const late = new Promise<void>((done) => {
    put = done;
  });
  const slow: LayerShelf = { ...shelf, newest: async (prefix) => late.then(() => newest(prefix)) };
  const carried = carryLayers(
    openLayerCache(join(folder, "slow"), () => undefined),
    slow,
    "scope",
  );
  carried.fetch();
  const directory = join(folder, "slow-layout");
  const placed = carried.cache.placeHolders(directory);
  put();
  await placed;
  expect(readdirSync(join(directory, "blobs/sha256"))).toHaveLength(2);
});

test("a fetch that was stopped ends where its layers are asked for, and not before", async () => {
  const stopped = new Error("stopped");
  const shelfOfStopped: LayerShelf = { ...shelf, newest: () => Promise.reject(stopped) };
  const carried = carryLayers(
    openLayerCache(join(folder, "stopped"), () => undefined),
    shelfOfStopped,
    "scope",
  );
  carried.fetch();
  await expect(carried.cache.find("sha256:0")).rejects.toBe(stopped);
  await carried.cache.close();
});
