import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { loadSettings } from "../../src/config/load.ts";
import { WORKFLOW_ONLY } from "../../src/config/settings.ts";
import { readInputs } from "../../src/github/inputs.ts";
import type { Exec } from "../../src/host/exec.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TARGETS = {
  group: { default: { targets: ["production", "worker"] } },
  target: { production: {}, worker: {} },
};

const load = (yaml: string, inputs: Readonly<Record<string, string>> = {}) => {
  writeFileSync(join(folder, ".stagegate.yml"), yaml);
  writeFileSync(join(folder, "docker-bake.hcl"), "");
  const exec: Exec = async () => ({ code: 0, stdout: JSON.stringify(TARGETS), stderr: "" });
  return loadSettings(readInputs(inputs, folder), folder, exec);
};

test("an image with the name of no bake target and nothing of its own is an error", async () => {
  await expect(load("bake: docker-bake.hcl\nimages:\n  productoin: {max-size: 1MB}\n")).rejects.toThrow(
    ".stagegate.yml:3: images.productoin: no target of docker-bake.hcl has this name. Did you mean production?",
  );
});

test.each(["context: .", "file: Dockerfile", "target: docs", "image: app.tar"])(
  "an image beside bake targets says what it is: %s",
  async (setting) => {
    const { images } = await load(`bake: docker-bake.hcl\nimages: {docs: {${setting}}}\n`);
    expect(images.map(({ name }) => name)).toEqual(["docs", "production", "worker"]);
  },
);

test.each([
  ["only: productoin", "only: there is no image"],
  ["images: {production: {compare-with: wroker}}", "compare-with: production has no other image"],
])("what names no image is an error with the near name: %s", async (setting, message) => {
  const near = setting.startsWith("only") ? "production" : "worker";
  await expect(load(`bake: docker-bake.hcl\n${setting}\n`)).rejects.toThrow(
    new RegExp(`\\.stagegate\\.yml:2: ${message}.*Did you mean ${near}\\?`),
  );
});

test("an empty input or flag counts as not given, whatever the setting", async () => {
  const { inputs } = flags(
    "--target",
    "",
    "--run-as=",
    "--max-size=",
    "--rules",
    "  ",
    "--only",
    "",
    "--pull",
  );
  expect([...inputs.keys()]).toEqual(["pull"]);
  expect([
    ...readInputs({ INPUT_TARGET: "", "INPUT_RUN-AS": " \n", INPUT_PULL: "true" }, "/").keys(),
  ]).toEqual(["pull"]);
});

const flags = (...argv: string[]) => {
  const { command } = parseCommandLine(argv, "/");
  if (command.kind !== "gate") throw new Error("it is not the gate");
  return command;
};

test.each(Object.keys(WORKFLOW_ONLY))("the flag --%s is refused, as it has no effect", (name) => {
  expect(() => flags(`--${name}`, "x")).toThrow(
    new RegExp(
      `^--${name}: it has no effect on a command line\\. Only a workflow .*: give it there as the input ${name}$`,
    ),
  );
  expect(readInputs({ [`INPUT_${name.toUpperCase()}`]: "x" }, "/").has(name)).toBe(true);
});

test.each([
  [
    "github-token: abc",
    "unknown key",
    "It is a credential, which no file of a repository holds: give it as an input",
  ],
  ['comment-key: ""', "comment-key: the value is empty", "comment-key: backend"],
  ["waive-label: true", "waive-label: true is not the name of a label", "waive-label: image-size-ok"],
  ['images: {a: {target: ""}}', "target: the value is empty", "target: production"],
])("the file cannot say %s", async (yaml, message, hint) => {
  const error = expect(load(`${yaml}\n`)).rejects;
  await error.toThrow(message);
  await expect(load(`${yaml}\n`)).rejects.toThrow(hint);
});

test("a message names the setting of a flag or an input once", async () => {
  await expect(load("", { INPUT_TIMEOUT: "5" })).rejects.toThrow(/^input timeout: "5" is not a duration/);
});

test.each([
  ["10m30s", 630_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["90 s", 90_000],
])("timeout: %s is %d ms", async (written, ms) => {
  expect((await load(`timeout: ${written}\n`)).run.timeout).toBe(ms);
});

test.each(["", "10", "m", "30s10m", "0s", "1m 2", "10m30"])("timeout: %j is an error", async (written) => {
  await expect(load(`timeout: "${written}"\n`)).rejects.toThrow("is not a duration");
});
