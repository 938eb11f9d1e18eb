import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { scanBlob } from "../../src/image/blob.ts";
import { wholeFile } from "../../src/image/file.ts";
import { type LayoutWatcher, watchLayouts } from "../../src/image/layout-watcher.ts";
import { DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { tarOf } from "../fixtures/images.ts";

let layout: string;
let watcher: LayoutWatcher;
let asked: string[];
let onAsked: () => void;
beforeEach(() => {
  layout = mkdtempSync(join(tmpdir(), "stagegate-layout-"));
  mkdirSync(join(layout, "blobs/sha256"), { recursive: true });
  mkdirSync(join(layout, "ingest"));
  asked = [];
  onAsked = () => undefined;
  watcher = watchLayouts((blob, limits) => {
    asked.push(blob.path);
    onAsked();
    return scanBlob(blob, limits);
  });
});
afterEach(() => {
  watcher.close();
  rmSync(layout, { recursive: true });
});

/** Writes a blob as BuildKit does: elsewhere, and then by its name; gives its path. */
function arrive(bytes: Buffer): string {
  const path = join(layout, "blobs/sha256", createHash("sha256").update(bytes).digest("hex"));
  writeFileSync(join(layout, "ingest/data"), bytes);
  renameSync(join(layout, "ingest/data"), path);
  return path;
}

const layer = (name: string) => gzipSync(tarOf([{ name, content: "x" }]));

it("a new layer is scanned early, and once", async () => {
  const begun = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  watcher.watch(layout);
  const path = arrive(layer("a"));
  await begun;
  const { scan } = await watcher.scan(await wholeFile(path), DEFAULT_READ_LIMITS);
  expect(scan.contents.files).toBe(1);
  expect(asked).toEqual([path]);
});

it("documents and older files are not read ahead", async () => {
  const before = arrive(layer("before"));
  const begun = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  watcher.watch(layout);
  arrive(Buffer.from('{"schemaVersion":2}'));
  const after = arrive(layer("after"));
  await begun;
  expect(asked).toEqual([after]);
  await watcher.scan(await wholeFile(before), DEFAULT_READ_LIMITS);
  expect(asked).toEqual([after, before]);
});

it("a layer in two layouts is scanned once", async () => {
  const path = arrive(layer("a"));
  const other = mkdtempSync(join(tmpdir(), "stagegate-layout-"));
  const copy = join(other, path.slice(path.lastIndexOf("/") + 1));
  writeFileSync(copy, layer("a"));
  await Promise.all([path, copy].map(async (one) => watcher.scan(await wholeFile(one), DEFAULT_READ_LIMITS)));
  expect(asked).toHaveLength(1);
  rmSync(other, { recursive: true });
});

it("a damaged layer is an error when it is read, and not before", async () => {
  const begun = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  watcher.watch(layout);
  const path = arrive(layer("a").subarray(0, 40));
  await begun;
  await expect(watcher.scan(await wholeFile(path), DEFAULT_READ_LIMITS)).rejects.toThrow(
    /damaged or cut off/,
  );
});
