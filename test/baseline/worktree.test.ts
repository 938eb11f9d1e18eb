import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { openGit } from "../../src/baseline/git.ts";
import { StagegateError } from "../../src/host/errors.ts";
import { clone, execWith, newFolder, newRepository, type Repository, removeFolders } from "./repository.ts";

afterEach(removeFolders);

const fail = (message: string): never => {
  throw new Error(message);
};

/** Checks a commit out as the base of a run in a repository; gives its folder. */
async function baseOf({ open }: Repository, sha: string): Promise<string> {
  const folder = join(newFolder(), "base");
  await (await open()).addWorktree(sha, folder);
  return folder;
}

const contentOf = (...path: string[]): string | null => {
  const file = join(...path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
};

/** The transport of submodules in tests. */
const FILES = ["-c", "protocol.file.allow=always"];

describe("submodules", () => {
  /** A repository with a submodule at `vendor`, whose first commit has it at `one` and whose second at `two`. */
  function withSubmodule() {
    const library = newRepository();
    library.commit({ "lib.txt": "one" });
    const repository = newRepository();
    repository.git(...FILES, "submodule", "--quiet", "add", library.folder, "vendor");
    const first = repository.commit({ file: "first" });
    library.commit({ "lib.txt": "two" });
    repository.git("-C", "vendor", "pull", "--quiet");
    const second = repository.commit({ file: "second" });
    return { library, repository, first, second };
  }

  test("are checked out at the base's commit, without a network", async () => {
    const { library, repository, first } = withSubmodule();
    rmSync(library.folder, { recursive: true });
    const base = await baseOf(repository, first);
    expect(contentOf(base, "vendor/lib.txt")).toBe("one");
    expect(contentOf(repository.folder, "vendor/lib.txt")).toBe("two");
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  test("leave no trace in the repository, which a build may copy", async () => {
    const { repository, first } = withSubmodule();
    const base = await baseOf(repository, first);
    expect(repository.git("-C", base, "status", "--porcelain")).toBe("");
    expect(existsSync(join(repository.folder, ".git/worktrees"))).toBe(false);
    expect(existsSync(join(repository.folder, ".git/modules/vendor/worktrees"))).toBe(false);
    await (await repository.open()).removeWorktree(base, fail);
    expect(existsSync(base)).toBe(false);
    expect(existsSync(`${base}.git`)).toBe(false);
    expect(repository.git("-C", "vendor", "worktree", "list").split("\n")).toHaveLength(1);
  });

  test("leave a worktree of the user's unchanged", async () => {
    const { repository, first } = withSubmodule();
    const own = join(newFolder(), "own");
    repository.git("-C", "vendor", "worktree", "add", "--quiet", "-b", "own", own);
    const base = await baseOf(repository, first);
    await (await repository.open()).removeWorktree(base, fail);
    expect(readdirSync(join(repository.folder, ".git/modules/vendor/worktrees"))).toEqual(["own"]);
  });

  test("stay empty if they are not checked out", async () => {
    const { repository, first } = withSubmodule();
    const bare = clone(repository);
    const base = await baseOf(bare, first);
    expect(readdirSync(join(base, "vendor"))).toEqual([]);
  });

  test("inside submodules are checked out too", async () => {
    const { repository, first } = withSubmodule();
    const outer = newRepository();
    outer.git(...FILES, "submodule", "--quiet", "add", repository.folder, "inner");
    outer.git("-C", "inner", "checkout", "--quiet", first);
    outer.git("add", "inner");
    outer.git(...FILES, "submodule", "--quiet", "update", "--init", "--recursive");
    const sha = outer.commit({ file: "" });
    const base = await baseOf(outer, sha);
    expect(contentOf(base, "inner/vendor/lib.txt")).toBe("one");
    expect(existsSync(join(outer.folder, ".git/modules/inner/modules/vendor/worktrees"))).toBe(false);
  });

  test.each<[string, (repository: Repository) => void]>([
    ["removed", ({ git }) => git("rm", "--quiet", "-r", "vendor")],
    ["moved", ({ git }) => git("mv", "vendor", "elsewhere")],
  ])("that the change has %s are present in the base", async (_, change) => {
    const { library, repository, second } = withSubmodule();
    rmSync(library.folder, { recursive: true });
    change(repository);
    repository.commit({ file: "third" });
    const base = await baseOf(repository, second);
    expect(contentOf(base, "vendor/lib.txt")).toBe("two");
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  test("that cannot be fetched are the reason for no base", async () => {
    const { library, repository } = withSubmodule();
    rmSync(library.folder, { recursive: true });
    repository.git("update-index", "--cacheinfo", `160000,${"1".repeat(40)},vendor`);
    repository.git("commit", "--quiet", "--message=lost");
    const lost = repository.git("rev-parse", "HEAD");
    const base = baseOf(repository, lost);
    await expect(base).rejects.toThrow(StagegateError);
    await expect(base).rejects.toThrow(
      /^the submodule vendor of the base cannot be checked out \(git fetch failed: .*\)$/,
    );
  });

  test("are found in a hook with variables of the outer repository", async () => {
    const { repository, first } = withSubmodule();
    const { folder } = repository;
    const env = { GIT_DIR: join(folder, ".git"), GIT_INDEX_FILE: join(folder, ".git/index") };
    const git = await openGit(execWith(env), folder);
    if (git.kind === "none") throw new Error(git.why);
    const base = join(newFolder(), "base");
    await git.addWorktree(first, base);
    expect(contentOf(base, "vendor/lib.txt")).toBe("one");
    expect(repository.git("status", "--porcelain")).toBe("");
  });
});

describe("a copy of the repository", () => {
  /** A base with its own repository, as a build gets it: elsewhere, without the original. */
  async function copiedBase(repository: Repository, sha: string) {
    const base = await baseOf(repository, sha);
    await (await repository.open()).copyRepository(base);
    const copy = join(newFolder(), "copy");
    cpSync(base, copy, { recursive: true, verbatimSymlinks: true });
    const git = (...args: string[]) => repository.git("-C", copy, ...args);
    return { base, copy, git };
  }

  test("lets git print the version during a build", async () => {
    const repository = newRepository();
    const first = repository.commit({ file: "1" });
    repository.git("tag", "-a", "v1.2.3", "-m", "v1.2.3");
    const second = repository.commit({ file: "2" });
    repository.commit({ file: "3" });
    const { base, git } = await copiedBase(repository, second);
    expect(git("describe", "--tags")).toBe(`v1.2.3-1-g${second.slice(0, 7)}`);
    expect(git("status", "--porcelain")).toBe("");
    expect(git("log", "--format=%H").split("\n")).toEqual([second, first]);
    expect(readdirSync(join(base, ".git"))).not.toContain("worktrees");

    await (await repository.open()).removeWorktree(base, fail);
    expect(existsSync(base)).toBe(false);
    expect(existsSync(join(repository.folder, ".git/worktrees"))).toBe(false);
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  test("has the repositories of submodules too", async () => {
    const library = newRepository();
    const one = library.commit({ "lib.txt": "one" });
    const repository = newRepository();
    repository.git(...FILES, "submodule", "--quiet", "add", library.folder, "vendor");
    const first = repository.commit({ file: "first" });
    library.commit({ "lib.txt": "two" });
    repository.git("-C", "vendor", "pull", "--quiet");
    repository.commit({ file: "second" });
    const { copy } = await copiedBase(repository, first);
    rmSync(repository.folder, { recursive: true });
    const inCopy = (...args: string[]) => library.git("-C", join(copy, "vendor"), ...args);
    expect(inCopy("rev-parse", "HEAD")).toBe(one);
    expect(inCopy("status", "--porcelain")).toBe("");
    expect(library.git("-C", copy, "status", "--porcelain")).toBe("");
  });

  test("is missing if the working tree has no repository", async () => {
    const repository = newRepository();
    const sha = repository.commit({ file: "" });
    const linked = join(newFolder(), "linked");
    repository.git("worktree", "add", "--quiet", "--detach", linked, sha);
    const git = await openGit(execWith(), linked);
    if (git.kind === "none") throw new Error(git.why);
    const base = join(newFolder(), "base");
    await git.addWorktree(sha, base);
    await git.copyRepository(base);
    expect(statSync(join(base, ".git")).isFile()).toBe(true);
  });
});

describe("permissions", () => {
  test.each([["002"], ["022"], ["077"]])("are those of a checkout with umask %s", async (umask) => {
    const remote = newRepository();
    remote.write({ "src/a": "a", "src/b": "b", run: "#!/bin/sh\n" });
    chmodSync(join(remote.folder, "run"), 0o755);
    const sha = remote.commit({ "src/c": "c" });
    const folder = join(newFolder(), "clone");
    execFileSync("sh", ["-c", `umask ${umask} && git clone --quiet "$0" "$1"`, remote.folder, folder]);
    const git = await openGit(execWith(), folder);
    if (git.kind === "none") throw new Error(git.why);
    const base = join(newFolder(), "base");
    await git.addWorktree(sha, base);
    const modes = (root: string) =>
      [".", "src", "src/a", "run"].map((path) => statSync(join(root, path)).mode);
    expect(modes(base)).toEqual(modes(folder));
  });

  test("of a single changed file do not count", async () => {
    const repository = newRepository();
    const sha = repository.commit({ a: "", b: "", c: "" });
    chmodSync(join(repository.folder, "a"), 0o600);
    const base = await baseOf(repository, sha);
    expect(statSync(join(base, "a")).mode & 0o777).toBe(0o644);
  });
});

describe("Git LFS", () => {
  const POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n";

  /** A repository that keeps `*.bin` in a store like that of Git LFS, with one file in each of two commits. */
  function withLfs(remove: boolean) {
    const repository = newRepository();
    const { git } = repository;
    repository.commit({ ".gitattributes": "*.bin filter=lfs\n" });
    const first = repository.commit({ "a.bin": POINTER });
    if (remove) git("rm", "--quiet", "a.bin");
    repository.commit({ ...(remove ? {} : { "b.bin": POINTER }), file: "" });
    git("config", "filter.lfs.clean", `printf '${POINTER.replaceAll("\n", "\\n")}'; cat >/dev/null`);
    git(
      "config",
      "filter.lfs.smudge",
      'if [ -n "$GIT_LFS_SKIP_SMUDGE" ]; then cat; else cat >/dev/null; echo whole; fi',
    );
    return { repository, first };
  }

  test("files are complete if the working tree has them complete", async () => {
    const { repository, first } = withLfs(false);
    repository.write({ "a.bin": "whole\n", "b.bin": "whole\n" });
    expect(contentOf(await baseOf(repository, first), "a.bin")).toBe("whole\n");
  });

  test("files are pointers if the working tree has pointers", async () => {
    const { repository, first } = withLfs(false);
    expect(contentOf(await baseOf(repository, first), "a.bin")).toBe(POINTER);
  });

  test("files are pointers if the working tree lacks and never fetched them", async () => {
    const { repository, first } = withLfs(true);
    expect(contentOf(await baseOf(repository, first), "a.bin")).toBe(POINTER);
  });

  test("files that stay pointers are the reason for no base", async () => {
    const { repository, first } = withLfs(false);
    repository.write({ "a.bin": "whole\n" });
    repository.git("config", "--unset", "filter.lfs.smudge");
    await expect(baseOf(repository, first)).rejects.toThrow(
      "the base has 1 file of Git LFS in another state than the working tree (whole or a pointer): a.bin",
    );
  });
});

test("a sparse checkout has a sparse base", async () => {
  const repository = newRepository();
  repository.commit({ "app/a": "", "docs/b": "" });
  const sha = repository.commit({ "docs/c": "" });
  repository.git("sparse-checkout", "set", "app");
  expect(readdirSync(repository.folder)).not.toContain("docs");
  expect(readdirSync(await baseOf(repository, sha)).sort()).toEqual([".git", "app"]);
});

test("line ends are the same as in the working tree", async () => {
  const repository = newRepository();
  repository.git("config", "core.autocrlf", "true");
  const sha = repository.commit({ ".gitattributes": "*.txt text\n", "a.txt": "one\r\ntwo\r\n" });
  expect(contentOf(await baseOf(repository, sha), "a.txt")).toBe("one\r\ntwo\r\n");
});
