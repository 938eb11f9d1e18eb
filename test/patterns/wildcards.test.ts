import fc from "fast-check";
import { pathFinder } from "../../src/patterns/path-finder.ts";
import { wildcards } from "../../src/patterns/wildcards.ts";

test.each<[pattern: string, name: string, fits: boolean]>([
  ["*a*b*", "xaxbx", true],
  ["*a*b*", "xbxax", false],
  ["**", "", true],
  ["*.*", ".", true],
  ["*.*.js", "a.min.js", true],
  ["*.*.js", "a.js", false],
  ["*[0-9]*?", "a1b", true],
  ["*[0-9]*?", "ab1", false],
  ["*[!a]*", "aa", false],
  ["*[*]*", "a*b", true],
  ["*[^]*", "a^b", true],
  ["*\n*", "a\nb", true],
  ["*😀*", "a😀b", true],
  ["*(*", "a(b", true],
])("%s and %j: %p", (pattern, name, fits) => {
  expect(wildcards(pattern)(name)).toBe(fits);
});

test("a pattern matches the same as its regular expression", () => {
  const part = fc.constantFrom("a", "b", "*", "?", "[ab]", "[!a]", "**");
  const name = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 8 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), name, (parts, text) => {
      const pattern = parts.join("");
      const source = pattern.replace(/\*+/g, ".*").replace(/\?/g, ".").replace(/!/g, "^");
      expect(wildcards(pattern)(text)).toBe(new RegExp(`^${source}$`, "s").test(text));
    }),
    { numRuns: 1000 },
  );
});

test("many stars take at most pattern length times name length steps", () => {
  const name = "a".repeat(4000);
  // A regular expression would try more ways than there are atoms.
  expect(pathFinder([[`${"*a".repeat(100)}*b`, 1]])(name)).toBe(null);
  expect(wildcards(`${"*a".repeat(100)}*b`)(name)).toBe(false);
});

test("a path of 200,000 folders is matched as fast as a short one", () => {
  const find = pathFinder([["**/x/y", 1]]);
  const deep = (last: string) => `${"a/".repeat(200_000)}${last}`;
  // Each neighbour is outside all these folders, so the search starts again.
  for (let round = 0; round < 5; round++) {
    expect(find(deep("x/y"))).toEqual({ value: 1, root: deep("x/y") });
    expect(find(`b/${round}`)).toBe(null);
  }
});
