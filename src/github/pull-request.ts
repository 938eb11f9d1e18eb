import type { Inputs } from "../config/inputs.ts";
import type { RunSettings } from "../config/settings.ts";
import type { GitHubEvent, PullRequestEvent } from "../event/github.ts";
import { StoppedError } from "../host/errors.ts";
import { errorReport } from "../judge/error-report.ts";
import type { Report } from "../model/report.ts";
import { LONGEST_COMMENT, markdown } from "../report/markdown.ts";
import { hasNews } from "../report/news.ts";
import { loosenedRule } from "../rules/loosened.ts";
import { type StickyComment, upsertComment } from "./comment.ts";
import { numberIn } from "./comment-marker.ts";
import { askGitHub } from "./octokit.ts";
import { accessOf, type RedactedWorld } from "./world.ts";
import { tokenProblem, writeProblem } from "./write-problem.ts";

/**
 * Writes the report into the pull request, if `comment` asks for it. A report about a loosened gate is always written,
 * unless an input forbids it: the pull request itself may have changed the setting `comment`.
 */
export async function tellPullRequest(
  report: Report,
  settings: CommentSettings,
  inputs: Inputs,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<void> {
  const run =
    !inputs.has("comment") && isLoosened(report) ? { ...settings, comment: "always" as const } : settings;
  // A comment about a failure must not stay after the failure is gone.
  const onlyUpdate =
    (run.comment === "on-failure" && report.verdict === "pass") ||
    (run.comment === "on-change" && !hasNews(report));
  await comment(() => markdown(report, LONGEST_COMMENT), onlyUpdate, run, event, world);
}

function isLoosened({ findings, images }: Report): boolean {
  return [...findings, ...images.flatMap((image) => image.findings)].some(
    ({ rule }) => rule === loosenedRule.id,
  );
}

/** The comment of an earlier run must not stay if this run ended with an error. */
export async function tellPullRequestError(
  error: unknown,
  run: CommentSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<void> {
  if (error instanceof StoppedError) return;
  const report = world.redactor.redactIn(errorReport(error));
  await comment(() => markdown(report, LONGEST_COMMENT), true, run, event, world);
}

/** When and how the comment is written. */
export type CommentSettings = Pick<RunSettings, "comment" | "githubToken"> & { readonly commentKey: string };

/** Writes the pull request's comment; one that cannot be written is a warning, whatever the verdict. */
async function comment(
  body: () => string,
  onlyUpdate: boolean,
  run: CommentSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<void> {
  const { core, env, redactor } = world;
  if (event.kind !== "pull_request" || run.comment === "never") return;
  const access = accessOf(run, world, world.signal);
  if (access === null) {
    core.warning(tokenProblem("comment"));
    return;
  }
  const { owner, repo, number, headSha: head } = event;
  try {
    const sticky: StickyComment = {
      owner,
      repo,
      number,
      key: run.commentKey,
      run: { id: numberIn(env["GITHUB_RUN_ID"]), attempt: numberIn(env["GITHUB_RUN_ATTEMPT"]), head },
      body: `${redactor.redact(body())}\n${commitLine(event, env["GITHUB_SERVER_URL"])}\n`,
      onlyUpdate,
      // The run for the new head may have ended without a comment, as these two let it: nothing would replace this.
      onlyForHead: run.comment === "on-failure" || run.comment === "on-change",
    };
    const written = await askGitHub(access, (octokit) => upsertComment(octokit, sticky));
    if (written?.action === "superseded") {
      world.write("The pull request comment stays as it is: a later run wrote it.\n");
    }
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    core.warning(writeProblem("comment", error, event));
  }
}

/** Names the commit that the comment is about. @param server null outside of a runner */
function commitLine({ owner, repo, number, headSha }: PullRequestEvent, server: string | undefined): string {
  const name = `\`${headSha.slice(0, 7)}\``;
  const page = `${server}/${owner}/${repo}/pull/${number}/commits/${headSha}`;
  return `Result for commit ${server ? `[${name}](${page})` : name}.`;
}
