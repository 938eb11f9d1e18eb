import { pathMatcher } from "../../src/patterns/path-matcher.ts";
import { patterns } from "../../src/values/patterns.ts";

test.each<[pattern: string, path: string, isNamed: boolean]>([
  ["*.map", "app/static/main.js.map", true],
  ["*.map", "main.map", true],
  ["*.map", "main.mapper", false],
  [".git", ".git/config", true],
  [".git", "app/.git/objects/ab/cd", true],
  [".git/", "app/.git/HEAD", true],
  [".git", "app/.gitignore", false],
  ["/app/tests/**", "app/tests/a/b.py", true],
  ["/app/tests", "app/tests/a/b.py", true],
  ["app/tests", "app/tests", true],
  ["app/tests", "srv/app/tests/a", false],
  ["**/tests/**", "srv/app/tests/a", true],
  ["/etc/shadow", "etc/shadow", true],
  ["/etc/shadow", "app/etc/shadow", false],
  ["*.{pem,key}", "etc/ssl/a.key", true],
  ["id_?sa", "root/.ssh/id_rsa", true],
  ["id_[rd]sa", "root/.ssh/id_dsa", true],
  ["id_[rd]sa", "root/.ssh/id_psa", false],
  ["*.Map", "a.map", false],
])("%s and %s: %p", (pattern, path, isNamed) => {
  expect(pathMatcher([pattern])(path)).toBe(isNamed ? pattern : null);
});

test.each(["!*.map", "/", "[z-a]", "{a", "a}", " "])("%j is no valid list of patterns", (text) => {
  expect(patterns.parse(text) ?? []).toEqual([]);
});

test.each<[what: string, raw: string, excess: string]>([
  [
    "23 groups of two",
    "{a,b}".repeat(23),
    `the braces of "${"{a,b}".repeat(23).slice(0, 59)}…" stand for 8,388,608 patterns; a list may have at most 1,000`,
  ],
  [
    "819 groups of two",
    "{a,b}".repeat(819),
    `the braces of "${"{a,b}".repeat(23).slice(0, 59)}…" stand for countless patterns; a list may have at most 1,000`,
  ],
  [
    "a pattern of 4,097 characters",
    "x".repeat(4097),
    `the pattern "${"x".repeat(59)}…" has 4,097 characters; it may have at most 4,096`,
  ],
  [
    "1,001 patterns",
    Array.from({ length: 1001 }, (_, at) => `*.x${at}`).join("\n"),
    "it has 1,001 patterns, the braces written out; it may have at most 1,000",
  ],
])("%s are an error that names the limit", (_, raw, excess) => {
  expect(patterns.parse(raw)).toBe(undefined);
  expect(patterns.excess?.(raw)).toBe(excess);
});

test("1,000 patterns with ranges and stars are valid", () => {
  const list = Array.from({ length: 100 }, (_, at) => `*[0-9]*.{a,b,c,d,e,f,g,h,i,j}${at}`);
  expect(patterns.parse(list)).toEqual(list);
});
