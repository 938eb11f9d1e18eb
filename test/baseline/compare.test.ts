import fc from "fast-check";
import { compare, contents, openGrowth } from "../../src/baseline/compare.ts";
import type { CompareLines, InputsOfLine } from "../../src/baseline/line-comparison.ts";
import { IN_ONE_RUN } from "../../src/baseline/origin-changes.ts";
import type { LayerEntry } from "../../src/image/image.ts";
import type { Measurement } from "../../src/measure/measurement.ts";
import type { BaseImageReport, LayerReport, Origin } from "../../src/model/report.ts";
import { measuredImage } from "../fixtures/report.ts";

interface LayerSpec {
  /** An instruction, or "base". */
  readonly by: string;
  /** Sizes of its files by their paths. */
  readonly files: Readonly<Record<string, number>>;
  readonly transferSize?: number | null;
}

/** A measured image of these layers, with their places as line numbers. */
function measurement(layers: readonly LayerSpec[], base: Partial<BaseImageReport> = {}): Measurement {
  const reports = layers.map(({ by, files, transferSize = 1 }, at): LayerReport => {
    const size = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
    const origin: Origin =
      by === "base"
        ? { kind: "base" }
        : { kind: "instruction", stage: null, file: "Dockerfile", lines: [at + 1, at + 1], instruction: by };
    return { diffId: JSON.stringify(files), size, transferSize, files: Object.keys(files).length, origin };
  });
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const ofBase = reports.filter(({ origin }) => origin.kind === "base");
  const transfers = reports.map((layer) => layer.transferSize);
  return {
    image: measuredImage({
      layers: reports,
      size: total(reports.map(({ size }) => size ?? 0)),
      transferSize: transfers.every((size) => size !== null) ? total(transfers) : null,
      baseImage: {
        name: "debian:12",
        from: "debian:12",
        knownBy: "provenance",
        digest: null,
        layers: ofBase.length,
        size: total(ofBase.map(({ size }) => size ?? 0)),
        standIn: null,
        ...base,
      },
    }),
    entries: layers.map(({ files }) =>
      Object.entries(files).map(
        ([path, size]): LayerEntry => ({ kind: "file", path, size, mode: 0o644, crc: size }),
      ),
    ),
  };
}

const base = (size: number): LayerSpec => ({ by: "base", files: { "lib/libc": size } });
const run = (size: number, path = "usr/bin/curl"): LayerSpec => ({ by: "RUN apt", files: { [path]: size } });

test("growth of an unnamed base image is no drift: its FROM may have changed", () => {
  const unnamed = { name: null, from: null, knownBy: "history" } as const;
  const [before, after] = [measurement([base(100e6)], unnamed), measurement([base(120e6)], unnamed)];
  expect(compare(before, after)).toMatchObject({ drift: 0, growth: 20e6 });
  const named = { ...unnamed, name: "paketobuildpacks/run" };
  const known = [measurement([base(100e6)], named), measurement([base(120e6)], named)] as const;
  expect(compare(...known)).toMatchObject({ drift: 20e6, growth: 0 });
});

describe("an unknown base image", () => {
  const historyOrigin = (by: string): Origin => ({ kind: "history", by: "dockerfile", instruction: by });
  /** The same image, read from its history alone. */
  const byHistory = ({ image, entries }: Measurement): Measurement => ({
    image: {
      ...image,
      baseImage: null,
      layers: image.layers.map((layer) => ({
        ...layer,
        origin: historyOrigin(
          layer.origin.kind === "instruction" ? layer.origin.instruction : `COPY ${layer.diffId} /`,
        ),
      })),
    },
    entries,
  });
  const copy = (size: number): LayerSpec => ({ by: "COPY /venv /venv", files: { "venv/lib.so": size } });
  const python: LayerSpec = { by: "base", files: { "usr/bin/python": 30e6 } };
  const known = (size: number) => measurement([base(100e6), python, run(10e6), copy(size)]);
  const grown = [expect.objectContaining({ size: 5e6, drift: 0 })];

  test("comes from the baseline if the lowest layers are the same", () => {
    const change = compare(byHistory(known(20e6)), known(25e6));
    expect(change).toMatchObject({ size: 5e6, drift: 0, growth: 5e6, origins: grown });
    expect(change.origins[0]?.before).toEqual(historyOrigin("COPY /venv /venv"));
    expect(change.origins[0]?.after).toMatchObject({ lines: [4, 4] });
  });

  test("of a baseline comes from the image the same way", () => {
    expect(compare(known(20e6), byHistory(known(25e6)))).toMatchObject({ growth: 5e6, origins: grown });
  });

  test("is another one if a layer differs", () => {
    const other = measurement([base(90e6), python, run(10e6), copy(20e6)]);
    const { origins } = compare(byHistory(other), known(20e6));
    expect(origins.map(({ before, after, size }) => [before?.kind, after?.kind, size])).toEqual([
      [undefined, "base", 130e6],
      ["history", undefined, -90e6],
      ["history", undefined, -30e6],
    ]);
  });
});

