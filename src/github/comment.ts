import { messageOf } from "../host/errors.ts";
import type { Octokit } from "./octokit.ts";

/** A comment that is written once into a pull request and then kept up to date in place. */
export interface StickyComment {
  readonly owner: string;
  readonly repo: string;
  /** Of the pull request. */
  readonly number: number;
  /** Tells the comments of several gates in one pull request apart; any text. */
  readonly key: string;
  /** Markdown, at most 65,536 characters with the marker. */
  readonly body: string;
  /** True: only a comment that is there already is kept up to date. */
  readonly onlyUpdate?: boolean;
}

/** Where the comment is, and what had to be done to it. */
export interface WrittenComment {
  /** Its page, for people. */
  readonly url: string;
  readonly action: "created" | "updated" | "unchanged";
}

/**
 * Writes the comment: into the one of this key and this author where there is one that nobody has
 * minimised, else as a new one. Where several jobs write the same comment at once, the oldest stays.
 * Null where there is none and it asks for `onlyUpdate`.
 *
 * Throws octokit's errors; `commentProblem` puts them into words.
 */
export async function upsertComment(
  octokit: Octokit,
  comment: StickyComment,
): Promise<WrittenComment | null> {
  const thread = await threadOf(octokit, comment);
  const body = `${marker(comment.key)}\n${comment.body}`;

  const [known, ...surplus] = await thread.own();
  if (known !== undefined) {
    await thread.remove(surplus);
    if (known.body === body) return { url: known.html_url, action: "unchanged" };
    if (await thread.update(known, body)) return { url: known.html_url, action: "updated" };
    // Someone deleted it since it was found.
  }
  if (comment.onlyUpdate) return null;

  const created = await createOnce(thread, body);
  // Finding and creating are two requests: another job may have created its own comment between them.
  // Each job that did keeps the oldest, so that whoever looks last leaves one.
  const [oldest = created, ...younger] = byAge([created, ...(await thread.own())]);
  const isKept = oldest.body === body || (await thread.update(oldest, body));
  if (!isKept) return { url: created.html_url, action: "created" };
  await thread.remove(younger);
  return { url: oldest.html_url, action: oldest.id === created.id ? "created" : "updated" };
}

/**
 * Why the comment could not be written and what to do about it, in one sentence.
 *
 * `fork`: the pull request comes from another repository; `target`: the workflow runs for the base
 * branch (`pull_request_target`), where also a fork's pull request gets a token that may write.
 */
export function commentProblem(
  error: unknown,
  { fork, target }: { readonly fork: boolean; readonly target: boolean },
): string {
  return `The pull request comment could not be written: ${reason(error, fork && !target)}.`;
}

function reason(error: unknown, isReadOnly: boolean): string {
  const said = oneLine(messageOf(error));
  const status = statusOf(error);
  if (/rate limit/i.test(said)) return `GitHub's rate limit is used up (${said})`;
  if (status === 401) return `GitHub does not accept the \`github-token\` (${said})`;
  if (status === 403) return whyForbidden(said, isReadOnly);
  if (status === 404) return `GitHub shows the \`github-token\` no such pull request (${said})`;
  if (status === 422) return `GitHub refuses the text (${said})`;
  if (status !== null && status >= 500) return `GitHub failed or could not be reached (${said})`;
  return said;
}

function whyForbidden(said: string, isReadOnly: boolean): string {
  if (/is locked/i.test(said)) return "the conversation of the pull request is locked";
  if (/not accessible by integration/i.test(said)) {
    return isReadOnly
      ? "the token of a pull request from a fork is always read-only, whatever `permissions:` says; the report is in the job summary"
      : "the token lacks a permission; give the job `permissions: pull-requests: write`";
  }
  if (/not accessible by personal access token/i.test(said)) {
    return "the `github-token` lacks a permission; let it write pull requests";
  }
  return `GitHub forbids it (${said})`;
}

/** As GitHub lists it; of all that it tells, what matters here. */
interface Comment {
  readonly id: number | bigint;
  readonly body?: string;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
  /** Null while it is shown; Enterprise Servers of before 2026 do not say. */
  readonly minimized?: object | null;
}

/** The comments of one key and author in one pull request. */
interface Thread {
  /** Oldest first. */
  own(): Promise<Comment[]>;
  create(body: string): Promise<Comment>;
  /** False where the comment is gone. */
  update(comment: Comment, body: string): Promise<boolean>;
  /** What is gone already is fine. */
  remove(comments: readonly Comment[]): Promise<void>;
}

async function threadOf(octokit: Octokit, { owner, repo, number, key }: StickyComment): Promise<Thread> {
  const author = await loginOf(octokit);
  const pull = { owner, repo, issue_number: number };
  const place = (comment: Comment) => ({ owner, repo, comment_id: Number(comment.id) });
  const { issues } = octokit.rest;
  return {
    async own() {
      const all: Comment[] = await octokit.paginate(issues.listComments, { ...pull, per_page: 100 });
      // Anyone can write the marker into a comment; only the author of ours cannot be forged.
      return byAge(
        all.filter(
          ({ body, user, minimized }) =>
            body?.startsWith(marker(key)) && user?.login === author && (minimized ?? null) === null,
        ),
      );
    },
    async create(body) {
      // Not retried blindly: what failed on the way back has been created all the same.
      const { data } = await issues.createComment({ ...pull, body, request: { retries: 0 } });
      return data;
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

/** The login that the token's comments are written under. */
async function loginOf(octokit: Octokit): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>("{ viewer { login } }");
    return viewer.login;
  } catch (error) {
    // A server without GraphQL can be asked for a person's login by REST …
    if (statusOf(error) !== 404) throw error;
  }
  try {
    return (await octokit.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    // … which the token of a job may not do, and that one always writes as the same bot.
    if (statusOf(error) !== 403) throw error;
    return "github-actions[bot]";
  }
}

/** The comment's first line. Nothing in the key can end it early or look like another key. */
function marker(key: string): string {
  const escaped = key.replace(/[^\w./-]/gu, (char) => `%${char.codePointAt(0)?.toString(16)};`);
  return `<!-- stagegate:${escaped} -->`;
}

/** Without doubles; ids grow with time. */
function byAge(comments: readonly Comment[]): Comment[] {
  const unique = new Map(comments.map((comment) => [comment.id, comment]));
  return [...unique.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether the request found nothing; throws its other errors. */
async function isGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return true;
  }
}

/** The HTTP status of octokit's error; null for any other. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : null;
}

/** What a proxy answers may be a whole page; to what GitHub says, octokit adds where it is documented. */
function oneLine(text: string): string {
  const line = text
    .replace(/<[^>]*>/g, " ")
    .replace(/ - https?:\S+$/, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
