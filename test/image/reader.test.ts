import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { LayerCache } from "../../src/image/layer-cache.ts";
import { type ImageReader, openImageReader } from "../../src/image/reader.ts";
import { putPlaceholder } from "../../src/image/unread.ts";

const [KNOWN, UNREAD, NEW] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)];

let folder: string;
let prepared: number;
let reader: ImageReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  prepared = 0;
  const layerCache: LayerCache = {
    isEmpty: async () => false,
    find: async () => null,
    keep: async () => undefined,
    putPlaceholders: async (path) => {
      prepared += 1;
      mkdirSync(join(path, "blobs/sha256"), { recursive: true });
      putPlaceholder(path, { digest: `sha256:${KNOWN}`, size: 10 });
    },
    close: async () => undefined,
  };
  reader = openImageReader({
    layersScript: resolve("dist/layers.cjs"),
    layerCache,
    exec: () => Promise.reject(new Error("nothing is executed")),
    signal: new AbortController().signal,
    folder,
    redact: (text) => text,
    env: {},
    isInsecure: false,
    onFetched: () => undefined,
  });
});
afterEach(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const blobsIn = (layout: string) => readdirSync(join(folder, layout, "blobs/sha256")).sort();

test("twenty layouts share placeholders of known layers and new blobs", async () => {
  const layouts = Array.from({ length: 20 }, (_, at) => `image-${at}`);
  await Promise.all(layouts.map((layout) => reader.prepareLayout(join(folder, layout))));
  expect(prepared).toBe(1);
  writeFileSync(join(folder, "image-3/blobs/sha256", NEW), "");
  expect(layouts.map(blobsIn)).toEqual(Array(20).fill([KNOWN, NEW]));
});

test("an unread blob of one layout is not a placeholder in another", async () => {
  await reader.prepareLayout(join(folder, "image"));
  await reader.prepareLayout(join(folder, "stage"), [{ digest: `sha256:${UNREAD}`, size: 20 }]);
  expect(blobsIn("stage")).toEqual([KNOWN, UNREAD]);
  expect(blobsIn("image")).toEqual([KNOWN]);
});