test("growth is listed by line and file", () => {
  const before = measurement([base(100e6), run(10e6)]);
  const after = measurement([base(100e6), { by: "COPY . .", files: { "app/demo.mp4": 1.8e6 } }, run(40e6)]);
  expect(compare(before, after)).toEqual({
    size: 31.8e6,
    transferSize: 1,
    layers: 1,
    drift: 0,
    history: 0,
    growth: 31.8e6,
    growthPercent: expect.closeTo((31.8 / 110) * 100, 6),
    negligible: false,
    origins: [
      {
        before: expect.objectContaining({ lines: [2, 2], instruction: "RUN apt" }),
        after: expect.objectContaining({ lines: [3, 3], instruction: "RUN apt" }),
        size: 30e6,
        drift: 0,
        files: [{ path: "/usr/bin/curl", kind: "changed", size: 30e6, files: 1 }],
      },
      {
        before: null,
        after: expect.objectContaining({ lines: [2, 2], instruction: "COPY . ." }),
        size: 1.8e6,
        drift: 0,
        files: [{ path: "/app/demo.mp4", kind: "added", size: 1.8e6, files: 1 }],
      },
    ],
  });
});

test("the same image has no change", () => {
  const image = measurement([base(100e6), run(10e6)]);
  expect(compare(image, image)).toMatchObject({
    size: 0,
    layers: 0,
    drift: 0,
    growth: 0,
    negligible: true,
    origins: [],
  });
});

test("a removed line has the size that went with it", () => {
  const before = measurement([base(100e6), run(10e6)]);
  const { origins, growth } = compare(before, measurement([base(100e6)]));
  expect(growth).toBe(-10e6);
  expect(origins).toEqual([
    {
      before: expect.objectContaining({ instruction: "RUN apt" }),
      after: null,
      size: -10e6,
      drift: 0,
      files: [{ path: "/usr/bin/curl", kind: "removed", size: -10e6, files: 1 }],
    },
  ]);
});

test.each<[string, Partial<BaseImageReport>, Partial<BaseImageReport>, number]>([
  ["a base image that changed by itself", {}, {}, 7e6],
  ["another digest of the same name", { digest: "sha256:a" }, { digest: "sha256:b" }, 7e6],
  ["another tag", {}, { name: "debian:13", from: "debian:13" }, 0],
  ["a pinned digest that was changed", { from: "debian:12@sha256:a" }, { from: "debian:12@sha256:b" }, 0],
  ["another value of a variable", { from: "debian:$V" }, { from: "debian:$V", name: "debian:13" }, 0],
])("%s: only growth without a change of FROM is drift", (_, old, now, drift) => {
  const change = compare(measurement([base(100e6)], old), measurement([base(107e6)], now));
  expect(change).toMatchObject({ size: 7e6, drift, growth: 7e6 - drift });
  expect(change.origins).toMatchObject([{ before: { kind: "base" }, after: { kind: "base" }, size: 7e6 }]);
});

test("without a known base image the whole difference is growth", () => {
  const unknown = measurement([base(107e6)]);
  const after = { ...unknown, image: { ...unknown.image, baseImage: null } };
  expect(compare(measurement([base(100e6)]), after)).toMatchObject({ drift: 0, growth: 7e6 });
});

test.each([
  [100e6, 99_999, true],
  [100e6, -99_999, true],
  [100e6, 100_000, false],
  [50e6, 50_000, false],
  [1000, 1, false],
  [1000, 0, true],
])("a change in %d bytes by %d is noise: %s", (size, change, negligible) => {
  const after = measurement([base(0), run(size + change)]);
  expect(compare(measurement([base(0), run(size)]), after)).toMatchObject({ negligible });
});

