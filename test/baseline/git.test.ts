import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGit } from "../../src/baseline/git.ts";
import { StagegateError } from "../../src/host/errors.ts";
import { clone, execWith, newFolder, newRepository, removeFolders } from "./repository.ts";

const fail = (message: string): never => {
  throw new Error(message);
};

afterEach(removeFolders);

/** Texts that git would read as options if they were separate arguments. */
const HOSTILE = ["--upload-pack=touch hacked", "-f", "--output=hacked", "HEAD", "a".repeat(39), ""];

test("a repository is found from a folder inside it", async () => {
  const { folder, commit } = newRepository();
  const sha = commit({ "app/Dockerfile": "FROM scratch\n" });
  const git = await openGit(execWith(), join(folder, "app"));
  expect(git).toMatchObject({ kind: "git", root: folder, isShallow: false, head: { sha, parents: [] } });
});

test("a repository without a commit has no head", async () => {
  expect((await newRepository().open()).head).toBeNull();
});

test.each([
  ["in no repository", {}, "CWD is not in a git repository"],
  ["without git", { PATH: "/nowhere" }, "git is not installed"],
])("%s the reason says so", async (_, env, why) => {
  const cwd = newFolder();
  const git = await openGit(execWith(env), cwd);
  expect(git).toEqual({ kind: "none", why: why.replace("CWD", cwd) });
});

