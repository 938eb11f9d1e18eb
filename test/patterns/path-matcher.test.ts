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

test.each(["!*.map", "/", "[z-a]", "{a", "a}", " "])("%j is no list of patterns, or an empty one", (text) => {
  expect(patterns.parse(text) ?? []).toEqual([]);
});
