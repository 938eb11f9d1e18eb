import type { BakeTarget, RawTarget } from "../../src/bake/target.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { readInputs } from "../../src/github/inputs.ts";

const target = (attributes: RawTarget): BakeTarget => ({
  name: "app",
  file: "/repo/bake/docker-bake.hcl",
  shown: "bake/docker-bake.hcl",
  folder: "/repo/bake",
  machine: "/repo/bake",
  attributes,
  linked: {},
});

const imageOf = (yaml: string, bake: RawTarget | null = null, env: Readonly<Record<string, string>> = {}) => {
  const file = readConfigFile(yaml, "/repo/ci/gate.yml", "ci/gate.yml");
  const targets = bake === null ? [] : [target(bake)];
  return resolveSettings(readInputs(env, "/repo/cwd"), file, targets, "/repo", "/repo/cwd").images[0];
};

test("build arguments of an image add to those of its bake target, or override them", () => {
  const image = imageOf("images: {app: {build-args: {A: 9, C: }}}", { args: { A: "1", B: "2", C: "3" } });
  expect(image?.settings.buildArgs).toEqual({ A: "9", B: "2", C: null });
});

test("build arguments come from all sources, in order of precedence", () => {
  const yaml = `
defaults: {build-args: {A: default, B: default, C: default, D: default}}
images: {app: {build-args: [A=own]}}
`;
  const bake = { args: { A: "bake", B: "bake", C: "bake" } };
  const image = imageOf(yaml, bake, { "INPUT_BUILD-ARGS": "A=input\nB=input" });
  expect(image?.settings.buildArgs).toEqual({ A: "own", B: "input", C: "bake", D: "default" });
});

test("paths of named contexts start from the folder of their source", () => {
  const yaml =
    "images: {app: {build-contexts: {own: one, both: one, os: 'docker-image://alpine:3.22', lay: 'oci-layout://one:1'}}}";
  const bake = { contexts: { both: "two", bake: "two", linked: "target:base" } };
  const image = imageOf(yaml, bake, {
    "INPUT_BUILD-CONTEXTS": "input=three\nboth=three\nlayout=oci-layout://three@sha256:00",
  });
  expect(image?.settings.buildContexts).toEqual({
    own: "/repo/ci/one",
    both: "/repo/ci/one",
    os: "docker-image://alpine:3.22",
    lay: "oci-layout:///repo/ci/one:1",
    layout: "oci-layout:///repo/cwd/three@sha256:00",
    bake: "/repo/bake/two",
    linked: "target:base",
    input: "/repo/cwd/three",
  });
  const placeOf = (name: string) => image?.placeOf("build-contexts", [name]).name;
  expect([placeOf("own"), placeOf("input"), placeOf("bake")]).toEqual([
    "ci/gate.yml:1",
    "input build-contexts",
    "bake/docker-bake.hcl: target app",
  ]);
});

test("rule levels of an image add to those of defaults", () => {
  const yaml = "defaults: {rules: {wasted: error, size: warning}}\nimages: {app: {rules: {size: error}}}\n";
  expect(imageOf(yaml)?.settings.rules).toEqual({ wasted: "error", size: "error" });
});

test("a list of an image replaces the list of defaults", () => {
  const yaml = "defaults: {forbid: [a]}\nimages: {app: {forbid: [b]}}\n";
  expect(imageOf(yaml)?.settings.forbid).toEqual(["b"]);
});

test("errors in merged values have their own lines", () => {
  const yaml = `
defaults:
  rules: {nosuch: error}
images:
  app:
    rules: {size: loud}
`;
  expect(() => imageOf(yaml)).toThrow(
    /ci\/gate.yml:3: rules: there is no rule "nosuch"[\s\S]*:6: rules.size: "loud"/,
  );
});

test.each([
  ["the folder of the file", "images: {app: {image: one}}", {}, "/repo/ci"],
  ["the working folder", "images: {app: {}}", { INPUT_IMAGE: "one" }, "/repo/cwd"],
])("a relative image starts from %s", (_, yaml, env, folder) => {
  expect(imageOf(yaml, null, env)).toMatchObject({ imageFolder: folder, settings: { image: "one" } });
});
