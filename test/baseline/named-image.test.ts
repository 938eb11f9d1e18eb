import { writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { namesImage } from "../../src/baseline/find.ts";
import { ONE_ROW } from "../../src/build/plan.ts";
import type { Exec } from "../../src/host/exec.ts";
import { newFolder, removeFolders } from "./repository.ts";
import { type Scene, search } from "./search.ts";

afterEach(removeFolders);

const DOCKERFILE = "FROM scratch AS app\n";

/** Searches with a configuration file of these images, beside some files. */
const searchFor = (mode: string, images: string, more: Partial<Scene> = {}) =>
  search(mode, {
    ...more,
    now: { ".stagegate.yml": `images: ${images}\n`, Dockerfile: DOCKERFILE, ...more.now },
  });

/** An engine with or without every image. */
const engineThat = (has: boolean): Exec => {
  return async () =>
    has ? { code: 0, stdout: "sha256:1", stderr: "" } : { code: 1, stdout: "", stderr: "No such image" };
};

test.each([
  ["app:1", true, { kind: "engine", name: "app:1", id: "sha256:1" }],
  ["app", true, { kind: "engine", name: "app:latest", id: "sha256:1" }],
  [
    "ghcr.io/o/app:1",
    false,
    { kind: "registry", name: "ghcr.io/o/app:1", notHere: "the engine does not have it" },
  ],
])("the image %s is read in place", async (mode, has, source) => {
  const images = "{app: {platforms: linux/arm64, max-size: 1MB}}";
  const { plans, images: planned } = await searchFor(mode, images, { exec: engineThat(has) });
  const [image] = planned;
  expect(plans.get("app")).toEqual({
    kind: "given",
    name: mode,
    image: {
      ...ONE_ROW,
      name: "app",
      imageName: "app",
      settings: expect.objectContaining({ platform: "linux/arm64", file: null, maxSize: null }),
      bake: null,
      placeOf: image?.placeOf,
      builtFrom: image?.builtFrom,
      how: { kind: "existing", source },
    },
  });
});

test.each([
  ["main", "branch", "a branch"],
  ["v1.2", "commit", "a tag or a commit"],
  ["HEAD~2", "commit", "a tag or a commit"],
] as const)("the commit %s as the baseline is an error that names base", async (mode, kind, words) => {
  const scene = { exec: engineThat(false), names: { [mode]: { kind, sha: "1".repeat(40) } } };
  const flag = searchFor(mode, "{app: {}}", { ...scene, inputs: { baseline: mode } });
  await expect(flag).rejects.toThrow(
    `--baseline: ${mode} is ${words}, not an image. To compare with it, write --base ${mode} in place of baseline.`,
  );
  await expect(searchFor(mode, "{app: {}}", scene)).rejects.toThrow(
    `.stagegate.yml:1: baseline: ${mode} is ${words}, not an image. To compare with it, remove baseline, and give base: ${mode} as an input of the action, or --base ${mode} on the command line.`,
  );
});

test("an image of the engine with the name of a branch is the baseline", async () => {
  const scene = {
    exec: engineThat(true),
    names: { main: { kind: "branch", sha: "1".repeat(40) } },
  } as const;
  const { plans } = await searchFor("main", "{app: {}}", scene);
  expect(plans.get("app")).toMatchObject({ kind: "given", name: "main" });
});

test("an invalid name is an error", async () => {
  const { plans } = await searchFor("o/App:1", "{app: {}}", { exec: engineThat(false) });
  expect(plans.get("app")).toEqual({
    kind: "unreadable",
    name: "o/App:1",
    why: '"o/App:1" is not a valid image reference',
  });
});

test("an error does not repeat credentials in a name", async () => {
  const { plans } = await searchFor("bob:s3cret@ghcr.io/o/app", "{app: {}}", { exec: engineThat(false) });
  expect(plans.get("app")).toMatchObject({ kind: "unreadable", name: "…@ghcr.io/o/app" });
  expect(JSON.stringify([...plans])).not.toContain("s3cret");
});

test("an archive in the working folder is read in place", async () => {
  const { plans, root } = await searchFor("./old.tar", "{app: {}}", { now: { "old.tar": "" } });
  expect(plans.get("app")).toMatchObject({
    kind: "given",
    name: "./old.tar",
    image: {
      name: "app",
      how: { kind: "existing", source: { kind: "archive", path: join(root, "old.tar") } },
    },
  });
});

test("an OCI layout is read in place", async () => {
  const { plans, root } = await searchFor("./old", "{app: {}}", { now: { "old/oci-layout": "" } });
  expect(plans.get("app")).toMatchObject({
    name: "./old",
    image: { how: { kind: "existing", source: { kind: "oci-directory", path: join(root, "old") } } },
  });
});

test("a missing path is an error", async () => {
  const { plans } = await searchFor("./old.tar", "{app: {}}");
  expect(plans.get("app")).toEqual({
    kind: "unreadable",
    name: "./old.tar",
    why: "there is no such file or directory",
  });
});

test("an absolute path is shown relative to the working folder", async () => {
  const outside = newFolder();
  writeFileSync(join(outside, "old.tar"), "");
  const { plans, root } = await searchFor(join(outside, "old.tar"), "{app: {}}");
  expect(dirname(outside)).toBe(dirname(root));
  expect(plans.get("app")).toMatchObject({
    name: relative(root, join(outside, "old.tar")),
    image: { how: { source: { path: join(outside, "old.tar") } } },
  });
});

test("one name is the baseline of one image only", async () => {
  const { plans } = await searchFor("app:1", "{a: {}, b: {}}", { exec: engineThat(false) });
  const none = { kind: "none", why: "app:1 is the baseline of one image only" };
  expect([...plans]).toEqual([
    ["a", none],
    ["b", none],
  ]);
});

test("report-only images do not count, and have no such baseline", async () => {
  const { plans } = await searchFor("app:1", "{a: {report-only: true}, b: {}, c: {report-only: true}}", {
    exec: engineThat(false),
  });
  expect([...plans].map(([name, { kind }]) => [name, kind])).toEqual([
    ["a", "none"],
    ["b", "given"],
    ["c", "none"],
  ]);
});

test("if all images are report-only, each has the baseline", async () => {
  const { plans } = await searchFor("app:1", "{a: {report-only: true}, b: {report-only: true}}", {
    exec: engineThat(false),
  });
  expect([...plans.values()].map(({ kind }) => kind)).toEqual(["given", "given"]);
});

test("a disabled baseline does not exist", async () => {
  const { plans, calls } = await searchFor("none", "{app: {}}");
  expect(plans.get("app")).toEqual({ kind: "none", why: "`baseline: none` is set" });
  expect(calls).toEqual([]);
});

test.each([
  ["app:1", true],
  ["app", true],
  ["./old.tar", false],
  ["/old", false],
  ["auto", false],
  ["stored", false],
  ["build", false],
  ["none", false],
])("the value %s names an image of an engine or a registry: %s", (mode, expected) => {
  expect(namesImage(mode)).toBe(expected);
});
