import fc from "fast-check";
import type { Finding, ImageReport } from "../../src/model/report.ts";
import { sharedFindings } from "../../src/report/alike.ts";
import { finding, imageReport } from "../fixtures/report.ts";

function image(name: string, ...findings: readonly Partial<Finding>[]): ImageReport {
  return imageReport({ name, findings: findings.map(finding) });
}

/** What is found, and which images share it. */
function groupsOf(...images: readonly ImageReport[]) {
  return sharedFindings(images, ({ log }) => log).map(({ finding: { message }, of, also }) => [
    message,
    of,
    ...also.map(({ name, size }) => (size === null ? name : `${name} ${size}`)),
  ]);
}

const notice = (message: string, change: Partial<Finding> = {}) => ({
  level: "notice" as const,
  message,
  ...change,
});

test.each<[what: string, one: Partial<Finding>, other: Partial<Finding>]>([
  ["the name of the image", { message: "app runs as root" }, { message: "web runs as root" }],
  ["the name at the end", { message: "no curl in app" }, { message: "no curl in web" }],
  ["the place", { place: { file: "a", lines: [1, 1] } }, { place: { file: "b", lines: [2, 2] } }],
  ["the measured value", { actual: 1 }, { actual: 2 }],
  ["one size of a notice", notice("it is 1.0 MB now"), notice("it is 512 B now")],
  [
    "one size of a notice and of its advice",
    notice("it is 1.0 MB now", { advice: "max-size: 2MB" }),
    notice("it is 36.2 kB now", { advice: "max-size: 40kB" }),
  ],
])("images share findings that only differ in %s", (_, one, other) => {
  expect(groupsOf(image("app", one), image("web", other))).toHaveLength(1);
});

test.each<[what: string, one: Partial<Finding>, other: Partial<Finding>]>([
  ["the rule", { rule: "size" }, { rule: "user" }],
  ["the level", { level: "error" }, { level: "warning" }],
  ["the waiver", { waived: true }, { waived: false }],
  ["the log", { log: "a" }, { log: "b" }],
  ["the advice", { advice: "a" }, { advice: "b" }],
  ["a size that fails the image", { message: "it is 1.0 MB" }, { message: "it is 2.0 MB" }],
  ["one of two sizes", notice("1.0 MB of 3.0 MB"), notice("2.0 MB of 3.0 MB")],
  ["a number that is not a size", notice("it has 3 layers"), notice("it has 4 layers")],
  ["a path with the name of the image", { message: "/app/key" }, { message: "/web/key" }],
  ["a longer name", { message: "app-base runs as root" }, { message: "web-base runs as root" }],
])("images do not share a finding that differs in %s", (_, one, other) => {
  expect(groupsOf(image("app", one), image("web", other))).toHaveLength(2);
});

test("the other images are named in order, with sizes if these differ", () => {
  const budget = (name: string, size: string) => image(name, notice(`${name} has ${size}`));
  expect(groupsOf(budget("c", "1.0 MB"), budget("a", "2.0 MB"), budget("b", "1.0 MB"))).toEqual([
    ["c has 1.0 MB", "c", "a 2.0 MB", "b 1.0 MB"],
  ]);
  expect(groupsOf(budget("c", "1.0 MB"), budget("a", "1.0 MB"))).toEqual([["c has 1.0 MB", "c", "a"]]);
});

test("an image does not share a finding with itself", () => {
  expect(groupsOf(image("app", {}, {}), image("web", {}, {}))).toEqual([
    ["too big", "app", "web"],
    ["too big", "app", "web"],
  ]);
});

describe("platforms of one image", () => {
  const row = (imageName: string, platform: string, ...findings: readonly Partial<Finding>[]) =>
    imageReport({
      name: `${imageName} · ${platform}`,
      imageName,
      platform,
      findings: findings.map((change) =>
        finding({ ...change, message: `${imageName} · ${platform} ${change.message}` }),
      ),
    });
  const [amd, arm] = ["linux/amd64", "linux/arm64"];
  const root = { message: "runs as root" };

  test("are named in the message of a shared finding", () => {
    expect(groupsOf(row("app", amd, root), row("app", arm, root))).toEqual([
      ["app runs as root (linux/amd64, linux/arm64)", "app"],
    ]);
  });

  test("are rows beside those of other images", () => {
    expect(groupsOf(row("app", amd, root), row("app", arm, root), row("web", amd, root))).toEqual([
      ["app · linux/amd64 runs as root", "app · linux/amd64", "app · linux/arm64", "web · linux/amd64"],
    ]);
  });

  test("are rows if their sizes differ", () => {
    const size = (words: string) => ({ level: "notice" as const, message: `has ${words}` });
    expect(groupsOf(row("app", amd, size("1.0 MB")), row("app", arm, size("2.0 MB")))).toEqual([
      ["app · linux/amd64 has 1.0 MB", "app · linux/amd64", "app · linux/arm64 2.0 MB"],
    ]);
  });
});

test("every finding of every image appears once", () => {
  const findings = fc.array(
    fc.record({
      rule: fc.constantFrom("size", "user"),
      message: fc.constantFrom("a is bad", "b", "1 B", ""),
    }),
  );
  fc.assert(
    fc.property(fc.array(findings, { maxLength: 5 }), (all) => {
      const images = all.map((own, at) => image("abcde".charAt(at), ...own));
      const told = sharedFindings(images, () => null).map(({ also }) => 1 + also.length);
      expect(told.reduce((sum, count) => sum + count, 0)).toBe(all.flat().length);
    }),
  );
});
