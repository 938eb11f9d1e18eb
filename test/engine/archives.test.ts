import { execFileSync } from "node:child_process";
import type { Image } from "../../src/image/image.ts";
import { TarReader } from "../../src/image/tar.ts";
import { mergeLayers } from "../../src/measure/filesystem.ts";
import { archiveOf, dockerSave, makeImage, ociLayout, pax, tarEntry, tarOf } from "../fixtures/images.ts";
import { readFile } from "../image/reading.ts";
import { docker, ENGINES, engineEnv } from "./engine.ts";

const name = (text: string) => Buffer.from(text, "latin1");
const one = tarEntry({ name: "a/one", content: "1111" });
const two = tarOf([{ name: "a/two", content: "22" }]);
const zeros = (bytes: number) => Buffer.alloc(bytes);

/** Valid tars as layers, lowest first. */
const WHOLE: readonly (readonly [name: string, layers: readonly Buffer[]])[] = [
  ["that end behind their last file's data", [one.subarray(0, 516)]],
  ["that end within the padding of that file", [one.subarray(0, 700)]],
  ["without an end mark", [one]],
  ["with one zero block at the end", [Buffer.concat([one, zeros(512)])]],
  ["with an extended header at the end", [Buffer.concat([one, tarEntry(pax({ path: "x" }))])]],
  ["with other bytes behind the end mark", [Buffer.concat([one, zeros(1024), Buffer.alloc(777, "x")])]],
  ["with another tar behind the end mark", [Buffer.concat([one, zeros(1024), two])]],
  ["of no bytes", [one, zeros(0)]],
  ["of zero blocks alone", [one, zeros(1024)]],
  ["with names that begin with ./ and /", [tarOf([{ name: "./a" }, { name: "/b" }, { name: "c/../d" }])]],
  ["with a global pax header", [Buffer.concat([tarEntry({ ...pax({ path: "x" }), flag: "g" }), two])]],
  ["with an opaque root", [two, tarOf([{ name: ".wh..wh..opq" }, { name: "b" }])]],
  ["with an opaque root behind its files", [two, tarOf([{ name: "b" }, { name: ".wh..wh..opq" }])]],
  [
    "with an opaque folder",
    [two, tarOf([{ name: "a/", flag: "5" }, { name: "a/b" }, { name: "a/.wh..wh..opq" }])],
  ],
  [
    "with names that differ in bytes that are no UTF-8",
    [tarOf([{ name: name("a\xff") }, { name: name("a\xfe") }])],
  ],
  ["that remove such a name", [tarOf([{ name: name("a\xe9") }]), tarOf([{ name: name(".wh.a\xe9") }])]],
  ["that remove another one", [tarOf([{ name: name("a\xe9") }]), tarOf([{ name: name(".wh.a\xe8") }])]],
  ["that remove a name of U+FFFD", [tarOf([{ name: name("a\xe9") }]), tarOf([{ name: ".wh.a\ufffd" }])]],
];

/** Tars that are not valid layers. */
const CUT: readonly (readonly [name: string, layer: Buffer])[] = [
  ["that end within a file", one.subarray(0, 515)],
  ["that end within a header", Buffer.concat([one, two.subarray(0, 300)])],
  ["that end within a zero block", Buffer.concat([one, zeros(256)])],
  ["with a zero block between files", Buffer.concat([one, zeros(512), two])],
];

describe.each(ENGINES)("on the %s engine", (engine) => {
  const env = engineEnv(engine);
  const tag = `stagegate-test-archives-${Date.now()}:x`;
  afterEach(() => {
    docker(env, "image", "rm", "--force", tag);
  });

  function archive(layers: readonly Buffer[]): Buffer {
    const image = makeImage({ layers, config: { config: { Cmd: ["/x"] } } });
    const named = ociLayout([image], { compression: "raw", name: `docker.io/library/${tag}` });
    return archiveOf(new Map([...dockerSave(image, "25", { tag }), ...named]));
  }

  /** Sizes of a container's files by path, without the files of the engine. */
  function filesOf(input: Buffer): Record<string, number> {
    execFileSync("docker", ["load", "--quiet"], { env, input, stdio: ["pipe", "pipe", "pipe"] });
    const id = docker(env, "create", tag);
    const tar = execFileSync("docker", ["export", id], { env });
    docker(env, "rm", id);
    const entries = [...new TarReader().read(tar)].flatMap((part) =>
      part instanceof Uint8Array ? [] : [part],
    );
    const files = entries.filter(
      ({ type, name }) => type === "file" && !/^(etc|dev)\/|^\.dockerenv$/.test(name),
    );
    return Object.fromEntries(files.map(({ name, size }) => [name, size]));
  }

  it.each(WHOLE)("layers %s have the files of a container", async (_, layers) => {
    const bytes = archive(layers);
    expect(seen(await readFile(bytes))).toEqual(filesOf(bytes));
  });

  it.each(CUT)("layers %s are errors", async (_, layer) => {
    const bytes = archive([layer]);
    expect(() => filesOf(bytes)).toThrow();
    await expect(readFile(bytes)).rejects.toThrow();
  });

  it.each([
    ["without an end mark", -1024],
    ["with one zero block", -512],
  ])("an archive %s is complete", async (_, end) => {
    const bytes = archive([two]).subarray(0, end);
    expect(seen(await readFile(bytes))).toEqual(filesOf(bytes));
  });
});

/** The sizes of the image's files by path. */
function seen({ layers }: Image): Record<string, number> {
  const { names } = mergeLayers(layers.map(({ contents }) => contents.entries));
  return Object.fromEntries([...names()].map(({ path, file }) => [path, file.entry.size]));
}
