import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { ineffectiveInputs } from "../../src/config/ineffective-inputs.ts";
import type { InputValue } from "../../src/config/inputs.ts";

const input = (name: string, value: string, place = `--${name}`): [string, InputValue] => [
  name,
  { value, place: { name: place, at: null }, base: "/repo" },
];

const warningsOf = (yaml: string, ...inputs: readonly [string, InputValue][]) => {
  const file = readConfigFile(yaml, "/repo/.stagegate.yml", ".stagegate.yml");
  const settings = resolveSettings(new Map(inputs), file, [], "/repo", "/repo");
  return ineffectiveInputs(settings.images, new Map(inputs));
};

test("a flag that an image's own setting overrides is named with both places", () => {
  expect(warningsOf("images:\n  app:\n    max-size: 2MB\n", input("max-size", "9MB"))).toEqual([
    "--max-size 9MB has no effect on app: .stagegate.yml:3 sets max-size: 2 MB for this image. Change or remove the setting there to use the flag.",
  ]);
});

test("an input is named as an input, once for all images", () => {
  const yaml = "images:\n  a:\n    platforms: linux/arm64\n  b:\n    platforms: linux/amd64\n  c: {}\n";
  expect(warningsOf(yaml, input("platforms", "linux/amd64", "input platforms"))).toEqual([
    "input platforms: linux/amd64 has no effect on a, b: .stagegate.yml:3, .stagegate.yml:5 set platforms for these images. Change or remove the settings there to use the input.",
  ]);
});

test("images outside the selection cause no message", () => {
  const yaml = "images:\n  a: {max-size: 2MB}\n  b: {}\n";
  expect(warningsOf(yaml, input("max-size", "9MB"), input("only", "b"))).toEqual([]);
});

test("an input that overrides defaults, or adds to the file, has an effect", () => {
  const yaml = "defaults: {max-size: 2MB}\nimages:\n  a: {build-args: {A: 1}, rules: {wasted: off}}\n";
  const flags = [input("max-size", "9MB"), input("build-args", "B=2"), input("rules", "secret=off")];
  expect(warningsOf(yaml, ...flags)).toEqual([]);
});

test("confidential values and paths are not repeated", () => {
  const yaml = "images:\n  a: {context: app, secrets: 'id=a,env=A'}\n";
  expect(warningsOf(yaml, input("secrets", "id=t,env=TOKEN"), input("context", "web"))).toEqual([
    "--secrets has no effect on a: .stagegate.yml:2 sets secrets for this image. Change or remove the setting there to use the flag.",
    "--context web has no effect on a: .stagegate.yml:2 sets context for this image. Change or remove the setting there to use the flag.",
  ]);
});

test("a short flag is named as it was typed", () => {
  const yaml = "images:\n  a:\n    target: production\n";
  expect(warningsOf(yaml, input("target", "builder", "-t"))).toEqual([
    "-t builder has no effect on a: .stagegate.yml:3 sets target: production for this image. Change or remove the setting there to use the flag.",
  ]);
});
