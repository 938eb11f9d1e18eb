import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { plan } from "../../src/build/plan.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import type { Exec } from "../../src/host/exec.ts";

const folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
mkdirSync(join(folder, "layout"));
for (const file of ["app.tar", "layout/oci-layout"]) writeFileSync(join(folder, file), "");
afterAll(() => rmSync(folder, { recursive: true }));

/** @param has whether the engine has every image */
const planned = (image: string, has: boolean | null = null) => {
  const file = readConfigFile(
    `images: {a: {image: '${image}', smoke: {port: 80}}}`,
    `${folder}/x.yml`,
    "x.yml",
  );
  const { images } = resolveSettings(new Map(), file, [], folder, folder);
  const exec: Exec = async () => {
    if (has === null) throw new Error("no program may run");
    return has
      ? { code: 0, stdout: "sha256:1", stderr: "" }
      : { code: 1, stdout: "", stderr: "No such image" };
  };
  return plan(images, exec, folder, (path) => path);
};

test.each(["./app.tar", "app.tar", "layout"])(
  "%s is no image of an engine, so it cannot start",
  async (image) => {
    await expect(planned(image)).rejects.toThrow(
      "x.yml:1: smoke needs an image that is built here, or one of the engine. Load the archive and name the image, for example: image: app:latest",
    );
  },
);

test("an image of the engine can start", async () => {
  expect(await planned("app:1", true)).toMatchObject([{ name: "a", how: { source: { kind: "engine" } } }]);
});

test("an image of a registry must be pulled before it can start", async () => {
  await expect(planned("ghcr.io/o/app:1", false)).rejects.toThrow(
    "Pull the image before the gate, for example: docker pull ghcr.io/o/app:1",
  );
});

describe("a stage that only BuildKit sees", () => {
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
  const planTarget = (stdout: string) => {
    const file = readConfigFile("images: {a: {target: made}}", `${folder}/x.yml`, "x.yml");
    const { images } = resolveSettings(new Map(), file, [], folder, folder);
    const exec: Exec = async () => ({ code: 0, stdout, stderr: "" });
    return plan(images, exec, folder, (path) => path);
  };

  test("is valid if BuildKit lists it among unnamed ones", async () => {
    expect(await planTarget('{"targets":[{},{"name":null},{"name":"made"}]}')).toMatchObject([{ name: "a" }]);
  });

  test("is an error if BuildKit does not list it", async () => {
    await expect(planTarget('{"targets":[{},{"name":"other"}]}')).rejects.toThrow("Stages: other.");
  });

  test.each(["", "{}", "[]", "null", '{"targets":{}}', '{"targets":[null]}', '{"targets":[{"name":7}]}'])(
    "is an error if BuildKit answers %j",
    async (stdout) => {
      await expect(planTarget(stdout)).rejects.not.toHaveProperty("name", "ConfigError");
    },
  );
});

describe("a Dockerfile without settings", () => {
  const planIn = (files: Readonly<Record<string, string>>) => {
    const context = mkdtempSync(join(folder, "context-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(context, name), text);
    const { images } = resolveSettings(new Map(), null, [], context, context);
    const exec = () => Promise.reject(new Error("no program may run"));
    return plan(images, exec, context, (path) => relative(context, path));
  };

  test("may have a name in lower case", async () => {
    expect(await planIn({ dockerfile: "FROM scratch AS app\n" })).toMatchObject([
      { name: "app", builtFrom: { file: "dockerfile" }, how: { file: expect.stringMatching(/dockerfile$/) } },
    ]);
  });

  test("is the one with a capital if both exist", async () => {
    const files = { dockerfile: "FROM scratch AS small\n", Dockerfile: "FROM scratch AS app\n" };
    expect(await planIn(files)).toMatchObject([{ name: "app", builtFrom: { file: "Dockerfile" } }]);
  });

  test.each([
    ["test", "a test", "FROM a AS base\nFROM base AS prod\nFROM base AS test\n", "prod"],
    ["dev", "a development", "FROM a AS app\nFROM app AS dev\n", "app"],
    ["lint", "a test", "FROM a AS test\nFROM a AS lint\n", "production"],
  ])("that ends with the stage %s needs a target", async (name, kind, text, proposed) => {
    await expect(planIn({ Dockerfile: text })).rejects.toThrow(
      `Dockerfile ends with stage "${name}", which looks like ${kind} stage. Set the stage that ships, for example: target: ${proposed} (stages: `,
    );
  });

  test("has the tests, name and target that BuildKit lists", async () => {
    const text =
      "FROM a AS base\nRUN echo 'print(1 <<EOF)'\nFROM base AS test\nRUN false\nFROM base AS prod\nUSER 1000\n";
    expect(await planIn({ Dockerfile: text })).toMatchObject([
      {
        name: "prod",
        builtFrom: { target: "prod" },
        how: { testTargets: ["test"], place: { lines: [5, 5] } },
      },
    ]);
  });
});
