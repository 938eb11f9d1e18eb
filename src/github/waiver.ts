import * as v from "valibot";
import type { RunSettings } from "../config/settings.ts";
import type { GitHubEvent, PullRequestEvent } from "../event/github.ts";
import { StoppedError } from "../host/errors.ts";
import { askGitHub, type GitHubAccess, type Octokit, readAnswer, readPages } from "./octokit.ts";
import { oneLine } from "./one-line.ts";

/** The label that waives failures, if the pull request has it now: the label may be newer than the run. */
export async function waiverOf(
  event: GitHubEvent,
  { waiveLabel }: RunSettings,
  access: GitHubAccess | null,
  warn: (message: string) => void,
): Promise<string | null> {
  if (waiveLabel === null || event.kind !== "pull_request") return null;
  const labels =
    access === null
      ? event.labels
      : await askGitHub(access, (octokit) => labelsNow(octokit, event)).catch((error: unknown) => {
          if (error instanceof StoppedError) throw error;
          warn(
            `The labels of the pull request could not be read: ${oneLine(error)}. stagegate uses the labels from the event. If the label ${JSON.stringify(waiveLabel)} is newer than this run, run the job again.`,
          );
          return event.labels;
        });
  return labels.includes(waiveLabel) ? waiveLabel : null;
}

async function labelsNow(octokit: Octokit, { owner, repo, number }: PullRequestEvent): Promise<string[]> {
  const { listLabelsOnIssue } = octokit.rest.issues;
  const issue = { owner, repo, issue_number: number, per_page: 100 };
  const labels = await readPages(octokit.paginate.iterator(listLabelsOnIssue, issue), "labels");
  return readAnswer(v.array(v.object({ name: v.string() })), labels).map(({ name }) => name);
}
