import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputValue } from "../../src/config/inputs.ts";
import { loadSettings } from "../../src/config/load.ts";
import type { Exec } from "../../src/host/exec.ts";
import { printedOf } from "../fixtures/bake.ts";

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const given = (value: string): InputValue => ({ value, place: { name: "--x", at: null }, base: cwd });

test("without bake files nothing is executed", async () => {
  const never: Exec = () => Promise.reject(new Error("nothing is to be executed"));
  writeFileSync(join(cwd, ".stagegate.yml"), "images: {app: {}}\n");
  const { images } = await loadSettings(new Map(), cwd, never);
  expect(images.map(({ name, bake }) => [name, bake])).toEqual([["app", null]]);
});

test("bake is asked once, in the folder of the configuration file that names its files", async () => {
  const folders: (string | undefined)[] = [];
  const exec: Exec = async (_, __, { cwd: folder } = {}) => {
    folders.push(folder);
    return { code: 0, stdout: printedOf("compose"), stderr: "" };
  };
  mkdirSync(join(cwd, "ci"));
  writeFileSync(join(cwd, "ci/gate.yml"), "bake: compose.yaml\n");
  const { images } = await loadSettings(new Map([["config", given("ci/gate.yml")]]), cwd, exec);
  expect(images.map(({ name, settings }) => [name, settings.context])).toEqual([
    ["base", join(cwd, "ci/base")],
    ["jobs_nightly", join(cwd, "ci")],
    ["web", join(cwd, "ci/web")],
  ]);
  expect(folders).toEqual([join(cwd, "ci")]);
});

test("what is wrong besides a bake file that is not there is told with it", async () => {
  const exec: Exec = async (_, [, command]) =>
    command === "bake"
      ? { code: 1, stdout: "", stderr: "ERROR: open nothing.hcl: no such file or directory" }
      : { code: 0, stdout: "github.com/docker/buildx v0.29.1 a32761a", stderr: "" };
  const lines = ["defaults: {max-layers: few}", "images:", "  app: {max-layer: 3}", "bake: nothing.hcl", ""];
  writeFileSync(join(cwd, ".stagegate.yml"), lines.join("\n"));
  const failure = loadSettings(new Map([["comment", given("sometimes")]]), cwd, exec);
  await expect(failure).rejects.toMatchObject({
    problems: [
      { message: 'comment: "sometimes" is not one of always, on-change, on-failure, never' },
      { message: 'max-layers: "few" is not a whole number' },
      { message: 'unknown setting "max-layer"' },
      { message: "bake: there is no file nothing.hcl" },
    ],
  });
});
