import { resolve } from "node:path";
import { StagegateError } from "../host/errors.ts";
import type { Exec, ExecOptions, ExecResult } from "../host/exec.ts";
import { callGit, isSha, reason } from "./git-command.ts";
import { findNamed, type NamedCommit } from "./named-commit.ts";
import { addWorktree, copyRepository, removeWorktree } from "./worktree.ts";

/** The repository that the working folder lies in. */
export interface Git {
  readonly kind: "git";
  /** Absolute folder of the working tree. */
  readonly root: string;
  /** The checked-out commit; null before the first commit. */
  readonly head: Commit | null;
  /** The clone holds only a part of the history. */
  readonly isShallow: boolean;
  /** Whether the working tree is known to be the same as the commit, apart from ignored files. */
  readonly isClean: () => Promise<boolean>;
  /** Whether the clone holds the commit. */
  readonly has: (sha: string) => Promise<boolean>;
  /**
   * Fetches a commit from `origin` without moving any ref.
   * @param depth number of commits to fetch into a shallow clone; a full clone stays full
   */
  readonly fetch: (sha: string, depth: number) => Promise<FetchResult>;
  /** The merge base of two commits; null if there is none, or the clone is too shallow to be sure. */
  readonly mergeBase: (a: string, b: string) => Promise<string | null>;
  /** The commit and its first parents, nearest first, as far as the clone knows; at most `count`. */
  readonly ancestors: (sha: string, count: number) => Promise<readonly string[]>;
  /**
   * The text of a file in a commit; null if there is none.
   * @param path from the root, with slashes
   */
  readonly show: (sha: string, path: string) => Promise<string | null>;
  /**
   * The tip of a branch, as it is at `origin` rather than here. Without a name: of the branch that
   * `origin` calls its default, else of main or master. Null if the clone does not know it.
   */
  readonly branch: (name: string | null) => Promise<Branch | null>;
  /** What the name of a branch, a tag or a commit means; see `findNamed`. @param depth as of `fetch` */
  readonly find: (name: string, depth: number) => Promise<NamedCommit>;
  /**
   * The files that git tracks, those of submodules that are checked out included: paths from the root, with slashes.
   * Null if git cannot tell.
   */
  readonly trackedFiles: () => Promise<ReadonlySet<string> | null>;
  /**
   * The tracked files and submodules that differ between a commit and the working tree, deleted files included: paths
   * from the root, with slashes. Null if git cannot tell.
   */
  readonly changedFiles: (sha: string) => Promise<readonly string[] | null>;
  /**
   * The first and last lines of each place of a file that has other or more lines than in a commit, in order; null if
   * git cannot tell.
   * @param path from the root, with slashes
   */
  readonly changedLines: (
    sha: string,
    path: string,
  ) => Promise<readonly (readonly [number, number])[] | null>;
  /**
   * Checks a commit out into a folder of its own, which is made: with the submodules, the files of Git LFS and the
   * permissions that the working tree has.
   * @param folder absolute
   * @throws StagegateError if git can't
   */
  readonly addWorktree: (sha: string, folder: string) => Promise<void>;
  /**
   * Gives such a folder a `.git` folder of its own, as the working tree has, so that git works in it wherever it is.
   * @throws StagegateError if it cannot be copied
   */
  readonly copyRepository: (folder: string) => Promise<void>;
  /**
   * Removes such a folder and git's records of it, also if the folder is gone already. A record that cannot be
   * removed is only a warning, because it does no harm.
   */
  readonly removeWorktree: (folder: string, warn: (message: string) => void) => Promise<void>;
}

export interface Commit {
  readonly sha: string;
  /** As the commit names them, also parents that a shallow clone lacks. */
  readonly parents: readonly string[];
}

export interface Branch {
  readonly name: string;
  readonly sha: string;
}

/** Whether a commit is there after it was fetched, and else why not. */
export type FetchResult = { readonly there: true } | { readonly there: false; readonly why: string };

/** There is no repository. The reason in `why` follows "none: ". */
export interface NoGit {
  readonly kind: "none";
  readonly why: string;
}

/**
 * Opens the repository around a folder.
 * @param cwd absolute
 * @param cleanUpExec removes worktrees; it has to work also after the run was stopped
 */
