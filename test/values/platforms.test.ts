import fc from "fast-check";
import { size } from "../../src/values/kinds.ts";
import { harmless } from "../../src/values/looser.ts";
import { normalizePlatform, platforms } from "../../src/values/platforms.ts";
import { setting } from "../../src/values/setting.ts";

const kind = platforms({ "max-size": setting("limits", size, "150MB", "", harmless("")) });

test.each([
  ["linux/amd64", "linux/amd64"],
  ["linux/x86_64", "linux/amd64"],
  ["Linux/AMD64/v1", "linux/amd64"],
  ["linux/amd64/v3", "linux/amd64/v3"],
  ["linux/aarch64", "linux/arm64"],
  ["linux/arm64/8", "linux/arm64"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/armel", "linux/arm/v6"],
  ["linux/arm/6", "linux/arm/v6"],
  ["linux/i386", "linux/386"],
  ["windows/amd64", "windows/amd64"],
  ["windows(10.0.20348.2113)/amd64", "windows(10.0.20348.2113)/amd64"],
  ["windows(10.0.20348.2113+win32k)/amd64", "windows(10.0.20348.2113)/amd64"],
  ["windows(ltsc)/amd64", null],
  ["linux/arm64/9.0", "linux/arm64/v9"],
  ["linux/armhf/v6", "linux/arm/v7"],
  ["macos/arm64", "darwin/arm64"],
  ["linux(+erofs)/amd64", null],
  ["linux(5)/amd64", null],
  ["arm64", null],
  ["linux", null],
  ["linux/amd46", null],
  ["linux/arm/v7/x", null],
  ["linux/arm64/v", null],
  ["", null],
])("%s is the platform %s", (text, platform) => {
  expect(normalizePlatform(text)).toBe(platform);
});

test("a written platform is read back the same", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("linux", "windows"),
      fc.constantFrom("amd64", "arm", "arm64", "386", "s390x", "x86_64", "armel"),
      fc.option(fc.nat(9)),
      (os, architecture, variant) => {
        const once = normalizePlatform([os, architecture, ...(variant === null ? [] : [variant])].join("/"));
        expect(once).not.toBeNull();
        expect(normalizePlatform(once ?? "")).toBe(once);
      },
    ),
  );
});

const both = [
  { name: "linux/amd64", budgets: {} },
  { name: "linux/arm64", budgets: {} },
];

test.each<[what: string, raw: unknown]>([
  ["commas", "linux/amd64, linux/arm64"],
  ["lines", "linux/amd64\nlinux/arm64\n"],
  ["a list", ["linux/amd64", "linux/arm64"]],
  ["a mapping", { "linux/amd64": {}, "linux/arm64": null }],
])("platforms are separated by %s", (_, raw) => {
  expect(kind.parse(raw)).toEqual(both);
});

test("a platform's budget is read like the setting", () => {
  const parsed = kind.parse({ "linux/arm64": { "max-size": "170MB" } });
  expect(parsed).toEqual([{ name: "linux/arm64", budgets: { maxSize: 170_000_000 } }]);
  expect(kind.write?.(parsed ?? [])).toBe("linux/arm64 (max-size 170 MB)");
});

test.each<[raw: unknown, message: string, hint: string, path: readonly (string | number)[]]>([
  ["arm64", 'platforms: "arm64" is not a platform', "Did you mean linux/arm64?", []],
  [["linux/amd46"], 'platforms: "linux/amd46" is not a platform', "Did you mean linux/amd64?", [0]],
  [
    "linux/amd64,linux/x86_64",
    "platforms: linux/x86_64 is the same platform as linux/amd64, which is also in the list",
    "Remove one of the two.",
    [],
  ],
  ["linux/arm64,linux/arm64", "platforms: linux/arm64 is in the list twice", "Remove one of the two.", []],
  [
    ["linux/arm64", "linux/aarch64"],
    "platforms: linux/aarch64 is the same platform as linux/arm64, which is also in the list",
    "Remove one of the two.",
    [1],
  ],
  [
    ["linux/amd64", { "linux/arm64": { "max-size": "5MB" } }],
    "platforms: entry 2 is a mapping",
    "To set budgets, write every platform as a key: platforms: {linux/amd64: {}, linux/arm64: {max-size: 5MB}}",
    [1],
  ],
  [
    { "linux/arm64": { "max-size": "170" } },
    'platforms.linux/arm64.max-size: "170" is not a size',
    "Write for example: max-size: 170MB",
    ["linux/arm64", "max-size"],
  ],
  [
    { "linux/arm64": { "max-sise": "1MB" } },
    'platforms.linux/arm64: unknown budget "max-sise"',
    "Did you mean max-size?",
    ["linux/arm64", "max-sise"],
  ],
  [
    { "linux/arm64": { target: "slim" } },
    'platforms.linux/arm64: "target" cannot differ by platform; only budgets can',
    "Known: max-size.",
    ["linux/arm64", "target"],
  ],
  [
    { "linux/arm64": "170MB" },
    'platforms.linux/arm64: "170MB" is not a mapping',
    "Write for example: linux/arm64: {max-size: 170MB}",
    ["linux/arm64"],
  ],
  [
    { "linux/amd64": "2MB" },
    'platforms.linux/amd64: "2MB" is not a mapping',
    "Write for example: linux/amd64: {max-size: 2MB}",
    ["linux/amd64"],
  ],
  [
    { "linux/amd64": ["2MB"] },
    "platforms.linux/amd64: the value is not a mapping",
    "Write for example: linux/amd64: {max-size: 170MB}",
    ["linux/amd64"],
  ],
])("%j is an error with the right spelling", (raw, message, hint, path) => {
  expect(kind.parse(raw)).toBeUndefined();
  expect(kind.faults?.(raw)).toEqual([{ message, hint, path }]);
});

test.each([[[]], [{}], [","], [5], [null]])("%j names no platform", (raw) => {
  expect(kind.parse(raw)).toBeUndefined();
  expect(kind.faults?.(raw)).toHaveLength(1);
});
