import type { LayerEntry } from "../../src/image/image.ts";
import { findDuplicates } from "../../src/measure/duplicates.ts";
import { mergeLayers } from "../../src/measure/filesystem.ts";
import type { DuplicateReport } from "../../src/model/report.ts";
import { file, link, removed } from "./layers.ts";

const BIG = 100_000;

/** The duplicates of layers, of which the first is the base image's. */
function duplicatesOf(...layers: LayerEntry[][]): DuplicateReport[] {
  return findDuplicates(mergeLayers(layers), (position) => position > 0);
}

it.each<[string, LayerEntry[][], DuplicateReport[]]>([
  ["none", [[], [file("a", BIG, 1), file("b", BIG, 2), file("c", BIG + 1, 1)]], []],
  ["two", [[], [file("b", BIG), file("d/a", BIG)]], [{ size: BIG, paths: ["/b", "/d/a"] }]],
  [
    "in the order of the layers, then by name",
    [[], [file("z", BIG), file("y", BIG)], [file("b", BIG)], [file("a", BIG)]],
    [{ size: BIG, paths: ["/y", "/z", "/b", "/a"] }],
  ],
  [
    "most bytes saved first, then by name",
    [
      [],
      ["a", "b"].map((path) => file(path, BIG, 1)),
      ["c", "d"].map((path) => file(path, BIG, 3)),
      ["e", "f", "g"].map((path) => file(path, 64_000, 2)),
      ["h", "i"].map((path) => file(path, 120_000)),
    ],
    [
      { size: 64_000, paths: ["/e", "/f", "/g"] },
      { size: 120_000, paths: ["/h", "/i"] },
      { size: BIG, paths: ["/a", "/b"] },
      { size: BIG, paths: ["/c", "/d"] },
    ],
  ],
  [
    "of at least 64 kB",
    [[], [file("a", 63_999), file("b", 63_999), file("c", 64_000), file("d", 64_000)]],
    [{ size: 64_000, paths: ["/c", "/d"] }],
  ],
  ["hard links, which are none", [[], [file("a", BIG), link("b", "a")]], []],
  [
    "a copy with hard links counts once, by its first name",
    [[], [file("z", BIG), link("a", "z"), link("y", "z"), file("c", BIG)]],
    [{ size: BIG, paths: ["/a", "/c"] }],
  ],
  ["deleted files, which are none", [[], [file("a", BIG), file("b", BIG)], [removed("a")]], []],
  ["touched files, which are none", [[], [file("a", BIG)], [file("a", BIG)]], []],
  ["files of the base image, which are none", [[file("a", BIG), file("b", BIG)], [file("c", BIG)]], []],
])("duplicates: %s", (_, layers, expected) => {
  expect(duplicatesOf(...layers)).toEqual(expected);
});

test("the ten files with the largest saving are reported", () => {
  const pairs = [...Array(12).keys()].flatMap((at) => [file(`a${at}`, BIG + at), file(`b${at}`, BIG + at)]);
  const sizes = duplicatesOf([], pairs).map(({ size }) => size - BIG);
  expect(sizes).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
});
