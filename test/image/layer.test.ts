import fc from "fast-check";
import { pack } from "tar-stream";
import { type EntrySpec, pax, tarEntry, tarOf } from "../fixtures/images.ts";
import { errorOf, readLayer } from "./reading.ts";

const PASSWD = "root:x:0:0::/root:/bin/sh\n";
const passwd: EntrySpec = { name: "etc/passwd", content: PASSWD };
const file = Buffer.from(PASSWD);
const base256 = (size: number) =>
  Buffer.from(size.toString(16).padStart(24, "0").replace(/^../, "80"), "hex");

describe("etc/passwd", () => {
  it.each<[string, EntrySpec[], Buffer | undefined]>([
    ["with its plain path", [passwd], file],
    ["./etc/passwd", [{ ...passwd, name: "./etc/passwd" }], file],
    ["/etc/passwd", [{ ...passwd, name: "/etc/passwd" }], file],
    ["//etc//./passwd", [{ ...passwd, name: "//etc//./passwd" }], file],
    ["usr/../etc/passwd", [{ ...passwd, name: "usr/../etc/passwd" }], file],
    ["by the ustar prefix", [{ ...passwd, name: "passwd", patch: { 345: Buffer.from("etc") } }], file],
    ["by a pax path", [pax({ path: "etc/passwd" }), { ...passwd, name: "x" }], file],
    [
      "by a GNU long name",
      [
        { name: "././@LongLink", flag: "L", content: "etc/passwd\0" },
        { ...passwd, name: "x" },
      ],
      file,
    ],
    ["with the old type NUL", [{ ...passwd, flag: "\0" }], file],
    ["empty", [{ name: "etc/passwd" }], Buffer.alloc(0)],
    ["twice: the last one counts", [{ name: "etc/passwd", content: "old" }, passwd], file],
    ["from a global pax header, which engines ignore", [{ ...pax({ path: "x" }), flag: "g" }, passwd], file],
    [
      "another file",
      [{ name: "usr/etc/passwd" }, { name: "etc/passwd-" }, { name: "etc/PASSWD" }],
      undefined,
    ],
    ["its directory", [{ name: "etc/", flag: "5" }], undefined],
    ["by a whiteout", [{ name: "etc/.wh.passwd" }], undefined],
    ["by a whiteout, ./", [{ name: "./etc/.wh.passwd" }], undefined],
    ["by a whiteout of its directory", [{ name: ".wh.etc" }], undefined],
    ["by an opaque directory", [{ name: "etc/.wh..wh..opq" }], undefined],
    ["by an opaque root", [{ name: ".wh..wh..opq" }], undefined],
    ["again after a whiteout", [{ name: "etc/.wh.passwd" }, passwd], file],
    ["again in an opaque directory", [{ name: "etc/.wh..wh..opq" }, passwd], file],
    ["before the opaque whiteout of its own layer", [passwd, { name: "etc/.wh..wh..opq" }], file],
    ["with a whiteout after it, which is for lower layers", [passwd, { name: "etc/.wh.passwd" }], file],
    [
      "other whiteouts",
      [{ name: "etc/.wh.shadow" }, { name: "usr/etc/.wh..wh..opq" }, { name: "x/.wh.etc" }],
      undefined,
    ],
    ["as a symlink", [{ name: "etc/passwd", flag: "2", link: "../x" }], undefined],
    [
      "as a hard link to a list of users",
      [
        { ...passwd, name: "x" },
        { name: "etc/passwd", flag: "1", link: "x" },
      ],
      file,
    ],
    ["as a hard link to nothing", [{ name: "etc/passwd", flag: "1", link: "x" }], undefined],
    ["as a directory", [{ name: "etc/passwd/", flag: "5" }], undefined],
    ["as a device", [{ name: "etc/passwd", flag: "3" }], undefined],
    [
      "as a sparse file",
      [
        pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "9", "GNU.sparse.name": "etc/passwd" }),
        { name: "GNUSparseFile.0/passwd" },
      ],
      undefined,
    ],
    ["below a symlink", [{ name: "etc", flag: "2", link: "usr/etc" }], undefined],
    ["below a file", [{ name: "etc", content: "" }], undefined],
  ])("%s", async (_, entries, expected) => {
    const { contents } = await readLayer(entries);
    expect(contents.watched.get("etc/passwd")).toEqual(expected);
  });

  it("after the end of the tar is ignored, as engines do", async () => {
    const { contents } = await readLayer(Buffer.concat([tarOf([]), tarOf([passwd])]));
    expect(contents).toEqual({ size: 0, files: 0, watched: new Map(), secrets: [], entries: [] });
  });

  it("is at most 4 MiB", async () => {
    const most = Buffer.alloc(4 * 1024 * 1024, "0123456789");
    const { contents } = await readLayer([{ name: "etc/passwd", content: most }]);
    expect(most.equals(contents.watched.get("etc/passwd") ?? Buffer.alloc(0))).toBe(true);
    const more = [{ name: "etc/passwd", content: Buffer.alloc(4 * 1024 * 1024 + 1) }];
    expect((await errorOf(readLayer(more))).message).toMatch(
      /app:latest: blobs\/sha256\/\w+: entry "etc\/passwd" is 4194305 bytes/,
    );
  });
});

