import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Git, openGit } from "../../src/baseline/git.ts";
import { createExec, type Exec } from "../../src/host/exec.ts";

/** The environment of git: no settings of the machine, and always the same author. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Octocat",
  GIT_AUTHOR_EMAIL: "octocat@example.com",
  GIT_COMMITTER_NAME: "Octocat",
  GIT_COMMITTER_EMAIL: "octocat@example.com",
};

/** Runs real commands, with these variables besides. */
export function execWith(env: Readonly<Record<string, string>> = {}): Exec {
  const exec = createExec(new AbortController().signal);
  return (command, args, options) =>
    exec(command, args, { ...options, env: { ...ENVIRONMENT, ...env, ...options?.env } });
}

/** A repository in a folder of its own. */
export interface Repository {
  /** Absolute. */
  readonly folder: string;
  /** Runs git in it; gives the output, trimmed. */
  readonly git: (...args: string[]) => string;
  /** Writes these files. */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Commits all files as the next commit; gives its SHA. */
  readonly commit: (files?: Readonly<Record<string, string>>) => string;
  /** As the gate opens it. */
  readonly open: () => Promise<Git>;
}

const folders: string[] = [];

/** A new folder, which `removeFolders` removes at the end of a test file. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A new repository without a commit, on branch main. */
export function newRepository(): Repository {
  const repository = repositoryIn(newFolder());
  repository.git("init", "--quiet", "--initial-branch=main");
  return repository;
}

/** A copy of the repository in a folder: faster than making it again. */
export function copyOf(folder: string): Repository {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return repositoryIn(copy);
}

/** A clone over a transport with support for shallow clones, with these arguments for `git clone`. */
export function clone(remote: Repository, ...args: string[]): Repository {
  const folder = join(newFolder(), "clone");
  execFileSync("git", ["clone", "--quiet", ...args, urlOf(remote), folder], {
    env: { ...process.env, ...ENVIRONMENT },
  });
  return repositoryIn(folder);
}

/** A clone like the one of actions/checkout: fetches one commit, at a depth or in full, and checks it out. */
export function checkout(remote: Repository, sha: string, depth: number | null): Repository {
  const repository = newRepository();
  const { git } = repository;
  git("remote", "add", "origin", urlOf(remote));
  if (depth === null) git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", sha);
  else git("fetch", "--quiet", "--no-tags", `--depth=${depth}`, "origin", sha);
  git("checkout", "--quiet", "--detach", sha);
  return repository;
}

function urlOf({ folder }: Repository): string {
  return pathToFileURL(folder).href;
}

function repositoryIn(folder: string): Repository {
  const env = { ...process.env, ...ENVIRONMENT };
  const git = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  let count = 0;
  return {
    folder,
    git,
    write,
    commit: (files = {}) => {
      write(files);
      count += 1;
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", `--message=${count}`);
      return git("rev-parse", "HEAD");
    },
    open: async () => {
      const opened = await openGit(execWith(), folder);
      if (opened.kind === "none") throw new Error(opened.why);
      return opened;
    },
  };
}
