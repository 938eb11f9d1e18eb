import { contentOf, withoutCacheTo } from "../../src/bake/definition.ts";
import type { BakeTarget } from "../../src/bake/target.ts";
import { bakeDefinition, entitlements } from "../../src/build/bake-definition.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { madeOf, printedOf, targetsOf } from "../fixtures/bake.ts";
import { noSettings } from "../fixtures/settings.ts";

/** The build of a target without other settings. */
function buildOf(bake: BakeTarget, settings: Partial<BuildTarget["settings"]> = {}): BuildTarget {
  const { images } = resolveSettings(new Map(), null, [bake], null, "/repo");
  const own = { ...(images[0]?.settings ?? noSettings), platform: "linux/amd64", ...settings };
  return {
    id: "image-0",
    title: bake.name,
    context: "/repo/ci/api",
    file: "/repo/ci/api/docker/Dockerfile",
    stage: own.target,
    settings: own,
    bake,
    output: { kind: "test" },
    loadAs: null,
  };
}

const definitionOf = (target: BuildTarget) => JSON.parse(bakeDefinition([target])).target;

async function api(): Promise<BakeTarget> {
  const target = (await targetsOf(printedOf("docker-bake"))).find(({ name }) => name === "api");
  if (target === undefined) throw new Error("the recording has no such target");
  return target;
}

test("the definition has the build's settings, its linked targets and new outputs", async () => {
  const target = buildOf(await api());
  expect(definitionOf(target)).toMatchSnapshot();
  expect(entitlements([target])).toEqual(["network.host"]);
});

test("a linked target is built for the platform of its image", async () => {
  const { "image-0__base": base } = definitionOf(buildOf(await api(), { platform: "linux/arm64" }));
  expect(base).toMatchObject({ platforms: ["linux/arm64"] });
});

test("a baseline and its linked targets write no cache", async () => {
  const target = withoutCacheTo(await api());
  expect(JSON.stringify(target.linked)).not.toContain("cache-to");
});

test("an inline Dockerfile is built if no setting names a file", async () => {
  const [bake] = await madeOf({ app: { "dockerfile-inline": "FROM scratch", dockerfile: "Dockerfile" } });
  if (bake === undefined) throw new Error("there is no target");
  const { "image-0": inline } = definitionOf(buildOf(bake));
  expect(inline).toMatchObject({ "dockerfile-inline": "FROM scratch" });
  expect(inline).not.toHaveProperty("dockerfile");
  const { "image-0": other } = definitionOf(buildOf(bake, { file: "/repo/Dockerfile" }));
  expect(other).toMatchObject({ dockerfile: "/repo/ci/api/docker/Dockerfile" });
  expect(other).not.toHaveProperty("dockerfile-inline");
});

test("a repeated test adds its stage to no-cache-filter", async () => {
  const target = { ...buildOf(await api(), { rerunTests: true }), stage: "test" };
  expect(definitionOf(target)["image-0"]).toMatchObject({ "no-cache-filter": ["assets", "test"] });
});

test("an image and its linked targets request access to the SSH agent", async () => {
  const [, app] = await madeOf({
    base: { ssh: [{ id: "default" }] },
    top: { contexts: { base: "target:base" } },
  });
  expect(app === undefined ? [] : entitlements([buildOf(app)])).toEqual(["ssh"]);
});

test.each<[string, Record<string, object>, number]>([
  ["nothing but settings", { app: { context: "app", args: { A: "1" }, tags: ["a"] } }, 0],
  [
    "caches and secrets",
    { app: { "cache-to": ["type=inline"], secret: ["id=a"], "no-cache-filter": ["a"] } },
    0,
  ],
  ["labels", { app: { labels: { a: "b" } } }, 2],
  ["an inline Dockerfile", { app: { "dockerfile-inline": "FROM scratch" } }, 2],
  ["a link", { app: { contexts: { base: "target:b" } }, b: { context: "b", ssh: ["default"] } }, 2],
])("the content of a target with %s", async (_, targets, length) => {
  const [bake] = await madeOf(targets);
  const content = contentOf({ settings: noSettings, bake: bake ?? null });
  expect(content).toHaveLength(length);
  expect(JSON.stringify(content)).not.toContain("/repo");
  expect(JSON.stringify(content)).not.toContain("ssh");
});
