import fc from "fast-check";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { readInputs } from "../../src/github/inputs.ts";

const resolve = (env: Readonly<Record<string, string>>, yaml: string | null = null) =>
  resolveSettings(
    readInputs(env, "/repo"),
    yaml === null ? null : readConfigFile(yaml, "/repo/gate.yml", "gate.yml"),
    [],
    "/repo",
    "/repo",
  ).images[0]?.settings;

const argumentsOf = (input: string) => resolve({ "INPUT_BUILD-ARGS": input })?.buildArgs;

test.each<[input: string, value: Readonly<Record<string, string | null>>]>([
  ["A=1\nB=2", { A: "1", B: "2" }],
  ["A=1\r\n\r\n  B=2  \r\n", { A: "1", B: "2" }],
  ['"A=line1\nline2"\nB=2', { A: "line1\nline2", B: "2" }],
  ['"A=line1\r\nline2"\r\nB=2', { A: "line1\r\nline2", B: "2" }],
  ['"A=say ""yes"", or\n""no"""', { A: 'say "yes", or\n"no"' }],
  ['A="quotes that belong to it"', { A: '"quotes that belong to it"' }],
  ["A=1,B=2", { A: "1,B=2" }],
  ['"A=1,B=2"', { A: "1,B=2" }],
  ["A=", { A: "" }],
  ["A", { A: null }],
  ["A=b=c", { A: "b=c" }],
  ["A=1\nA=2", { A: "2" }],
  ["my-arg=1\na.b=2", { "my-arg": "1", "a.b": "2" }],
])("the input build-args: %j", (input, value) => {
  expect(argumentsOf(input)).toEqual(value);
});

test.each([
  ["# x", "entry 1 is a comment"],
  ["A=1\n  # B=2", "entry 2 is a comment"],
  ['"A=line1\nline2', "entry 1 has a quote in the wrong place"],
  ['"A=1","B=2"', "entry 1 has a quote in the wrong place"],
  ["=1", "entry 1 has no name"],
  ["two words=1", "entry 1 does not begin with a name"],
  ["A=1\nMIIE+secret/", "entry 2 is not the name of a variable"],
  ["A={\n}", "entry 2 is not the name of a variable"],
])("the input build-args: %j is an error", (input, problem) => {
  expect(() => argumentsOf(input)).toThrow(`build-args: ${problem}`);
  expect(() => argumentsOf(input)).toThrow("VERSION=1.2");
  expect(() => argumentsOf(input)).not.toThrow(/secret|two words/);
});

test("a quoted value is the same as in docker/build-push-action", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", '"', "\n", "\r", ",", "=", "#", " ") }), (value) => {
      const entry = `"A=x${value.replaceAll('"', '""')}x"`;
      expect(argumentsOf(`B=1\n${entry}\nC=2`)).toEqual({ A: `x${value}x`, B: "1", C: "2" });
    }),
  );
});

test("flags also accept a quoted entry of several lines", () => {
  const { command } = parseCommandLine(["--build-args", '"A=1\n2"', "--build-args", "B=3"], "/repo");
  const inputs = command.kind === "gate" ? command.inputs : new Map();
  expect(resolveSettings(inputs, null, [], "/repo", "/repo").images[0]?.settings.buildArgs).toEqual({
    A: "1\n2",
    B: "3",
  });
});

test.each([
  ["secrets", '"id=a,env=B"', ["id=a,env=B"]],
  ["secrets", '"id=a","src=b c"', ['"id=a","src=b c"']],
  ["cache-from", '"type=local,src=a"\ntype=gha', ["type=local,src=a", "type=gha"]],
  ["ssh", "default", ["default"]],
])("the input %s: %j", (setting, input, entries) => {
  const settings = resolve({ [`INPUT_${setting.toUpperCase()}`]: input });
  expect({ secrets: settings?.secrets, "cache-from": settings?.cacheFrom, ssh: settings?.ssh }).toMatchObject(
    {
      [setting]: entries,
    },
  );
});

test.each([
  ["base", "entry 1 has no source"],
  ["base=", "entry 1 has no source"],
  ["# base=.", "entry 1 is a comment"],
])("the input build-contexts: %j is an error", (input, problem) => {
  expect(() => resolve({ "INPUT_BUILD-CONTEXTS": input })).toThrow(`build-contexts: ${problem}`);
});

test.each(["cache-from", "cache-to", "ssh"])("a comment in the input %s is an error", (setting) => {
  const input = { [`INPUT_${setting.toUpperCase()}`]: "default\n# type=gha" };
  expect(() => resolve(input)).toThrow(/^input \S+: .* without comments.*Write for example: /);
});

test("an invalid entry of the file is an error at its line", () => {
  const yaml = "images:\n  app:\n    build-args:\n      - A=1\n      - '# x'\n";
  expect(() => resolve({}, yaml)).toThrow("gate.yml:5: build-args: entry 2 is a comment");
  const mapping = "images:\n  app:\n    build-args:\n      A: 1\n      B: [1]\n";
  expect(() => resolve({}, mapping)).toThrow("gate.yml:5: build-args: entry 2 is not a text");
});
