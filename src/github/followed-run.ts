import * as v from "valibot";
import type { FollowedRun, PullRequestEvent } from "../event/github.ts";
import { StagegateError } from "../host/errors.ts";
import type { Send } from "../image/registry/exchange.ts";
import { wildcards } from "../patterns/wildcards.ts";
import { type Octokit, readAnswer, readPages } from "./octokit.ts";

/**
 * The open pull requests that a run judged: of that repository and branch, with that commit as their head. The run's own
 * data about its pull request cannot be trusted.
 */
export async function pullRequestsOf(octokit: Octokit, run: FollowedRun): Promise<PullRequestEvent[]> {
  const { owner, repo, headRepository, headBranch, headSha } = run;
  const query = { owner, repo, state: "open" as const, per_page: 100 };
  const head = `${headRepository.split("/")[0]}:${headBranch}`;
  const all = readAnswer(
    v.array(pullSchema),
    await readPages(octokit.paginate.iterator(octokit.rest.pulls.list, { ...query, head }), "pull requests"),
  );
  return all
    .filter(
      ({ head }) =>
        head.sha === headSha && head.ref === headBranch && head.repo?.full_name === headRepository,
    )
    .map(({ number, base, labels }) => ({
      kind: "pull_request",
      owner,
      repo,
      defaultBranch: null,
      number,
      headSha,
      baseSha: base.sha,
      baseRef: base.ref,
      labels: labels.map(({ name }) => name),
      fork: headRepository !== `${owner}/${repo}`,
      // The token belongs to this repository, as for `pull_request_target`.
      target: true,
    }));
}

const pullSchema = v.object({
  number: v.number(),
  head: v.object({
    sha: v.string(),
    ref: v.string(),
    repo: v.nullable(v.object({ full_name: v.string() })),
  }),
  base: v.object({ sha: v.string(), ref: v.string() }),
  labels: v.array(v.object({ name: v.string() })),
});

/** An artifact of a run. */
export interface Artifact {
  readonly name: string;
  /** Address of the download, without a token. */
  readonly url: URL;
}

/** Most bytes of all artifacts together, as they are stored, and most artifacts. */
const LARGEST = 64_000_000;
const MOST = 100;

/**
 * The artifacts of a run whose names fit a pattern; of several with one name, as a re-run leaves them, the newest.
 * @param pattern `*` stands for any text
 * @throws StagegateError if they are too many or too large
 */
export async function artifactsOf(
  octokit: Octokit,
  { owner, repo, id }: FollowedRun,
  pattern: string,
): Promise<Artifact[]> {
  const { actions } = octokit.rest;
  const all = readAnswer(
    v.array(artifactSchema),
    await readPages(
      octokit.paginate.iterator(actions.listWorkflowRunArtifacts, { owner, repo, run_id: id, per_page: 100 }),
      "artifacts",
    ),
  );
  const fits = wildcards(pattern);
  const matches = all.filter(({ name, expired }) => !expired && fits(name)).sort((a, b) => a.id - b.id);
  const newest = [...new Map(matches.map((artifact) => [artifact.name, artifact])).values()];
  if (newest.length > MOST) throw new StagegateError(`the run has more than ${MOST} artifacts ${pattern}`);
  if (newest.reduce((sum, artifact) => sum + artifact.size_in_bytes, 0) > LARGEST) throw tooLarge();
  const artifacts: Artifact[] = [];
  for (const { id, name } of newest) {
    const { headers } = await actions.downloadArtifact({
      owner,
      repo,
      artifact_id: id,
      archive_format: "zip",
      // The server behind the redirect must not get the token.
      request: { redirect: "manual" },
    });
    artifacts.push({ name, url: new URL(readAnswer(v.string(), headers.location)) });
  }
  return artifacts;
}

const artifactSchema = v.object({
  id: v.number(),
  name: v.string(),
  size_in_bytes: v.number(),
  expired: v.boolean(),
});

/** @throws StagegateError if it cannot be downloaded, or is larger than all artifacts may be */
export async function downloadArtifact({ name, url }: Artifact, send: Send): Promise<Buffer> {
  const { status, body, discard } = await send({ url, headers: {} });
  if (status !== 200) {
    discard();
    throw new StagegateError(`the artifact ${name} cannot be downloaded: the server answers ${status}`);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    // The real size may differ from the size that GitHub lists.
    if (size > LARGEST) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(): StagegateError {
  return new StagegateError(`the artifacts are larger than ${LARGEST / 1_000_000} MB together`);
}
