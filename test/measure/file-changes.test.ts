import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { fileChanges } from "../../src/measure/file-changes.ts";
import type { FileChange } from "../../src/model/report.ts";
import { anyLayers, file, link } from "./layers.ts";

type Layers = readonly (readonly LayerEntry[])[];

/** `count` files in a folder, of `size` bytes each. */
function many(folder: string, count: number, size: number): LayerEntry[] {
  return [...Array(count).keys()].map((at) => file(`${folder}/${at}`, size));
}

/** As in `added /app/a +30`; a folder with its number of files. */
function rowOf({ kind, path, size, files }: FileChange): string {
  return `${kind} ${path} ${size < 0 ? "" : "+"}${size}${path.endsWith("/") ? ` in ${files}` : ""}`;
}

it.each<[string, LayerEntry[], LayerEntry[], string[]]>([
  ["nothing", [file("a", 5, 1)], [file("a", 5, 1)], []],
  ["the same bytes of other content", [file("a", 5, 1)], [file("a", 5, 2)], []],
  ["empty files", [file("a", 0)], [file("b", 0), link("c", "b")], []],
  ["an added file", [], [file("d/a", 5)], ["added /d/a +5"]],
  ["a removed file", [file("d/a", 5)], [], ["removed /d/a -5"]],
  [
    "the largest first, growth and shrinkage alike, then by name",
    [file("a", 5), file("b", 9), file("e", 1)],
    [file("a", 8), file("d", 2), file("c", 2), file("e", 2)],
    ["removed /b -9", "changed /a +3", "added /c +2", "added /d +2", "changed /e +1"],
  ],
  ["a file that became a folder", [file("a", 5)], [file("a/b", 7)], ["added /a/b +7", "removed /a -5"]],
  ["ten files of a folder", [], many("d", 10, 1), many("d", 10, 1).map(({ path }) => `added /${path} +1`)],
  ["more files, shown as the folder", [], many("d", 11, 1), ["added /d/ +11 in 11"]],
  ["a folder that is gone", many("d", 11, 1), [], ["removed /d/ -11 in 11"]],
  [
    "a folder with other files that are the same",
    [file("d/same", 3), file("e/a", 1)],
    [file("d/same", 3), ...many("d", 11, 1), file("e/a", 2)],
    ["changed /d/ +11 in 11", "changed /e/a +1"],
  ],
  [
    "a folder that lost as much as it gained",
    many("d/old", 10, 4),
    many("d/new", 10, 4).concat(many("d/x", 10, 4), many("d/y", 10, 4), file("d/z", 1)),
    // Three of its five children hold less than 90 %.
    ["changed /d/ +81 in 41"],
  ],
  [
    "no net change",
    many("d", 20, 2),
    many("d", 20, 2).map(({ path }, at) => file(path, at % 2 === 0 ? 1 : 3)),
    ["changed /d/ +0 in 20"],
  ],
  [
    "one child with nearly all bytes: children in place of the folder",
    [],
    [...many("app/node_modules", 20, 90), ...many("app/src", 3, 1)],
    [
      "added /app/node_modules/ +1800 in 20",
      "added /app/src/0 +1",
      "added /app/src/1 +1",
      "added /app/src/2 +1",
    ],
  ],
  [
    "as deep as possible",
    [],
    ["p", "q", "r", "s"].flatMap((name) => many(`usr/lib/python3/${name}`, 11, 1)),
    ["added /usr/lib/python3/ +44 in 44"],
  ],
  [
    "three children that hold just 90 %",
    [],
    [...["p", "q", "r"].flatMap((name) => many(`d/${name}`, 30, 1)), ...many("d/s", 10, 1)],
    [
      ...["p", "q", "r"].map((name) => `added /d/${name}/ +30 in 30`),
      ...[...Array(7).keys()].map((at) => `added /d/s/${at} +1`),
    ],
  ],
  [
    "three children that hold less",
    [],
    [...["p", "q", "r"].flatMap((name) => many(`d/${name}`, 30, 1)), ...many("d/s", 11, 1)],
    ["added /d/ +101 in 101"],
  ],
  [
    "one large file beside many small ones",
    [],
    [file("d/large", 900), ...many("d/e", 20, 5)],
    ["added /d/large +900", "added /d/e/ +100 in 20"],
  ],
  [
    "the root, which has no row",
    [],
    ["a", "b", "c", "d"].flatMap((name) => many(name, 11, 1)),
    ["added /a/ +11 in 11", "added /b/ +11 in 11", "added /c/ +11 in 11", "added /d/ +11 in 11"],
  ],
])("changes: %s", (_, before, after, rows) => {
  expect(fileChanges([before], [after]).map(rowOf)).toEqual(rows);
});

test("layers of one origin are added", () => {
  const before: Layers = [[file("a", 1)], [file("a", 2), file("b", 5)]];
  expect(fileChanges(before, [[file("b", 5)], [file("a", 9)]]).map(rowOf)).toEqual(["changed /a +6"]);
});

test("the ten largest changes are reported", () => {
  const after = [...Array(40).keys()].map((at) => file(`${at}/a`, at));
  expect(fileChanges([], [after]).map(({ size }) => size)).toEqual([39, 38, 37, 36, 35, 34, 33, 32, 31, 30]);
});

test("a path of the greatest depth in a tar is shown", () => {
  const deep = "d/".repeat(100_000);
  expect(fileChanges([], [[file(`${deep}a`, 3)]])).toEqual([
    { path: `/${deep}a`, kind: "added", size: 3, files: 1 },
  ]);
});

describe("of any layers", () => {
  /** The difference of every path, the simple way. */
  function differences(before: Layers, after: Layers): Map<string, number> {
    const all = new Map<string, number>();
    for (const [layers, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      for (const { path, size } of layers.flat().flatMap((entry) => (entry.kind === "file" ? [entry] : []))) {
        all.set(`/${path}`, (all.get(`/${path}`) ?? 0) + sign * size);
      }
    }
    return new Map([...all].filter(([, size]) => size !== 0));
  }

  it("have few changes, which sum to the difference of the sizes", () =>
    fc.assert(
      fc.property(anyLayers, anyLayers, (before, after) => {
        const expected = differences(before, after);
        fc.pre(expected.size <= 10);
        expect(new Map(fileChanges(before, after).map(({ path, size }) => [path, size]))).toEqual(expected);
      }),
      { numRuns: 500 },
    ));

  it("have disjoint and complete rows, largest first", () => {
    const path = fc
      .array(fc.nat(5).map(String), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    const layer = fc.array(
      fc.tuple(path, fc.nat(99)).map(([at, size]) => file(`${at}.txt`, size)),
      { maxLength: 300, size: "max" },
    );
    fc.assert(
      fc.property(layer, layer, (before, after) => {
        const rows = fileChanges([before], [after]);
        const all = [...differences([before], [after])];
        const below = (row: FileChange) =>
          all.filter(([at]) => at === row.path || (row.path.endsWith("/") && at.startsWith(row.path)));
        const differs = rows.map((row) => below(row).reduce((sum, [, size]) => sum + Math.abs(size), 0));
        for (const row of rows) {
          expect(row.files).toBe(below(row).length);
          expect(row.size).toBe(below(row).reduce((sum, [, size]) => sum + size, 0));
        }
        const told = rows.flatMap(below).map(([at]) => at);
        expect(new Set(told).size).toBe(told.length);
        expect(differs).toEqual([...differs].sort((one, other) => other - one));
        // Where there is room for more rows, nothing is left out.
        if (rows.length < 10) expect(told).toHaveLength(all.length);
      }),
      { numRuns: 100 },
    );
  });
});
