import fc from "fast-check";
import type { LayerReport, Origin } from "../../src/model/report.ts";
import { shares } from "../../src/model/shares.ts";

const line = (number: number): Origin => ({
  kind: "instruction",
  stage: null,
  file: "Dockerfile",
  lines: [number, number],
  instruction: "RUN true",
});
const layer = (origin: Origin, size: number, files = 1): LayerReport => ({
  diffId: `sha256:${size}`,
  size,
  transferSize: null,
  files,
  origin,
});

test("layers of one origin are one share, in the order of the layers", () => {
  const layers = [
    layer({ kind: "base" }, 10),
    layer({ kind: "base" }, 5, 2),
    layer(line(3), 1),
    layer(line(4), 2),
    layer(line(3), 4),
  ];
  expect(shares({ layers })).toEqual([
    { origin: { kind: "base" }, size: 15, files: 3, positions: [0, 1], diffIds: ["sha256:10", "sha256:5"] },
    { origin: line(3), size: 5, files: 2, positions: [2, 4], diffIds: ["sha256:1", "sha256:4"] },
    { origin: line(4), size: 2, files: 1, positions: [3], diffIds: ["sha256:2"] },
  ]);
});

test("the shares sum to the size", () => {
  const origin = fc.oneof(
    fc.constant<Origin>({ kind: "base" }),
    fc.constant<Origin>({ kind: "unknown" }),
    fc.nat(5).map(line),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(origin, fc.nat())), (pairs) => {
      const layers = pairs.map(([from, size]) => layer(from, size));
      const sum = shares({ layers }).reduce((total, { size }) => total + size, 0);
      expect(sum).toBe(layers.reduce((total, { size }) => total + (size ?? 0), 0));
    }),
  );
});
