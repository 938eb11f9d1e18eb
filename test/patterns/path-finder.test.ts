import fc from "fast-check";
import { pathFinder } from "../../src/patterns/path-finder.ts";

test.each<[pattern: string, path: string, root: string | null]>([
  ["a/b/**", "a/b/c/d", "a/b/"],
  ["a/b/**", "a/b/c", "a/b/"],
  ["a/b/**", "a/b", null],
  ["a/b/**", "a/bc/d", null],
  ["a/b/**", "x/a/b/c", null],
  ["a/b", "a/b", "a/b"],
  ["a/b", "a/b/c", null],
  ["a", "a", "a"],
  ["a/*/c", "a/b/c", "a/b/c"],
  ["a/*/c", "a/c", null],
  ["a/*/c", "a/b/b/c", null],
  ["a/*/**", "a/b/c", "a/b/"],
  ["a/*/**", "a/b", null],
  ["**/c/**", "c/d", "c/"],
  ["**/c/**", "a/b/c/d/c/e", "a/b/c/"],
  ["**/c/**", "a/c", null],
  ["**/c", "a/b/c", "a/b/c"],
  ["**/c", "c", "c"],
  ["a/**/c/*.x", "a/c/1.x", "a/c/1.x"],
  ["a/**/c/*.x", "a/b/b/c/1.x", "a/b/b/c/1.x"],
  ["a/**/c/*.x", "a/c/b/1.x", null],
  ["**/*.x", "a/1.x", "a/1.x"],
  ["**/*.x", "a/1.xx", null],
  ["**/*.x", "a/.x", "a/.x"],
  ["**/a.*", "a.x", "a.x"],
  ["**/a.*", "a.x.y", "a.x.y"],
  ["**/a.*", "ba.x", null],
  ["**/a*", "a", "a"],
  ["**/a*", "a.x", "a.x"],
  ["**/[!0-9]*.x", "1.x", null],
  ["**/[!0-9]*.x", "a1.x", "a1.x"],
  ["[!@.]*/t/**", "@s/t/a", null],
  ["[!@.]*/t/**", "p/t/a", "p/t/"],
  ["{a,b/{c,d}}/e", "b/d/e", "b/d/e"],
  ["{a,b/{c,d}}/e", "a/e", "a/e"],
  ["{a,b/{c,d}}/e", "a/d/e", null],
  ["{,a/}b", "b", "b"],
  ["{,a/}b", "a/b", "a/b"],
  ["a+b/(c)*/**", "a+b/(c)d/e", "a+b/(c)d/"],
  ["**/*.x", "a\nb/c\nd.x", "a\nb/c\nd.x"],
])("%s and %s", (pattern, path, root) => {
  const expected = root === null ? null : { value: "found", root };
  expect(pathFinder([[pattern, "found"]])(path)).toEqual(expected);
});

test("the outermost match wins, and of two patterns for it the first", () => {
  const find = pathFinder([
    ["**/*.x", "file"],
    ["a/b/c/**", "inner"],
    ["a/*/**", "first"],
    ["a/b/**", "second"],
  ]);
  expect(find("a/b/c/1.x")).toEqual({ value: "first", root: "a/b/" });
  expect(find("a/1.x")).toEqual({ value: "file", root: "a/1.x" });
});

test("matches of one folder do not leak into another one", () => {
  const find = pathFinder([
    ["*/x/**", "any"],
    ["b*/y/**", "some"],
  ]);
  expect(find("a/y/1")).toBe(null);
  expect(find("b/y/1")).toEqual({ value: "some", root: "b/y/" });
  expect(find("a/x/1")).toEqual({ value: "any", root: "a/x/" });
  expect(find("c/y/1")).toBe(null);
});

/** The expected result of `pathFinder`, from one pattern and one folder at a time. */
function findSlowly(table: readonly (readonly [string, number])[], path: string): unknown {
  const matches = (pattern: string, text: string): boolean => {
    const source = pattern
      .replace(/\./g, "\\.")
      .replace(/\*\*\//g, "(?:[^/]+/)<any>")
      .replace(/\*/g, "[^/]*")
      .replace(/<any>/g, "*");
    return new RegExp(`^${source}$`).test(text);
  };
  const names = path.split("/");
  for (let length = 1; length < names.length; length += 1) {
    const folder = names.slice(0, length).join("/");
    const folderMatch = table.find(
      ([pattern]) => pattern.endsWith("/**") && matches(pattern.slice(0, -3), folder),
    );
    if (folderMatch !== undefined) return { value: folderMatch[1], root: `${folder}/` };
  }
  const fileMatch = table.find(([pattern]) => !pattern.endsWith("/**") && matches(pattern, path));
  return fileMatch === undefined ? null : { value: fileMatch[1], root: path };
}

test("the table finds the same as one pattern at a time, in any order of paths", () => {
  const name = fc.constantFrom("a", "b", "ab", "a.x", "b.x");
  const part = fc.oneof({ weight: 3, arbitrary: name }, fc.constantFrom("*", "a*", "*.x", "**"));
  const pattern = fc
    .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom("a", "b", "*.x", "a*", "a/**", "*/**", "b*/**"))
    .map(([parts, last]) => [...parts, last].join("/"));
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 5 }), fc.array(path), (patterns, paths) => {
      const table = patterns.map((text, order) => [text, order] as const);
      const find = pathFinder(table);
      for (const one of paths) expect(find(one)).toEqual(findSlowly(table, one));
    }),
    { numRuns: 200 },
  );
});
