import fc from "fast-check";
import {
  findRefused,
  ignores,
  isSure,
  mayTakeBack,
  type PatternMatches,
  parsePatterns,
  toExpression,
} from "../../../src/checks/context/ignore-patterns.ts";
import { anyCharacter } from "../../fixtures/text.ts";

/** Whether an ignore file leaves a path out, asked folder by folder as BuildKit does. */
function leavesOut(file: string, path: string): boolean {
  const patterns = parsePatterns(file);
  let above: PatternMatches = [];
  let ignored = false;
  const names = path.split("/");
  for (let depth = 1; depth <= names.length; depth++)
    ({ ignored, matched: above } = ignores(patterns, names.slice(0, depth).join("/"), above));
  return ignored;
}

test.each<[file: string, path: string, expected: boolean]>([
  ["a", "a", true],
  ["a", "a/b/c", true],
  ["a", "b/a", false],
  ["a", "ab", false],
  ["A", "a", false],
  ["/a/", "a/b", true],
  ["./a", "a", true],
  ["b/../a", "a", true],
  ["../a", "a", false],
  ["  a\t\r", "a", true],
  ["\uFEFFa", "a", true],
  ["\uFEFF# a\nb", "b", true],
  ["b\n\uFEFFa", "a", false],
  ["b\n\uFEFFa", "\uFEFFa", true],
  ["a\uFEFF", "a", false],
  ["\u0085a\u3000", "a", true],
  ["*\n!\u0085a", "a", false],
  ["*\n!\uFEFFa", "a", true],
  ["a\rb", "a\rb", true],
  ["a\u2028b", "a\u2028b", true],
  ["/ a", "a", true],
  ["a /", "a", true],
  ["*\n!/ a", "a", true],
  ["*\n!/ a", " a", false],
  ["*\n/!a", "a", false],
  ["*\n./!a", "a", false],
  ["*\n!!a", "!a", false],
  ["#a", "#a", false],
  [" #a", "#a", true],
  ["*", "a/b", true],
  ["*.md", "a.md", true],
  ["*.md", "docs/a.md", false],
  ["*/*.md", "docs/a.md", true],
  ["**/*.md", "a.md", true],
  ["**/*.md", "docs/x/a.md", true],
  ["**/a", "x/a/b", true],
  ["**/a", "xa", false],
  ["**a", "xa", true],
  ["**a*", "xab", false],
  ["a/**", "a/b", true],
  ["a/**", "a", false],
  ["a/**/c", "a/c", true],
  ["a/**/c", "a/b/b/c", true],
  ["**", "a", true],
  ["a?c", "abc", true],
  ["a?c", "a/c", false],
  ["[ab]c", "bc", true],
  ["[^ab]c", "bc", false],
  ["[a-c]d", "bd", true],
  ["a\\*", "a*", true],
  ["a\\*", "ab", false],
  ["c++ (1).{x}$|", "c++ (1).{x}$|", true],
  ["a.c", "abc", false],
  ["a|b", "a", false],
  ["a|b*", "ab", true],
  ["a|b*", "x/bc", true],
  ["a|b*", "xc", false],
  ["^a*", "ab", true],
  ["^a*", "^ab", false],
  ["^a", "^a", true],
  ["**^a", "x^a", true],
  ["b|^a*", "xab", false],
  ["b|^a*", "ab", true],
  ["[|]a", "|a", true],
  ["bin\\Debug", "bin/ebug", true],
  ["[z-a]", "z", false],
  ["*\n!a", "a", false],
  ["*\n!a", "b", true],
  ["*\n!a", "a/b", false],
  ["a\n!a/b", "a/b", false],
  ["a\n!a/b", "a/c", true],
  ["! a\nb", "a", false],
  ["*\n! a", "a", false],
  ["*\n!a\na/b", "a/b", true],
  ["*\n!**/*.md\nb.md", "x/a.md", false],
  ["*\n!**/*.md\nb.md", "b.md", true],
  ["!", "a", false],
  ["**/*.md\n!docs", "docs/a.md", true],
  ["**/*.md\n!docs/**", "docs/a.md", false],
  ["", "a", false],
  ["constructor", "a", false],
])("the ignore file %j leaves out the path %s: %s", (file, path, expected) => {
  expect(leavesOut(file, path)).toBe(expected);
});

test.each<[file: string, folder: string, expected: boolean]>([
  ["a", "a", false],
  ["a\n!b", "a", false],
  ["a\n!a/b/c", "a", true],
  ["a\n!a/b/c", "a/b", true],
  ["a\n!a/b/c", "a/d", false],
  ["a\n!a/**", "a", true],
  ["a\n!b/*", "a", false],
  ["a\n!**/x", "a", true],
])("the ignore file %j can include a file in %s again: %s", (file, folder, expected) => {
  expect(mayTakeBack(parsePatterns(file), folder)).toBe(expected);
});