test("a repository of another user is an error, not a missing repository", async () => {
  const { folder } = newRepository();
  const git = await openGit(execWith({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" }), folder);
  expect(git).toEqual({
    kind: "none",
    why: `git does not trust ${folder}, which belongs to another user: run \`git config --global --add safe.directory ${folder}\` in a step before`,
  });
});

test("a bare repository is no repository to compare with", async () => {
  const { folder } = newRepository();
  const git = await openGit(execWith(), join(folder, ".git"));
  expect(git).toMatchObject({ kind: "none", why: expect.stringContaining("must be run in a work tree") });
});

test("the parents of a commit are known even if the clone lacks them", async () => {
  const origin = newRepository();
  const first = origin.commit();
  origin.git("checkout", "--quiet", "-b", "work");
  const work = origin.commit();
  origin.git("checkout", "--quiet", "main");
  const main = origin.commit();
  origin.git("merge", "--quiet", "--no-ff", "work");
  const merge = origin.git("rev-parse", "HEAD");

  const git = await clone(origin, "--depth=1").open();
  expect(git).toMatchObject({ isShallow: true, head: { sha: merge, parents: [main, work] } });
  expect(await Promise.all([merge, main, work, first].map(git.has))).toEqual([true, false, false, false]);
});

test("a replacement of a commit does not hide its parents", async () => {
  const { git, commit, open } = newRepository();
  const first = commit();
  const second = commit();
  git("replace", "--graft", second);
  expect((await open()).head).toEqual({ sha: second, parents: [first] });
});

test.each([
  ["nothing", {}, true],
  ["an ignored file", { ignored: "" }, true],
  ["a changed file", { Dockerfile: "FROM alpine\n" }, false],
  ["a new file", { "new/file": "" }, false],
])("with a change of %s the tree is clean: %#", async (_, files, isClean) => {
  const { commit, write, open } = newRepository();
  commit({ Dockerfile: "FROM scratch\n", ".gitignore": "ignored\n" });
  write(files);
  expect(await (await open()).isClean()).toBe(isClean);
});

test("a look at the tree leaves git's index untouched", async () => {
  const { folder, commit, open } = newRepository();
  commit({ file: "1" });
  const index = readFileSync(join(folder, ".git/index"));
  utimesSync(join(folder, "file"), 1, 1);
  expect(await (await open()).isClean()).toBe(true);
  expect(readFileSync(join(folder, ".git/index"))).toEqual(index);
});

test("ancestors are first parents, nearest first, as far as the clone reaches", async () => {
  const origin = newRepository();
  const [one, two] = [origin.commit(), origin.commit()];
  origin.git("checkout", "--quiet", "-b", "work");
  origin.commit();
  origin.git("checkout", "--quiet", "main");
  const three = origin.commit();
  origin.git("merge", "--quiet", "--no-ff", "work");
  const merge = origin.git("rev-parse", "HEAD");

  expect(await (await origin.open()).ancestors(merge, 10)).toEqual([merge, three, two, one]);
  expect(await (await origin.open()).ancestors(merge, 2)).toEqual([merge, three]);
  expect(await (await clone(origin, "--depth=2").open()).ancestors(merge, 10)).toEqual([merge, three]);
  expect(await (await clone(origin, "--depth=1").open()).ancestors(two, 10)).toEqual([]);
});

test("a file of a commit has its content of that commit", async () => {
  const { commit, open } = newRepository();
  const first = commit({ "ci/gate.yml": "max-size: 1MB\n" });
  const second = commit({ "ci/gate.yml": "max-size: 2MB\n" });
  const git = await open();
  expect(await git.show(first, "ci/gate.yml")).toBe("max-size: 1MB\n");
  expect(await git.show(second, "ci/gate.yml")).toBe("max-size: 2MB\n");
  expect(await git.show(first, "gate.yml")).toBeNull();
  expect(await git.show(first, "ci")).toBeNull();
  expect(await git.show("0".repeat(40), "ci/gate.yml")).toBeNull();
});

describe("fetching", () => {
  /** A remote with 20 commits on main, and their SHAs, oldest first. */
  function twenty() {
    const origin = newRepository();
    return { origin, commits: Array.from({ length: 20 }, () => origin.commit()) };
  }

  test("in a shallow clone gets the commit and its nearest ancestors", async () => {
    const { origin, commits } = twenty();
    const shallow = clone(origin, "--depth=1");
    const git = await shallow.open();
    const wanted = commits[15] ?? "";
    expect(await git.fetch(wanted, 10)).toEqual({ there: true });
    expect(await git.ancestors(wanted, 20)).toEqual(commits.slice(6, 16).reverse());
    expect(shallow.git("rev-parse", "--is-shallow-repository")).toBe("true");
  });

  test("in a full clone leaves it full", async () => {
    const { origin } = twenty();
    const full = clone(origin);
    const next = origin.commit();
    expect(await (await full.open()).fetch(next, 10)).toEqual({ there: true });
    expect(full.git("rev-parse", "--is-shallow-repository")).toBe("false");
    expect(full.git("rev-list", "--count", next)).toBe("21");
  });

  test("moves no ref", async () => {
    const { origin } = twenty();
    const shallow = clone(origin, "--depth=1");
    const before = shallow.git("for-each-ref");
    await (await shallow.open()).fetch(origin.commit(), 10);
    expect(shallow.git("for-each-ref")).toBe(before);
    expect(existsSync(join(shallow.folder, ".git/FETCH_HEAD"))).toBe(false);
  });

  test("gives a reason if the commit no longer exists", async () => {
    const { origin } = twenty();
    const git = await clone(origin, "--depth=1").open();
    expect(await git.fetch("1".repeat(40), 10)).toEqual({
      there: false,
      why: expect.stringContaining(`not our ref ${"1".repeat(40)}`),
    });
  });

  test("gives a reason without origin", async () => {
    const { commit, open } = newRepository();
    commit();
    expect(await (await open()).fetch("1".repeat(40), 10)).toEqual({
      there: false,
      why: "'origin' does not appear to be a git repository",
    });
  });
});

describe("the merge base", () => {
  /** A repository where main and work part after the second commit of main. */
  function parted(ahead: number) {
    const origin = newRepository();
    origin.commit();
    const base = origin.commit();
    origin.git("checkout", "--quiet", "-b", "work");
    const work = Array.from({ length: ahead }, () => origin.commit()).at(-1) ?? "";
    origin.git("checkout", "--quiet", "main");
    const main = Array.from({ length: ahead }, () => origin.commit()).at(-1) ?? "";
    return { origin, base, work, main };
  }

  test("is the commit where two histories part", async () => {
    const { origin, base, work, main } = parted(3);
    expect(await (await origin.open()).mergeBase(work, main)).toBe(base);
    expect(await (await origin.open()).mergeBase(work, work)).toBe(work);
  });

  test("is known in a shallow clone only if the clone reaches it", async () => {
    const { origin, base, work, main } = parted(3);
    const deep = await clone(origin, "--depth=4", "--no-single-branch").open();
    const shallow = await clone(origin, "--depth=3", "--no-single-branch").open();
    expect(deep.isShallow).toBe(true);
    expect(await deep.mergeBase(work, main)).toBe(base);
    expect(await shallow.mergeBase(work, main)).toBeNull();
  });

  test("is unknown if the end of a shallow history may hide a nearer one", async () => {
    const origin = newRepository();
    const old = origin.commit();
    origin.git("checkout", "--quiet", "-b", "nearest");
    const nearest = origin.commit();
    // Two ways lead from each tip to the old commit; only one of them passes the nearest.
    const [main, work] = ["main", "work"].map((branch) => {
      origin.git("checkout", "--quiet", "-B", "side", "nearest");
      const side = origin.commit();
      origin.git("checkout", "--quiet", "-B", branch, old);
      origin.commit();
      origin.git("merge", "--quiet", "--no-ff", "side");
      return { side, tip: origin.git("rev-parse", "HEAD") };
    });
    const tips = [main?.tip ?? "", work?.tip ?? ""] as const;
    const cut = clone(origin, "--no-single-branch");
    expect(await (await cut.open()).mergeBase(...tips)).toBe(nearest);

    cut.write({ ".git/shallow": `${main?.side}\n${work?.side}\n` });
    expect(cut.git("merge-base", ...tips)).toBe(old);
    expect(await (await cut.open()).mergeBase(...tips)).toBeNull();
  });

  test("is known beside another history in a merge", async () => {
    const { git, commit, open } = newRepository();
    const base = commit();
    git("checkout", "--quiet", "--orphan", "library");
    commit();
    git("checkout", "--quiet", "-b", "work", "main");
    git("merge", "--quiet", "--allow-unrelated-histories", "library");
    expect(await (await open()).mergeBase(git("rev-parse", "work"), base)).toBe(base);
  });

  test("does not exist in unrelated histories", async () => {
    const { git, commit, open } = newRepository();
    const one = commit();
    git("checkout", "--quiet", "--orphan", "other");
    expect(await (await open()).mergeBase(one, commit())).toBeNull();
  });
});

describe("a branch", () => {
  /** Refs by the number of their commit; the last one is checked out. */
  test.each([
    [
      "origin's default",
      ["refs/remotes/origin/main", "refs/remotes/origin/develop"],
      "develop",
      null,
      "develop",
    ],
    [
      "origin's main",
      ["refs/heads/main", "refs/remotes/origin/master", "refs/remotes/origin/main"],
      null,
      null,
      "main",
    ],
    ["origin's master", ["refs/remotes/origin/master", "refs/heads/main"], null, null, "master"],
    ["the local main", ["refs/heads/main", "refs/heads/master"], null, null, "main"],
    ["the local master", ["refs/heads/master"], null, null, "master"],
    [
      "a name",
      ["refs/remotes/origin/release/1.x", "refs/heads/release/1.x"],
      null,
      "release/1.x",
      "release/1.x",
    ],
    ["a name that origin lacks", ["refs/heads/release"], null, "release", "release"],
  ])("%s", async (_, refs, originHead, name, expected) => {
    const { git, commit, open } = newRepository();
    git("checkout", "--quiet", "-b", "work");
    const shas = new Map(refs.map((ref) => [ref, commit()]));
    for (const [ref, sha] of shas) git("update-ref", ref, sha);
    if (originHead !== null)
      git("symbolic-ref", "refs/remotes/origin/HEAD", `refs/remotes/origin/${originHead}`);
    const best = shas.get(`refs/remotes/origin/${expected}`) ?? shas.get(`refs/heads/${expected}`);
    expect(await (await open()).branch(name)).toEqual({ name: expected, sha: best });
  });

  test.each([null, "main", "*", "--shell", "wor"])("named %j does not exist", async (name) => {
    const { git, commit, open } = newRepository();
    git("checkout", "--quiet", "-b", "work");
    commit();
    expect(await (await open()).branch(name)).toBeNull();
  });
});

describe("a worktree", () => {
  /** A commit with one file, a later one with another file, and a worktree of the first. */
  async function withWorktree(env: Readonly<Record<string, string>> = {}) {
    const repository = newRepository();
    const first = repository.commit({ "app/file": "first", ".gitattributes": "* text=auto\n" });
    repository.commit({ "app/file": "second" });
    const git = await openGit(execWith(env), repository.folder);
    if (git.kind === "none") throw new Error(git.why);
    const folder = join(newFolder(), "base tree");
    await git.addWorktree(first, folder);
    return { ...repository, opened: git, folder, home: repository.folder };
  }

  test("holds the commit, and leaves nothing behind", async () => {
    const { git, opened, folder, home } = await withWorktree();
    expect(readFileSync(join(folder, "app/file"), "utf8")).toBe("first");
    expect(readFileSync(join(home, "app/file"), "utf8")).toBe("second");
    expect(git("-C", folder, "status", "--porcelain")).toBe("");
    expect(git("-C", folder, "branch", "--show-current")).toBe("");

    await opened.removeWorktree(folder, fail);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(home, ".git/worktrees"))).toBe(false);
    expect(git("status", "--porcelain")).toBe("");
  });

  test.each([
    ["is gone already", (folder: string) => rmSync(folder, { recursive: true })],
    ["is half gone", (folder: string) => rmSync(join(folder, ".git"))],
    ["was written to", (folder: string) => mkdirSync(join(folder, "node_modules"))],
  ])("whose folder %s is removed from git's list", async (_, change) => {
    const { opened, folder, home } = await withWorktree();
    change(folder);
    await opened.removeWorktree(folder, fail);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(home, ".git/worktrees"))).toBe(false);
  });

  test("that never existed can be removed", async () => {
    const { commit, open } = newRepository();
    commit();
    await (await open()).removeWorktree(join(newFolder(), "never"), fail);
  });

  test("of the user's stays, also while its disk is away", async () => {
    const { git, opened, folder, home } = await withWorktree();
    const own = join(newFolder(), "own");
    git("worktree", "add", "--quiet", "-b", "own", own);
    rmSync(own, { recursive: true });
    await opened.removeWorktree(folder, fail);
    expect(readdirSync(join(home, ".git/worktrees"))).toEqual(["own"]);
  });

  test("runs no hooks", async () => {
    const { commit, folder, open } = newRepository();
    const sha = commit();
    for (const hook of ["post-checkout", "post-index-change", "reference-transaction"]) {
      const text = '#!/bin/sh\necho "$0" >> "$GIT_DIR/ran"\n';
      writeFileSync(join(folder, ".git/hooks", hook), text, { mode: 0o755 });
    }
    const git = await open();
    const base = join(newFolder(), "base");
    await git.addWorktree(sha, base);
    const ran = readdirSync(join(folder, ".git"), { recursive: true }).filter((name) =>
      String(name).endsWith("ran"),
    );
    expect(ran).toEqual([]);
    await git.removeWorktree(base, fail);
  });

  test("inside a hook leaves the pending commit untouched", async () => {
    const { folder, commit, write, git } = newRepository();
    const first = commit({ file: "1" });
    commit({ file: "2" });
    write({ file: "3" });
    git("add", "file");
    const index = join(folder, ".git/index");
    const staged = readFileSync(index);
    const opened = await openGit(execWith({ GIT_INDEX_FILE: index }), folder);
    if (opened.kind === "none") throw new Error(opened.why);
    const base = join(newFolder(), "base");
    await opened.addWorktree(first, base);
    expect(readFileSync(index)).toEqual(staged);
    expect(readFileSync(join(base, "file"), "utf8")).toBe("1");
  });

  test("of a missing commit is an error that says so", async () => {
    const { commit, open } = newRepository();
    commit();
    const added = (await open()).addWorktree("1".repeat(40), join(newFolder(), "base"));
    await expect(added).rejects.toThrow(StagegateError);
    await expect(added).rejects.toThrow(/^git worktree add failed: .*1111/);
  });

  test("is removed after a stop, although programs no longer start", async () => {
    const { folder, commit } = newRepository();
    const sha = commit();
    let isStopped = false;
    const stoppable = execWith();
    const opened = await openGit(
      async (...args) => {
        if (isStopped) throw new Error("stopped");
        return stoppable(...args);
      },
      folder,
      execWith(),
    );
    if (opened.kind === "none") throw new Error(opened.why);
    const base = join(newFolder(), "base");
    await opened.addWorktree(sha, base);
    isStopped = true;
    await opened.removeWorktree(base, fail);
    expect(existsSync(join(folder, ".git/worktrees"))).toBe(false);
  });
});

