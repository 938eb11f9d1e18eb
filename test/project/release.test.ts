import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

let folder: string;
/** This repository, owned by octo and once released. */
let released: string;
/** A clone of a clone of it. */
let clone: string;
beforeAll(() => {
  released = mkdtempSync(join(tmpdir(), "stagegate-released-"));
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  for (const path of files.split("\0"))
    if (path !== "" && !/^(?:test\/(?!fixtures\/rule-examples)|bench\/)/.test(path))
      cpSync(path, join(released, path));
  const manifest = join(released, "package.json");
  writeFileSync(
    manifest,
    readFileSync(manifest, "utf8").replaceAll(/github\.com\/[^/]+/g, "github.com/octo"),
  );
  git(released, "init", "--quiet", "--initial-branch=main");
  linkModules(released);
  execFileSync("npm", ["run", "--silent", "generate"], { cwd: released });
  commit(released, "First");
  git(released, "tag", "v0.0.9");
});
afterAll(() => rmSync(released, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-release-"));
  clone = join(folder, "clone");
  git(folder, "clone", "--quiet", "--bare", released, "origin");
  git(folder, "clone", "--quiet", "origin", "clone");
  linkModules(clone);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Links the installed packages into a repository, which .gitignore knows as a folder only. */
function linkModules(repository: string): void {
  symlinkSync(resolve("node_modules"), join(repository, "node_modules"));
  appendFileSync(join(repository, ".git/info/exclude"), "node_modules\n");
}

function git(cwd: string, ...args: string[]): string {
  const user = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...user, ...args], { cwd, encoding: "utf8" }).trim();
}

function commit(repository: string, subject: string): void {
  git(repository, "add", "--all");
  git(repository, "commit", "--quiet", "--message", subject);
}

function change(path: string, subject: string): void {
  appendFileSync(join(clone, path), "\n");
  commit(clone, subject);
}

function release(...args: string[]) {
  const author = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Test", GIT_COMMITTER_EMAIL: "test@example.com" };
  const env = { ...process.env, ...author, ...committer };
  const { status, stdout, stderr } = spawnSync("scripts/release", args, {
    cwd: clone,
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

const NOTES = "The first release.\n\n- Judge more\n- Judge better\n";

function makeChanges(): void {
  change("src/cli.ts", "Judge more");
  change("CONTRIBUTING.md", "Say how to contribute");
  change("src/action.ts", "Judge better");
}

test("a release is one commit with its changelog and its version, and a tag", () => {
  makeChanges();
  const { status, stdout, stderr } = release("0.2.0");
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: "check it: git show v0.2.0; then publish it: git push --atomic origin main v0.2.0\n",
    stderr: "",
  });
  expect(git(clone, "log", "-1", "--format=%s %D")).toBe("Release 0.2.0 HEAD -> main, tag: v0.2.0");
  expect(git(clone, "status", "--porcelain")).toBe("");
  const changed = git(clone, "show", "--name-only", "--format=", "HEAD").split("\n");
  expect(changed).toEqual(expect.arrayContaining(["CHANGELOG.md", "package-lock.json", "package.json"]));
  expect(
    execFileSync(process.execPath, [join(clone, "dist/cli.cjs"), "--version"], { encoding: "utf8" }),
  ).toBe("0.2.0\n");
  expect(readFileSync(join(clone, "CHANGELOG.md"), "utf8")).toMatch(
    /\n\n## Unreleased\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\nThe first release\.\n\n- Judge more\n- Judge better\n$/,
  );
  expect(release("--notes", "0.2.0").stdout).toBe(NOTES);

  expect(release("--verify", "v0.2.0").stderr).toBe("release: the commit of v0.2.0 is not on main\n");
  git(clone, "update-ref", "refs/remotes/origin/main", "HEAD");
  expect(release("--verify", "v0.2.0").status).toBe(0);
  expect(release("--verify", "v0.3.0").stderr).toBe(
    "release: the tag v0.3.0 is not the version of package.json, 0.2.0\n",
  );

  change("src/cli.ts", "Judge again");
  expect(release("0.3.0", "--dry-run").stdout).toBe("- Judge again\n");
});

test("a dry run only prints the changelog", () => {
  makeChanges();
  const head = git(clone, "rev-parse", "HEAD");
  expect(release("0.2.0", "--dry-run")).toEqual({ status: 0, stdout: NOTES, stderr: "" });
  expect([git(clone, "rev-parse", "HEAD"), git(clone, "status", "--porcelain"), git(clone, "tag")]).toEqual([
    head,
    "",
    "v0.0.9",
  ]);
});

test.each<[string, string, () => void, RegExp]>([
  ["no version", "v1.2", () => {}, /^release: v1\.2 is not a version; write, for example: 1\.2\.3\n/],
  ["an existing tag", "0.0.9", () => {}, /^release: the tag v0\.0\.9 exists\n/],
  [
    "an older version",
    "0.0.8",
    () => {},
    /^release: 0\.0\.8 is not newer than v0\.0\.9, the last release\n$/,
  ],
  [
    "a dirty tree",
    "0.2.0",
    () => writeFileSync(join(clone, "new"), ""),
    /^release: the tree has changes: commit or stash them\n$/,
  ],
  [
    "another branch",
    "0.2.0",
    () => git(clone, "switch", "--quiet", "-c", "work"),
    /^release: a release is made on main: git switch main\n$/,
  ],
  [
    "a branch that lacks commits",
    "0.2.0",
    () => {
      change("src/cli.ts", "Judge more");
      git(clone, "push", "--quiet", "origin", "main");
      git(clone, "reset", "--quiet", "--hard", "HEAD~1");
    },
    /^release: main lacks commits of origin: git pull\n$/,
  ],
  [
    "a tag that origin has",
    "0.2.0",
    () => git(join(folder, "origin"), "tag", "v0.2.0"),
    /^release: origin has the tag v0\.2\.0\n$/,
  ],
  [
    "an origin that does not answer",
    "0.2.0",
    () => git(clone, "remote", "set-url", "origin", join(folder, "none")),
    /release: .*\/none does not answer\n$/,
  ],
  [
    "no owner",
    "0.2.0",
    () => {
      const manifest = join(clone, "package.json");
      writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll("octo", "<owner>"));
      commit(clone, "Take the owner away");
    },
    /^release: this repository has no owner: /,
  ],
])("%s is refused, and nothing changes", (_, version, prepare, message) => {
  prepare();
  const before = [git(clone, "rev-parse", "HEAD"), git(clone, "status", "--porcelain"), git(clone, "tag")];
  const { status, stderr } = release(version);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(message) });
  expect([git(clone, "rev-parse", "HEAD"), git(clone, "status", "--porcelain"), git(clone, "tag")]).toEqual(
    before,
  );
});

test("all errors are reported together", () => {
  writeFileSync(join(clone, "new"), "");
  git(clone, "switch", "--quiet", "-c", "work");
  expect(release("0.0.9").stderr.trim().split("\n")).toHaveLength(5);
});

test.each([[[]], [["--dry-run"]], [["0.2.0", "--fast"]]])("%j shows the usage", (args) => {
  const { status, stderr } = release(...args);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^scripts\/release VERSION/),
  });
});
