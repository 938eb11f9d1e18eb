import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import type { InputValue } from "../../src/config/inputs.ts";
import { readInputs } from "../../src/github/inputs.ts";
import { messageOf } from "../../src/host/errors.ts";
import { EXAMPLES } from "../fixtures/examples.ts";

const inputs = (values: Readonly<Record<string, string>>): Map<string, InputValue> =>
  new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, place: { name: `--${name}`, at: null }, base: "/repo/sub" },
    ]),
  );

const resolve = (yaml: string | null, values: Readonly<Record<string, string>> = {}) =>
  resolveSettings(
    inputs(values),
    yaml === null ? null : readConfigFile(yaml, "/repo/ci/gate.yml", "ci/gate.yml"),
    [],
    "/repo",
    "/repo/sub",
  );

test("without configuration there is one image, of the working folder", () => {
  const { images } = resolve(null);
  expect(images).toHaveLength(1);
  expect(images[0]?.name).toBeNull();
  const { context, ...rest } = images[0]?.settings ?? {};
  expect(context).toBe("/repo/sub");
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

test.each([
  [
    "an alias inside itself",
    "images: {a: &x {build-args: &y {A: *y}}}",
    "ci/gate.yml:1: build-args has aliases",
  ],
  ["an alias without an anchor", "images:\n  a:\n    target: *none\n", "ci/gate.yml:3: "],
  [
    "aliases that multiply",
    "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nonly: [*c,*c,*c,*c,*c,*c,*c,*c]\n",
    "ci/gate.yml:4: only has aliases",
  ],
  ["open brackets", "[".repeat(100_000), "ci/gate.yml:1: not valid YAML"],
])("%s is an error at its line", (_, yaml, message) => {
  expect(() => resolve(yaml)).toThrow(
    expect.objectContaining({ name: "StagegateError", message: expect.stringContaining(message) }),
  );
});

test.each(["max-layers", "max-size", "max-growth", "run-as", "context", "smoke"])(
  "a %s that is a mapping with a key called toString is an error",
  (name) => {
    for (const value of ["{toString: a}", "{a: {toString: 1}}", "[{toString: null}]"])
      expect(() => resolve(`images: {a: {${name}: ${value}}}`)).toThrow(
        expect.objectContaining({ name: "StagegateError" }),
      );
    expect(() => resolve("baseline: {toString: a}")).toThrow("ci/gate.yml:1: baseline");
  },
);

test("own settings of an image come before inputs, these before defaults", () => {
  const { images } = resolve(
    "defaults: {max-layers: 1, max-size: 1MB, target: x}\nimages: {a: {max-layers: 3}, b:}\n",
    { "max-layers": "2", "max-size": "2MB" },
  );
  expect(
    images.map(({ name, settings: { maxLayers, maxSize, target } }) => [name, maxLayers, maxSize, target]),
  ).toEqual([
    ["a", 3, 2_000_000, "x"],
    ["b", 2, 2_000_000, "x"],
  ]);
});

test("paths start from the folder of their source", () => {
  const yaml =
    "images: {a: {context: app, file: app/Dockerfile, build-contexts: {x: ../x, y: 'docker-image://y', z: 'oci-layout://./z:1'}}, b: {image: ./b.tar}, c: {image: 'c:1'}, d: {}}\n";
  const { images } = resolve(yaml, { file: "Dockerfile" });
  expect(images.map(({ settings: { context, file, image } }) => [context, file, image])).toEqual([
    ["/repo/ci/app", "/repo/ci/app/Dockerfile", null],
    ["/repo/ci", "/repo/sub/Dockerfile", "/repo/ci/b.tar"],
    ["/repo/ci", "/repo/sub/Dockerfile", "c:1"],
    ["/repo/ci", "/repo/sub/Dockerfile", null],
  ]);
  expect(images[0]?.settings.buildContexts).toEqual({
    x: "/repo/x",
    y: "docker-image://y",
    z: "oci-layout:///repo/ci/z:1",
  });
});

test("output-dir starts from the folder of its source", () => {
  expect(resolve("output-dir: reports\n").run.outputDir).toBe("/repo/ci/reports");
  expect(resolve("output-dir: reports\n", { "output-dir": "out" }).run.outputDir).toBe("/repo/sub/out");
  expect(resolve(null).run.outputDir).toBeNull();
});

test("only selects the named images and their compare-with", () => {
  const yaml = "images: {a: {compare-with: c}, b: {}, c: {compare-with: b}}\n";
  expect(resolve(yaml, { only: "a" }).images.map(({ name }) => name)).toEqual(["a", "c"]);
});

test.each([
  ["test-target", "unit, e2e\nlint", "testTarget", ["unit", "e2e", "lint"]],
  ["secrets", "id=a,src=b\n\nid=c", "secrets", ["id=a,src=b", "id=c"]],
  ["build-args", "A=1\nB=x=y\nC\n", "buildArgs", { A: "1", B: "x=y", C: null }],
  ["allow-root", "true", "allowRoot", true],
  ["allow-root", "false", "allowRoot", false],
] as const)("the input %s accepts %j", (name, text, key, value) => {
  expect(resolve(null, { [name]: text }).images[0]?.settings[key]).toEqual(value);
});

test.each([
  ["12.5%", { percent: 12.5 }],
  ["10 MiB", { bytes: 10_485_760 }],
])("a saving of %s", (text, amount) => {
  const { images } = resolve(
    "images: {a: {}, b: {compare-with: a, min-saving: AMOUNT}}".replace("AMOUNT", text),
  );
  expect(images[1]?.settings.minSaving).toEqual(amount);
});

test.each([
  ["test-target: [unit, e2e]", "testTarget", ["unit", "e2e"]],
  ["test-target: []", "testTarget", []],
  ["build-args: {A: 1, B: true, C:}", "buildArgs", { A: "1", B: "true", C: null }],
  ["build-args: [A=1]", "buildArgs", { A: "1" }],
  ["run-as: 1000", "runAs", "1000"],
] as const)("the file accepts %s", (yaml, key, value) => {
  expect(resolve(`defaults:\n  ${yaml}\n`).images[0]?.settings[key]).toEqual(value);
});

test("of hundreds of problems the first ones are shown, with the count of the rest", () => {
  const yaml = Array.from({ length: 300 }, (_, at) => `  a${at}: {max-sise: 1MB}\n`).join("");
  const message = (() => {
    try {
      resolve(`images:\n${yaml}`);
      return "";
    } catch (error) {
      return messageOf(error);
    }
  })();
  expect(message.match(/Did you mean max-size\?/g)).toHaveLength(50);
  expect(message).toMatch(/\nand 250 more$/);
});

test("inputs come from the runner's variables, and an unknown one is an error", () => {
  const source = readInputs(
    { "INPUT_MAX-SIZE": "1MB", INPUT_TARGET: "", "INPUT_MAX-SISE": "2MB", OTHER: "x" },
    "/repo",
  );
  expect([...source].map(([name, { value }]) => [name, value])).toEqual([
    ["max-size", "1MB"],
    ["max-sise", "2MB"],
  ]);
  expect(() => resolveSettings(source, null, [], null, "/repo")).toThrow(
    'input max-sise: unknown setting "max-sise". Did you mean max-size?',
  );
});

test.each(EXAMPLES)("the configuration of %s is valid, also by the schema", (example) => {
  const yaml = readFileSync(`examples/${example}/.stagegate.yml`, "utf8");
  const isConfig = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync("schema/config.schema.json", "utf8")),
  );
  expect([isConfig(parse(yaml)), isConfig.errors]).toEqual([true, null]);
  expect(isConfig({ images: { a: { "max-sise": "1MB" } } })).toBe(false);
  expect(resolve(yaml).images.length).toBeGreaterThan(1);
});
