import { deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { packEntries, unpackEntries } from "../../src/image/entries.ts";
import type { LayerEntry } from "../../src/image/image.ts";
import { anyCharacter } from "../fixtures/text.ts";

// Any character but halves of surrogate pairs, which no name has: what is no UTF-8 was replaced before.
const text = fc.string({ unit: anyCharacter, maxLength: 60 });
const entry: fc.Arbitrary<LayerEntry> = fc.oneof(
  fc.record({
    kind: fc.constant("file"),
    path: text,
    size: fc.maxSafeNat(),
    mode: fc.nat(0o7777),
    crc: fc.nat(0xffffffff),
  }),
  fc.record({ kind: fc.constantFrom("hard link", "symlink"), path: text, target: text }),
  fc.record({ kind: fc.constantFrom("directory", "other", "removed", "emptied"), path: text }),
) as fc.Arbitrary<LayerEntry>;

/** Files as a package manager leaves them. */
function manyFiles(count: number): LayerEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    kind: "file",
    path: `app/node_modules/package-${Math.floor(at / 40)}/dist/module-${at}.js`,
    size: at * 7,
    mode: 0o644,
    crc: Math.imul(at, 2_654_435_761) >>> 0,
  }));
}

async function packedAndUnpacked(entries: readonly LayerEntry[]): Promise<readonly LayerEntry[]> {
  return unpackEntries(await packEntries(entries));
}

describe("packed entries", () => {
  test("are the same after they are unpacked", () =>
    fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 40 }), async (entries) => {
        expect(await packedAndUnpacked(entries)).toEqual(entries);
      }),
    ));

  test.each<[string, LayerEntry[]]>([
    ["by the thousand", manyFiles(5000)],
    ["of a name that is longer than most layers have in all", [{ kind: "other", path: "ü".repeat(100_000) }]],
    [
      "by the thousand, in letters of three bytes",
      Array.from({ length: 5000 }, (_, at) => ({ kind: "directory", path: "日".repeat(at % 100) })),
    ],
    ["of a large file", [{ kind: "file", path: "a", size: 2 ** 53 - 1, mode: 0o4755, crc: 0xffffffff }]],
    ["none", []],
  ])("are the same after they are unpacked: %s", async (_, entries) => {
    expect(await packedAndUnpacked(entries)).toEqual(entries);
  });

  test("have a fixed format", async () => {
    const text = (name: string) => [name.length, 0, 0, 0, ...Buffer.from(name)];
    const bytes = [
      [0, ...text("a"), ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f], ...[0xed, 0x09], ...[4, 3, 2, 1]],
      [1, ...text("b"), ...text("a")],
      [2, ...text("c")],
      [3, ...text("d"), ...text("../e")],
      [4, ...text("f")],
      [5, ...text("g")],
      [6, ...text("")],
    ];
    expect(await unpackEntries(deflateSync(Buffer.from(bytes.flat())))).toEqual([
      { kind: "file", path: "a", size: 1, mode: 0o4755, crc: 0x01020304 },
      { kind: "hard link", path: "b", target: "a" },
      { kind: "directory", path: "c" },
      { kind: "symlink", path: "d", target: "../e" },
      { kind: "other", path: "f" },
      { kind: "removed", path: "g" },
      { kind: "emptied", path: "" },
    ]);
  });

  test("are small", async () => {
    const packed = await packEntries(manyFiles(10_000));
    expect(packed.length).toBeLessThan(15 * 10_000);
  });
});

describe("invalid packed entries are an error:", () => {
  const entries: LayerEntry[] = [
    { kind: "file", path: "etc/passwd", size: 70, mode: 0o644, crc: 1 },
    { kind: "symlink", path: "etc/mtab", target: "/proc/mounts" },
  ];

  test("cut off", async () => {
    const packed = await packEntries(entries);
    for (let length = 0; length < packed.length; length++) {
      await expect(unpackEntries(packed.subarray(0, length))).rejects.toThrow();
    }
  });

  test("in entries that are cut off", async () => {
    const bytes = inflateSync(await packEntries(entries));
    const firstEnds = 1 + 4 + "etc/passwd".length + 14;
    for (let length = 1; length < bytes.length; length++) {
      const unpacked = unpackEntries(deflateSync(bytes.subarray(0, length)));
      if (length === firstEnds) expect(await unpacked).toEqual(entries.slice(0, 1));
      else await expect(unpacked).rejects.toThrow();
    }
  });

  test("with a changed bit", async () => {
    const packed = await packEntries(entries);
    for (let bit = 0; bit < packed.length * 8; bit++) {
      const changed = Buffer.from(packed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      // What it does not reject it reads right: zlib's header has bits that nobody needs.
      const read = await unpackEntries(changed).catch(() => entries);
      expect(read).toEqual(entries);
    }
  });

  test("with an unknown kind", async () => {
    await expect(unpackEntries(deflateSync(Buffer.from([7, 0, 0, 0, 0])))).rejects.toThrow(/no known kind/);
  });
});

test("packed entries are unpacked only up to the limit", async () => {
  const packed = await packEntries([{ kind: "directory", path: "a".repeat(1000) }]);
  expect(await unpackEntries(packed, 2000)).toHaveLength(1);
  await expect(unpackEntries(packed, 1000)).rejects.toThrow();
});
