import type { RunSettings } from "../config/settings.ts";
import type { GitHubEvent } from "../event/github.ts";
import { StoppedError } from "../host/errors.ts";
import { errorReport } from "../judge/error-report.ts";
import type { Report } from "../model/report.ts";
import { LONGEST_COMMENT, markdown } from "../report/markdown.ts";
import { headline } from "../report/words.ts";
import { shorten } from "../text/words.ts";
import { annotations } from "./annotations.ts";
import { type CheckAnnotation, type CheckRun, createCheckRun, isInRepository } from "./check-run.ts";
import { numberIn } from "./comment-marker.ts";
import { askGitHub } from "./octokit.ts";
import { accessOf, type RedactedWorld } from "./world.ts";
import { tokenProblem, writeProblem } from "./write-problem.ts";

/** Whether and how the check run is written. */
export type CheckSettings = Pick<RunSettings, "check" | "githubToken"> & { readonly commentKey: string };

/**
 * Writes the report as a check run of the commit, if `check` asks for it.
 * @returns the annotations that it shows, so that the job need not repeat them
 */
export async function tellCheck(
  report: Report,
  settings: CheckSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<readonly CheckAnnotation[]> {
  const shown = annotations(report).filter(isInRepository);
  return (await write(contentOf(report), shown, settings, event, world)) ? shown : [];
}

/**
 * The same for a report of another run, which has its own annotations. Texts from a stranger's report are not shown at
 * lines of the code.
 */
export async function tellFollowedCheck(
  report: Report,
  settings: CheckSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<void> {
  await write(contentOf(report), [], settings, event, world);
}

/** The check run of an earlier run must not stay if this run ended with an error. */
export async function tellCheckError(
  error: unknown,
  settings: CheckSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<void> {
  if (error instanceof StoppedError) return;
  const report = world.redactor.redactIn(errorReport(error));
  const content: Content = {
    // A ruleset accepts a neutral check like one that passes.
    conclusion: "failure",
    title: "nothing could be judged",
    summary: (longest) => markdown(report, longest),
  };
  await write(content, [], settings, event, world);
}

type Content = Pick<CheckRun, "conclusion" | "title"> & {
  /** @param longest characters that it may have, or some more */
  readonly summary: (longest: number) => string;
};

function contentOf(report: Report): Content {
  return {
    conclusion: report.verdict === "pass" ? "success" : "failure",
    title: headline(report),
    summary: (longest) => markdown(report, longest),
  };
}

const LONGEST_TITLE = 255;
/** In bytes: a character may take three. */
const LONGEST_SUMMARY = 65_535;
/** In characters, with room for the heading of an error. */
const SHORT_SUMMARY = 20_000;

/** Whether it was written; a check run that cannot be written is a warning, whatever the verdict. */
async function write(
  { conclusion, title, summary }: Content,
  shown: readonly CheckAnnotation[],
  settings: CheckSettings,
  event: GitHubEvent,
  world: RedactedWorld,
): Promise<boolean> {
  const { core, env, redactor } = world;
  if (settings.check !== true) return false;
  const access = accessOf(settings, world, world.signal);
  if (access === null) {
    core.warning(tokenProblem("check"));
    return false;
  }
  const { owner, repo } = event;
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt, GITHUB_SERVER_URL: server } = env;
  const head = event.kind === "pull_request" ? event.headSha : event.sha;
  const text = (longest: number) => redactor.redact(summary(longest));
  const whole = text(LONGEST_COMMENT);
  try {
    const check: CheckRun = {
      owner,
      repo,
      name: redactor.redact(`stagegate (${settings.commentKey})`),
      run: { id: numberIn(id), attempt: numberIn(attempt), head },
      conclusion,
      detailsUrl: server && id ? `${server}/${owner}/${repo}/actions/runs/${id}` : null,
      title: shorten(redactor.redact(title), LONGEST_TITLE),
      summary: Buffer.byteLength(whole) <= LONGEST_SUMMARY ? whole : text(SHORT_SUMMARY),
      annotations: redactor.redactIn(shown),
    };
    const page = await askGitHub(access, (octokit) => createCheckRun(octokit, check));
    if (page === null) world.write("The check run stays as it is: a later run wrote it.\n");
    return page !== null;
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    core.warning(writeProblem("check", error, event.kind === "pull_request" ? event : OWN));
    return false;
  }
}

/** Of a commit in this repository. */
const OWN = { fork: false, target: false };
