import type { ExecOptions, ExecResult } from "../host/exec.ts";
import { nearest } from "../values/problem.ts";
import { isSha, reason } from "./git-command.ts";

/** The meaning of a name. Without a commit, `why` gives the reason as a whole clause. */
export type NamedCommit =
  | { readonly kind: "branch" | "commit"; readonly sha: string }
  /** `absent`: nothing has that name. `near` is the name that was probably intended, or null. */
  | { readonly kind: "absent" | "unknown"; readonly why: string; readonly near: string | null };

/** The repository that a name is looked up in. */
interface NamedWorld {
  readonly git: (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;
  /** Fetches a commit from `origin`. @returns null if it is there then, else why not */
  readonly fetch: (sha: string) => Promise<string | null>;
}

/** Possible meanings of a name in a clone, best first. */
const MEANINGS = [
  { kind: "branch", ref: (name: string) => `refs/remotes/origin/${name}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}` },
  { kind: "branch", ref: (name: string) => `refs/heads/${name}` },
  { kind: "branch", ref: (name: string) => `refs/remotes/${name}` },
  { kind: "commit", ref: (name: string) => name },
] as const;

/** Possible meanings at `origin`. A tag with a message is an object of its own; `^{}` gives its commit. */
const REMOTE_MEANINGS = [
  { kind: "branch", ref: (name: string) => `refs/heads/${name}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}^{}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}` },
] as const;

/**
 * Finds the meaning of a name, at `origin` first: a branch, a tag, or a commit in any form that git accepts (`1a2b3c4`,
 * `HEAD~2`). A missing commit is fetched.
 */
export async function findNamed(written: string, { git, fetch }: NamedWorld): Promise<NamedCommit> {
  const name = written.replace(/^refs\/heads\//, "");
  const near = async () => nearest(name, await namesIn(git));
  const absent = async () => ({
    kind: "absent" as const,
    why: `neither the clone nor origin knows ${name}`,
    near: await near(),
  });
  // Names of git have none of these characters, and each line below asks for one object.
  if (/[\s\p{Cc}]/u.test(name)) return absent();
  const input = MEANINGS.map(({ ref }) => `${ref(name)}^{commit}\n`).join("");
  const lines = (await git(["cat-file", "--batch-check"], { input })).stdout.split("\n");
  for (const [at, { kind }] of MEANINGS.entries()) {
    const sha = /^([0-9a-f]+) commit \d+$/.exec(lines[at] ?? "")?.[1];
    if (sha !== undefined) return { kind, sha };
  }
  if (isSha(name)) return (await fetch(name)) === null ? { kind: "commit", sha: name } : absent();
  if ((await git(["config", "--get", "remote.origin.url"])).code !== 0) return absent();
  const listed = await git(["ls-remote", "origin", ...REMOTE_MEANINGS.map(({ ref }) => ref(name))]);
  if (listed.code !== 0) {
    const why = `the clone does not know ${name}, and origin cannot be asked (${reason(listed)})`;
    return { kind: "unknown", why, near: await near() };
  }
  const remote = new Map(listed.stdout.split("\n").map((line) => [line.split("\t")[1], line.split("\t")[0]]));
  for (const { kind, ref } of REMOTE_MEANINGS) {
    const sha = remote.get(ref(name));
    if (sha === undefined) continue;
    const failure = await fetch(sha);
    return failure === null
      ? { kind, sha }
      : { kind: "unknown", why: `${name} cannot be fetched (${failure})`, near: null };
  }
  return absent();
}

/** Names of branches and tags that the clone knows, without the name of the remote. */
async function namesIn(git: NamedWorld["git"]): Promise<string[]> {
  const { stdout } = await git([
    ...["for-each-ref", "--format=%(refname)"],
    ...["refs/heads", "refs/remotes/origin", "refs/tags"],
  ]);
  return stdout
    .split("\n")
    .flatMap((ref) => /^refs\/(?:heads|tags|remotes\/origin)\/(.+)$/.exec(ref)?.[1] ?? []);
}
