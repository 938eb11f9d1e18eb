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

test("an image with neither a bake target nor settings is an error", async () => {
  await expect(load("bake: docker-bake.hcl\nimages:\n  productoin: {max-size: 1MB}\n")).rejects.toThrow(
    ".stagegate.yml:3: images.productoin: no target of docker-bake.hcl has this name. Did you mean production?",
  );
});

test.each(["context: .", "file: Dockerfile", "target: docs", "image: app.tar"])(
  "an image beside bake targets has settings of its own: %s",
  async (setting) => {
    const { images } = await load(`bake: docker-bake.hcl\nimages: {docs: {${setting}}}\n`);
    expect(images.map(({ name }) => name)).toEqual(["docs", "production", "worker"]);
  },
);

const SERVICES = "{svc-a: {file: a}, svc-b: {file: b, max-layers: 9}, web: {file: c}}";

test("a pattern entry sets all matching images, and later entries win", async () => {
  const { images } = await load(
    `images:
  svc-a: {max-layers: 1, max-size: 1MB, build-args: {A: 1, B: 1}}
  svc-*: {max-layers: 2, build-args: {B: 2}}
  "svc-[bc]": {max-size: 3MB}
  svc-b: {max-layers: 4}
  web: {}
`,
    { "INPUT_MAX-LAYERS": "7" },
  );
  expect(
    images.map(({ name, settings: { maxLayers, maxSize, buildArgs } }) => [
      name,
      maxLayers,
      maxSize,
      buildArgs,
    ]),
  ).toEqual([
    ["svc-a", 2, 1_000_000, { A: "1", B: "2" }],
    ["svc-b", 4, 3_000_000, { B: "2" }],
    ["web", 7, null, null],
  ]);
});

test("a pattern gives bake targets budgets, at the line of the pattern", async () => {
  const { images } = await load('bake: docker-bake.hcl\nimages:\n  "w*": {max-size: 80MB}\n');
  expect(
    images.map(({ name, settings, placeOf }) => [name, settings.maxSize, placeOf("max-size").name]),
  ).toEqual([
    ["production", null, "docker-bake.hcl: target production"],
    ["worker", 80_000_000, ".stagegate.yml:3"],
  ]);
});

test("a pattern may have settings without effect on an existing image", async () => {
  const { images } = await load('images: {a: {image: a.tar}, b: {file: b}, "*": {test-target: unit}}');
  expect(images.map(({ name }) => name)).toEqual(["a", "b"]);
});

test.each([
  [
    "images: {svc-a: {}, svc-b: {}, svx-*: {max-size: 1MB}}",
    "images.svx-*: no image has a name that matches this pattern. Did you mean svc-*?",
  ],
  ["images: {web-*: {max-size: 1MB}}", "images.web-*: no image has a name that matches this pattern"],
  ["images: {'[z-a]': {}, web: {}}", "images.[z-a]: no image has a name that matches this pattern"],
  ["bake: docker-bake.hcl\nimages: {produciton*: {context: .}}", "Did you mean production?"],
])("a pattern without matching image is an error: %s", async (yaml, message) => {
  await expect(load(`${yaml}\n`)).rejects.toThrow(message);
});

const TWENTY = Array.from({ length: 20 }, (_, at) => `svc-${"abcdefghijklmnopqrst".charAt(at)}`);
const IMAGES = TWENTY.map((name) => `${name}: {context: .}`).join(", ");
const FIRST = TWENTY.slice(0, 10).join(", ");

test.each([
  ["svc_*", "Did you mean svc-*?"],
  ["svc-z*", "Did you mean svc-*?"],
  ["svcs-?", "Did you mean svc-?"],
  ["frontend-*", `Known: ${FIRST} and 10 more.`],
])("the error suggests a similar pattern that matches: %s", async (pattern, hint) => {
  await expect(load(`images: {${IMAGES}, "${pattern}": {max-size: 1MB}}\n`)).rejects.toThrow(hint);
});

