import { readFileSync } from "node:fs";
import { ONE_ROW, type PlannedImage } from "../../../src/build/plan.ts";
import { planTrace } from "../../../src/measure/trace/plan.ts";
import type { LayerReport, Origin } from "../../../src/model/report.ts";
import { settingsWith } from "../../fixtures/facts.ts";

// Written by BuildKit for a target with `COPY --link --from=builder /big /big`.
const PROVENANCE = JSON.parse(
  readFileSync(new URL("../../fixtures/build/provenance-v0.2.json", import.meta.url), "utf8"),
);
const [{ data }] = PROVENANCE.metadata["https://mobyproject.org/buildkit@v1#metadata"].source.infos;
const TEXT = Buffer.from(data, "base64").toString();

const COPY: Origin = {
  kind: "instruction",
  stage: "production",
  file: "Dockerfile",
  lines: [13, 13],
  instruction: "COPY --link --from=builder /big /big",
};

const SETTINGS = {
  ...settingsWith({ target: "production", noCache: true, pull: true, cacheTo: ["type=inline"] }),
  context: "/app",
};

const IMAGE: PlannedImage = {
  ...ONE_ROW,
  name: "production",
  imageName: "production",
  settings: SETTINGS,
  bake: null,
  placeOf: () => ({ name: "", at: null }),
  builtFrom: { file: "Dockerfile", text: TEXT, target: "production" },
  how: {
    kind: "built",
    file: "/app/Dockerfile",
    testTargets: ["test"],
    place: { file: "Dockerfile", lines: [12, 12] },
  },
};

function layer(origin: Origin): LayerReport {
  return { diffId: "sha256:1", size: 1, transferSize: 1, files: 1, origin };
}

const LAYERS = [...Array.from({ length: 5 }, () => layer({ kind: "base" })), layer(COPY), layer(COPY)];
const MEASURED = { layers: LAYERS, platform: "linux/amd64" };

test("the plan of a COPY has its source stage and the inputs of the stage", () => {
  const plan = planTrace(IMAGE, MEASURED, [5], PROVENANCE);
  expect(plan?.copies.get(5)).toEqual({
    origin: COPY,
    copy: { from: { kind: "stage", result: "step2:0" }, paths: [{ source: "/big", destination: "/big" }] },
    context: [],
  });
  expect(
    plan?.stages.map(({ image, own, baseBlobs, ...stage }) => ({
      ...stage,
      own: own.map(({ origin }) => origin.lines[0]),
    })),
  ).toEqual([{ result: "step2:0", name: "builder", base: "playbase:1", own: [3, 4] }]);
  expect(plan?.stages[0]?.baseBlobs.map(({ size }) => size)).toEqual([
    1079930, 1079931, 1079934, 1079931, 1079930,
  ]);
});

test("small layers of a base image are read", () => {
  const provenance = structuredClone(PROVENANCE);
  const { layers } = provenance.metadata["https://mobyproject.org/buildkit@v1#metadata"];
  for (const [blobs] of Object.values<{ size: number }[][]>(layers)) if (blobs?.[0]) blobs[0].size = 32;
  const plan = planTrace(IMAGE, MEASURED, [5], provenance);
  expect(plan?.stages[0]?.baseBlobs.map(({ size }) => size)).toEqual([1079931, 1079934, 1079931, 1079930]);
});

test("a stage is built alone, from the build cache, and exports no cache", () => {
  const image = planTrace(IMAGE, MEASURED, [5], PROVENANCE)?.stages[0]?.image;
  expect(image?.settings).toEqual({
    ...SETTINGS,
    target: null,
    noCache: null,
    pull: null,
    cacheTo: null,
  });
  const upToEnd = TEXT.slice(0, TEXT.search(/\n.* AS test/));
  expect(image?.builtFrom).toEqual({ file: "Dockerfile", text: upToEnd, elsewhere: true, target: null });
  expect(image?.how).toEqual({ ...IMAGE.how, testTargets: [] });
});

test.each([
  ["all layers are too small", [], PROVENANCE],
  ["the instruction of the layer copies no files", [6], PROVENANCE],
  ["there is no provenance", [5], null],
])("no trace is planned if %s", (_, positions, provenance) => {
  expect(planTrace(IMAGE, MEASURED, positions, provenance)).toBeNull();
});
