import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { mergeLayers } from "../../src/measure/filesystem.ts";
import { anyLayers, directory, emptied, file, link, removed, replay, symlink } from "./layers.ts";

/** Names with the layer that holds their file: `a/b 0`. */
function seen(layers: readonly (readonly LayerEntry[])[]): string[] {
  return [...mergeLayers(layers).names()].map(({ path, file: { layer } }) => `${path} ${layer}`).sort();
}

/** What was lost: `a/b 0>1 deleted`; a last name with a `!`. */
function lost(layers: readonly (readonly LayerEntry[])[]): string[] {
  return mergeLayers(layers).lost.map(
    ({ path, file: { layer }, takenBy, how, last }) => `${path} ${layer}>${takenBy} ${how}${last ? "!" : ""}`,
  );
}

describe("stacked layers", () => {
  it.each<[string, LayerEntry[][], string[], string[]]>([
    ["nothing", [], [], []],
    ["files side by side", [[file("a")], [file("b")]], ["a 0", "b 1"], []],
    ["a whiteout of a file", [[file("d/a"), file("d/b")], [removed("d/a")]], ["d/b 0"], ["d/a 0>1 deleted!"]],
    [
      "a whiteout of a folder",
      [[file("d/e/a"), file("d/b"), file("db")], [removed("d")]],
      ["db 0"],
      ["d/b 0>1 deleted!", "d/e/a 0>1 deleted!"],
    ],
    ["a whiteout of nothing", [[file("a")], [removed("b"), removed("a/b")]], ["a 0"], []],
    [
      "an opaque directory with files of its own layer",
      [
        [file("d/a"), file("d/b/c")],
        [file("d/x"), emptied("d"), file("d/y")],
      ],
      ["d/x 1", "d/y 1"],
      ["d/a 0>1 deleted!", "d/b/c 0>1 deleted!"],
    ],
    [
      "a file again in an opaque directory",
      [
        [file("d/a", 5, 1), file("d/b", 5, 1)],
        [emptied("d"), file("d/a", 5, 1), file("d/b", 5, 2)],
      ],
      ["d/a 1", "d/b 1"],
      ["d/a 0>1 touched!", "d/b 0>1 replaced!"],
    ],
    [
      "a whiteout after the new file",
      [[file("a", 1)], [file("a", 2), removed("a")]],
      ["a 1"],
      ["a 0>1 replaced!"],
    ],
    [
      "an opaque root, which engines do not empty",
      [
        [file("a"), file("d/b")],
        [emptied(""), file("c")],
      ],
      ["a 0", "c 1", "d/b 0"],
      [],
    ],
    ["another content", [[file("a", 5, 1)], [file("a", 5, 2)]], ["a 1"], ["a 0>1 replaced!"]],
    ["another size", [[file("a", 5, 1)], [file("a", 6, 1)]], ["a 1"], ["a 0>1 replaced!"]],
    ["the same content", [[file("a", 5, 1)], [file("a", 5, 1)]], ["a 1"], ["a 0>1 touched!"]],
    [
      "the same content again and again",
      [[file("a")], [file("a")], [removed("a")], [file("a")]],
      ["a 3"],
      ["a 0>1 touched!", "a 1>2 deleted!"],
    ],
    [
      "a file over a directory",
      [[file("d/a"), file("d/e/b")], [file("d")]],
      ["d 1"],
      ["d/a 0>1 deleted!", "d/e/b 0>1 deleted!"],
    ],
    ["a symlink over a directory", [[file("d/a")], [symlink("d", "e")]], [], ["d/a 0>1 deleted!"]],
    ["a symlink over a file", [[file("a")], [symlink("a", "b")]], [], ["a 0>1 deleted!"]],
    ["a device over a file", [[file("a")], [{ kind: "other", path: "a" }]], [], ["a 0>1 deleted!"]],
    ["a directory over a file", [[file("a")], [directory("a")]], [], ["a 0>1 deleted!"]],
    ["a file below a file", [[file("a")], [file("a/b")]], ["a/b 1"], ["a 0>1 deleted!"]],
    ["a directory over a directory", [[file("d/a")], [directory("d"), file("d/b")]], ["d/a 0", "d/b 1"], []],
    [
      "a file below a symlink, which is not followed",
      [[file("usr/lib/a"), symlink("lib", "usr/lib")], [file("lib/a")]],
      ["lib/a 1", "usr/lib/a 0"],
      [],
    ],
    [
      "a directory over a file over a directory in one layer",
      [[file("d/a")], [file("d"), directory("d"), file("d/a")]],
      ["d/a 1"],
      ["d/a 0>1 touched!"],
    ],
    ["a name twice in one layer", [[file("a", 1), file("a", 2)]], ["a 0"], []],
    [
      "one of two hard links deleted",
      [[file("a"), link("b", "a")], [removed("a")]],
      ["b 0"],
      ["a 0>1 deleted"],
    ],
    [
      "both hard links deleted, one after the other",
      [[file("a"), link("b", "a")], [removed("a")], [removed("b")]],
      [],
      ["a 0>1 deleted", "b 0>2 deleted!"],
    ],
    [
      "a hard link of a hard link",
      [
        [file("a"), link("b", "a"), link("c", "b")],
        [removed("a"), removed("b")],
      ],
      ["c 0"],
      ["a 0>1 deleted", "b 0>1 deleted"],
    ],
    [
      "a hard link over a file",
      [[file("b", 9)], [file("a"), link("b", "a")]],
      ["a 1", "b 1"],
      ["b 0>1 replaced!"],
    ],
    ["a hard link to nothing", [[file("a")], [link("a", "b")]], [], ["a 0>1 deleted!"]],
    ["a hard link to a lower layer's file", [[file("a")], [link("b", "a")]], ["a 0"], []],
    ["a hard link to itself", [[file("a"), link("a", "a")], [removed("a")]], [], ["a 0>1 deleted!"]],
  ])("%s", (_, layers, names, gone) => {
    expect(seen(layers)).toEqual(names);
    expect(lost(layers).sort()).toEqual(gone);
  });

  it("equal a replay of all entries over a map of paths", () =>
    fc.assert(
      fc.property(anyLayers, (layers) => {
        const { names, fileAt, lost: gone } = mergeLayers(layers);
        const model = replay(layers);
        const held = [...names()].map(({ path, file: { entry } }) => [path, entry] as const);
        expect(new Map(held)).toEqual(model.seen);
        expect(held).toHaveLength(model.seen.size);
        for (const [path, entry] of model.seen) expect(fileAt(path)?.entry).toBe(entry);

        for (const [layer, taken] of model.taken.entries()) {
          const own = gone.filter(({ takenBy }) => takenBy === layer);
          expect(new Map(own.map(({ path, how }) => [path, how]))).toEqual(
            new Map(taken.map(({ path, file: was, now }) => [path, howOf(was, now)])),
          );
          expect(own).toHaveLength(taken.length);
          const hidden = own.filter(({ last }) => last).map(({ file: { entry } }) => entry);
          expect(new Set(hidden)).toEqual(new Set(model.hidden[layer]));
          expect(hidden).toHaveLength(model.hidden[layer]?.length ?? 0);
        }
      }),
      { numRuns: 2000 },
    ));

  it("have paths of the greatest depth in a tar", () => {
    const deep = "d/".repeat(100_000);
    const layers = [[file(`${deep}a`), file(`${deep}b`)], [removed("d")]];
    expect(mergeLayers(layers).lost.map(({ path }) => path.length)).toEqual([200_001, 200_001]);
  });
});

function howOf(was: { size: number; crc: number }, now: { size: number; crc: number } | undefined): string {
  if (now === undefined) return "deleted";
  return now.size === was.size && now.crc === was.crc ? "touched" : "replaced";
}

test("the same whiteout 20,000 times takes the files below it once", () => {
  const files = Array.from({ length: 20_000 }, (_, at) => file(`a/${at}`));
  const whiteouts = Array.from({ length: 20_000 }, () => ({ kind: "removed" as const, path: "a" }));
  const { lost, names } = mergeLayers([files, [...files, ...whiteouts]]);
  expect(lost).toHaveLength(20_000);
  expect([...names()]).toHaveLength(20_000);
});
