import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderStore } from "../../src/baseline/store.ts";
import { StagegateError } from "../../src/host/errors.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inside = () => join(folder, "new/baselines");
const bytes = (text: string) => Buffer.from(text);

test("the first of several keys in the store counts", async () => {
  const store = folderStore(inside());
  await store.keep("old", bytes("1"));
  await store.keep("new", bytes("2"));
  expect(await store.find(["none", "new", "old"])).toEqual({ key: "new", bytes: bytes("2") });
  expect(await store.find(["old", "new"])).toEqual({ key: "old", bytes: bytes("1") });
  expect(await store.find(["none"])).toBeNull();
  expect(await store.find([])).toBeNull();
});

test("the first of several prefixes in the store counts", async () => {
  const store = folderStore(inside());
  await store.keep("image-1-containerd", bytes("1"));
  await store.keep("image-2-classic", bytes("2"));
  expect(await store.findLike(["image-3-", "image-2-", "image-1-"])).toBe("image-2-classic");
  expect(await store.findLike(["image-3-"])).toBeNull();
  expect(await store.findLike([])).toBeNull();
});

test("a lookup in an empty store creates no folder", async () => {
  expect(await folderStore(inside()).find(["key"])).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test("a second save replaces the first", async () => {
  const store = folderStore(inside());
  await store.keep("key", bytes("1"));
  await store.keep("key", bytes("2"));
  expect(await store.find(["key"])).toEqual({ key: "key", bytes: bytes("2") });
  expect(readdirSync(inside())).toHaveLength(1);
});

test.each(["../../outside", "..", "a/b", "a\\b", "a:b"])("the key %j is no path", async (key) => {
  const store = folderStore(inside());
  await store.keep(key, bytes("1"));
  expect(await store.find([key])).toEqual({ key, bytes: bytes("1") });
  expect(readdirSync(folder)).toEqual(["new"]);
  expect(readdirSync(inside())).toHaveLength(1);
});

test("parallel saves of one key leave one complete file", async () => {
  const large = Buffer.alloc(1_000_000, 1);
  await Promise.all(Array.from({ length: 8 }, () => folderStore(inside()).keep("key", large)));
  expect(readdirSync(inside())).toHaveLength(1);
  expect((await folderStore(inside()).find(["key"]))?.bytes.equals(large)).toBe(true);
});

test("the least recently used entry goes first", async () => {
  const store = folderStore(inside(), { number: null, size: 40 });
  for (const key of ["a", "b", "c", "d"]) {
    await store.keep(key, Buffer.alloc(10));
    const [name = ""] = readdirSync(inside()).filter((file) => file.startsWith(key));
    utimesSync(join(inside(), name), key.charCodeAt(0), key.charCodeAt(0));
  }
  await store.find(["a"]);
  await store.keep("e", Buffer.alloc(15));
  const left = ["a", "b", "c", "d", "e"].map(async (key) => (await store.find([key])) !== null);
  expect(await Promise.all(left)).toEqual([true, false, false, true, true]);
});

test("a foreign file in the folder is neither read nor removed", async () => {
  const store = folderStore(folder, { number: null, size: 1 });
  writeFileSync(join(folder, "notes"), "of somebody");
  await store.keep("key", bytes("12"));
  expect(await store.find(["notes"])).toBeNull();
  expect(readdirSync(folder)).toEqual(["notes"]);
});

test("a folder that cannot be created is an error with advice", async () => {
  writeFileSync(join(folder, "file"), "");
  const save = folderStore(join(folder, "file/baselines")).keep("key", bytes("1"));
  await expect(save).rejects.toThrow(StagegateError);
  await expect(save).rejects.toThrow(
    `the measurement cannot be stored in ${join(folder, "file/baselines")} (ENOTDIR)`,
  );
  await expect(save).rejects.toHaveProperty("hint", expect.stringContaining("XDG_CACHE_HOME"));
});
