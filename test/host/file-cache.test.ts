import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CacheLimits, filesIn, openFileCache } from "../../src/host/file-cache.ts";
import { until } from "./processes.ts";

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  folder = join(home, "new/cache");
});
afterEach(() => rmSync(home, { recursive: true }));

const open = (limits: Partial<CacheLimits> = {}, suffix?: string) =>
  openFileCache(folder, { number: null, size: null, ...limits }, suffix);
const bytes = Buffer.from("bytes");

/** Writes files of these sizes, each last used so many seconds after the epoch as it has places before it. */
async function write(files: Readonly<Record<string, number>>, cache = open(), suffix = ""): Promise<void> {
  for (const [at, [name, size]] of Object.entries(files).entries()) {
    await cache.write(name, Buffer.alloc(size));
    utimesSync(join(folder, `${name}${suffix}`), at, at);
  }
}

test("a file is read back, and replaced by the next one of its name", async () => {
  const cache = open();
  await cache.write("a", Buffer.from("earlier"));
  await cache.write("a", bytes);
  await cache.write("b", bytes);
  expect(open().read("a")).toEqual(bytes);
  expect(open().names()).toEqual(["a", "b"]);
});

test("a read without a cache folder has no result and makes no folder", async () => {
  const cache = open({ number: 1 });
  expect([cache.read("a"), cache.names(), await filesIn(folder)]).toEqual([null, [], []]);
  await cache.touch("a");
  await cache.trim();
  expect(readdirSync(home)).toEqual([]);
});

test("concurrent writes of a file leave a complete one", async () => {
  const large = Buffer.alloc(1_000_000, 1);
  await Promise.all(Array.from({ length: 8 }, () => open().write("a", large)));
  expect(readdirSync(folder)).toEqual(["a"]);
  expect(open().read("a")?.equals(large)).toBe(true);
});

test("a failed write leaves no file and has the system's error", async () => {
  await open().write("a", bytes);
  mkdirSync(join(folder, "b/c"), { recursive: true });
  await expect(open().write("b", bytes)).rejects.toHaveProperty("code", "EISDIR");
  expect(readdirSync(folder)).toEqual(["a", "b"]);
  writeFileSync(join(home, "file"), "");
  const none = openFileCache(join(home, "file/cache"), { number: null, size: null });
  await expect(none.write("a", bytes)).rejects.toHaveProperty("code", "ENOTDIR");
});

test("a folder that is removed while a file is written is no error", async () => {
  mkdirSync(folder, { recursive: true });
  const watcher = watch(folder, () => rmSync(folder, { recursive: true, force: true }));
  await open().write("a", Buffer.alloc(50_000_000));
  watcher.close();
  expect(existsSync(folder)).toBe(false);
});

test.each<[string, Partial<CacheLimits>, string[]]>([
  ["number", { number: 2 }, ["c", "d"]],
  ["size", { size: 30 }, ["a", "c", "d"]],
  ["number and size", { number: 2, size: 12 }, ["a", "d"]],
  ["nothing", {}, ["a", "b", "c", "d"]],
])("the least recently used files over the limit of %s are removed", async (_, limits, left) => {
  await write({ a: 1, b: 20, c: 15, d: 10 });
  await open(limits).trim();
  expect(readdirSync(folder)).toEqual(left);
});

test("a used file is removed last", async () => {
  await write({ a: 1, b: 1, c: 1 });
  await open().touch("a");
  await open({ number: 1 }).trim();
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("a file without the suffix is neither read nor removed", async () => {
  const cache = open({ number: 1 }, ".x");
  await write({ a: 1, b: 1 }, cache, ".x");
  writeFileSync(join(folder, "notes"), "of somebody");
  expect([cache.names(), cache.read("notes")]).toEqual([["a", "b"], null]);
  await cache.trim();
  expect(readdirSync(folder)).toEqual(["b.x", "notes"]);
});

test("an unfinished file is removed by a later run", async () => {
  const cache = open({ number: 1 }, ".x");
  mkdirSync(join(folder, "a.x/full"), { recursive: true });
  const seen = new Set<string>();
  const watcher = watch(folder, (_, name) => seen.add(name ?? ""));
  await expect(cache.write("a", bytes)).rejects.toHaveProperty("code", "EISDIR");
  await until(() => seen.size > 0);
  watcher.close();
  expect([...seen].filter((name) => !/^[0-9a-f]+\.x$/.test(name))).toEqual([]);
});

test("files of a folder are listed with size and last use, without links", async () => {
  await write({ a: 3 });
  mkdirSync(join(folder, "below"));
  writeFileSync(join(folder, "below/b"), "1234");
  symlinkSync("a", join(folder, "link"));
  const list = (await filesIn(folder)).sort((a, b) => a.size - b.size);
  expect(list).toEqual([
    { path: join(folder, "a"), size: 3, usedAt: 0 },
    { path: join(folder, "below/b"), size: 4, usedAt: statSync(join(folder, "below/b")).mtimeMs },
  ]);
  await expect(filesIn(join(folder, "a"))).rejects.toHaveProperty("code", "ENOTDIR");
});
