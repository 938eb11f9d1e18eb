import { statusOf } from "./comment.ts";
import { oneLine } from "./one-line.ts";

/** An object that a token writes for a pull request or a commit. */
interface Subject {
  readonly name: string;
  /** The place that it is written to. */
  readonly place: string;
  /** Permission that the job needs. */
  readonly permission: string;
  /** Advice for a token that is not the job's own. */
  readonly ownToken: string;
  /** The task of a second workflow for a fork. */
  readonly forFork: string;
}

const SUBJECTS = {
  comment: {
    name: "pull request comment",
    place: "pull request",
    permission: "pull-requests: write",
    ownToken: "the `github-token` lacks a permission; let it write pull requests",
    forFork: "comments",
  },
  check: {
    name: "check run",
    place: "commit, or has no check runs",
    permission: "checks: write",
    ownToken:
      "only the token of a job or of a GitHub App can write check runs; leave out `github-token` to use the job's own",
    forFork: "writes the check run",
  },
} as const satisfies Readonly<Record<string, Subject>>;

/**
 * The reason for a failed write, with advice, in one sentence.
 *
 * `fork`: the pull request comes from another repository; `target`: the workflow runs for the base
 * branch (`pull_request_target`), which gives also a fork's pull request a token that may write.
 */
export function writeProblem(
  what: keyof typeof SUBJECTS,
  error: unknown,
  { fork, target }: { readonly fork: boolean; readonly target: boolean },
): string {
  const subject = SUBJECTS[what];
  return `The ${subject.name} could not be written: ${reason(subject, error, fork && !target)}.`;
}

/** The same if there is no token at all. */
export function tokenProblem(what: keyof typeof SUBJECTS): string {
  return `The ${SUBJECTS[what].name} could not be written: there is no github-token.`;
}

const AGAIN = "run the job again to write it";

function reason(subject: Subject, error: unknown, isReadOnly: boolean): string {
  const message = oneLine(error);
  const status = statusOf(error);
  if (/rate limit/i.test(message))
    return `GitHub's rate limit is used up (${message}); run the job again later`;
  if (status === 401) return `GitHub does not accept the \`github-token\` (${message})`;
  if (status === 403) return whyForbidden(subject, message, isReadOnly);
  if (status === 404) return `GitHub finds no such ${subject.place} with this \`github-token\` (${message})`;
  if (status === 422) return `GitHub refuses the text (${message})`;
  if (status !== null && status >= 500) return `GitHub failed or could not be reached (${message}); ${AGAIN}`;
  return `${message}; ${AGAIN}`;
}

function whyForbidden(
  { permission, ownToken, forFork }: Subject,
  message: string,
  isReadOnly: boolean,
): string {
  if (/is locked/i.test(message)) return "the conversation of the pull request is locked";
  if (/not accessible by integration/i.test(message)) {
    return isReadOnly
      ? `the token of a pull request from a fork is always read-only, whatever \`permissions:\` says; the report is in the job summary, and docs/forks.md of stagegate has a workflow that ${forFork}`
      : `the token lacks a permission; give the job \`permissions: ${permission}\``;
  }
  if (/not accessible by personal access token|authenticate via a GitHub App/i.test(message)) return ownToken;
  return `GitHub forbids it (${message})`;
}
