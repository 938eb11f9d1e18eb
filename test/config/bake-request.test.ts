import { bakeRequest } from "../../src/config/bake-request.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import type { InputValue } from "../../src/config/inputs.ts";
import { madeOf } from "../fixtures/bake.ts";

const inputs = (values: Readonly<Record<string, string>>): Map<string, InputValue> =>
  new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, place: { name: `--${name}`, at: null }, base: "/repo/sub" },
    ]),
  );

const file = (yaml: string) => readConfigFile(yaml, "/repo/ci/gate.yml", "ci/gate.yml");

const TARGETS = {
  api: { context: "api", dockerfile: "docker/Dockerfile", target: "production", args: { A: "1" } },
  worker: { context: ".", dockerfile: "Dockerfile", contexts: { common: "../common", base: "target:api" } },
};

async function resolve(
  yaml: string | null,
  values: Readonly<Record<string, string>> = {},
  targets: Readonly<Record<string, object>> = TARGETS,
) {
  const bake = await madeOf(targets);
  return resolveSettings(inputs(values), yaml === null ? null : file(yaml), bake, "/repo", "/repo/sub");
}

test.each([
  ["an input", null, { bake: "a.hcl\nb.hcl", "bake-targets": "api,web" }, "/repo/sub", ["api", "web"]],
  ["the file", "bake: [a.hcl, b.hcl]\nbake-targets: api", {}, "/repo/ci", ["api"]],
  ["the file, with targets of an input", "bake: [a.hcl, b.hcl]", { "bake-targets": "x" }, "/repo/ci", ["x"]],
] as const)("bake runs in the folder of %s", (_, yaml, values, folder, targets) => {
  const request = bakeRequest(inputs(values), yaml === null ? null : file(yaml), "/repo");
  expect(request).toMatchObject({ files: ["a.hcl", "b.hcl"], folder, machine: folder, targets });
  expect(request?.show("a.hcl")).toBe(`${folder.slice("/repo/".length)}/a.hcl`);
});

test("without bake files there is no request", () => {
  expect(bakeRequest(inputs({ target: "x" }), file("images: {a: {}}"), "/repo")).toBeNull();
  expect(bakeRequest(inputs({ bake: "\n" }), null, "/repo")).toBeNull();
});

test("every target is an image with paths from the bake file's folder", async () => {
  const { images } = await resolve(null);
  expect(
    images.map(({ name, settings: { context, file: path, target, buildArgs, buildContexts } }) => [
      name,
      context,
      path,
      target,
      buildArgs,
      buildContexts,
    ]),
  ).toEqual([
    ["api", "/repo/ci/api", "/repo/ci/api/docker/Dockerfile", "production", { A: "1" }, null],
    ["worker", "/repo/ci", "/repo/ci/Dockerfile", null, null, { common: "/repo/common", base: "target:api" }],
  ]);
});

test("an image with a target's name overrides it, and the file's order counts", async () => {
  const { images } = await resolve(
    "images: {tool: {target: tool}, worker: {max-size: 1MB, compare-with: api}}",
  );
  expect(
    images.map(({ name, bake, settings }) => [name, bake?.name, settings.context, settings.maxSize]),
  ).toEqual([
    ["tool", undefined, "/repo/ci", null],
    ["worker", "worker", "/repo/ci", 1_000_000],
    ["api", "api", "/repo/ci/api", null],
  ]);
});

test("settings come from the image, then inputs, the target, the defaults", async () => {
  const { images } = await resolve(
    "defaults: {target: x, platforms: linux/arm64, max-layers: 9, build-args: {D: 1}}\nimages: {api: {build-args: {A: 2}}}",
    { "max-layers": "8", pull: "true" },
    { ...TARGETS, worker: { ...TARGETS.worker, pull: false, platforms: ["linux/amd64"] } },
  );
  expect(
    images.map(({ settings: { target, platforms, maxLayers, buildArgs, pull } }) => [
      target,
      platforms?.map(({ name }) => name),
      maxLayers,
      buildArgs,
      pull,
    ]),
  ).toEqual([
    ["production", ["linux/arm64"], 8, { A: "2", D: "1" }, true],
    ["x", ["linux/amd64"], 8, { D: "1" }, true],
  ]);
});

test("a context moves the target's Dockerfile, and file replaces it", async () => {
  const { images } = await resolve("images: {api: {context: ../new}, worker: {file: other/Dockerfile}}");
  expect(images.map(({ settings: { context, file: path } }) => [context, path])).toEqual([
    ["/repo/new", "/repo/new/docker/Dockerfile"],
    ["/repo/ci", "/repo/ci/other/Dockerfile"],
  ]);
});

test("only the image's own settings replace an inline Dockerfile", async () => {
  const targets = { a: { "dockerfile-inline": "FROM scratch" }, b: { "dockerfile-inline": "FROM scratch" } };
  const { images } = await resolve("defaults: {file: x}\nimages: {b: {file: y}}", {}, targets);
  expect(images.map(({ name, settings }) => [name, settings.file])).toEqual([
    ["b", "/repo/ci/y"],
    ["a", null],
  ]);
});

test("only accepts names of targets", async () => {
  const { images } = await resolve("images: {worker: {compare-with: api}}", { only: "worker" });
  expect(images.map(({ name }) => name)).toEqual(["worker", "api"]);
});

test.each<[string, string, Record<string, object>]>([
  ["bake-targets without bake", "bake-targets: a", {}],
  ["an unknown name", "only: wroker", TARGETS],
  [
    "remote sources",
    "bake: a",
    { a: { context: "https://github.com/a/b.git" }, b: { context: "git@github.com:a/b" } },
  ],
  ["standard input", "bake: a", { a: { context: "-" } }],
  ["a remote Dockerfile", "bake: a", { a: { context: ".", dockerfile: "https://example.org/Dockerfile" } }],
  ["a context outside the repository", "bake: a", { a: { context: "../.." } }],
])("%s: an error that says what to do", async (_, yaml, targets) => {
  await expect(resolve(yaml, {}, targets)).rejects.toThrowErrorMatchingSnapshot();
});

test.each<[string, string, object]>([
  ["an own context", "images: {a: {context: ./a}}", { context: "https://github.com/a/b.git" }],
  ["an own Dockerfile", "images: {a: {file: ./a}}", { dockerfile: "https://example.org/Dockerfile" }],
  ["an inline Dockerfile", "", { dockerfile: "https://x", "dockerfile-inline": "FROM scratch" }],
])("%s makes a remote source valid", async (_, yaml, target) => {
  const { images } = await resolve(yaml === "" ? null : yaml, {}, { a: target });
  expect(images).toHaveLength(1);
});
