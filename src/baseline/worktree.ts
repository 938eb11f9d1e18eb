import { constants, existsSync } from "node:fs";
import { copyFile, cp, lstat, open, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { codeOf, describeError, messageOf, StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { plural } from "../text/words.ts";
import { callGit, orThrow, reason } from "./git-command.ts";

/** A working tree, with the variables by which git finds the repository that it belongs to. */
interface Tree {
  /** Absolute. */
  readonly folder: string;
  /** Empty for the working tree that the run is in. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Checks a commit out into a new folder, as it would be checked out in the working tree: with the submodules and the
 * available files of Git LFS, and with the same permissions. Any difference would count as growth.
 * @param root absolute folder of the working tree
 * @param folder absolute
 * @throws StagegateError if git can't, or the trees would not be comparable
 */
export async function addWorktree(exec: Exec, root: string, sha: string, folder: string): Promise<void> {
  const here = { folder: root, env: {} };
  const umask = await umaskOf(exec, here);
  await addTree(umask === null ? exec : withUmask(exec, umask), here, sha, folder, recordOf(folder));
}

/** Folder of git's record of such a folder: its commit and its index. */
function recordOf(folder: string): string {
  return `${folder}.git`;
}

/**
 * Removes such a folder, and the records of it in git and its submodules.
 * @param exec has to work also after the run was stopped
 * @param warn receives a message for each record that could not be removed
 */
export async function removeWorktree(
  exec: Exec,
  root: string,
  folder: string,
  warn: (message: string) => void,
): Promise<void> {
  // git refuses a folder that is only half there.
  for (const path of [folder, recordOf(folder)])
    await rm(path, { recursive: true, force: true }).catch((error: unknown) => warn(describeError(error)));
  const removed = await callGit(exec, root, ["worktree", "remove", "--force", "--force", folder]);
  const isGone = removed.code === 0 || removed.stderr.includes("is not a working tree");
  if (!isGone) warn(`git worktree remove failed: ${reason(removed)}`);
  for (const entry of await worktreesOfSubmodules(
    await commonFolder(exec, { folder: root, env: {} }),
    folder,
  ))
    await rm(entry, { recursive: true, force: true }).catch((error: unknown) => warn(describeError(error)));
}

/**
 * Gives such a folder a `.git` folder of its own, if the working tree has one: the `.git` of a worktree refers
 * to the repository by its path on this machine, so git, and tools that ask it for a version, would fail in a build.
 * @throws StagegateError if it cannot be copied
 */
export async function copyRepository(exec: Exec, root: string, folder: string): Promise<void> {
  const repository = join(root, ".git");
  const isFolder = await lstat(repository).then((stats) => stats.isDirectory());
  if (!isFolder) return;
  const own = join(folder, ".git");
  try {
    const tree = await treeIn(folder);
    await rm(own);
    await cp(repository, own, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !NOT_COPIED.test(relative(repository, path).split(sep).join("/")),
    });
    if (tree !== null) await copyState(tree, own);
    for (const { path } of await submodulesOf(exec, { folder, env: {} }))
      await copySubmodule(repository, join(root, path), join(folder, path), own);
  } catch (error) {
    if (error instanceof StagegateError) throw error;
    throw new StagegateError(`the repository cannot be copied for the base (${messageOf(error)})`);
  }
}

/** Parts of repositories that no build needs: other worktrees, files of Git LFS, locks. */
const NOT_COPIED = /^(?:modules\/.+\/)?(?:worktrees|lfs)$|\.lock$/;

/** Gives a repository the commit and the index of a worktree. */
async function copyState({ env }: Tree, repository: string): Promise<void> {
  for (const name of ["HEAD", "index"])
    await copyFile(join(env["GIT_DIR"] ?? "", name), join(repository, name));
}

/** Connects a submodule with its repository in the copy, as in the working tree. */
async function copySubmodule(repository: string, from: string, to: string, copy: string): Promise<void> {
  const [source, tree] = [await treeIn(from), await treeIn(to)];
  const way = relative(repository, source?.env["GIT_DIR"] ?? "");
  if (source === null || tree === null || way === "" || way.split(sep)[0] === ".." || isAbsolute(way)) return;
  await copyState(tree, join(copy, way));
  await copyFile(join(from, ".git"), join(to, ".git"));
}

/** @param record absolute; the folder for git's record of the new tree */
async function addTree(exec: Exec, from: Tree, sha: string, folder: string, record: string): Promise<void> {
  const add = ["worktree", "add", "--quiet", "--detach", "--no-checkout", folder, sha];
  orThrow(await callGit(exec, from.folder, add, { env: from.env }), "worktree add");
  await moveRecord(exec, from, folder, record);
  const own = await treeIn(folder);
  if (own === null) throw new StagegateError(`git made no working tree in ${folder}`);
  const lfs = await lfsState(exec, from);
  const env = lfs === "pointers" ? { ...own.env, GIT_LFS_SKIP_SMUDGE: "1" } : own.env;
  orThrow(await callGit(exec, folder, ["reset", "--hard", "--quiet"], { env }), "reset");
  await compareLfs(exec, from, own, lfs);
  await addSubmodules(exec, from, own);
}

/**
 * Moves git's record of a new tree out of the repository. A build context may send the repository, and then the record
 * would be in the image that the working tree makes.
 * @see https://git-scm.com/docs/gitrepository-layout (commondir, gitdir)
 */
async function moveRecord(exec: Exec, from: Tree, folder: string, record: string): Promise<void> {
  const tree = await treeIn(folder);
  const made = tree?.env["GIT_DIR"];
  if (made === undefined) return;
  await cp(made, record, { recursive: true });
  await writeFile(join(record, "commondir"), `${await commonFolder(exec, from)}\n`);
  await writeFile(join(folder, ".git"), `gitdir: ${record}\n`);
  await rm(made, { recursive: true });
  // Other worktrees may exist.
  await rmdir(dirname(made)).catch((error: unknown) => {
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
  });
}

/** The working tree in a folder; null if nothing is checked out there. */
async function treeIn(folder: string): Promise<Tree | null> {
  const path = join(folder, ".git");
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return null;
  const link = stats.isDirectory() ? path : (await readFile(path, "utf8")).replace(/^gitdir: |\n$/g, "");
  return treeOf(folder, resolve(folder, link));
}

/** In a hook the variables of git name the user's own index, which must not be written to. */
function treeOf(folder: string, gitDir: string): Tree {
  const env = { GIT_DIR: gitDir, GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(gitDir, "index") };
  return { folder, env };
}

/** Absolute folder of the repository that all its worktrees share. */
async function commonFolder(exec: Exec, { folder, env }: Tree): Promise<string> {
  const { stdout } = await callGit(exec, folder, ["rev-parse", "--git-common-dir"], { env });
  return resolve(folder, stdout.trim());
}

/** An entry of git's index. */
interface IndexEntry {
  readonly mode: string;
  readonly sha: string;
  /** From the root of the tree. */
  readonly path: string;
}

async function indexOf(exec: Exec, { folder, env }: Tree): Promise<IndexEntry[]> {
  const { stdout } = await callGit(exec, folder, ["ls-files", "--stage", "-z"], { env });
  return [...stdout.matchAll(/([0-7]{6}) ([0-9a-f]+) \d\t([^\0]+)\0/g)].map(
    ([, mode = "", sha = "", path = ""]) => ({ mode, sha, path }),
  );
}

async function submodulesOf(exec: Exec, tree: Tree): Promise<IndexEntry[]> {
  return (await indexOf(exec, tree)).filter(({ mode }) => mode === "160000");
}

/** Checks out the submodules that the working tree has checked out, from the same repositories. */
async function addSubmodules(exec: Exec, from: Tree, own: Tree): Promise<void> {
  const submodules = await submodulesOf(exec, own);
  if (submodules.length === 0) return;
  const known = await submodulesOf(exec, from);
  const repositories = join(await commonFolder(exec, from), "modules");
  const isUsed =
    existsSync(repositories) || known.some(({ path }) => existsSync(join(from.folder, path, ".git")));
  for (const { path, sha } of submodules) {
    const here = await treeIn(join(from.folder, path));
    // A submodule that is not in the working tree stays out of both.
    if (here === null && (!isUsed || known.some((other) => other.path === path))) continue;
    const source = here ?? (await removedSubmodule(exec, own, path, repositories));
    const folder = join(own.folder, path);
    try {
      if (source === null) {
        const update = ["submodule", "--quiet", "update", "--init", "--recursive", "--", path];
        orThrow(await callGit(exec, own.folder, update, { env: own.env }), "submodule update");
      } else {
        await fetchMissing(exec, source, sha);
        const record = join(own.env["GIT_DIR"] ?? "", "submodules", path);
        await addTree(exec, source, sha, folder, record);
      }
    } catch (error) {
      if (!(error instanceof StagegateError)) throw error;
      throw new StagegateError(
        `the submodule ${path} of the base cannot be checked out (${error.message})`,
        error.hint ?? undefined,
      );
    }
  }
}

/** A submodule that the working tree no longer has at that path, if git still has its repository. */
async function removedSubmodule(
  exec: Exec,
  own: Tree,
  path: string,
  repositories: string,
): Promise<Tree | null> {
  const list = ["config", "--null", "--file", ".gitmodules", "--get-regexp", "^submodule\\..*\\.path$"];
  const { stdout } = await callGit(exec, own.folder, list, { env: own.env });
  const entry = stdout.split("\0").find((line) => line.endsWith(`\n${path}`));
  const name = entry?.slice("submodule.".length, -`.path\n${path}`.length);
  // A name must not lead out of the folder, which git refuses as well.
  if (name === undefined || name.split("/").includes("..")) return null;
  const gitDir = join(repositories, name);
  return existsSync(join(gitDir, "HEAD")) ? treeOf(join(own.folder, path), gitDir) : null;
}

async function fetchMissing(exec: Exec, { folder, env }: Tree, sha: string): Promise<void> {
  const git = (args: readonly string[]) => callGit(exec, folder, args, { env });
  if ((await git(["cat-file", "-e", `${sha}^{commit}`])).code === 0) return;
  const isShallow = (await git(["rev-parse", "--is-shallow-repository"])).stdout.trim() === "true";
  const depth = isShallow ? ["--depth=1"] : [];
  const fetch = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  orThrow(await git([...fetch, ...depth, "origin", sha]), "fetch");
}

/**
 * Absolute paths of the records in the submodules' repositories of worktrees in a folder.
 * @param repository absolute folder of a repository
 */
async function worktreesOfSubmodules(repository: string, folder: string): Promise<string[]> {
  const records: string[] = [];
  const open = [join(repository, "modules")];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const names = await namesIn(path);
    if (!names.includes("HEAD")) {
      // A submodule's name may have several parts.
      for (const name of names) open.push(join(path, name));
      continue;
    }
    open.push(join(path, "modules"));
    for (const name of await namesIn(join(path, "worktrees"))) {
      const record = join(path, "worktrees", name);
      const place = await readFile(join(record, "gitdir"), "utf8").catch(() => "");
      if (place.startsWith(`${folder}/`)) records.push(record);
    }
  }
  return records;
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** How the working tree has the files of Git LFS: whole files, or pointers. */
type LfsState = "whole" | "pointers";

async function lfsState(exec: Exec, from: Tree): Promise<LfsState> {
  const kinds = await Promise.all(
    (await lfsFiles(exec, from)).map((path) => kindOf(join(from.folder, path))),
  );
  if (kinds.includes("whole")) return "whole";
  if (kinds.includes("pointer")) return "pointers";
  // The working tree has no such file. If no file was ever fetched, it would be a pointer.
  return existsSync(join(await commonFolder(exec, from), "lfs/objects")) ? "whole" : "pointers";
}

/** The files that git leaves to Git LFS, from the root of the tree. */
async function lfsFiles(exec: Exec, { folder, env }: Tree): Promise<string[]> {
  const { stdout } = await callGit(exec, folder, ["ls-files", "-z", ":(attr:filter=lfs)"], { env });
  return stdout.split("\0").filter((path) => path !== "");
}

/** The beginning of each pointer of Git LFS. @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = "version https://git-lfs.github.com/spec/";

/** Null for anything but a file, and for an empty file, which is its own pointer. */
async function kindOf(path: string): Promise<"whole" | "pointer" | null> {
  const stats = await lstat(path).catch(() => null);
  if (stats === null || !stats.isFile() || stats.size === 0) return null;
  const file = await open(path);
  try {
    const begin = Buffer.alloc(POINTER.length);
    await file.read(begin, 0, begin.length, 0);
    return begin.toString("latin1") === POINTER ? "pointer" : "whole";
  } finally {
    await file.close();
  }
}

/** @throws StagegateError if a file of Git LFS is whole in one tree and a pointer in the other */
async function compareLfs(exec: Exec, from: Tree, own: Tree, state: LfsState): Promise<void> {
  const others: string[] = [];
  for (const path of await lfsFiles(exec, own)) {
    const kind = await kindOf(join(own.folder, path));
    const expected =
      (await kindOf(join(from.folder, path))) ??
      (state === "whole" ? ("whole" as const) : ("pointer" as const));
    if (kind !== null && kind !== expected) others.push(path);
  }
  const [first] = others;
  if (first === undefined) return;
  throw new StagegateError(
    `the base has ${plural(others.length, "file")} of Git LFS in another state than the working tree (whole or a pointer): ${first}`,
    "Run `git lfs install` and `git lfs pull`, or give actions/checkout `lfs: true`.",
  );
}

/** An `Exec` whose programs make files with these permissions. @param umask in octal digits */
function withUmask(exec: Exec, umask: string): Exec {
  return (command, args, options) =>
    exec("sh", ["-c", 'umask "$0" && exec "$@"', umask, command, ...args], options);
}

/** Number of files that are checked for the permissions of a working tree. */
const SAMPLE = 50;

/**
 * The umask that a working tree was checked out with, by the permissions that most of its files have: they get into
 * image layers. Null if it is not known.
 */
async function umaskOf(exec: Exec, tree: Tree): Promise<string | null> {
  // Windows has none.
  if (process.platform === "win32") return null;
  const files = (await indexOf(exec, tree)).filter(({ mode }) => mode === "100644").slice(0, SAMPLE);
  const counts = new Map<number, number>();
  for (const { path } of files) {
    const stats = await lstat(join(tree.folder, path)).catch(() => null);
    if (stats === null || !stats.isFile()) continue;
    const missing = 0o666 & ~stats.mode;
    counts.set(missing, (counts.get(missing) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  // A file that its owner cannot write was not made by a checkout.
  if (most === undefined || (most & 0o600) !== 0) return null;
  // A user who cannot read files cannot enter folders either.
  return (most | ((most & 0o444) >> 2)).toString(8).padStart(3, "0");
}
