import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { contentsTree } from "../../src/measure/contents-tree.ts";
import type { ContentsNode } from "../../src/model/report.ts";
import { anyLayers, file, link, removed, symlink } from "./layers.ts";

type Layers = readonly (readonly LayerEntry[])[];

/** A tree as lines: `name size/files change`, what is below a node indented. */
function drawn(node: ContentsNode): string[] {
  const change = node.change === null ? "" : ` ${node.change < 0 ? "" : "+"}${node.change}`;
  return [
    `${node.name} ${node.size}/${node.files}${change}`,
    ...node.children.flatMap(drawn).map((line) => `  ${line}`),
  ];
}

it.each<[string, Layers, Layers | null, string[]]>([
  ["no files", [], null, [" 0/0"]],
  ["files at the root", [[file("a", 1), file("b", 2)]], null, [" 3/2", "  b 2/1", "  a 1/1"]],
  [
    "folders, most bytes first",
    [[file("usr/bin/a", 1), file("usr/lib/b", 5), file("etc/c", 4), file("etc/d", 4)]],
    null,
    [" 14/4", "  etc 8/2", "    c 4/1", "    d 4/1", "  usr 6/2", "    lib/b 5/1", "    bin/a 1/1"],
  ],
  [
    "folders with one entry are one node",
    [[file("usr/lib/python3/a", 1), file("usr/lib/python3/b", 2), file("etc/c", 1)]],
    null,
    [" 4/3", "  usr/lib/python3 3/2", "    b 2/1", "    a 1/1", "  etc/c 1/1"],
  ],
  [
    "an empty file counts, but has no node",
    [[file("usr/lib/a", 1), file("usr/b", 0)]],
    null,
    [" 1/2", "  usr 1/2", "    lib/a 1/1"],
  ],
  [
    "all layers of the origin with hidden files; links have no bytes",
    [
      [file("a", 1), link("b", "a"), symlink("c", "a")],
      [file("a", 2), removed("b")],
    ],
    null,
    [" 3/2", "  a 3/2"],
  ],
  [
    "a folder and a file of the same path",
    [[file("a", 1)], [file("a/b", 2), file("a/c", 3)]],
    null,
    [" 6/3", "  a 5/2", "    c 3/1", "    b 2/1", "  a 1/1"],
  ],
  [
    "against the baseline",
    [[file("a", 5), file("d/b", 3), file("d/c", 2)]],
    [[file("a", 1), file("d/b", 4), file("d/gone", 7)]],
    [" 10/3 -2", "  a 5/1 +4", "  d 5/2 -6", "    b 3/1 -1", "    c 2/1 +2"],
  ],
  [
    "a removed file counts, but has no node",
    [[file("usr/lib/a", 3)]],
    [[file("usr/lib/a", 3), file("usr/lib/gone", 5), file("usr/share/gone", 4)]],
    [" 3/1 -9", "  usr 3/1 -9", "    lib 3/1 -5", "      a 3/1 +0"],
  ],
  ["a baseline without files", [[file("a", 5)]], [], [" 5/1 +5", "  a 5/1 +5"]],
])("a tree of %s", (_, layers, before, lines) => {
  expect(drawn(contentsTree(layers, before))).toEqual(lines);
});

test("the largest nodes are shown with the sizes of all below them", () => {
  const many = [...Array(400).keys()].map((at) => file(`small/${at}`, 1000 - at));
  const root = contentsTree([[...many, file("large/a/b", 500_000), file("large/a/c", 10)]], null);
  const total = 400 * 1000 - (399 * 400) / 2;
  const [large, small] = root.children;
  expect(root).toMatchObject({ size: total + 500_010, files: 402 });
  expect(large).toMatchObject({ name: "large/a", size: 500_010, files: 2 });
  expect(large?.children.map(({ name }) => name)).toEqual(["b"]);
  expect(small).toMatchObject({ name: "small", size: total, files: 400 });
  expect(small?.children.map(({ name }) => name)).toEqual([...Array(146).keys()].map(String));
});

test("a path of the greatest depth in a tar is shown", () => {
  const [only] = contentsTree([[file(`${"d/".repeat(100_000)}a`, 3)]], null).children;
  expect(only).toMatchObject({ name: `${"d/".repeat(100_000)}a`, size: 3 });
});

describe("the tree of any layers", () => {
  it("sums to the origin's size and files at its root", () =>
    fc.assert(
      fc.property(anyLayers, fc.option(anyLayers), (layers, before) => {
        const root = contentsTree(layers, before);
        expect(root).toMatchObject({
          name: "",
          size: sizeOf(layers),
          files: layers.flat().filter(({ kind }) => kind === "file").length,
          change: before === null ? null : sizeOf(layers) - sizeOf(before),
        });
        for (const node of folders(root)) {
          const sizes = node.children.map(({ size }) => size);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(node.size);
          expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
        }
      }),
    ));

  it("has at most 150 nodes with the numbers of their paths", () => {
    const path = fc
      .array(fc.nat(9).map(String), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    const layer = fc.array(
      fc.tuple(path, fc.nat(99)).map(([at, size]) => file(`${at}.txt`, size)),
      { maxLength: 600, size: "max" },
    );
    fc.assert(
      fc.property(layer, layer, (layers, before) => {
        const all = [...named(contentsTree([layers], [before]))];
        expect(all.length).toBeLessThanOrEqual(150);
        for (const [at, node] of all) {
          const below = (entries: LayerEntry[]) =>
            entries.filter((entry) => entry.path === at || at === "" || entry.path.startsWith(`${at}/`));
          expect(node).toMatchObject({
            size: sizeOf([below(layers)]),
            files: below(layers).length,
            change: sizeOf([below(layers)]) - sizeOf([below(before)]),
          });
        }
      }),
      { numRuns: 30 },
    );
  });
});

function sizeOf(layers: Layers): number {
  return layers.flat().reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
}

function folders(node: ContentsNode): ContentsNode[] {
  return node.children.length === 0 ? [] : [node, ...node.children.flatMap(folders)];
}

/** The nodes with their paths from the root. */
function* named(node: ContentsNode, above = ""): Generator<[string, ContentsNode]> {
  const path = above === "" ? node.name : `${above}/${node.name}`;
  yield [path, node];
  for (const child of node.children) yield* named(child, path);
}
