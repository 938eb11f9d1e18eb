import fc from "fast-check";
import type { Image, LayerEntry } from "../../src/image/image.ts";
import { mergeLayers } from "../../src/measure/filesystem.ts";
import { measure } from "../../src/measure/measure.ts";
import { findWaste, wastedBytes } from "../../src/measure/waste.ts";
import type { Origin, WasteReport } from "../../src/model/report.ts";
import { anyLayers, directory, emptied, file, link, removed, replay, symlink } from "./layers.ts";

type Layers = readonly (readonly LayerEntry[])[];

function line(number: number): Origin {
  return {
    kind: "instruction",
    stage: null,
    file: "Dockerfile",
    lines: [number, number],
    instruction: "RUN true",
  };
}

/** The waste of layers: the first `base` of them are the base image's, each other one is of a line. */
function wasteOf(base: number, layers: Layers): WasteReport[] {
  const own = layers.map((_, position) => ({ origin: line(position), positions: [position] }));
  const below = { origin: { kind: "base" } as const, positions: [...own.keys()].slice(0, base) };
  return findWaste(mergeLayers(layers), base === 0 ? own : [below, ...own.slice(base)]);
}

/** As in `1>2 deleted 30 in 2: /app/`: by line 2, of line 1, 30 bytes in 2 files. */
function rowOf({ origin, hiddenBy, how, size, files, path }: WasteReport): string {
  const name = (from: Origin) => (from.kind === "instruction" ? from.lines[0] : from.kind);
  return `${name(origin)}>${name(hiddenBy)} ${how} ${size} in ${files}: ${path}`;
}

describe("wasted bytes", () => {
  it.each<[string, number, LayerEntry[][], string[]]>([
    ["none", 0, [[file("a")], [file("b")]], []],
    ["deleted", 0, [[file("a", 30), file("b", 7)], [removed("a")]], ["0>1 deleted 30 in 1: /a"]],
    [
      "by an opaque directory",
      0,
      [[file("d/a", 30), file("d/e/b", 7)], [emptied("d")]],
      ["0>1 deleted 37 in 2: /d/"],
    ],
    ["by another type", 0, [[file("a", 30)], [symlink("a", "b")]], ["0>1 deleted 30 in 1: /a"]],
    ["by a directory", 0, [[file("a", 30)], [directory("a")]], ["0>1 deleted 30 in 1: /a"]],
    ["replaced", 0, [[file("a", 30)], [file("a", 31)]], ["0>1 replaced 30 in 1: /a"]],
    ["touched", 0, [[file("a", 30)], [file("a", 30)]], ["0>1 touched 30 in 1: /a"]],
    [
      "of every copy but the last",
      0,
      [[file("a", 30)], [file("a", 30)], [file("a", 30)]],
      ["0>1 touched 30 in 1: /a", "1>2 touched 30 in 1: /a"],
    ],
    [
      "by hiding and hidden line, most bytes first",
      0,
      [[file("a", 1), file("b", 2)], [file("c", 4)], [removed("a"), file("b", 9), removed("c")]],
      ["1>2 deleted 4 in 1: /c", "0>2 replaced 2 in 1: /b", "0>2 deleted 1 in 1: /a"],
    ],
    ["none in hard links", 0, [[file("a", 30), link("b", "a")], [removed("a")]], []],
    [
      "of hard links when the last is gone, once",
      0,
      [
        [file("a", 30), link("b", "a")],
        [removed("a"), removed("b")],
      ],
      ["0>1 deleted 30 in 1: /b"],
    ],
    [
      "none in empty files",
      0,
      [
        [file("a", 0), file("d/b", 5)],
        [removed("a"), removed("d")],
      ],
      ["0>1 deleted 5 in 1: /d/b"],
    ],
    [
      "none in the base image",
      1,
      [
        [file("a", 30), file("b", 5)],
        [removed("a"), file("b", 6)],
      ],
      [],
    ],
    ["none by the base image", 2, [[file("a", 30)], [file("a", 30)]], []],
    [
      "of yours above a base image",
      1,
      [[file("a", 30)], [file("a", 40)], [removed("a")]],
      ["1>2 deleted 40 in 1: /a"],
    ],
  ])("%s", (_, base, layers, rows) => {
    expect(wasteOf(base, layers).map(rowOf)).toEqual(rows);
  });

  it.each<[string, string[], string]>([
    ["the file", ["usr/lib/a"], "/usr/lib/a"],
    ["its folder", ["usr/lib/a", "usr/lib/b"], "/usr/lib/"],
    ["the deepest folder of all files", ["usr/lib/a", "usr/lib/b", "usr/libexec/b"], "/usr/"],
    ["a file and one with a longer name", ["usr/lib", "usr/lib64/a"], "/usr/"],
    ["the root", ["usr/a", "var/b"], "/"],
  ])("have as their path %s", (_, paths, path) => {
    const waste = wasteOf(0, [paths.map((at) => file(at)), paths.map((at) => removed(at))]);
    expect(waste.map((row) => row.path)).toEqual([path]);
  });

  it("are one row for the layers of one instruction", () => {
    const layers = [
      [file("d/a", 1), file("e", 8)],
      [file("d/b", 2), file("e", 16)],
      [removed("d/a"), file("x", 4)],
      [removed("d/b"), removed("x")],
      [file("e", 32)],
    ];
    const shares = [
      { origin: line(3), positions: [0, 1] },
      { origin: line(4), positions: [2, 3] },
      { origin: line(5), positions: [4] },
    ];
    expect(findWaste(mergeLayers(layers), shares).map(rowOf)).toEqual([
      "3>5 replaced 16 in 1: /e",
      "3>3 replaced 8 in 1: /e",
      "4>4 deleted 4 in 1: /x",
      "3>4 deleted 3 in 2: /d/",
    ]);
  });

  it("have the file as their path if it is stored several times", () => {
    const layers = [[file("d/a", 1)], [file("d/a", 2)], [file("d/a", 4)], [file("d/a", 8)]];
    const shares = [{ origin: line(3), positions: [0, 1, 2, 3] }];
    expect(findWaste(mergeLayers(layers), shares).map(rowOf)).toEqual(["3>3 replaced 7 in 3: /d/a"]);
  });
});