test("braces in a pattern are an error with advice", async () => {
  const hint =
    "Patterns have no braces: name each image by itself, or use a pattern with `*`, `?` or `[ab]`.";
  const yaml = 'bake: docker-bake.hcl\nimages: {"{production,worker}": {max-size: 1MB}}\n';
  await expect(load(yaml)).rejects.toThrow(
    `.stagegate.yml:2: images.{production,worker}: no target of docker-bake.hcl has this name. ${hint}`,
  );
  await expect(load("images: {a: {}}\n", { INPUT_ONLY: "{a,b}" })).rejects.toThrow(hint);
});

test("all problems come at once, and suggestions name only valid images", async () => {
  const yaml = `bake: docker-bake.hcl
imagse: {}
only: front
output-dir: ../out
images:
  production: {max-size: huge}
  serach: {max-size: 1MB}
  worker: {max-layer: 3}
  "front-*": {max-size: 1MB}
`;
  const error: unknown = await load(yaml).catch((problem: unknown) => problem);
  expect(String(error instanceof Error ? error.message : "").split("\n")).toEqual([
    expect.stringContaining('yml:2: unknown key "imagse"'),
    '.stagegate.yml:3: only: there is no image "front". Known: production, worker.',
    expect.stringMatching(/yml:4: output-dir: .* outside the repository/),
    expect.stringContaining('yml:6: max-size: "huge"'),
    expect.stringContaining(
      "yml:7: images.serach: no target of docker-bake.hcl has this name. Known: production, worker.",
    ),
    expect.stringContaining('yml:8: unknown setting "max-layer"'),
    ".stagegate.yml:9: images.front-*: no image has a name that matches this pattern. Known: production, worker.",
  ]);
});

test.each([
  ["svc-*", ["svc-a", "svc-b"]],
  ["web, svc-?", ["svc-a", "svc-b", "web"]],
  ["*b", ["svc-b", "web"]],
])("only accepts patterns: %s", async (only, names) => {
  const { images } = await load(`images: ${SERVICES}\n`, { INPUT_ONLY: only });
  expect(images.map(({ name }) => name)).toEqual(names);
});

test("a pattern of only without matching image is an error", async () => {
  await expect(load(`images: ${SERVICES}\nonly: svx-*\n`)).rejects.toThrow(
    '.stagegate.yml:2: only: no image has a name that matches "svx-*". Did you mean svc-*?',
  );
});

test.each([
  ['["!worker"]', ["production"]],
  ["[production, worker, '!w*']", ["production"]],
  ['"!prod*"', ["worker"]],
])("bake-targets leaves out targets: %s", async (targets, names) => {
  const { images } = await load(`bake: docker-bake.hcl\nbake-targets: ${targets}\n`);
  expect(images.map(({ name }) => name)).toEqual(names);
});

test.each([
  [
    '"!wroker"',
    ".stagegate.yml:2: bake-targets: !wroker leaves out no target of docker-bake.hcl. Did you mean worker?",
  ],
  ['"!*"', ".stagegate.yml:2: bake-targets: no target of docker-bake.hcl is left"],
  [
    "[production, !worker]",
    '.stagegate.yml:2: a value without quotes begins with !, which is a tag in YAML. Write a text that begins with "!" in quotes',
  ],
])("bake-targets that exclude no target or all are an error: %s", async (targets, message) => {
  await expect(load(`bake: docker-bake.hcl\nbake-targets: ${targets}\n`)).rejects.toThrow(message);
});

test.each([
  ["only: productoin", "only: there is no image"],
  ["images: {production: {compare-with: wroker}}", "compare-with: production cannot be compared with"],
])("an unknown image name is an error with a suggestion: %s", async (setting, message) => {
  const near = setting.startsWith("only") ? "production" : "worker";
  await expect(load(`bake: docker-bake.hcl\n${setting}\n`)).rejects.toThrow(
    new RegExp(`\\.stagegate\\.yml:2: ${message}.*Did you mean ${near}\\?`),
  );
});

test("an empty input or flag counts as absent, whatever the setting", async () => {
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
  if (command.kind !== "gate") throw new Error("the command is not the gate");
  return command;
};

test.each(Object.keys(WORKFLOW_ONLY))("the flag --%s is an error, as it has no effect", (name) => {
  expect(() => flags(`--${name}`, "x")).toThrow(
    new RegExp(
      `^--${name}: it has no effect on a command line\\. Only a workflow .*: set the input ${name} there\\.$`,
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

test("a message about a flag or an input names the setting once", async () => {
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
