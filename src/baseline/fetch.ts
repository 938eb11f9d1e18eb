import type { Git } from "./git.ts";

/** Number of commits that are searched for a measurement, with the one to compare with. */
export const HISTORY = 10;

/**
 * Makes sure that the clone holds a commit and, in a shallow one, its nearest ancestors too; or says why it
 * does not, in words that follow "none: ".
 */
export async function fetchBase(
  git: Git,
  sha: string,
): Promise<{ readonly kind: "there" } | { readonly kind: "none"; readonly why: string }> {
  const known = await git.ancestors(sha, HISTORY);
  if (known.length === HISTORY || (known.length > 0 && !git.isShallow)) return { kind: "there" };
  const fetched = await git.fetch(sha, HISTORY);
  if (fetched.there) return { kind: "there" };
  const short = sha.slice(0, 7);
  return {
    kind: "none",
    why: `commit ${short} is not in the clone and cannot be fetched (${fetched.why}): give actions/checkout \`fetch-depth: 0\`, or run \`git fetch\``,
  };
}
