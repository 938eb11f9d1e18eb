import type { BakeTarget, RawTarget } from "../../src/bake/target.ts";
import { isScanned, layOut, loadedImages, ownDirectories, recordedTargets } from "../../src/build/jobs.ts";
import { ONE_ROW, type PlannedImage } from "../../src/build/plan.ts";
import type { ImageSettings } from "../../src/config/settings.ts";
import { smoke } from "../../src/values/smoke/settings.ts";
import { noSettings } from "../fixtures/settings.ts";

const SMOKE = smoke.parse({ port: 8080 }) ?? null;

function planned(settings: Partial<ImageSettings>): PlannedImage {
  return {
    ...ONE_ROW,
    name: "app",
    imageName: "app",
    bake: null,
    settings: { ...noSettings, ...settings, context: "/app" },
    placeOf: () => ({ name: "", at: null }),
    builtFrom: null,
    how: {
      kind: "built",
      file: "/app/Dockerfile",
      testTargets: [],
      place: { file: "Dockerfile", lines: [1, 1] },
    },
  };
}

const named = (image: PlannedImage) => new Map([[image.name, image]]);

const place = { exportsOci: true, folder: "/tmp/run", runId: "r1" };

test.each<
  [
    what: string,
    settings: Partial<ImageSettings>,
    kind: "image" | "base",
    exportsOci: boolean,
    loaded: string[],
    container: string | null,
  ]
>([
  ["exported only", {}, "image", true, [], null],
  [
    "exported, loaded and started",
    { smoke: SMOKE },
    "image",
    true,
    ["stagegate-r1:image-0"],
    "stagegate-r1-image-0",
  ],
  ["loaded and read", {}, "image", false, ["stagegate-r1:image-0"], null],
  [
    "loaded, read and started",
    { smoke: SMOKE },
    "image",
    false,
    ["stagegate-r1:image-0"],
    "stagegate-r1-image-0",
  ],
  ["not started if it is a baseline", { smoke: SMOKE }, "base", true, [], null],
  ["not started if the rule is off", { smoke: SMOKE, rules: { smoke: "off" } }, "image", true, [], null],
])("an image is %s", (_, settings, kind, exportsOci, loaded, container) => {
  const jobs = layOut(named(planned(settings)), kind, { ...place, exportsOci });
  expect(loadedImages(jobs)).toEqual(loaded);
  expect(jobs.map(({ started }) => started?.container ?? null)).toEqual([container]);
});

test.each<[settings: Partial<ImageSettings>, kind: "image" | "base", scanned: boolean]>([
  [{}, "image", false],
  [{ scan: true }, "image", true],
  [{ scan: true }, "base", false],
  [{ maxCritical: 0 }, "image", true],
  [{ maxHigh: 3 }, "image", true],
  [{ maxHigh: 3, scan: false }, "image", false],
  [{ maxHigh: 3, rules: { vulnerability: "off" } }, "image", false],
])("with %j the %s is scanned: %p, and then fully exported", (settings, kind, scanned) => {
  const jobs = layOut(named(planned(settings)), kind, place);
  expect(jobs.map(isScanned)).toEqual([scanned]);
  expect(ownDirectories(jobs)).toEqual(scanned ? [] : [`/tmp/run/${kind}-0`]);
});

const CACHED = { cacheFrom: ["type=gha"] };
const bakeWith = (attributes: RawTarget, linked: Record<string, RawTarget> = {}): BakeTarget => ({
  name: "app",
  file: "/app/docker-bake.hcl",
  shown: "docker-bake.hcl",
  folder: "/app",
  machine: "/app",
  attributes,
  linked,
});

test.each<
  [
    what: string,
    image: { settings: Partial<ImageSettings>; bake?: BakeTarget },
    kind: "image" | "base",
    recorded: boolean,
  ]
>([
  ["only this run reads, with a cache elsewhere", { settings: CACHED }, "image", true],
  [
    "is a baseline, so neither started nor scanned",
    { settings: { ...CACHED, smoke: SMOKE, scan: true } },
    "base",
    true,
  ],
  ["has no cache", { settings: {} }, "image", false],
  ["has an empty list of caches", { settings: { cacheFrom: [] } }, "image", false],
  ["is loaded", { settings: { ...CACHED, smoke: SMOKE } }, "image", false],
  ["is scanned", { settings: { ...CACHED, scan: true } }, "image", false],
  ["is built without cache", { settings: { ...CACHED, noCache: true } }, "image", false],
  [
    "has a stage without cache",
    { settings: CACHED, bake: bakeWith({ "no-cache-filter": ["app"] }) },
    "image",
    false,
  ],
  [
    "has a linked target without cache",
    { settings: CACHED, bake: bakeWith({}, { os: { "no-cache": true } }) },
    "image",
    false,
  ],
])("an image that %s: %j of kind %s may use the builder's record: %p", (_, image, kind, recorded) => {
  const jobs = layOut(named({ ...planned(image.settings), bake: image.bake ?? null }), kind, place);
  expect([...recordedTargets(jobs)]).toEqual(recorded ? [`${kind}-0`] : []);
});

test("an image that the engine loads does not use the builder's record", () => {
  expect(recordedTargets(layOut(named(planned(CACHED)), "image", { ...place, exportsOci: false })).size).toBe(
    0,
  );
});
