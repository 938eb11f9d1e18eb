import type { ExecOptions, ExecResult } from "../host/exec.ts";
import { isSha, reason } from "./git-command.ts";

/** What a name means. Of an unknown one, `why` says so in a whole clause. */
export type NamedCommit =
  | { readonly kind: "branch" | "commit"; readonly sha: string }
  | { readonly kind: "unknown"; readonly why: string };

/** The repository that a name is looked up in. */
interface NamedWorld {
  readonly git: (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;
  /** Fetches a commit from `origin`. @returns null if it is there then, else why not */
  readonly fetch: (sha: string) => Promise<string | null>;
}

/** What a name may stand for in a clone, best first. */
const MEANINGS = [
  { kind: "branch", ref: (name: string) => `refs/remotes/origin/${name}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}` },
  { kind: "branch", ref: (name: string) => `refs/heads/${name}` },
  { kind: "branch", ref: (name: string) => `refs/remotes/${name}` },
  { kind: "commit", ref: (name: string) => name },
] as const;

/** What it may stand for at `origin`. A tag with a message is an object of its own, which `^{}` looks behind. */
const REMOTE_MEANINGS = [
  { kind: "branch", ref: (name: string) => `refs/heads/${name}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}^{}` },
  { kind: "commit", ref: (name: string) => `refs/tags/${name}` },
] as const;

/**
 * What a name means, at `origin` rather than here: a branch, a tag, or a commit as git lets a person write it
 * (`1a2b3c4`, `HEAD~2`). What the clone does not have is fetched.
 */
export async function findNamed(written: string, { git, fetch }: NamedWorld): Promise<NamedCommit> {
  const name = written.replace(/^refs\/heads\//, "");
  const unknown = { kind: "unknown", why: `neither the clone nor origin knows ${name}` } as const;
  // Git's names hold none of these, and each line below asks for one object.
  if (/[\s\p{Cc}]/u.test(name)) return unknown;
  const input = MEANINGS.map(({ ref }) => `${ref(name)}^{commit}\n`).join("");
  const lines = (await git(["cat-file", "--batch-check"], { input })).stdout.split("\n");
  for (const [at, { kind }] of MEANINGS.entries()) {
    const sha = /^([0-9a-f]+) commit \d+$/.exec(lines[at] ?? "")?.[1];
    if (sha !== undefined) return { kind, sha };
  }
  if (isSha(name)) return (await fetch(name)) === null ? { kind: "commit", sha: name } : unknown;
  const listed = await git(["ls-remote", "origin", ...REMOTE_MEANINGS.map(({ ref }) => ref(name))]);
  if (listed.code !== 0) {
    const why = `the clone does not know ${name}, and origin cannot be asked (${reason(listed)})`;
    return { kind: "unknown", why };
  }
  const remote = new Map(listed.stdout.split("\n").map((line) => [line.split("\t")[1], line.split("\t")[0]]));
  for (const { kind, ref } of REMOTE_MEANINGS) {
    const sha = remote.get(ref(name));
    if (sha === undefined) continue;
    const failure = await fetch(sha);
    return failure === null
      ? { kind, sha }
      : { kind: "unknown", why: `${name} cannot be fetched (${failure})` };
  }
  return unknown;
}
