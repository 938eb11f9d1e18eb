import { parsePatterns } from "../../../src/checks/context/ignore-patterns.ts";
import { sourcesOf } from "../../../src/checks/context/sources.ts";
import { takesPath } from "../../../src/checks/context/taken-path.ts";

const takes = (source: string, path: string, ignored = "") =>
  takesPath(
    sourcesOf([{ from: { kind: "context" }, paths: [source], lines: [1, 1] }]),
    parsePatterns(ignored),
    path,
  );

test.each([
  [".", "a/b", true],
  ["a", "a/b", true],
  ["a/b", "a/b", true],
  ["a/b", "a/c", false],
  ["*.js", "a.js", true],
  ["*.js", "a.css", false],
  ["src/*.js", "src/lib/a.js", false],
  ["src/*", "src/lib/a.js", true],
  ["**/a", "b/c/a", true],
  ["$WHAT", "b", true],
  ["vendor/lib/x", "vendor/lib", true],
  ["https://example.com/a", "a", false],
])("%s takes %s: %s", (source, path, isTaken) => {
  expect(takes(source, path)).toBe(isTaken);
});

test.each([
  ["*.md", "README.md", false],
  ["*.md", "docs/README.md", true],
  ["docs", "docs/a/b", false],
  ["docs\n!docs/keep", "docs/keep", true],
  ["vendor\n!vendor/lib/a", "vendor/lib", true],
])("with the ignore file %j, COPY . takes %s: %s", (ignored, path, isTaken) => {
  expect(takes(".", path, ignored)).toBe(isTaken);
});