export async function openGit(exec: Exec, cwd: string, cleanUpExec: Exec = exec): Promise<Git | NoGit> {
  const opened = await callGit(exec, cwd, ["rev-parse", "--show-toplevel", "--is-shallow-repository"]);
  if (opened.code !== 0) return { kind: "none", why: whyNotOpened(opened, cwd) };
  const [toplevel = "", shallow] = opened.stdout.split("\n");
  // git writes slashes on Windows too.
  const root = resolve(toplevel);
  const isShallow = shallow === "true";
  const git = (args: readonly string[], options?: ExecOptions) => callGit(exec, root, args, options);
  const has = async (sha: string) =>
    isSha(sha) && (await git(["cat-file", "-e", `${sha}^{commit}`])).code === 0;

  const fetch: Git["fetch"] = async (sha, depth) => {
    if (!isSha(sha)) return { there: false, why: `${JSON.stringify(sha)} is not a commit` };
    const fetched = await git([
      ...["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"],
      // In a full clone, a depth would cut off history.
      ...(isShallow ? [`--depth=${depth}`] : []),
      "origin",
      sha,
    ]);
    return (await has(sha)) ? { there: true } : { there: false, why: reason(fetched) };
  };

  return {
    kind: "git",
    root,
    isShallow,
    head: parseCommit((await git(["cat-file", "--batch"], { input: "HEAD\n" })).stdout),
    has,

    isClean: async () => {
      const { code, stdout } = await git(["status", "--porcelain", "--untracked-files=normal"]);
      return code === 0 && stdout === "";
    },

    fetch,

    mergeBase: async (a, b) => {
      if (!isSha(a) || !isSha(b)) return null;
      const { code, stdout } = await git(["merge-base", a, b]);
      if (code !== 0) return null;
      const base = stdout.trim();
      // If the history ends before it reaches the base, a nearer base may lie behind that end.
      const ends = await git(["rev-list", "--max-parents=0", "--max-count=1", a, b, `^${base}`]);
      return isShallow && ends.stdout !== "" ? null : base;
    },

    ancestors: async (sha, count) => {
      if (!isSha(sha)) return [];
      const { stdout } = await git(["rev-list", "--first-parent", `--max-count=${count}`, sha]);
      return stdout.split("\n").filter((line) => line !== "");
    },

    show: async (sha, path) => {
      if (!isSha(sha) || path.includes("\n")) return null;
      // Prints one file, and follows links within the commit.
      const { stdout } = await git(["cat-file", "--batch", "--follow-symlinks"], {
        input: `${sha}:${path}\n`,
      });
      const header = /^[0-9a-f]+ blob \d+\n/.exec(stdout)?.[0];
      return header === undefined ? null : stdout.slice(header.length, -1);
    },

    branch: async (name) => {
      const refs = name === null ? DEFAULT_BRANCHES : [`refs/remotes/origin/${name}`, `refs/heads/${name}`];
      const format = "--format=%(refname) %(objectname) %(symref)";
      const known = (await git(["for-each-ref", format, ...refs])).stdout
        .split("\n")
        .map((line) => line.split(" "));
      for (const ref of refs) {
        const [, sha, symref] = known.find(([known]) => known === ref) ?? [];
        if (sha !== undefined)
          return { name: (symref || ref).replace(/^refs\/(heads|remotes\/origin)\//, ""), sha };
      }
      return null;
    },

    find: (name, depth) =>
      findNamed(name, {
        git,
        fetch: async (sha) => {
          const fetched = await fetch(sha, depth);
          return fetched.there ? null : fetched.why;
        },
      }),

    trackedFiles: async () => {
      const { code, stdout } = await git(["ls-files", "-z", "--recurse-submodules"]);
      return code === 0 ? new Set(stdout.split("\0").filter((path) => path !== "")) : null;
    },

    changedFiles: async (sha) => {
      if (!isSha(sha)) return null;
      const { code, stdout } = await git([
        ...[...PLAIN_DIFF, "--name-only", "-z", "--ignore-submodules=none"],
        ...[sha, "--"],
      ]);
      return code === 0 ? stdout.split("\0").filter((path) => path !== "") : null;
    },

    changedLines: async (sha, path) => {
      if (!isSha(sha)) return null;
      const { code, stdout } = await git([...PLAIN_DIFF, "--unified=0", sha, "--", `:(top,literal)${path}`]);
      if (code !== 0) return null;
      return [...stdout.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count = "1"]) => {
        const [first, lines] = [Number(start), Number(count)];
        return lines === 0 ? [] : [[first, first + lines - 1] as const];
      });
    },

    addWorktree: async (sha, folder) => {
      if (!isSha(sha))
        throw new StagegateError(
          `${JSON.stringify(sha)} is not a commit`,
          "Write the whole SHA of the commit.",
        );
      await addWorktree(exec, root, sha, folder);
    },

    copyRepository: (folder) => copyRepository(exec, root, folder),

    removeWorktree: (folder, warn) => removeWorktree(cleanUpExec, root, folder, warn),
  };
}

/** Does not depend on the user's own settings for diffs. */
const PLAIN_DIFF = ["diff", "--no-color", "--no-ext-diff", "--no-renames", "--no-textconv", "--no-relative"];

/** Best first. */
const DEFAULT_BRANCHES = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** Reads what `cat-file --batch` prints of a commit: `SHA commit SIZE`, then the commit itself. */
function parseCommit(batch: string): Commit | null {
  const sha = /^([0-9a-f]+) commit \d+\n/.exec(batch)?.[1];
  if (sha === undefined) return null;
  const header = batch.slice(0, batch.indexOf("\n\n"));
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent) };
}

function whyNotOpened(result: ExecResult, cwd: string): string {
  if (result.code === 127) return "git is not installed";
  const owned = /dubious ownership in repository at '(.+)'/.exec(result.stderr)?.[1];
  if (owned !== undefined)
    return `git does not trust ${owned}, which belongs to another user: run \`git config --global --add safe.directory ${owned}\` in a step before`;
  if (result.stderr.includes("not a git repository")) return `${cwd} is not in a git repository`;
  return `git cannot read the repository of ${cwd} (${reason(result)})`;
}
