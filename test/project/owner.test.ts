import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { NO_OWNER, ownerOf, withOwner } from "../../scripts/owner.ts";

const OWNER = ownerOf(readFileSync("package.json", "utf8"));

test.each([
  ["uses: <owner>/stagegate@v1", "uses: octo/stagegate@v1"],
  ["uses: <owner>/stagegate/merge@v1", "uses: octo/stagegate/merge@v1"],
  ["`else/stagegate/comment`", "`octo/stagegate/comment`"],
  ["`some-body/stagegate@<sha> # v1.2.3`", "`octo/stagegate@<sha> # v1.2.3`"],
  ["uses: https://github.com/<owner>/stagegate@v1", "uses: https://github.com/octo/stagegate@v1"],
  [
    "https://raw.githubusercontent.com/<owner>/stagegate/v1/schema",
    "https://raw.githubusercontent.com/octo/stagegate/v1/schema",
  ],
  ["ghcr.io/<owner>/stagegate:1", "ghcr.io/octo/stagegate:1"],
  ['const REPOSITORY = "<owner>/stagegate";', 'const REPOSITORY = "octo/stagegate";'],
  [
    "gh attestation verify a.tgz --repo <owner>/stagegate",
    "gh attestation verify a.tgz --repo octo/stagegate",
  ],
  ["git+https://github.com/<owner>/stagegate.git", "git+https://github.com/octo/stagegate.git"],
])("%s names the owner", (text, owned) => {
  expect(withOwner(text, "octo")).toBe(owned);
});

test.each([
  "`~/.cache/stagegate`",
  "ghcr.io/octo-org/app/stagegate-cache@sha256:1",
  "github.com/octo-org/stagegate-policies",
  "node_modules/.bin/stagegate@1",
])("%s names no owner", (text) => {
  expect(withOwner(text, "octo")).toBe(text);
});

test("the owner is that of the repository in package.json", () => {
  const manifest = (url?: string) => JSON.stringify({ repository: { url } });
  expect(ownerOf(manifest("git+https://github.com/octo/stagegate.git"))).toBe("octo");
  for (const url of [undefined, "git+https://example.com/octo/stagegate.git"])
    expect(() => ownerOf(manifest(url))).toThrow("repository.url in package.json must be");
});

/** Texts that say what the owner's place holder is. */
const EXPLAIN = ["scripts/owner.ts", "scripts/release", "CONTRIBUTING.md", "test/"];

test("package.json is the only place to set the owner", () => {
  const files = execFileSync("git", ["ls-files", "-z", "--", ":!dist"], { encoding: "utf8" }).split("\0");
  const left = files
    .filter((path) => path !== "" && !EXPLAIN.some((start) => path.startsWith(start)))
    .filter((path) => withOwner(readFileSync(path, "utf8"), "octo").includes(NO_OWNER));
  expect(left).toEqual([]);
});

// Shown by every run of the tests until it is done.
if (OWNER === NO_OWNER)
  test.todo(
    `write the owner's name for ${NO_OWNER} into "repository" of package.json, and run npm run generate`,
  );
