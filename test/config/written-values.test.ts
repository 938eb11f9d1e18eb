import fc from "fast-check";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";

const imagesOf = (yaml: string) =>
  resolveSettings(new Map(), readConfigFile(yaml, "/repo/gate.yml", "gate.yml"), [], "/repo", "/repo").images;

const settingsOf = (yaml: string) => imagesOf(yaml)[0]?.settings;

test.each([
  "3.20",
  "1.10",
  "0x1F",
  "010",
  "0o17",
  "1e3",
  "True",
  "yes",
  "NO",
  "1_000",
  ".5",
  "+1",
  "-0",
  "12:30:45",
  "2024-01-02",
  ".inf",
  ".NaN",
  "12345678901234567890",
  "1.0",
  "15",
  "true",
])("the plain value %s stays as written", (written) => {
  const settings = settingsOf(`
images:
  app:
    target: ${written}
    test-target: [${written}]
    run-as: ${written}
    forbid: [${written}]
    build-args: {A: ${written}, ${written}: x}
    build-contexts: {base: ${written}}
    smoke:
      port: 80
      env: {A: ${written}}
      requests: [{path: /, method: POST, headers: {x-a: ${written}}, body: ${written}, contains: ${written}}]
      exec: [{command: [echo, ${written}], stdout: ${written}}]
`);
  expect(settings).toMatchObject({
    target: written,
    testTarget: [written],
    runAs: written,
    forbid: [written],
    buildArgs: { A: written, [written]: "x" },
    buildContexts: { base: `/repo/${written}` },
    smoke: {
      env: { A: written },
      requests: [{ headers: { "x-a": written }, body: written, contains: written }],
      exec: [{ argv: ["echo", written], stdout: written }],
    },
  });
});

test("any number keeps its digits", () => {
  const number = fc.tuple(
    fc.stringMatching(/^[-+]?\d{1,25}$/),
    fc.stringMatching(/^(\.\d{0,25})?(e[-+]?\d{1,3})?$/),
  );
  fc.assert(
    fc.property(number, ([whole, rest]) => {
      const written = `${whole}${rest}`;
      expect(settingsOf(`images: {app: {build-args: {A: ${written}}}}`)?.buildArgs).toEqual({ A: written });
    }),
  );
});

test.each([
  ['"3.20"', "3.20"],
  ["'010'", "010"],
  ["!!str 3.20", "3.20"],
  ["|\n        3.20\n        4", "3.20\n4\n"],
  [">-\n        3.20\n        4", "3.20 4"],
  ["two\n        lines", "two lines"],
  ["*version", "3.10"],
  ['""', ""],
  ["~", null],
  ["null", null],
  ["", null],
])("a build argument of %j", (yaml, value) => {
  const settings = settingsOf(`
images:
  app:
    build-args:
      OTHER: &version 3.10
      A: ${yaml}
`);
  expect(settings?.buildArgs).toEqual({ OTHER: "3.10", A: value });
});

test("names of images stay as written, and 1.1 and 1.10 differ", () => {
  const yaml = "images: {1.10: {}, 1.1: {}, 0x1F: {}, True: {}, null: {}}\nonly: [1.10, 0x1F]\n";
  expect(imagesOf(yaml).map(({ name }) => name)).toEqual(["1.10", "0x1F"]);
});

test.each([
  ["15", 15],
  ["0x10", 16],
  ["1e1", 10],
])("max-layers: %s is %d layers", (written, value) => {
  expect(settingsOf(`images: {app: {max-layers: ${written}}}`)?.maxLayers).toBe(value);
});

test.each(["true", "True", "TRUE"])("no-cache: %s is true", (written) => {
  expect(settingsOf(`images: {app: {no-cache: ${written}}}`)?.noCache).toBe(true);
});

test("values of a smoke test in JSON keep their types", () => {
  const json = "{price: 3.20, ready: True, list: [1e1], 1.10: null}";
  const request = `{path: /, method: POST, body: ${json}, json: ${json}}`;
  const value = { price: 3.2, ready: true, list: [10], "1.10": null };
  for (const smoke of [`{port: 80, requests: [${request}]}`, `'{port: 80, requests: [${request}]}'`]) {
    const [sent] = settingsOf(`images: {app: {smoke: ${smoke}}}`)?.smoke?.requests ?? [];
    expect(JSON.parse(sent?.body ?? "")).toEqual(value);
    expect(sent?.json?.value).toEqual(value);
  }
});

test("values of a smoke test in one text stay as written", () => {
  const settings = settingsOf("images: {app: {smoke: 'env: {A: 3.20}'}}");
  expect(settings?.smoke?.env).toEqual({ A: "3.20" });
});

test("an image may be an alias of another one", () => {
  const images = imagesOf("images:\n  one: &p {target: app, max-layers: 3}\n  two: *p\n");
  expect(images.map(({ name, settings }) => [name, settings.target, settings.maxLayers])).toEqual([
    ["one", "app", 3],
    ["two", "app", 3],
  ]);
});

test("a merge key adds settings to an image, and own settings win", () => {
  const [, second, third, fourth] = imagesOf(`images:
  one: &one {target: app, max-layers: 3, build-args: &args {A: 1.0, B: 2}}
  two: &two {<<: *one, max-layers: 4, build-args: {<<: *args, B: 3.0}}
  three: {<<: [*two, *one], target: other}
  four: {<<: *two, <<: *one, target: other}
`);
  expect(second?.settings).toMatchObject({ target: "app", maxLayers: 4, buildArgs: { A: "1.0", B: "3.0" } });
  expect(third?.settings).toMatchObject({ target: "other", maxLayers: 4 });
  expect(fourth?.settings).toEqual(third?.settings);
  expect(third?.placeOf("max-layers").name).toBe("gate.yml:3");
});

test("a merge key of a surrounding mapping adds nothing", () => {
  expect(settingsOf("images: {app: &a {<<: *a, target: app}}")?.target).toBe("app");
});

test("an image with an unknown alias is an error", () => {
  expect(() => imagesOf("images: {app: *gone}")).toThrow("images.app is the alias *gone");
});
