import { crc32 } from "node:zlib";
import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { nameIn } from "../../src/image/name.ts";
import {
  archiveOf,
  dockerSave,
  type EntrySpec,
  makeImage,
  pax,
  tarEntry,
  tarOf,
} from "../fixtures/images.ts";
import { errorOf, readBytes, readLayer } from "./reading.ts";

const content = "0123456789";
/** Of the ten digits, as of `crc32` of any other program. */
const crc = 0xa684c7c6;
const file = (path: string, more: object = {}) => ({
  kind: "file",
  path,
  size: 10,
  mode: 0o644,
  crc,
  ...more,
});
const mode = (digits: string) => ({ 100: Buffer.from(digits) });

describe("entries", () => {
  it.each<[string, EntrySpec[] | Buffer, object[]]>([
    ["of nothing", [], []],
    ["a file", [{ name: "usr/bin/app", content }], [file("usr/bin/app")]],
    ["an empty file", [{ name: "a" }], [{ kind: "file", path: "a", size: 0, mode: 0o644, crc: 0 }]],
    ["a contiguous file", [{ name: "a", flag: "7", content }], [file("a")]],
    ["a file of the old type NUL", [{ name: "a", flag: "\0", content }], [file("a")]],
    [
      "a file with two entries, twice",
      [
        { name: "a", content },
        { name: "a", content },
      ],
      [file("a"), file("a")],
    ],
    [
      "files after each other, each by its own content",
      [{ name: "a", content }, { name: "b" }, { name: "c", content: "0" }, { name: "d/", flag: "5" }],
      [
        file("a"),
        { kind: "file", path: "b", size: 0, mode: 0o644, crc: 0 },
        { kind: "file", path: "c", size: 1, mode: 0o644, crc: 0xf4dbdf21 },
        { kind: "directory", path: "d" },
      ],
    ],
    ["a directory", [{ name: "etc/ssl/", flag: "5" }], [{ kind: "directory", path: "etc/ssl" }]],
    ["a directory of a V7 tar", [{ name: "etc/", flag: "\0" }], [{ kind: "directory", path: "etc" }]],
    ["the root", [{ name: "./", flag: "5" }], [{ kind: "directory", path: "" }]],
    [
      "a symlink with its written target",
      [{ name: "bin/sh", flag: "2", link: "../usr/./bin//sh" }],
      [{ kind: "symlink", path: "bin/sh", target: "../usr/./bin//sh" }],
    ],
    [
      "a symlink out of the root, which is followed inside the root",
      [{ name: "a", flag: "2", link: "../../etc/passwd" }],
      [{ kind: "symlink", path: "a", target: "../../etc/passwd" }],
    ],
    [
      "hard links, their targets from the root",
      [
        { name: "a", flag: "1", link: "usr/bin/app" },
        { name: "b", flag: "1", link: "./usr/bin/app" },
        { name: "c", flag: "1", link: "/usr/lib/../bin/app" },
      ],
      ["a", "b", "c"].map((path) => ({ kind: "hard link", path, target: "usr/bin/app" })),
    ],
    [
      "a link whose size field is not 0",
      [
        { name: "l", flag: "1", link: "a", size: 10 },
        { name: "a", content },
      ],
      [{ kind: "hard link", path: "l", target: "a" }, file("a")],
    ],
    [
      "a link with a long target",
      [pax({ linkpath: `${"d/".repeat(100)}a` }), { name: "l", flag: "1", link: "x" }],
      [{ kind: "hard link", path: "l", target: `${"d/".repeat(100)}a` }],
    ],
    [
      "devices and pipes",
      [..."346"].map((flag) => ({ name: `dev/${flag}`, flag })),
      [..."346"].map((flag) => ({ kind: "other", path: `dev/${flag}` })),
    ],
    [
      "whiteouts",
      [
        { name: ".wh.a" },
        { name: "etc/.wh.b" },
        { name: "./etc/.wh..hidden" },
        { name: "etc/.wh.c", flag: "5" },
      ],
      ["a", "etc/b", "etc/.hidden", "etc/c"].map((path) => ({ kind: "removed", path })),
    ],
    [
      "a whiteout with content, which is not a file's",
      [
        { name: "a", content },
        { name: ".wh.b", content },
      ],
      [file("a"), { kind: "removed", path: "b" }],
    ],
    [
      "opaque directories",
      [{ name: "etc/.wh..wh..opq" }, { name: ".wh..wh..opq" }],
      [
        { kind: "emptied", path: "etc" },
        { kind: "emptied", path: "" },
      ],
    ],
    [
      "names with ./, slashes and dots",
      ["./a/b", "/a/b", "//a/./b", "a/c/../b", "./././a//b"].map((name) => ({ name, content })),
      Array(5).fill(file("a/b")),
    ],
    ["a file that begins like a whiteout", [{ name: "a.wh.b", content }], [file("a.wh.b")]],
    ["a hidden file", [{ name: ".a", content }], [file(".a")]],
    ["a name in UTF-8", [{ name: "ä/日本", content }], [file("ä/日本")]],
    [
      "names that are no UTF-8, by their bytes",
      [
        { name: Buffer.from([0x61, 0xff, 0x62]), content },
        { name: Buffer.from([0x61, 0xfe, 0x62]), content },
        { name: Buffer.from([0x2e, 0x77, 0x68, 0x2e, 0x61, 0xff]) },
      ],
      [file("a\\xFFb"), file("a\\xFEb"), { kind: "removed", path: "a\\xFF" }],
    ],
    [
      "names that look the same",
      ["a\\xFFb", "a\ufffdb", "a\\x2db", "a\\xffb", "a\\x5CxFF"].map((name) => ({ name, content })),
      ["a\\x5CxFFb", "a\ufffdb", "a\\x2db", "a\\xffb", "a\\x5Cx5CxFF"].map((path) => file(path)),
    ],
    [
      "a file of a set-id and sticky mode",
      [{ name: "a", content, patch: mode("0007755\0") }],
      [file("a", { mode: 0o7755 })],
    ],
    [
      "a mode with the bits of the file's type",
      [{ name: "a", content, patch: mode("100755 \0") }],
      [file("a", { mode: 0o755 })],
    ],
    [
      "a mode with text after its NUL",
      [{ name: "a", content, patch: mode("755\0junk") }],
      [file("a", { mode: 0o755 })],
    ],
    ["no mode", [{ name: "a", content, patch: mode("\0\0\0\0\0\0\0\0") }], [file("a", { mode: 0 })]],
    [
      "sparse files by pax, with the size of their holes",
      [
        pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "1000000", "GNU.sparse.name": "a" }),
        { name: "GNUSparseFile.0/a", content },
      ],
      [file("a", { size: 1_000_000 })],
    ],
    [
      "an old GNU sparse file, its map on two blocks",
      Buffer.concat([
        tarEntry({
          name: "a",
          flag: "S",
          size: 10,
          patch: { 482: Buffer.from([1]), 483: Buffer.from("00000010000\0") },
        }),
        Buffer.alloc(512),
        Buffer.concat([Buffer.from(content), Buffer.alloc(502)]),
        tarOf([{ name: "b", content }]),
      ]),
      [file("a", { size: 4096 }), file("b")],
    ],
  ])("%s", async (_, layer, expected) => {
    expect((await readLayer(layer)).contents.entries).toEqual(expected);
  });

  it("have the same path only if their names have the same bytes", () => {
    const bytes = fc
      .array(
        fc.constantFrom(
          0x5c,
          0x78,
          0x35,
          0x43,
          0x41,
          0xc3,
          0xa9,
          0xe2,
          0x82,
          0xac,
          0xef,
          0xbf,
          0xbd,
          0xf0,
          0x9f,
        ),
      )
      .map((list) => Buffer.from(list));
    const path = (name: Buffer) => nameIn(name, 0, name.length);
    fc.assert(
      fc.property(bytes, (name) => {
        const read = path(name);
        expect(bytesOf(read)).toEqual(name);
        expect(Buffer.from(read, "utf8").toString("utf8")).toBe(read);
      }),
      { numRuns: 3000 },
    );
  });

  it("are the same objects each time they are read", async () => {
    const { contents } = await readLayer([{ name: "a", content }]);
    expect(contents.entries).toBe(contents.entries);
  });

  it("have the CRC-32 of their content, in pieces of any size", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        async (bodies, piece) => {
          const layer = bodies.map((body, at) => ({ name: `f${at}`, content: Buffer.from(body) }));
          const archive = archiveOf(dockerSave(makeImage({ layers: [layer] }), "25"));
          const image = await readBytes(archive, {}, piece);
          const files = image.layers[0]?.contents.entries as Extract<LayerEntry, { kind: "file" }>[];
          expect(files.map((file) => file.crc)).toEqual(bodies.map((body) => crc32(body)));
        },
      ),
      { numRuns: 60 },
    ));

  it("add up to the layer's size and number of files", async () => {
    const names = Array.from({ length: 2500 }, (_, at) => ({
      name: `d/${at}`,
      content: "x".repeat(at % 50),
    }));
    const { contents } = await readLayer([{ name: "d/", flag: "5" }, ...names]);
    const sizes = contents.entries.map((entry) => (entry.kind === "file" ? entry.size : 0));
    expect(contents.entries).toHaveLength(2501);
    expect(contents.files).toBe(2500);
    expect(contents.size).toBe(sizes.reduce((sum, size) => sum + size));
  });
});

