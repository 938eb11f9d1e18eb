import * as v from "valibot";
import { byAge, type Comment, isGone, type Thread } from "../github/comment.ts";
import { readMarker } from "../github/comment-marker.ts";
import { type Octokit, readAnswer, readPages } from "../github/octokit.ts";
import type { PullRequestPage } from "./pull-request-page.ts";

/** The notes of one key and author at a merge request, and the SHA of its last commit. */
export interface MergeRequest {
  readonly thread: Thread;
  readonly head: string | null;
}

/**
 * Opens a merge request at GitLab (https://docs.gitlab.com/api/notes/#merge-requests).
 * @param octokit a client of GitLab's API. It is used only for the things that both forges share: JSON, pages by
 * `Link` headers, retries and time limits
 * @param key distinguishes the comments of several gates
 */
export async function openMergeRequest(
  octokit: Octokit,
  { url, repository, number }: PullRequestPage,
  token: string,
  key: string,
): Promise<MergeRequest> {
  const headers = { "private-token": token };
  const project = { headers, project: repository, number };
  const [self, { data: mergeRequest }] = await Promise.all([
    octokit.request("GET /user", { headers }),
    octokit.request("GET /projects/{project}/merge_requests/{number}", project),
  ]);
  const author = readAnswer(userSchema, self.data).id;
  const commentOf = (note: v.InferOutput<typeof noteSchema>): Comment => ({
    id: note.id,
    body: note.body,
    html_url: `${url}#note_${note.id}`,
    user: { login: String(note.author.id) },
  });
  const thread: Thread = {
    async own() {
      const route = "GET /projects/{project}/merge_requests/{number}/notes";
      const notes = readAnswer(
        v.array(noteSchema),
        await readPages(
          octokit.paginate.iterator(route, {
            ...project,
            per_page: 100,
            sort: "asc",
            order_by: "created_at",
          }),
          "comments",
        ),
      );
      // Anyone can write the marker into a note, but nobody can forge its author.
      return byAge(
        notes
          .filter((note) => note.author.id === author && readMarker(key, note.body) !== null)
          .map(commentOf),
      );
    },
    async create(body) {
      const { data } = await octokit.request("POST /projects/{project}/merge_requests/{number}/notes", {
        ...project,
        body: withoutQuickActions(body),
        request: { retries: 0 },
      });
      return commentOf(readAnswer(noteSchema, data));
    },
    async update({ id }, body) {
      const route = "PUT /projects/{project}/merge_requests/{number}/notes/{id}";
      return !(await isGone(
        octokit.request(route, { ...project, id: Number(id), body: withoutQuickActions(body) }),
      ));
    },
    async remove(comments) {
      const route = "DELETE /projects/{project}/merge_requests/{number}/notes/{id}";
      for (const { id } of comments) await isGone(octokit.request(route, { ...project, id: Number(id) }));
    },
  };
  return { thread, head: readAnswer(mergeRequestSchema, mergeRequest).sha };
}

const userSchema = v.object({ id: v.number() });
const noteSchema = v.object({ id: v.number(), body: v.string(), author: userSchema });
const mergeRequestSchema = v.object({ sha: v.nullable(v.string()) });

/** GitLab executes a line that begins with a slash and a word: https://docs.gitlab.com/user/project/quick_actions/ */
function withoutQuickActions(body: string): string {
  return body.replace(/^(\s*)\/(?=\w)/gm, "$1\u200b/");
}
