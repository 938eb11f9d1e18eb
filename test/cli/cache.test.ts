import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { folderStore } from "../../src/baseline/store.ts";
import type { Layer } from "../../src/image/image.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { archiveOf, dockerSave, makeImage, sha256 } from "../fixtures/images.ts";
import { cli } from "./world.ts";

const before = process.env["XDG_CACHE_HOME"];
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  process.env["XDG_CACHE_HOME"] = home;
});
afterEach(() => {
  rmSync(home, { recursive: true });
  if (before === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = before;
});

/** Puts a file of some bytes into the cache, last used so many minutes after the epoch. */
function put(path: string, size: number, minutes = 0): void {
  const file = join(home, "stagegate", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(size));
  utimesSync(file, minutes * 60, minutes * 60);
}

/** The command's result, with `HOME` for the folder of the cache. */
async function cache(...flags: string[]) {
  const { code, stdout, stderr } = await cli(["cache", ...flags]);
  return { code, stdout: stdout.replaceAll(home, "HOME"), stderr: stderr.replaceAll(home, "HOME") };
}

function putSome(): void {
  put("layers/v4/aa", 1000, 1);
  put("layers/v4/bb", 2_000_000, 3);
  put("layers/v3/cc", 500, 2);
  put("measurements/a.measurement", 300, 60 * 24);
  // The engine of a script may be in the same folder.
  put("engine/docker", 7);
}

test("the cache shows its entries, limits and times of last use", async () => {
  putSome();
  expect(await cache()).toMatchSnapshot();
  expect(await cache("--json")).toMatchSnapshot();
});

test("an empty cache is shown, and no folder is created", async () => {
  expect(await cache()).toMatchSnapshot();
  expect((await cache("--clear")).stdout).toBe("Nothing was kept in HOME/stagegate\n");
  expect(readdirSync(home)).toEqual([]);
});

test("--clear removes the whole cache, and nothing beside it", async () => {
  putSome();
  expect(await cache("--clear")).toEqual({
    code: 0,
    stdout: "Removed 4 files, 2.0 MB, from HOME/stagegate\n",
    stderr: "",
  });
  expect(readdirSync(join(home, "stagegate"))).toEqual(["engine"]);
  expect(existsSync(join(home, "stagegate/engine/docker"))).toBe(true);
});

test("--clear --json has the number and size of the removed files", async () => {
  put("layers/v4/aa", 1000);
  expect(JSON.parse((await cache("--clear", "--json")).stdout)).toEqual({
    folder: "HOME/stagegate",
    removed: { number: 1, size: 1000 },
  });
});

test("the cache counts entries of real runs, and none after --clear", async () => {
  const folder = join(home, "stagegate");
  const layers = openLayerCache(join(folder, "layers"), () => undefined);
  const contents = { size: 1, files: 1, watched: new Map(), secrets: [], entries: [] };
  const digest = `sha256:${"0".repeat(64)}`;
  await layers.keep(digest, 1, { diffId: digest, transferSize: 1, contents });
  await folderStore(join(folder, "measurements")).keep("key", Buffer.from("bytes"));
  expect(JSON.parse((await cache("--json")).stdout)).toMatchObject({
    layers: { number: 1, size: expect.any(Number) },
    measurements: { number: 1, size: 5 },
  });
  await cache("--clear");
  expect(await openLayerCache(join(folder, "layers"), () => undefined).find(digest)).toBeNull();
  expect(await folderStore(join(folder, "measurements")).find(["key"])).toBeNull();
});

test("--clear removes a link, and not its target", async () => {
  put("engine/docker", 7);
  mkdirSync(join(home, "stagegate/images"), { recursive: true });
  symlinkSync("../engine", join(home, "stagegate/images/link"));
  symlinkSync("engine", join(home, "stagegate/layers"));
  expect((await cache("--clear")).code).toBe(0);
  expect(readdirSync(join(home, "stagegate"))).toEqual(["engine"]);
  expect(existsSync(join(home, "stagegate/engine/docker"))).toBe(true);
});

test("an unreadable folder is an error with advice", async () => {
  put("layers", 1);
  expect(await cache()).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "HOME/stagegate/layers cannot be read: a part of the path is not a folder (ENOTDIR)\nCheck its owner and permissions, or set XDG_CACHE_HOME to another folder.\n",
  });
});

test.each<[string, string[], string]>([
  ["an operand", ["all"], "all: cache takes no operand. Run: stagegate cache\n"],
  [
    "another command's flag",
    ["--platform=x"],
    "--platform: it works with inspect and explain only. Leave it out.\n",
  ],
])("%s is an error, and nothing is removed", async (_what, argv, stderr) => {
  putSome();
  expect(await cache("--clear", ...argv)).toEqual({ code: 2, stdout: "", stderr });
  expect(readdirSync(join(home, "stagegate"))).toContain("layers");
});

test("a relative XDG_CACHE_HOME is ignored", async () => {
  process.env["XDG_CACHE_HOME"] = "relative";
  const folder: string = JSON.parse((await cli(["cache", "--json"])).stdout).folder;
  expect(folder).toMatch(/^\/.*\/\.cache\/stagegate$/);
});

test("layers of an archive come from the cache the second time", async () => {
  const image = makeImage({ layers: [[{ name: "a", content: "abc" }], [{ name: "b", content: "b" }]] });
  const inspect = async () => {
    const { stdout } = await cli(["inspect", "--json", "app.tar"], {
      "app.tar": archiveOf(dockerSave(image, "25")),
    });
    return (JSON.parse(stdout) as { layers: { size: number }[] }).layers.map(({ size }) => size);
  };
  expect(await inspect()).toEqual([3, 1]);

  const layers = openLayerCache(join(home, "stagegate/layers"), () => undefined);
  const [tar] = image.tars as [Buffer];
  const digest = `sha256:${sha256(tar)}`;
  const layer = (await layers.find(digest)) as Layer;
  await layers.keep(digest, tar.length, { ...layer, contents: { ...layer.contents, size: 7 } });
  expect(await inspect()).toEqual([7, 1]);
});