describe("a repository's history", () => {
  const copied = (files: LayerSpec["files"]): LayerSpec => ({ by: "COPY . /app", files });
  const source = { "app/main.js": 1000 };

  test.each<[string, LayerSpec["files"], LayerSpec["files"], number]>([
    [
      "a file that became a folder",
      { "app/.git": 60 },
      { "app/.git/HEAD": 40, "app/.git/objects/a": 3e6 },
      2_999_980,
    ],
    [
      "a folder that became a file",
      { "app/.git/HEAD": 40, "app/.git/objects/a": 3e6 },
      { "app/.git": 60 },
      -2_999_980,
    ],
    ["a larger clone", { "app/.git/objects/a": 1e6 }, { "app/.git/objects/b": 5e6 }, 4e6],
    ["a submodule's history", { "app/lib/.git": 60 }, { "app/lib/.git/HEAD": 100 }, 40],
    ["a new history", {}, { "app/.git/objects/a": 5e6 }, 0],
    ["a removed history", { "app/.git/objects/a": 5e6 }, {}, 0],
    ["files that git reads", { "app/.gitignore": 5 }, { "app/.gitignore": 50, "app/.github/a": 5 }, 0],
    ["a history in another folder", { "app/.git": 60 }, { "app/.git": 60, "vendor/.git/a": 1e6 }, 0],
  ])("%s", (_, old, now, history) => {
    const change = compare(
      measurement([base(100e6), copied({ ...source, ...old })]),
      measurement([base(100e6), copied({ ...source, ...now })]),
    );
    expect(change).toMatchObject({ history, growth: change.size - history });
    expect(change.origins.reduce((sum, { size }) => sum + size, 0)).toBe(change.size);
  });

  test("alone is no change in the report", () => {
    const change = compare(
      measurement([base(100e6), copied({ ...source, "app/.git": 60 })]),
      measurement([base(100e6), copied({ ...source, "app/.git/objects/a": 9e6 })]),
    );
    expect(change).toMatchObject({ size: 8_999_940, growth: 0, negligible: true });
  });
});

test("drift that hides growth is more than noise", () => {
  const change = compare(measurement([base(100e6), run(1e6)]), measurement([base(90e6), run(11e6)]));
  expect(change).toMatchObject({ size: 0, drift: -10e6, growth: 10e6, negligible: false });
});

test("transfer sizes have a difference only if both are known", () => {
  const unknown = measurement([{ ...base(1), transferSize: null }]);
  expect(compare(unknown, measurement([base(1)])).transferSize).toBeNull();
  expect(compare(measurement([base(1)]), unknown).transferSize).toBeNull();
});

const layerSpecs = fc.array(
  fc.record({
    by: fc.constantFrom("RUN a", "RUN b", "COPY c"),
    files: fc.dictionary(fc.constantFrom("a", "b", "d/e", "d/.git/x"), fc.nat(1000)),
  }),
);

test("the changes of the origins add up to the change", () => {
  fc.assert(
    fc.property(layerSpecs, layerSpecs, fc.nat(1000), fc.nat(1000), (old, now, oldBase, newBase) => {
      const [before, after] = [measurement([base(oldBase), ...old]), measurement([base(newBase), ...now])];
      const { size, drift, growth, history, origins } = compare(before, after);
      expect(origins.reduce((sum, origin) => sum + origin.size, 0)).toBe(size);
      expect(after.image.size - before.image.size).toBe(size);
      expect(drift + growth + history).toBe(size);
    }),
  );
});

