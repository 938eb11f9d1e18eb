import * as v from "valibot";
import { type CommentRun, commentMarker, readMarker, supersedes } from "./comment-marker.ts";
import { type Octokit, readAnswer, readPages } from "./octokit.ts";

/** A comment that is written once into a pull request and then kept up to date in place. */
export interface StickyComment {
  readonly owner: string;
  readonly repo: string;
  /** Of the pull request. */
  readonly number: number;
  /** Distinguishes the comments of several gates in one pull request; any text. */
  readonly key: string;
  /** The run that writes it. */
  readonly run: CommentRun;
  /** Markdown, at most 65,536 characters with the marker. */
  readonly body: string;
  /** True: only an existing comment is updated. */
  readonly onlyUpdate?: boolean;
  /** True: a new comment is only created while the run's commit is the head of the pull request. */
  readonly onlyForHead?: boolean;
  /** Throws an error to refuse the write, for the present SHA of the pull request's head; null if it is not known. */
  readonly checkHead?: (present: string | null) => void;
  /** Possible logins of a job's token, which cannot ask for its own; GitHub's by default. */
  readonly jobLogins?: readonly string[];
}

/** The content of a comment, at any forge. */
export type StickyText = Pick<
  StickyComment,
  "key" | "run" | "body" | "onlyUpdate" | "onlyForHead" | "checkHead"
>;

/** The page of the comment, and the action that was taken. */
export interface WrittenComment {
  /** Its page, for people. */
  readonly url: string;
  /** `superseded`: it holds the result of a later run, and stays. */
  readonly action: "created" | "updated" | "unchanged" | "superseded";
}

/**
 * Writes the comment: into the existing comment of this key and this author that is not
 * minimised, or else as a new one. If several jobs write the same comment at once, the oldest comment stays, with the
 * result of the latest run (`supersedes` has the order of runs). Null if there is no comment and `onlyUpdate` or
 * `onlyForHead` forbids to create one.
 *
 * Throws octokit's errors; `writeProblem` puts them into words.
 */
export async function upsertComment(
  octokit: Octokit,
  comment: StickyComment,
): Promise<WrittenComment | null> {
  const [thread, present] = await Promise.all([threadOf(octokit, comment), headOf(octokit, comment)]);
  return upsertInThread(thread, comment, present);
}

/**
 * The same in the conversation of any forge.
 * @param present SHA of the pull request's head as it is now; null if it is not known
 */
export async function upsertInThread(
  thread: Thread,
  comment: StickyText,
  present: string | null,
): Promise<WrittenComment | null> {
  comment.checkHead?.(present);
  const body = `${commentMarker(comment.key, comment.run)}\n${comment.body}`;

  /** Leaves the oldest of the comments, with the latest result. */
  const settle = async (comments: readonly Comment[]): Promise<WrittenComment | null> => {
    const [oldest, ...younger] = comments;
    if (oldest === undefined) return null;
    const latest = latestBody(comment, body, comments, present);
    const isUnchanged = oldest.body === latest;
    // If it is gone, a person deleted it in the meantime.
    if (!isUnchanged && !(await thread.update(oldest, latest))) return null;
    await thread.remove(younger);
    const action = latest === body ? (isUnchanged ? "unchanged" : "updated") : "superseded";
    return { url: oldest.html_url, action };
  };

  const settled = await settle(await thread.own());
  if (settled !== null || comment.onlyUpdate) return settled;
  if (comment.onlyForHead && present !== null && present !== comment.run.head) return null;

  const created = await createOnce(thread, body);
  // Finding and creating are two requests: another job may have created its own comment between them.
  // Each such job leaves only the oldest, so that one comment stays in the end.
  const result = await settle(byAge([created, ...(await thread.own())]));
  const isOwn = result === null || (result.url === created.html_url && result.action !== "superseded");
  return isOwn ? { url: created.html_url, action: "created" } : result;
}

/** The text of the comment: `body`, unless one of the comments has the result of a later run. */
function latestBody(
  { key, run }: StickyText,
  body: string,
  comments: readonly Comment[],
  present: string | null,
): string {
  const latest = comments.reduce<{ run: CommentRun; body: string }>(
    (last, { body: other = "" }) => {
      const writer = readMarker(key, other);
      const isLater = writer !== null && writer !== "unknown" && !supersedes(last.run, writer, present);
      return isLater ? { run: writer, body: other } : last;
    },
    { run, body },
  );
  return latest.body;
}