describe("size and files", () => {
  const content = "0123456789";
  it.each<[string, EntrySpec[], number, number]>([
    ["nothing", [], 0, 0],
    ["a file", [{ name: "a", content }], 10, 1],
    ["an empty file", [{ name: "a" }], 0, 1],
    [
      "a file in each layer position, also when it is replaced",
      [
        { name: "a", content },
        { name: "a", content },
      ],
      20,
      2,
    ],
    [
      "links, directories, devices and pipes",
      [..."123456"].map((flag) => ({ name: `a${flag}`, flag, link: "x" })),
      0,
      0,
    ],
    [
      "a link whose size field is not 0: it has no body",
      [
        { name: "l", flag: "1", link: "a", size: 10 },
        { name: "a", content },
      ],
      10,
      1,
    ],
    [
      "a directory whose size field is not 0",
      [
        { name: "d/", flag: "5", size: 4096 },
        { name: "a", content },
      ],
      10,
      1,
    ],
    ["whiteouts", [{ name: ".wh.a" }, { name: "d/.wh..wh..opq" }, { name: "d/.wh.b" }], 0, 0],
    ["a contiguous file", [{ name: "a", flag: "7", content }], 10, 1],
    ["a size in base 256", [{ name: "a", content, size: base256(10) }], 10, 1],
    ["a size in pax", [pax({ size: "10" }), { name: "a", content, size: 0 }], 10, 1],
    [
      "pax sparse 1.0",
      [pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "1000000" }), { name: "a", content }],
      1_000_000,
      1,
    ],
    [
      "pax sparse 0.1",
      [pax({ "GNU.sparse.map": "0,10", "GNU.sparse.size": "5000" }), { name: "a", content }],
      5000,
      1,
    ],
    [
      "a sparse file that claims less than it stores",
      [pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "0" }), { name: "a", content }],
      10,
      1,
    ],
    [
      "a directory with records of a sparse file",
      [pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "9" }), { name: "d/", flag: "5" }],
      0,
      0,
    ],
    [
      "old GNU sparse",
      [{ name: "a", flag: "S", content, patch: { 483: Buffer.from("00000010000\0") } }],
      4096,
      1,
    ],
    ["names that are not UTF-8", [{ name: Buffer.from([0xff, 0xfe, 0x2f, 0x80]), content }], 10, 1],
    ["an empty name", [{ name: "", content }], 10, 1],
  ])("%s", async (_, entries, size, files) => {
    expect((await readLayer(entries)).contents).toMatchObject({ size, files });
  });

  it.each([
    ["unsigned", 0],
    ["signed, as by some old writers", 2 * 256],
  ])("of a name that is not ASCII, with a checksum of bytes %s", async (_, less) => {
    const tar = tarOf([{ name: "é", content: "abc" }]);
    const sum = Number.parseInt(tar.toString("latin1", 148, 154), 8) - less;
    tar.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    expect((await readLayer(tar)).contents).toMatchObject({ size: 3, entries: [{ path: "é" }] });
  });

  it("of an old GNU sparse map with more blocks", async () => {
    const sparse = tarEntry({
      name: "a",
      flag: "S",
      size: 10,
      patch: { 482: Buffer.from([1]), 483: Buffer.from("00000010000\0") },
    });
    const [more, last, body] = [Buffer.alloc(512), Buffer.alloc(512), Buffer.alloc(512)];
    more[504] = 1;
    const tar = Buffer.concat([sparse, more, last, body, tarOf([{ name: "b", content }])]);
    expect((await readLayer(tar)).contents).toMatchObject({ size: 4096 + 10, files: 2 });
  });

  it.each([
    ["no end mark", tarEntry({ name: "a", content })],
    ["no padding behind its last file", tarEntry({ name: "a", content }).subarray(0, 522)],
    ["half of that padding", tarEntry({ name: "a", content }).subarray(0, 700)],
    [
      "an extended header at its end",
      Buffer.concat([tarEntry({ name: "a", content }), tarEntry(pax({ path: "b" }))]),
    ],
    ["another tar behind it", Buffer.concat([tarOf([{ name: "a", content }]), tarOf([{ name: "b" }])])],
    ["one zero block", Buffer.concat([tarEntry({ name: "a", content }), Buffer.alloc(512)])],
    ["bytes after its end", Buffer.concat([tarOf([{ name: "a", content }]), Buffer.alloc(777, "x")])],
    ["a V7 header", tarEntry({ name: "a", content, patch: { 257: Buffer.alloc(8) } })],
    ["a GNU header", tarEntry({ name: "a", content, patch: { 257: Buffer.from("ustar  \0") } })],
  ])("of a tar with %s", async (_, tar) => {
    expect((await readLayer(tar)).contents).toMatchObject({ size: 10, files: 1 });
  });

  it.each([
    ["within its last file", tarEntry({ name: "a", content }).subarray(0, 521), /entry "a" is cut off$/],
    [
      "within a zero block",
      Buffer.concat([tarEntry({ name: "a", content }), Buffer.alloc(256)]),
      /is cut off in the header after entry "a"$/,
    ],
    [
      "within the second zero block",
      Buffer.concat([tarEntry({ name: "a", content }), Buffer.alloc(768)]),
      /is cut off in the header after entry "a"$/,
    ],
  ])("of a tar that ends %s are unknown", async (_, tar, message) => {
    expect((await errorOf(readLayer(tar))).message).toMatch(message);
  });

  it("of any files, by another tar writer, are their sum", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string({ minLength: 1, maxLength: 300, unit: "grapheme" }),
            content: fc.uint8Array({ maxLength: 3000 }),
          }),
          { maxLength: 12 },
        ),
        async (files) => {
          const safe = files.map(({ name, content }, at) => ({
            name: `d/${at}${name.replace(/[/.\0]/g, "_")}`,
            content: Buffer.from(content),
          }));
          const { contents } = await readLayer(await packed(safe));
          expect(contents.size).toBe(safe.reduce((sum, { content }) => sum + content.length, 0));
          expect(contents.files).toBe(safe.length);
        },
      ),
      { numRuns: 60 },
    ));
});

/** A tar as another writer makes it, with pax headers where names need them. */
async function packed(files: readonly { name: string; content: Buffer }[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, content } of files) tar.entry({ name }, content);
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
