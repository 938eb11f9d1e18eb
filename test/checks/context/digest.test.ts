import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contextDigest } from "../../../src/checks/context/digest.ts";
import { parsePatterns } from "../../../src/checks/context/ignore-patterns.ts";
import { newFolder, removeFolders } from "../../baseline/repository.ts";

afterAll(removeFolders);

const PATTERNS = parsePatterns("**/*.log\nout\n!out/kept\n");

/** A context, and the path of something in it. */
function newContext(): (path: string) => string {
  const folder = newFolder();
  const at = (path: string) => join(folder, path);
  for (const path of [".git", "lib/.git", "out", "empty", "a\nb"]) mkdirSync(at(path), { recursive: true });
  for (const path of [
    ".git/HEAD",
    "lib/.git/HEAD",
    "lib/a",
    "lib/a.log",
    "out/b",
    "out/kept",
    "run",
    "a\nb/c.log",
  ])
    writeFileSync(at(path), path);
  writeFileSync(at("large"), Buffer.alloc(3_000_000));
  symlinkSync("run", at("link"));
  return at;
}

const digests = async (change: (at: (path: string) => string) => void) => {
  const at = newContext();
  const before = await contextDigest(at(""), PATTERNS);
  change(at);
  return [before, await contextDigest(at(""), PATTERNS)] as const;
};

test.each<[what: string, change: (at: (path: string) => string) => void]>([
  ["a file that the ignore file leaves out", (at) => writeFileSync(at("lib/a.log"), "x")],
  ["a new file in a folder that the ignore file leaves out", (at) => writeFileSync(at("out/c"), "x")],
  ["the .git folder", (at) => writeFileSync(at(".git/HEAD"), "x")],
  ["the time of a file", (at) => utimesSync(at("run"), 1, 1)],
])("%s does not change the digest", async (_, change) => {
  const [before, after] = await digests(change);
  expect(after).toBe(before);
});

test.each<[what: string, change: (at: (path: string) => string) => void]>([
  ["a file", (at) => writeFileSync(at("run"), "x")],
  ["the end of a large file", (at) => writeFileSync(at("large"), Buffer.from("x"), { flag: "a" })],
  ["a file that an exception in the ignore file includes", (at) => writeFileSync(at("out/kept"), "x")],
  ["the permissions of the context folder", (at) => chmodSync(at("out"), 0o700)],
  ["the permissions of a file", (at) => chmodSync(at("run"), 0o755)],
  ["the .git folder of a folder in the context", (at) => writeFileSync(at("lib/.git/HEAD"), "x")],
  ["a file with a line break in its path", (at) => writeFileSync(at("a\nb/c.log"), "x")],
  ["an empty folder", (at) => rmSync(at("empty"), { recursive: true })],
  ["a renamed file", (at) => renameSync(at("run"), at("ran"))],
  [
    "the target of a link",
    (at) => {
      rmSync(at("link"));
      symlinkSync("lib", at("link"));
    },
  ],
  [
    "a file replaced by a link to a file with the same text",
    (at) => {
      writeFileSync(at("other"), "run");
      rmSync(at("run"));
      symlinkSync("other", at("run"));
    },
  ],
])("%s changes the digest", async (_, change) => {
  const [before, after] = await digests(change);
  expect(after).not.toBe(before);
});

test("a context with an unreadable file has no digest", async () => {
  await expect(contextDigest(join(newFolder(), "none"), [])).rejects.toThrow("ENOENT");
});
