import type { LayerEntry } from "../../../src/image/image.ts";
import { tracedLeftovers, tracedSecrets } from "../../../src/measure/trace/made-elsewhere.ts";
import { tracer } from "../../../src/measure/trace/trace.ts";
import type { Origin } from "../../../src/model/report.ts";
import { measuredImage } from "../../fixtures/report.ts";

const COPY = {
  kind: "instruction",
  stage: "production",
  file: "Dockerfile",
  lines: [9, 9],
  instruction: "COPY --from=builder /build /opt",
} as const;
const RUN = {
  kind: "instruction",
  stage: "builder",
  file: "Dockerfile",
  lines: [3, 3],
  instruction: "RUN make",
} as const;

function file(path: string, size: number, crc: number): LayerEntry {
  return { kind: "file", path, size, mode: 0o644, crc };
}

const MADE = [file("build/.pnpm-store/v3/files/00/a", 300_000, 1), file("build/.npmrc", 40, 2)];
const ENTRIES = [file("opt/.pnpm-store/v3/files/00/a", 300_000, 1), file("opt/.npmrc", 40, 2)];

const COPIED = {
  origin: COPY,
  copy: {
    from: { kind: "stage", result: "step2:0" },
    paths: [{ source: "/build", destination: "/opt" }],
  },
  context: [],
} as const;
const OWN = [{ origin: RUN, copy: null, context: [] }];
const STAGE = { name: "builder", base: "node:24", entries: [MADE], own: OWN };
const TRACE = {
  layers: new Map([[0, tracer(new Map([["step2:0", STAGE]]))(COPIED, ENTRIES)]]),
  stageOf: () => OWN,
};

function imageOf(origin: Origin) {
  const layer = { diffId: "sha256:1", size: 300_040, transferSize: 1, files: 2, origin };
  const secret = { what: "a token", kind: "file", name: "opt/.npmrc", origin, hidden: false } as const;
  return measuredImage({ layers: [layer], secrets: [secret] });
}

test("a leftover of a COPY belongs to the stage's line, with advice for its paths", () => {
  const [row, ...others] = tracedLeftovers(imageOf(COPY), [ENTRIES], TRACE, null);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ origin: COPY, madeBy: RUN, path: "/opt/.pnpm-store/v3/files/", size: 300_000 });
  expect(row?.advice).toContain("rm -rf /build/.pnpm-store/v3/files");
});

test.each([
  ["compiler", "usr/bin/gcc", "Copy from stage `builder` only the result of the build."],
  [
    "development dependency",
    "app/node_modules/typescript/lib/tsc.js",
    "Copy only the packages for production from stage `builder`",
  ],
])("a %s of a COPY stays at the COPY, as the stage needs it", (_, path, advice) => {
  const entries = [file(path, 300_000, 1)];
  const stage = { ...STAGE, entries: [entries] };
  const copied = { ...COPIED, copy: { ...COPIED.copy, paths: [{ source: "/", destination: "/" }] } };
  const layers = new Map([[0, tracer(new Map([["step2:0", stage]]))(copied, entries)]]);
  const [row] = tracedLeftovers(imageOf(COPY), [entries], { layers, stageOf: () => OWN }, null);
  expect(row).toMatchObject({ origin: COPY, path: expect.any(String) });
  expect(row).not.toHaveProperty("madeBy");
  expect(row?.advice).toContain(advice);
});

test("a secret of a COPY belongs to the line of the stage", () => {
  expect(tracedSecrets(imageOf(COPY), TRACE)).toEqual([
    expect.objectContaining({ name: "opt/.npmrc", origin: COPY, madeBy: RUN }),
  ]);
});
