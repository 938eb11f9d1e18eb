import { headOfChange } from "../baseline/commit.ts";
import { type Commit, openGit } from "../baseline/git.ts";
import { readCi } from "../event/ci.ts";
import { postComment, tokenFor } from "../forge/comment.ts";
import { readPullRequestPage } from "../forge/pull-request-page.ts";
import { numberIn } from "../github/comment-marker.ts";
import { StagegateError } from "../host/errors.ts";
import { createExec } from "../host/exec.ts";
import type { Redactor } from "../host/redactor.ts";
import { refuseOtherCommit } from "../judge/judged-commit.ts";
import { terminalBlock } from "../report/escape.ts";
import { LONGEST_COMMENT, markdown } from "../report/markdown.ts";
import type { Command } from "./arguments.ts";
import { readReportAt } from "./report.ts";
import type { CliWorld } from "./world.ts";

/**
 * Writes a report.json into a pull request, in place of what an earlier run wrote there.
 * @returns 0 whatever the report's verdict is: that was the gate's to tell
 * @throws StagegateError if the file is no report, no pull request is known, the report is of another commit than the
 * pull request's head, or the comment cannot be written
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
  const checkedOut = await headIn(cwd, signal);
  const ofCi = headOfChange(ci?.change ?? null, checkedOut);
  // Without the merge's parents, its SHA stands for the pull request.
  const isMerge = report.commit !== undefined && report.commit === ci?.change?.mergeSha;
  // Jenkins makes a merge of its own, and names neither it nor the head.
  const isCheckedOut = checkedOut !== null && checkedOut.sha === report.commit;
  const merged = isCheckedOut && checkedOut.parents.length > 1 ? checkedOut.parents : [];
  const check = (head: string | null) => {
    if (isMerge || (head !== null && merged.includes(head))) return;
    refuseOtherCommit(source === "-" ? "standard input" : source, report, head);
  };
  check(ofCi);
  const head = ofCi ?? report.commit ?? checkedOut?.sha ?? null;
  const written = await postComment(
    page,
    {
      key,
      run: { id: numberIn(ci?.number ?? undefined), attempt: null, head: head ?? UNKNOWN_COMMIT },
      body: `${redactor.redact(markdown(report, LONGEST_COMMENT))}\n${head === null ? "" : `Result for commit \`${head.slice(0, 7)}\`.\n`}`,
      // What the CI runs for counts, although a newer commit may be the head by now.
      ...(ofCi === null ? { checkHead: check } : {}),
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

/** The commit that is checked out; null without one. */
async function headIn(cwd: string, signal: AbortSignal): Promise<Commit | null> {
  const git = await openGit(createExec(signal), cwd);
  return git.kind === "git" ? git.head : null;
}

function noPullRequest(ci: string | null): StagegateError {
  return new StagegateError(
    ci === null
      ? "there is no pull request to comment on: no variable of a CI names one"
      : `there is no pull request to comment on: ${ci} does not say that it runs for one`,
    "Name its page, for example: --pull-request https://github.com/octo/app/pull/7",
  );
}
