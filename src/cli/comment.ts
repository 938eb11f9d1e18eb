import { openGit } from "../baseline/git.ts";
import { readCi } from "../event/ci.ts";
import { postComment, tokenFor } from "../forge/comment.ts";
import { readPullRequestPage } from "../forge/pull-request-page.ts";
import { numberIn } from "../github/comment-marker.ts";
import { StagegateError } from "../host/errors.ts";
import { createExec } from "../host/exec.ts";
import type { Redactor } from "../host/redactor.ts";
import { terminalBlock } from "../report/escape.ts";
import { LONGEST_COMMENT, markdown } from "../report/markdown.ts";
import type { Command } from "./arguments.ts";
import { readReportAt } from "./report.ts";
import type { CliWorld } from "./world.ts";

/**
 * Writes a report.json into a pull request, in place of what an earlier run wrote there.
 * @returns 0 whatever the report's verdict is: that was the gate's to tell
 * @throws StagegateError if the file is no report, no pull request is known, or the comment cannot be written
 */
export async function comment(
  { source, pullRequest, key }: Extract<Command, { kind: "comment" }>,
  world: CliWorld & { readonly redactor: Redactor },
): Promise<0> {
  const { cwd, env, stdout, signal, redactor, pace } = world;
  const ci = readCi(env);
  const address = pullRequest ?? ci?.change?.url ?? null;
  if (address === null) throw noPullRequest(ci?.name ?? null);
  const page = readPullRequestPage(address, env);
  const token = tokenFor(page.forge, env);
  redactor.hide([token.value]);
  const report = await readReportAt(source, world);
  const head = ci?.change?.headSha ?? (await checkedOut(cwd, signal));
  const written = await postComment(
    page,
    {
      key,
      run: { id: numberIn(ci?.number ?? undefined), attempt: null, head: head ?? UNKNOWN_COMMIT },
      body: `${redactor.redact(markdown(report, LONGEST_COMMENT))}\n${head === null ? "" : `Result for commit \`${head.slice(0, 7)}\`.\n`}`,
    },
    { token, signal, pace },
  );
  const words = {
    created: "Comment created",
    updated: "Comment updated",
    unchanged: "Comment unchanged",
    superseded: "Comment kept: a later run wrote it",
  };
  if (written !== null) stdout.write(`${terminalBlock(`${words[written.action]}: ${written.url}`)}\n`);
  return 0;
}

/** Stands for a commit that nobody knows: no pull request has it as its head. */
const UNKNOWN_COMMIT = "0".repeat(40);

async function checkedOut(cwd: string, signal: AbortSignal): Promise<string | null> {
  const git = await openGit(createExec(signal), cwd);
  return git.kind === "git" ? (git.head?.sha ?? null) : null;
}

function noPullRequest(ci: string | null): StagegateError {
  return new StagegateError(
    ci === null
      ? "there is no pull request to comment on: no variable of a CI names one"
      : `there is no pull request to comment on: ${ci} does not say that it runs for one`,
    "Name its page, for example: --pull-request https://github.com/octo/app/pull/7",
  );
}
