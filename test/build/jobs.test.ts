import { isScanned, layOut, loadedImages, ownDirectories } from "../../src/build/jobs.ts";
import type { PlannedImage } from "../../src/build/plan.ts";
import type { ImageSettings } from "../../src/config/settings.ts";
import { smoke } from "../../src/smoke/settings.ts";
import { noSettings } from "../fixtures/settings.ts";

const SMOKE = smoke.parse({ port: 8080 }) ?? null;

function planned(settings: Partial<ImageSettings>): PlannedImage {
  return {
    name: "app",
    bake: null,
    settings: { ...noSettings, ...settings, context: "/app" },
    placeOf: () => ({ name: "", at: null }),
    builtFrom: null,
    how: {
      kind: "built",
      file: "/app/Dockerfile",
      testTargets: [],
      place: { file: "Dockerfile", lines: [1, 1] },
      isFetched: false,
    },
  };
}

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
    "exported and loaded to be started",
    { smoke: SMOKE },
    "image",
    true,
    ["stagegate-r1:image-0"],
    "stagegate-r1-image-0",
  ],
  ["loaded to be read", {}, "image", false, ["stagegate-r1:image-0"], null],
  [
    "loaded to be read and started",
    { smoke: SMOKE },
    "image",
    false,
    ["stagegate-r1:image-0"],
    "stagegate-r1-image-0",
  ],
  ["not started where it is what another is compared with", { smoke: SMOKE }, "base", true, [], null],
  ["not started where the rule is off", { smoke: SMOKE, rules: { smoke: "off" } }, "image", true, [], null],
])("an image is %s", (_, settings, kind, exportsOci, loaded, container) => {
  const jobs = layOut([planned(settings)], kind, { ...place, exportsOci });
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
])("with %j an image that is the %s is scanned: %p, and then exported whole", (settings, kind, scanned) => {
  const jobs = layOut([planned(settings)], kind, place);
  expect(jobs.map(isScanned)).toEqual([scanned]);
  expect(ownDirectories(jobs)).toEqual(scanned ? [] : [`/tmp/run/${kind}-0`]);
});