/** The bytes that a path stands for. */
function bytesOf(path: string): Buffer {
  const parts = path.split(/\\x(5C|[89A-F][0-9A-F])/);
  return Buffer.concat(parts.map((part, at) => Buffer.from(part, at % 2 === 1 ? "hex" : "utf8")));
}

describe("an invalid entry is an error:", () => {
  it.each<[string, EntrySpec[], RegExp]>([
    [
      "a hard link out of the root",
      [{ name: "a", flag: "1", link: "../../etc/passwd" }],
      /entry "a" is a hard link to "\.\.\/\.\.\/etc\/passwd", out of its root$/,
    ],
    [
      "a hard link out of the root, further in",
      [{ name: "a", flag: "1", link: "b/../../c" }],
      /entry "a" is a hard link to "b\/\.\.\/\.\.\/c", out of its root$/,
    ],
    ["a whiteout of nothing", [{ name: "etc/.wh." }], /entry "etc\/\.wh\." is a whiteout of no name$/],
    ["a whiteout of its folder", [{ name: "etc/.wh.." }], /entry "etc\/\.wh\.\." is a whiteout of no name$/],
    ["a whiteout of the folder above", [{ name: ".wh..." }], /entry "\.wh\.\.\." is a whiteout of no name$/],
    [
      "a mode with digits that are not octal",
      [{ name: "a", patch: mode("0000698\0") }],
      /entry "a" has no valid mode$/,
    ],
    ["a mode of letters", [{ name: "a", patch: mode("rw-r--r-") }], /entry "a" has no valid mode$/],
    ["two modes", [{ name: "a", patch: mode("644 755\0") }], /entry "a" has no valid mode$/],
    [
      "a negative mode",
      [{ name: "a", patch: { 100: Buffer.alloc(8, 0xff) } }],
      /entry "a" has no valid mode$/,
    ],
    ["two sizes", [{ name: "a", size: Buffer.from("0000001 077\0") }], /entry "a" has no valid size$/],
  ])("%s", async (_, layer, message) => {
    expect((await errorOf(readLayer(layer))).message).toMatch(message);
  });

  it("more names than the limit for all layers", async () => {
    const layer = (letter: string) => [
      { name: letter.repeat(50) },
      { name: "l", flag: "2", link: letter.repeat(49) },
    ];
    const archive = archiveOf(dockerSave(makeImage({ layers: [layer("a"), layer("b")] }), "25"));
    await readBytes(archive, { limits: { names: 200 } });
    expect((await errorOf(readBytes(archive, { limits: { names: 199 } }))).message).toMatch(
      /the names of its entries are more than 199 characters$/,
    );
  });
});
