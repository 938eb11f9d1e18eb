import {
  type StickyText,
  statusOf,
  upsertComment,
  upsertInThread,
  type WrittenComment,
} from "../github/comment.ts";
import { askGitHub, type Pace, UnexpectedAnswer } from "../github/octokit.ts";
import { oneLine } from "../github/one-line.ts";
import type { Environment } from "../host/environment.ts";
import { StagegateError, StoppedError } from "../host/errors.ts";
import { openMergeRequest } from "./gitlab.ts";
import type { PullRequestPage } from "./pull-request-page.ts";

/** A token with the name of the variable that holds it. */
export interface ForgeToken {
  readonly variable: string;
  readonly value: string;
}

/** Variables that hold a token, best first. A job of Gitea has one under GitHub's name. */
const TOKENS = {
  github: ["STAGEGATE_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"],
  gitea: ["STAGEGATE_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN", "GITHUB_TOKEN"],
  gitlab: ["STAGEGATE_TOKEN", "GITLAB_TOKEN"],
} as const;

const NAMES = { github: "GitHub", gitea: "Gitea or Forgejo", gitlab: "GitLab" } as const;

const PERMISSIONS = {
  github: "`pull-requests: write`, or for a fine-grained token write access to pull requests",
  gitea: "the scope `write:issue`, and `read:user` and `read:repository`",
  gitlab: "the scope `api` and the role Reporter or more; `CI_JOB_TOKEN` cannot write notes",
} as const;

/** Users of a job's token at Gitea or Forgejo. */
const GITEA_JOBS = ["gitea-actions", "forgejo-actions"];

/**
 * The token for a forge, from the usual variables.
 * @throws StagegateError if there is none
 */
export function tokenFor(forge: PullRequestPage["forge"], env: Environment): ForgeToken {
  for (const variable of TOKENS[forge]) {
    const value = env[variable]?.trim();
    if (value) return { variable, value };
  }
  throw new StagegateError(
    `there is no token to write the comment with: ${TOKENS[forge].join(", ")} are not set`,
    `Set ${TOKENS[forge][1]} to a token with ${PERMISSIONS[forge]}.`,
  );
}

/** How a forge is reached. */
export interface ForgeAccess {
  readonly token: ForgeToken;
  readonly signal: AbortSignal;
  readonly pace?: Pace | undefined;
}

/**
 * Writes a comment at any forge; see `upsertComment`.
 * @throws StagegateError if it cannot be written
 * @throws StoppedError if the signal is aborted
 */
export async function postComment(
  page: PullRequestPage,
  comment: StickyText,
  { token, signal, pace }: ForgeAccess,
): Promise<WrittenComment | null> {
  const access = { token: token.value, env: { GITHUB_API_URL: page.apiUrl }, signal, pace };
  try {
    return await askGitHub(access, async (octokit) => {
      const { forge, repository, number } = page;
      if (forge === "gitlab") {
        const { thread, head } = await openMergeRequest(octokit, page, token.value, comment.key);
        return upsertInThread(thread, comment, head);
      }
      const [owner = "", repo = ""] = repository.split("/");
      const jobs = forge === "gitea" ? { jobLogins: GITEA_JOBS } : {};
      return upsertComment(octokit, { ...comment, ...jobs, owner, repo, number });
    });
  } catch (error) {
    if (error instanceof StoppedError || error instanceof StagegateError) throw error;
    throw commentError(error, page, token);
  }
}

function commentError(
  error: unknown,
  { forge, url }: PullRequestPage,
  { variable }: ForgeToken,
): StagegateError {
  const name = NAMES[forge];
  const reason = error instanceof UnexpectedAnswer ? `the answer of ${name} ${error.fault}` : oneLine(error);
  const status = statusOf(error);
  const message = (why: string) => `the comment cannot be written to ${url}: ${why}`;
  if (status === 401)
    return new StagegateError(
      message(`${name} does not accept the token in ${variable} (${reason})`),
      `Set ${variable} to a valid token with ${PERMISSIONS[forge]}.`,
    );
  if (status === 403 || status === 404)
    return new StagegateError(
      message(
        `${status === 403 ? `${name} forbids it` : `${name} finds no such pull request with this token`} (${reason})`,
      ),
      `Check the address, and that the token in ${variable} has ${PERMISSIONS[forge]}.`,
    );
  return new StagegateError(
    message(reason || `${name} gave no answer`),
    "Run the command again to write it.",
  );
}
