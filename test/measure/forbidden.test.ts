import type { LayerEntry } from "../../src/image/image.ts";
import { findForbidden } from "../../src/measure/forbidden.ts";
import type { Origin } from "../../src/model/report.ts";
import { measuredImage } from "../fixtures/report.ts";

const file = (path: string, size = 1): LayerEntry => ({ kind: "file", path, size, mode: 0o644, crc: size });
const removed = (path: string): LayerEntry => ({ kind: "removed", path });

const ORIGINS: readonly Origin[] = measuredImage().layers.map(({ origin }) => origin);

/** Of an image with a base layer and two of its own: what a pattern names, as `path (size)[ hidden]`. */
function found(layers: readonly (readonly LayerEntry[])[], ...patterns: string[]): string[] {
  const measurement = { image: measuredImage(), entries: layers };
  return findForbidden(measurement, patterns).map(({ path, size, hidden, origin, pattern }) => {
    const layer = ORIGINS.findIndex((one) => JSON.stringify(one) === JSON.stringify(origin));
    return `${layer}: ${path} (${size}) by ${pattern}${hidden ? ", hidden" : ""}`;
  });
}

test("files of all layers are found, even if a later layer deletes them", () => {
  const layers = [[file("usr/a.map")], [file("app/a.map", 5), file("app/a.js")], [removed("app/a.map")]];
  expect(found(layers, "*.map")).toEqual(["0: usr/a.map (1) by *.map", "1: app/a.map (5) by *.map, hidden"]);
});

test("a file of the base image that your layers delete is not reported", () => {
  expect(found([[file("usr/a.map")], [removed("usr/a.map")], []], "*.map")).toEqual([]);
});

test("a replaced file is reported in both layers, hidden in the lower one", () => {
  expect(found([[], [file(".env", 1)], [file(".env", 2)]], ".env")).toEqual([
    "1: .env (1) by .env, hidden",
    "2: .env (2) by .env",
  ]);
});

test("hard links count as names, folders and symlinks do not", () => {
  const layers: LayerEntry[][] = [
    [],
    [
      file("a/key"),
      { kind: "hard link", path: "b/key", target: "a/key" },
      { kind: "directory", path: "c/key" },
      { kind: "symlink", path: "d/key", target: "/a/key" },
    ],
    [],
  ];
  expect(found(layers, "key")).toEqual(["1: a/key (1) by key", "1: b/key (0) by key"]);
});

test("without patterns there are no files", () => {
  expect(found([[file("a")], [], []])).toEqual([]);
});
