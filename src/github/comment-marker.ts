/** The run that writes a comment. */
export interface CommentRun {
  /** `GITHUB_RUN_ID`, which grows with time; null if it is not set. */
  readonly id: number | null;
  /** `GITHUB_RUN_ATTEMPT`: 1 at first, each re-run adds one; null if it is not set. */
  readonly attempt: number | null;
  /** SHA of the commit that it judged: the head of the pull request when the run was started. */
  readonly head: string;
}

/**
 * The first line of a comment, with its gate and the run that wrote it:
 * `<!-- stagegate:default run=123.1 head=1f0c… -->`. No character of the key can end it early or make it look like another
 * key.
 */
export function commentMarker(key: string, { id, attempt, head }: CommentRun): string {
  const number = id === null ? "" : ` run=${id}.${attempt ?? 1}`;
  return `<!-- stagegate:${escapeKey(key)}${number} head=${head} -->`;
}

/**
 * The run that wrote a comment of this key; `unknown` if the comment does not name it, as in older
 * versions. Null if the comment is not one of this key.
 */
export function readMarker(key: string, body: string): CommentRun | "unknown" | null {
  const start = `<!-- stagegate:${escapeKey(key)} `;
  if (!body.startsWith(start)) return null;
  const [, id, attempt, head] = RUN.exec(body.slice(start.length)) ?? [];
  if (head === undefined) return "unknown";
  return { id: numberIn(id), attempt: numberIn(attempt), head };
}

/** The number of digits that a number holds exactly. */
const RUN = /^(?:run=(\d{1,15})\.(\d{1,9}) )?head=([0-9a-f]+) -->/;

/** A variable or a part of a marker as a number; null if it is none. */
export function numberIn(digits: string | undefined): number | null {
  return /^\d{1,15}$/.test(digits ?? "") ? Number(digits) : null;
}

/**
 * Whether the result of `run` may replace the result of another run. A result for the pull request's present head always
 * wins. Of two other runs, the one that started later wins: by its id, then by its attempt. So a re-run, which has the
 * same id and commit, replaces its own earlier attempt, and never the result of a later run.
 * @param present SHA of the pull request's head as it is now; null if it is not known
 */
export function supersedes(run: CommentRun, other: CommentRun | "unknown", present: string | null): boolean {
  if (other === "unknown") return true;
  const isPresent = run.head === present;
  if (isPresent !== (other.head === present)) return isPresent;
  if (run.id === null || other.id === null) return true;
  return run.id === other.id ? (run.attempt ?? 1) >= (other.attempt ?? 1) : run.id > other.id;
}

function escapeKey(key: string): string {
  return key.replace(/[^\w./-]/gu, (char) => `%${char.codePointAt(0)?.toString(16)};`);
}