describe("lines that changed by themselves", () => {
  const outside = (size: number): LayerSpec => ({ by: "COPY --from=up:1 /x /x", files: { x: size } });
  const app = (size: number): LayerSpec => ({ by: "COPY app /app", files: { app: size } });
  const sizes = ({ origins, size, drift, growth, history }: ReturnType<typeof compare>) => ({
    all: [size, drift, growth, history],
    origins: origins.map((origin) => [origin.size, origin.drift]),
  });

  test("are drift if their inputs are the same", () => {
    const before = measurement([base(100), outside(10), app(5), run(20)]);
    const after = measurement([base(107), outside(110), app(8), run(25)]);
    const compareLines: CompareLines = ({ instruction }) =>
      instruction.startsWith("COPY --from") ? "same" : instruction.startsWith("RUN") ? "open" : "changed";
    expect(sizes(compare(before, after, { compareLines }))).toEqual({
      all: [115, 107, 8, 0],
      origins: [
        [100, 100],
        [7, 7],
        [5, 0],
        [3, 0],
      ],
    });
    expect(openGrowth(before, after, { compareLines })).toBe(5);
  });

  test("are no growth if a rebuilt base has them", () => {
    const before = measurement([base(100), outside(10), run(20)]);
    const rebuilt = measurement([base(107), outside(110), run(21)]);
    const after = measurement([
      base(107),
      { ...outside(115), by: "COPY --from=up:2 /x /x" },
      run(21),
      app(3),
    ]);
    expect(sizes(compare(before, after, { rebuilt }))).toEqual({
      all: [116, 108, 8, 0],
      origins: [
        [105, 100],
        [7, 7],
        [3, 0],
        [1, 1],
      ],
    });
  });

  test("are visible if the change removes as much", () => {
    const before = measurement([base(100), outside(10)]);
    const rebuilt = measurement([base(100), outside(30)]);
    expect(sizes(compare(before, before, { rebuilt }))).toEqual({
      all: [0, 20, -20, 0],
      origins: [[0, 20]],
    });
  });

  test("exclude the growth of .git in a COPY", () => {
    const copy = (git: number, size: number): LayerSpec => ({
      by: "COPY . .",
      files: { "app/.git/a": git, "app/a": size },
    });
    const [before, after] = [measurement([base(100), copy(5, 1)]), measurement([base(100), copy(50, 3)])];
    const known = { compareLines: () => "same" as const };
    expect(sizes(compare(before, after, known)).all).toEqual([47, 2, 0, 45]);
    expect(sizes(compare(before, after, { rebuilt: after })).all).toEqual([47, 2, 0, 45]);
  });

  test("keep sums right: size is growth, drift, history", () => {
    fc.assert(
      fc.property(
        fc.tuple(layerSpecs, layerSpecs, layerSpecs),
        fc.option(fc.constantFrom<InputsOfLine>("same", "open", "changed")),
        fc.boolean(),
        ([old, between, now], inputs, isRebuilt) => {
          const [before, rebuilt, after] = [
            measurement([base(1), ...old]),
            measurement([base(2), ...between]),
            measurement([base(3), ...now]),
          ];
          const change = compare(before, after, {
            ...(inputs === null ? {} : { compareLines: () => inputs }),
            ...(isRebuilt ? { rebuilt } : {}),
          });
          expect(change.size).toBe(after.image.size - before.image.size);
          expect(change.growth + change.drift + change.history).toBe(change.size);
          expect(change.origins.reduce((sum, { size }) => sum + size, 0)).toBe(change.size);
          expect(change.origins.reduce((sum, { drift }) => sum + drift, 0)).toBe(change.drift);
          const { growth } = compare(rebuilt, after, IN_ONE_RUN);
          if (isRebuilt) expect(change.growth).toBe(growth);
        },
      ),
    );
  });
});

describe("files of origins", () => {
  const after = measurement([base(100), run(40), { by: "COPY . .", files: { "app/a": 5 } }]);
  const summary = (before: Measurement | null) =>
    contents(after, before).map(({ origin, root }) => [
      origin.kind === "instruction" ? origin.instruction : origin.kind,
      root.size,
      root.change,
    ]);

  test("with a baseline", () => {
    expect(summary(measurement([base(100), run(10)]))).toEqual([
      ["base", 100, 0],
      ["RUN apt", 40, 30],
      ["COPY . .", 5, 5],
    ]);
  });

  test("without a baseline", () => {
    expect(summary(null)).toEqual([
      ["base", 100, null],
      ["RUN apt", 40, null],
      ["COPY . .", 5, null],
    ]);
  });

  test("with a stored base image: known if the base is the same", () => {
    const stored = (image: Measurement): Measurement => ({
      ...image,
      entries: image.entries.map((entries, at) => (at === 0 ? null : entries)),
    });
    expect(summary(stored(measurement([base(100), run(40)])))[0]).toEqual(["base", 100, 0]);
    expect(summary(stored(measurement([base(90), run(40)])))[0]).toEqual(["base", 100, null]);
    const drifted = compare(stored(measurement([base(90)])), measurement([base(100)]));
    expect(drifted.origins).toMatchObject([{ size: 10, files: [] }]);
  });
});