test.each<[file: string, line: number | null]>([
  ["a\n!b\n[a-z]\n[^a]\n\\[\n\\wa\n[a\\]]", null],
  ["[^]", 1],
  ["[", 1],
  ["# [\n [", 2],
  ["\uFEFF[", 1],
  ["a\\b\na\\c", 2],
  ["a\r\n\r\n!\r\n", 3],
  ["!\u0085", 1],
  ["!\uFEFF", null],
  ["a\n/!", 2],
  ["!/", 1],
])("BuildKit rejects a line of the ignore file %j: %s", (file, line) => {
  expect(findRefused(file)?.line ?? null).toBe(line);
});

test.each<[pattern: string, expected: boolean]>([
  ["node_modules", true],
  ["**/*.md", true],
  ["!docs/[a-zA-Z_]*.?s", true],
  ["app/(group)/*", true],
  ["\\#*#", true],
  ["é/日本*", true],
  ["a^{2}|b", true],
  ["**/{a}", true],
  ["^a*", false],
  ["a{2}*", false],
  ["a|b*", false],
  ["\\pL", false],
  ["\\D", false],
  ["[[:alpha:]]", false],
  ["[*]", false],
  ["[^a", false],
  ["a]*", false],
  ["x\uFEFFa*", false],
  ["\u0000*", false],
  ["a\uFFFD", false],
])("the meaning of the pattern %j is certain: %s", (pattern, expected) => {
  expect(parsePatterns(pattern).map(isSure)).toEqual([expected]);
});

const name = fc.string({ minLength: 1, unit: fc.constantFrom("a", "b", "-", ".", "+", "(", "$", "é", "😀") });
const plainName = name.filter((text) => text !== "." && text !== "..");
const path = fc.array(plainName, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));

test("a pattern without wildcards matches only the same path", () => {
  fc.assert(
    fc.property(path, path, (one, other) => {
      expect(toExpression(one).test(one)).toBe(true);
      expect(toExpression(one).test(other)).toBe(one === other);
    }),
  );
});

test("a run of wildcards matches the same paths as its shortest form", () => {
  const part = fc.constantFrom("a", "b", "*", "?", "**/", "**", "[ab]", "/");
  const short = fc
    .array(fc.constantFrom("a", "b", "/", "c"), { maxLength: 9 })
    .map((parts) => parts.join(""));
  const SOURCES = new Map([
    ["*", "[^/]*"],
    ["?", "[^/]"],
  ]);
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), short, (parts, asked) => {
      const pattern = parts.join("");
      // Three stars in a row are two and one.
      const tokens = pattern.match(/\*\*\/?|\[ab\]|./g) ?? [];
      const source = tokens.map((token, at) => {
        if (!token.startsWith("**")) return SOURCES.get(token) ?? token;
        const rest = tokens.slice(at + 1).join("");
        return rest === "" || (at === 0 && token === "**" && !/[*?[]/.test(rest)) ? ".*" : "(?:.*/)?";
      });
      expect(toExpression(pattern).test(asked)).toBe(new RegExp(`^${source.join("")}$`, "s").test(asked));
    }),
    { numRuns: 2000 },
  );
});

test.each(["**/".repeat(100), "*a".repeat(100), "**/*a".repeat(60), "a*".repeat(2000)])(
  "steps to match %.20s… stay within pattern length times path length",
  (pattern) => {
    expect(toExpression(`${pattern}b`).test(`${"a/".repeat(30)}${"a".repeat(100)}`)).toBe(false);
    expect(leavesOut(`${pattern}b`, `${"a/".repeat(30)}${"a".repeat(100)}c`)).toBe(false);
  },
);

test.each<[what: string, file: string, message: string]>([
  ["too many patterns", "a\n".repeat(1001), ".dockerignore has 1,001 patterns; it may have at most 1,000"],
  [
    "a pattern that is too long",
    "a".repeat(4097),
    ".dockerignore has a pattern of 4,097 characters; it may have at most 4,096",
  ],
])("an ignore file with %s is an error that names the limit", (_, file, message) => {
  expect(() => parsePatterns(file, ".dockerignore")).toThrow(message);
});

test("comments and empty lines are not patterns", () => {
  expect(parsePatterns("# x\n\n \n".repeat(5000))).toEqual([]);
});

test("the last line that matches a path or its parent folder decides", () => {
  const near = fc
    .array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 4 })
    .map((names) => names.join("/"));
  const line = fc.record({ isException: fc.boolean(), path: near });
  const some = fc.uniqueArray(line, { selector: (own) => own.path, maxLength: 8 });
  fc.assert(
    fc.property(some, near, (unsorted, asked) => {
      const lines = unsorted.toSorted((one, other) => one.path.length - other.path.length);
      const file = lines.map((own) => `${own.isException ? "!" : ""}/${own.path}`).join("\n");
      const last = lines.findLast((own) => `${asked}/`.startsWith(`${own.path}/`));
      expect(leavesOut(file, asked)).toBe(last !== undefined && !last.isException);
    }),
    { numRuns: 1000 },
  );
});

test("any text is a readable ignore file", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), path, (file, asked) => {
      leavesOut(file, asked);
    }),
  );
});
