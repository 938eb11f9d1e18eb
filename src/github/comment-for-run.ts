import { readFile } from "node:fs/promises";
import { COMMENT_OPTIONS } from "../config/comment-options.ts";
import { readOptions, unknownNames } from "../config/inputs.ts";
import { type FollowedRun, type PullRequestEvent, readFollowedRun } from "../event/github.ts";
import { StagegateError } from "../host/errors.ts";
import { createRedactor, type Redactor } from "../host/redactor.ts";
import { openTransport } from "../image/registry/transport.ts";
import { withoutLogs } from "../judge/join-logs.ts";
import { joinReports } from "../judge/join-reports.ts";
import { refuseOtherCommit } from "../judge/judged-commit.ts";
import type { ReportFile } from "../report/collect.ts";
import { type ZipArchive, zippedReports } from "../report/zipped.ts";
import { ConfigError, type Problem } from "../values/problem.ts";
import { artifactsOf, downloadArtifact, pullRequestsOf } from "./followed-run.ts";
import { gatePlaces } from "./gate-places.ts";
import { readInputs } from "./inputs.ts";
import { tellingErrors } from "./job.ts";
import { askGitHub, type GitHubAccess } from "./octokit.ts";
import { tellPullRequest, tellPullRequestError } from "./pull-request.ts";
import { tellCheckError, tellFollowedCheck } from "./tell-check.ts";
import { accessOf, type JobWorld, type RedactedWorld, redactedWorld } from "./world.ts";

/**
 * The action that comments for a run without the permission, such as one for a fork: takes the reports of the followed run, and
 * writes the comment that its gate would have written. It checks nothing out and builds nothing, because a
 * stranger may have made all files of the run.
 * @returns the exit code: 0 whatever the verdict is, 2 if the reports cannot be read
 * @throws StoppedError if the signal stopped it
 */
export async function commentMain(
  outer: JobWorld,
  redactor: Redactor = createRedactor(outer.core.setSecret),
): Promise<number> {
  return tellingErrors(redactedWorld(outer, redactor), comment);
}

async function comment(world: RedactedWorld): Promise<number> {
  const { core, env, cwd, signal, redactor } = world;
  const inputs = readInputs(env, cwd, Object.keys(COMMENT_OPTIONS));
  const problems: Problem[] = unknownNames(inputs, Object.keys(COMMENT_OPTIONS));
  const options = readOptions(COMMENT_OPTIONS, inputs, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  if (options.githubToken !== null) redactor.hide([options.githubToken]);
  const access = accessOf(options, world, signal);
  if (access === null)
    throw new StagegateError("there is no github-token", "Leave out github-token, to have the job's own.");

  const run = await readFollowedRun(env, (path) => readFile(path, "utf8"));
  if (run.event !== "pull_request") {
    world.write(
      `The followed run is one of the event ${run.event}, and has no pull request to comment on.\n`,
    );
    return 0;
  }
  const pull = await pullRequestOf(run, access);
  if (pull === null) {
    core.notice(
      `No open pull request has ${run.headSha.slice(0, 7)} of ${run.headRepository} as its head: it was closed, or has newer commits.`,
    );
    return 0;
  }
  const settings = { ...options, commentKey: options.commentKey ?? gatePlaces(env, inputs).commentKey };
  // The comment counts as one of the run that judged, so that the newer of two comments stays.
  const judging = {
    ...world,
    env: { ...env, GITHUB_RUN_ID: String(run.id), GITHUB_RUN_ATTEMPT: String(run.attempt) },
  };
  try {
    const reports = await reportsOf(run, options.artifact ?? COMMENT_OPTIONS.artifact.default, access);
    const report = redactor.redactIn(joinReports(withoutLogs(reports), options.expect));
    refuseOtherCommit("the report", report, run.headSha);
    await tellPullRequest(report, settings, inputs, pull, judging);
    await tellFollowedCheck(report, settings, pull, judging);
    return 0;
  } catch (error) {
    await tellPullRequestError(error, settings, pull, judging);
    await tellCheckError(error, settings, pull, judging);
    throw error;
  }
}

/** @returns null if there is none @throws StagegateError if there are several */
async function pullRequestOf(run: FollowedRun, access: GitHubAccess): Promise<PullRequestEvent | null> {
  const [pull, ...others] = await askGitHub(access, (octokit) => pullRequestsOf(octokit, run));
  if (others.length === 0) return pull ?? null;
  const numbers = [pull, ...others].map((each) => `#${each?.number}`).join(", ");
  throw new StagegateError(
    `several pull requests have the same head, ${numbers}, and the run does not tell which one it judged`,
    "Close all but one of them.",
  );
}

async function reportsOf(run: FollowedRun, pattern: string, access: GitHubAccess): Promise<ReportFile[]> {
  const artifacts = await askGitHub(access, (octokit) => artifactsOf(octokit, run, pattern));
  const send = openTransport({ env: access.env, signal: access.signal, isInsecure: false });
  const archives: ZipArchive[] = [];
  for (const artifact of artifacts)
    archives.push({ name: artifact.name, bytes: await downloadArtifact(artifact, send) });
  const reports = await zippedReports(archives);
  if (reports.length > 0) return reports;
  throw new StagegateError(
    artifacts.length === 0
      ? `the run has no artifact ${pattern}`
      : `the artifact ${pattern} of the run holds no report.json`,
    "Check the log of the gate's job: it was skipped or cancelled, or it did not upload its report.",
  );
}
