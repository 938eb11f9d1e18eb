import * as v from "valibot";
import { type CommentRun, commentMarker, readMarker, supersedes } from "./comment-marker.ts";
import { type Octokit, readAnswer, readPages } from "./octokit.ts";

/** A comment that is written once into a pull request and then kept up to date in place. */
export interface StickyComment {
  readonly owner: string;
  readonly repo: string;
  /** Of the pull request. */
  readonly number: number;
  /** Tells the comments of several gates in one pull request apart; any text. */
  readonly key: string;
  /** The run that writes it. */
  readonly run: CommentRun;
  /** Markdown, at most 65,536 characters with the marker. */
  readonly body: string;
  /** True: only a comment that is there already is kept up to date. */
  readonly onlyUpdate?: boolean;
  /** True: a new comment is only created while the run's commit is the head of the pull request. */
  readonly onlyForHead?: boolean;
  /** Refuses to write, by an error, for the SHA of the pull request's head as it is now; null if it is not known. */
  readonly checkHead?: (present: string | null) => void;
  /** The logins that a job's token may write under, if it cannot ask for its own; GitHub's by default. */
  readonly jobLogins?: readonly string[];
}

/** What a comment says, wherever it is. */
export type StickyText = Pick<
  StickyComment,
  "key" | "run" | "body" | "onlyUpdate" | "onlyForHead" | "checkHead"
>;

/** Where the comment is, and what had to be done to it. */
export interface WrittenComment {
  /** Its page, for people. */
  readonly url: string;
  /** `superseded`: it holds what a later run says, and stays so. */
  readonly action: "created" | "updated" | "unchanged" | "superseded";
}

/**
 * Writes the comment: into the one of this key and this author where there is one that nobody has
 * minimised, else as a new one. Where several jobs write the same comment at once, the oldest comment stays,
 * with what the latest run says (`supersedes` has the order of runs). Null if there is none and none is
 * created, for the sake of `onlyUpdate` or `onlyForHead`.
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

  /** Leaves the oldest of the comments, with the latest of what they and this run say. */
  const settle = async (comments: readonly Comment[]): Promise<WrittenComment | null> => {
    const [oldest, ...younger] = comments;
    if (oldest === undefined) return null;
    const latest = latestBody(comment, body, comments, present);
    const isUnchanged = oldest.body === latest;
    // Where it is gone, someone deleted it since it was found.
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
  // Each job that did keeps the oldest, so that whoever looks last leaves one.
  const kept = await settle(byAge([created, ...(await thread.own())]));
  const isOwn = kept === null || (kept.url === created.html_url && kept.action !== "superseded");
  return isOwn ? { url: created.html_url, action: "created" } : kept;
}

/** What the comment has to say: `body`, unless one of the comments holds what a later run says. */
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

/** As GitHub lists it; of all that it tells, what matters here. */
const commentSchema = v.object({
  id: v.union([v.number(), v.bigint()]),
  body: v.optional(v.string()),
  html_url: v.string(),
  user: v.nullable(v.object({ login: v.string() })),
  /** Null while it is shown; Enterprise Servers of before 2026 do not say. */
  minimized: v.optional(v.nullable(v.unknown())),
});

export type Comment = v.InferOutput<typeof commentSchema>;

/** The comments of one key and author in one pull request. What fails throws errors with a `status` as octokit's. */
export interface Thread {
  /** Oldest first. */
  own(): Promise<Comment[]>;
  create(body: string): Promise<Comment>;
  /** False where the comment is gone. */
  update(comment: Comment, body: string): Promise<boolean>;
  /** What is gone already is fine. */
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
      // Anyone can write the marker into a comment; only the author of ours cannot be forged.
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
      // Not retried blindly: what failed on the way back has been created all the same.
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

/** Creates the comment; after a failure that leaves open whether it was, looks before it tries again. */
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

/** The login that the token's comments are written under; null for that of a job, which cannot ask for it. */
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
    // … which the token of a job may not do, and that one always writes as the same bot.
    if (statusOf(error) !== 403) throw error;
    return null;
  }
}

const userSchema = v.object({ login: v.string() });
const viewerSchema = v.object({ viewer: userSchema });

/** Without doubles; ids grow with time. */
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
