import { type EngineHistoryEntry, historyOf } from "../../src/image/engine-inspect.ts";

const BUILDKIT = "buildkit.dockerfile.v0";

test.each<[string, number, [createdBy: string, size: number, comment?: string][], string | null]>([
  [
    "as many entries of a size as layers",
    2,
    [
      ["a", 1],
      ["b", 0],
      ["c", 9],
    ],
    "LeL",
  ],
  ["no entries and no layers", 0, [], ""],
  [
    "only entries without a layer",
    0,
    [
      ["LABEL a=b", 0],
      ["anything", 0],
    ],
    "ee",
  ],
  [
    "a folder beside files",
    2,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0, BUILDKIT],
      ["CMD", 0, BUILDKIT],
    ],
    "LLe",
  ],
  [
    "the root, which is there",
    1,
    [
      ["COPY a", 1],
      ["WORKDIR /", 0, BUILDKIT],
    ],
    "Le",
  ],
  [
    "the root beside a folder",
    1,
    [
      ["WORKDIR /", 0, BUILDKIT],
      ["WORKDIR /a", 0, BUILDKIT],
    ],
    "eL",
  ],
  [
    "a step that wrote nothing",
    1,
    [
      ["RUN |1 A=b true", 0, BUILDKIT],
      ["ONBUILD RUN x", 0, BUILDKIT],
    ],
    "Le",
  ],
  [
    "a word that begins as an instruction",
    1,
    [
      ["ADDITION", 0, BUILDKIT],
      ["USERS", 0, BUILDKIT],
    ],
    null,
  ],
  [
    "somebody else's entry without a size",
    2,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0],
      ["CMD", 0, BUILDKIT],
    ],
    null,
  ],
  [
    "the same, where it can't have a layer",
    1,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0],
      ["CMD", 0, BUILDKIT],
    ],
    "Lee",
  ],
  ["fewer entries than layers", 2, [["COPY a", 1, BUILDKIT]], null],
  [
    "fewer layers than entries of a size",
    1,
    [
      ["COPY a", 1],
      ["COPY b", 1],
    ],
    null,
  ],
  [
    "a size of an instruction that has none",
    1,
    [
      ["ENV a=b", 5, BUILDKIT],
      ["CMD", 0, BUILDKIT],
    ],
    "Le",
  ],
  ["a size that is no number", 1, [["COPY a", Number.NaN]], null],
])("a history of %s", (_, layers, entries, expected) => {
  const told = entries.map(
    ([createdBy, size, comment = ""]): EngineHistoryEntry => ({ createdBy, comment, size }),
  );
  const history = historyOf(told, layers);
  expect(history?.map(({ emptyLayer }) => (emptyLayer ? "e" : "L")).join("") ?? null).toBe(expected);
  if (history !== null) expect(history.map(({ createdBy }) => createdBy)).toEqual(entries.map(([by]) => by));
});
