import * as v from "valibot";
import type { Annotation } from "./annotations.ts";
import { type CommentRun, numberIn, supersedes } from "./comment-marker.ts";
import { type Octokit, readAnswer } from "./octokit.ts";

/** A gate in the list of checks of a commit. */
export interface CheckRun {
  readonly owner: string;
  readonly repo: string;
  /** Distinguishes the check runs of several gates of one commit; rulesets require checks by this name. */
  readonly name: string;
  /** The run that writes it, for its commit `head`. */
  readonly run: CommentRun;
  readonly conclusion: "success" | "failure";
  /** Page of the run, for people; null if it is not known. */
  readonly detailsUrl: string | null;
  /** At most 255 characters. */
  readonly title: string;
  /** Markdown, at most 65,535 bytes. */
  readonly summary: string;
  /** At most 50. */
  readonly annotations: readonly CheckAnnotation[];
}

/** An annotation at lines of a file of the repository. */
export type CheckAnnotation = Required<Annotation>;

/** Whether a check run can hold an annotation: only with a place in the repository. */
export function isInRepository(annotation: Annotation): annotation is CheckAnnotation {
  const { file } = annotation;
  return file !== undefined && !/^(?:\/|[A-Za-z]:|\.\.(?:[/\\]|$))/.test(file);
}

/**
 * Writes a check run. GitHub shows the newest of those with one name, so that an earlier one stays as it is. Null if a
 * later run already wrote one for the same commit (`supersedes` has the order of runs).
 *
 * Throws octokit's errors; `writeProblem` puts them into words.
 * @returns its page, for people
 */
export async function createCheckRun(octokit: Octokit, check: CheckRun): Promise<string | null> {
  const { owner, repo, name, run, detailsUrl, title, summary, annotations } = check;
  const { checks } = octokit.rest;
  const earlier = await checks.listForRef({ owner, repo, ref: run.head, check_name: name, per_page: 100 });
  const isLate = readAnswer(listSchema, earlier.data).check_runs.some(({ external_id }) => {
    const writer = readRun(external_id, run.head);
    return writer !== null && !supersedes(run, writer, run.head);
  });
  if (isLate) return null;
  const { data } = await checks.create({
    owner,
    repo,
    name,
    head_sha: run.head,
    external_id: runName(run),
    status: "completed",
    conclusion: check.conclusion,
    ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
    output: {
      title,
      summary,
      annotations: annotations.map(({ level, message, title, file, startLine, endLine }) => ({
        annotation_level: level === "error" ? "failure" : level,
        message,
        title,
        path: file,
        start_line: startLine,
        end_line: endLine,
      })),
    },
  });
  return readAnswer(createdSchema, data).html_url;
}

const createdSchema = v.object({ html_url: v.string() });
const listSchema = v.object({
  check_runs: v.array(v.object({ external_id: v.nullable(v.string()) })),
});

/** The run as the check run stores it: `stagegate:123.1`. */
function runName({ id, attempt }: CommentRun): string {
  return id === null ? "stagegate" : `stagegate:${id}.${attempt ?? 1}`;
}

/** Null for a check run that is not ours, or that does not name its run. */
function readRun(name: string | null, head: string): CommentRun | null {
  const [, id, attempt] = /^stagegate:(\d{1,15})\.(\d{1,9})$/.exec(name ?? "") ?? [];
  return id === undefined ? null : { id: numberIn(id), attempt: numberIn(attempt), head };
}