describe("a copy of the base image's file", () => {
  it.each<[string, number, LayerEntry[][], string[]]>([
    [
      "touched",
      1,
      [
        [file("d/a", 30), file("d/b", 7)],
        [file("d/a", 30), file("d/b", 7)],
      ],
      ["base>1 touched 37 in 2: /d/"],
    ],
    [
      "put back after it was deleted",
      1,
      [[file("a", 30)], [removed("a")], [file("a", 30)]],
      ["base>2 touched 30 in 1: /a"],
    ],
    [
      "touched twice: one is wasted, the other needless",
      1,
      [[file("a", 30)], [file("a", 30)], [file("a", 30)]],
      ["base>2 touched 30 in 1: /a", "1>2 touched 30 in 1: /a"],
    ],
    [
      "deleted later: wasted",
      1,
      [[file("a", 30)], [file("a", 30)], [removed("a")]],
      ["1>2 deleted 30 in 1: /a"],
    ],
    ["of a hidden file of the base: not needless", 2, [[file("a", 30)], [file("a", 5)], [file("a", 30)]], []],
    ["with other content", 1, [[file("a", 30, 1)], [file("a", 30, 2)]], []],
    [
      "of two hard links, in two layers",
      1,
      [
        [file("a", 30), link("b", "a")],
        [file("a", 30), file("b", 30)],
      ],
      ["base>1 touched 60 in 2: /"],
    ],
    [
      "of two hard links, as hard links",
      1,
      [
        [file("a", 30), link("b", "a")],
        [file("a", 30), link("b", "a")],
      ],
      ["base>1 touched 30 in 1: /a"],
    ],
  ])("%s", (_, base, layers, rows) => {
    expect(wasteOf(base, layers).map(rowOf)).toEqual(rows);
  });

  it("is not wasted", () => {
    const waste = wasteOf(1, [[file("a", 30), file("b", 5)], [file("a", 30), file("b", 6)], [file("b", 7)]]);
    expect(waste).toHaveLength(2);
    expect(wastedBytes(waste)).toBe(6);
  });
});

describe("of any layers", () => {
  const anyImage = anyLayers.chain((layers) => fc.tuple(fc.nat(layers.length), fc.constant(layers)));
  const sizes = (files: Iterable<{ size: number }>) => [...files].reduce((sum, { size }) => sum + size, 0);

  it("waste the files that have no name after a replay", () =>
    fc.assert(
      fc.property(anyImage, ([base, layers]) => {
        const own = new Set(layers.slice(base).flat());
        const hidden = replay(layers)
          .hidden.flat()
          .filter((was) => own.has(was));
        expect(wastedBytes(wasteOf(base, layers))).toBe(sizes(hidden));
      }),
      { numRuns: 1000 },
    ));

  it("copy the files that equal the base image's", () =>
    fc.assert(
      fc.property(anyImage, ([base, layers]) => {
        const below = replay(layers.slice(0, base)).seen;
        const own = new Set(layers.slice(base).flat());
        const copies = [...replay(layers).seen].filter(([path, now]) => {
          const was = below.get(path);
          return own.has(now) && was !== undefined && was.size === now.size && was.crc === now.crc;
        });
        const rows = wasteOf(base, layers).filter(({ origin }) => origin.kind === "base");
        expect(sizes(rows)).toBe(sizes(new Set(copies.map(([, now]) => now))));
      }),
      { numRuns: 1000 },
    ));
});

test("an image has the 1,000 largest rows, and all wasted bytes", () => {
  const count = 50;
  const layers = Array.from({ length: count }, (_, layer) =>
    Array.from({ length: count }, (_, other) =>
      file(`${Math.min(layer, other)}-${Math.max(layer, other)}`, layer + 1),
    ),
  );
  const image: Image = {
    config: { platform: "linux/amd64", user: "", labels: {}, env: [], healthcheck: false, history: [] },
    layers: layers.map((entries) => ({
      diffId: "sha256:1",
      transferSize: null,
      contents: { size: 0, files: 0, watched: new Map(), secrets: [], entries },
    })),
  };
  const origins = {
    knownBy: "provenance" as const,
    base: { name: "scratch", from: null, digest: null, layers: 0 },
    own: layers.map((_, layer) => line(layer)).filter((origin) => origin.kind === "instruction"),
    variables: [],
  };
  const all = wasteOf(0, layers);
  expect(all).toHaveLength((count * (count - 1)) / 2);
  const { waste, wasted } = measure(image, origins);
  expect(waste).toEqual(all.slice(0, 1000));
  expect(wasted).toBe(wastedBytes(all));
});