/**
 * SHA of the pull request's head as it is now; null for a token that may write comments and not read pull
 * requests.
 */
async function headOf(octokit: Octokit, { owner, repo, number }: StickyComment): Promise<string | null> {
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
    return readAnswer(pullSchema, data).head.sha;
  } catch (error) {
    if (statusOf(error) !== 403 && statusOf(error) !== 404) throw error;
    return null;
  }
}

const pullSchema = v.object({ head: v.object({ sha: v.string() }) });

/** The used fields of a comment in GitHub's list. */
const commentSchema = v.object({
  id: v.union([v.number(), v.bigint()]),
  body: v.optional(v.string()),
  html_url: v.string(),
  user: v.nullable(v.object({ login: v.string() })),
  /** Null while it is shown; Enterprise Servers before 2026 do not have it. */
  minimized: v.optional(v.nullable(v.unknown())),
});

export type Comment = v.InferOutput<typeof commentSchema>;

/** The comments of one key and author in one pull request. Failures throw errors with a `status`, like octokit's. */
export interface Thread {
  /** Oldest first. */
  own(): Promise<Comment[]>;
  create(body: string): Promise<Comment>;
  /** False if the comment is gone. */
  update(comment: Comment, body: string): Promise<boolean>;
  /** A comment that is already gone is fine. */
  remove(comments: readonly Comment[]): Promise<void>;
}

async function threadOf(
  octokit: Octokit,
  { owner, repo, number, key, jobLogins = ["github-actions[bot]"] }: StickyComment,
): Promise<Thread> {
  const own = await loginOf(octokit);
  const authors = own === null ? jobLogins : [own];
  const pull = { owner, repo, issue_number: number };
  const place = (comment: Comment) => ({ owner, repo, comment_id: Number(comment.id) });
  const { issues } = octokit.rest;
  return {
    async own() {
      const all = readAnswer(
        v.array(commentSchema),
        await readPages(
          octokit.paginate.iterator(issues.listComments, { ...pull, per_page: 100 }),
          "comments",
        ),
      );
      // Anyone can write the marker into a comment, but nobody can forge the author.
      return byAge(
        all.filter(
          ({ body, user, minimized }) =>
            readMarker(key, body ?? "") !== null &&
            authors.includes(user?.login ?? "") &&
            (minimized ?? null) === null,
        ),
      );
    },
    async create(body) {
      // Not simply retried: a request may create the comment although its answer is lost.
      const { data } = await issues.createComment({ ...pull, body, request: { retries: 0 } });
      return readAnswer(commentSchema, data);
    },
    async update(comment, body) {
      return !(await isGone(issues.updateComment({ ...place(comment), body })));
    },
    async remove(comments) {
      for (const comment of comments) await isGone(issues.deleteComment(place(comment)));
    },
  };
}

const CREATE_ATTEMPTS = 3;

/** Creates the comment. After an unclear failure, it checks for the comment before it tries again. */
async function createOnce(thread: Thread, body: string, attempt = 1): Promise<Comment> {
  try {
    return await thread.create(body);
  } catch (error) {
    // Octokit gives 500 to a connection that broke.
    if ((statusOf(error) ?? 0) < 500) throw error;
    const [landed] = await thread.own();
    if (landed !== undefined) return landed;
    if (attempt === CREATE_ATTEMPTS) throw error;
    return createOnce(thread, body, attempt + 1);
  }
}

/** The login of the token's comments; null for a job's token, which cannot ask for it. */
async function loginOf(octokit: Octokit): Promise<string | null> {
  try {
    return readAnswer(viewerSchema, await octokit.graphql("{ viewer { login } }")).viewer.login;
  } catch (error) {
    // A server without GraphQL can be asked for a person's login by REST …
    if (statusOf(error) !== 404) throw error;
  }
  try {
    return readAnswer(userSchema, (await octokit.rest.users.getAuthenticated()).data).login;
  } catch (error) {
    // … and a job's token may not ask, but always writes as the same bot.
    if (statusOf(error) !== 403) throw error;
    return null;
  }
}

const userSchema = v.object({ login: v.string() });
const viewerSchema = v.object({ viewer: userSchema });

/** Without duplicates; ids grow with time. */
export function byAge(comments: readonly Comment[]): Comment[] {
  const unique = new Map(comments.map((comment) => [comment.id, comment]));
  return [...unique.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether the request found nothing; throws its other errors. */
export async function isGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return true;
  }
}

/** The HTTP status of octokit's error; null for any other. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : null;
}
