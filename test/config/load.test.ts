import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

const inputValue = (value: string): InputValue => ({ value, place: { name: "--x", at: null }, base: cwd });

test("without bake files no program runs", async () => {
  const never: Exec = () => Promise.reject(new Error("no program may run"));
  writeFileSync(join(cwd, ".stagegate.yml"), "images: {app: {}}\n");
  const { images } = await loadSettings(new Map(), cwd, never);
  expect(images.map(({ name, bake }) => [name, bake])).toEqual([["app", null]]);
});

test("bake runs once, in the folder of the configuration file that names its files", async () => {
  const folders: (string | undefined)[] = [];
  const exec: Exec = async (_, __, { cwd: folder } = {}) => {
    folders.push(folder);
    return { code: 0, stdout: printedOf("compose"), stderr: "" };
  };
  mkdirSync(join(cwd, "ci"));
  writeFileSync(join(cwd, "ci/gate.yml"), "bake: compose.yaml\n");
  const { images } = await loadSettings(new Map([["config", inputValue("ci/gate.yml")]]), cwd, exec);
  expect(images.map(({ name, settings }) => [name, settings.context])).toEqual([
    ["base", join(cwd, "ci/base")],
    ["jobs_nightly", join(cwd, "ci")],
    ["web", join(cwd, "ci/web")],
  ]);
  expect(folders).toEqual([join(cwd, "ci")]);
});

test.each<[string, Readonly<Record<string, string>>, string, string | null, boolean?]>([
  ["of the working folder", { "a/b/.stagegate.yml": "here" }, ".", "here"],
  ["of the folder above", { "a/.stagegate.yaml": "above" }, ".", "above"],
  ["of the repository", { ".stagegate.yml": "root" }, ".", "root"],
  ["nearest", { ".stagegate.yml": "root", "a/.stagegate.yml": "above" }, ".", "above"],
  ["not above the repository", { "../.stagegate.yml": "outside" }, ".", null],
  ["not above the folder without a repository", { ".stagegate.yml": "root" }, ".", null, false],
  ["of the context", { "a/b/c/.stagegate.yml": "context", "a/b/.stagegate.yml": "here" }, "c", "context"],
  ["of the context without a repository", { "a/b/c/.stagegate.yml": "context" }, "c", "context", false],
  ["of the working folder if the context has none", { "a/b/.stagegate.yml": "here" }, "c", "here"],
  ["of a context above", { "a/.stagegate.yml": "above", "a/b/.stagegate.yml": "here" }, "..", "above"],
])("the configuration file is the one %s", async (_, files, context, expected, isRepository = true) => {
  const root = join(cwd, "root");
  const folder = join(root, "a/b");
  mkdirSync(join(folder, "c"), { recursive: true });
  if (isRepository) mkdirSync(join(root, ".git"));
  for (const [path, name] of Object.entries(files))
    writeFileSync(join(root, path), `images: {${name}: {}}\n`);
  const inputs = new Map([["context", { ...inputValue(context), base: folder }]]);
  const { images } = await loadSettings(context === "." ? new Map() : inputs, folder, async () => {
    throw new Error("no program may run");
  });
  expect(images.map(({ name }) => name)).toEqual([expected]);
});

test("a file above has a relative path, and its paths start from its folder", async () => {
  mkdirSync(join(cwd, ".git"));
  mkdirSync(join(cwd, "a/b"), { recursive: true });
  writeFileSync(join(cwd, ".stagegate.yml"), "images: {app: {context: svc}}\n");
  const { images, place } = await loadSettings(new Map(), join(cwd, "a/b"), async () => {
    throw new Error("no program may run");
  });
  expect([images[0]?.settings.context, place.name]).toEqual([join(cwd, "svc"), "../../.stagegate.yml:1"]);
});

test("a file, a loop of links or a URL as context has no configuration file", async () => {
  writeFileSync(join(cwd, "Dockerfile"), "FROM scratch\n");
  symlinkSync("loop", join(cwd, "loop"));
  for (const context of ["Dockerfile", "loop", "https://example.org/a.git"]) {
    const { images } = await loadSettings(new Map([["context", inputValue(context)]]), cwd, async () => {
      throw new Error("no program may run");
    });
    expect(images.map(({ name }) => name)).toEqual([null]);
  }
});

test("a missing bake file does not hide other problems", async () => {
  const exec: Exec = async (_, [, command]) =>
    command === "bake"
      ? { code: 1, stdout: "", stderr: "ERROR: open nothing.hcl: no such file or directory" }
      : { code: 0, stdout: "github.com/docker/buildx v0.29.1 a32761a", stderr: "" };
  const lines = ["defaults: {max-layers: few}", "images:", "  app: {max-layer: 3}", "bake: nothing.hcl", ""];
  writeFileSync(join(cwd, ".stagegate.yml"), lines.join("\n"));
  const failure = loadSettings(new Map([["comment", inputValue("sometimes")]]), cwd, exec);
  await expect(failure).rejects.toMatchObject({
    problems: [
      { message: 'comment: "sometimes" is not one of always, on-change, on-failure, never' },
      { message: 'max-layers: "few" is not a whole number' },
      { message: 'unknown setting "max-layer"' },
      { message: "bake: there is no file nothing.hcl" },
    ],
  });
});
