import { ONE_ROW, type PlannedBuild } from "../../src/build/plan.ts";
import { platformRows } from "../../src/build/platform-rows.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { madeOf } from "../fixtures/bake.ts";

const BUILD: PlannedBuild = {
  kind: "built",
  file: "/repo/Dockerfile",
  testTargets: [],
  place: { file: "Dockerfile", lines: [1, 1] },
};

/** The rows of a bake target, with the platforms that each leaves out. */
async function rowsOf(ofBake: readonly string[], ofSettings: unknown) {
  const file = readConfigFile(
    JSON.stringify({ images: { api: { platforms: ofSettings } } }),
    "/repo/gate.yml",
    "",
  );
  const bake = await madeOf({ api: { context: ".", platforms: ofBake } });
  const { images } = resolveSettings(new Map(), file, bake, "/repo", "/repo");
  const planned = images.map((image) => {
    return { ...image, ...ONE_ROW, name: "api", imageName: "api", builtFrom: null, how: BUILD };
  });
  const rows = await platformRows(planned, "linux/amd64", async () => ({ platforms: [], others: [] }));
  return rows.map(({ name, leftPlatforms }) => [name, leftPlatforms]);
}

test("platforms of a bake target that the settings leave out are named", async () => {
  expect(await rowsOf(["linux/amd64", "linux/arm64/v8"], { "linux/arm64": { "max-size": "1kB" } })).toEqual([
    ["api · linux/arm64", ["linux/amd64"]],
  ]);
});

test("a bake target with all its platforms in the settings leaves out none", async () => {
  expect(await rowsOf(["linux/x86_64", "linux/arm64"], ["linux/arm64", "linux/amd64"])).toEqual([
    ["api · linux/arm64", []],
    ["api · linux/amd64", []],
  ]);
});

test("a bake target without platforms leaves out none", async () => {
  expect(await rowsOf(["local"], ["linux/arm64"])).toEqual([["api", []]]);
});