test("changed lines are those of the working tree, by file in order", async () => {
  const repository = newRepository();
  const sha = repository.commit({ "a file": "1\n2\n3\n4\n", same: "x\n", gone: "y\n" });
  repository.write({ "a file": "1\ntwo\nmore\n3\nfour\n" });
  rmSync(join(repository.folder, "gone"));
  const git = await repository.open();
  expect(await git.changedFiles(sha)).toEqual(["a file", "gone"]);
  expect(await git.changedLines(sha, "a file")).toEqual([
    [2, 3],
    [5, 5],
  ]);
  expect(await git.changedLines(sha, "gone")).toEqual([]);
  expect(await git.changedFiles("0".repeat(40))).toBeNull();
});

test.each(HOSTILE)("%j is neither a commit nor an option", async (text) => {
  const origin = newRepository();
  const sha = origin.commit({ file: "" });
  const shallow = clone(origin);
  const git = await shallow.open();
  expect(await git.has(text)).toBe(false);
  expect(await git.fetch(text, 10)).toEqual({ there: false, why: `${JSON.stringify(text)} is not a commit` });
  expect(await git.mergeBase(text, sha)).toBeNull();
  expect(await git.mergeBase(sha, text)).toBeNull();
  expect(await git.ancestors(text, 10)).toEqual([]);
  expect(await git.show(text, "file")).toBeNull();
  expect(await git.changedFiles(text)).toBeNull();
  expect(await git.changedLines(text, "file")).toBeNull();
  await expect(git.addWorktree(text, join(newFolder(), "base"))).rejects.toThrow("is not a commit");
  expect(readdirSync(shallow.folder)).toEqual([".git", "file"]);
});
