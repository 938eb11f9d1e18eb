import type { getOctokit } from "@actions/github";
import * as v from "valibot";
import { StagegateError, StoppedError } from "../host/errors.ts";
import { oneLine } from "./one-line.ts";
import { oneServer } from "./one-server.ts";

/** GitHub's API, REST and GraphQL, with paging, retries, time limits and respect for rate limits. */
export type Octokit = ReturnType<typeof getOctokit>;

type OctokitOptions = NonNullable<Parameters<typeof getOctokit>[1]>;
type OctokitPlugin = NonNullable<Parameters<typeof getOctokit>[2]>;

/** Access to GitHub, with the signal that stops requests. */
export interface GitHubAccess {
  readonly token: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends every request at once. */
  readonly signal: AbortSignal;
  readonly pace?: Pace | undefined;
}

/** Time limits for GitHub; each entry replaces the default. */
export interface Pace {
  readonly retry?: OctokitOptions["retry"];
  readonly throttle?: Partial<NonNullable<OctokitOptions["throttle"]>>;
  /** Time limit of one request until its whole answer is read, in ms. */
  readonly request?: number;
  /** Time limit of all requests for one purpose, with retries and waits, in ms. */
  readonly purpose?: number;
}

const REQUEST_LIMIT = 10_000;
const PURPOSE_LIMIT = 60_000;

/** The longest of the waits between retries, in units of `retryAfterBaseValue`: 1, 4, 9. */
const LONGEST_RETRY_WAIT = 9;

/**
 * Does some work with GitHub's API: one purpose, such as writing the comment. The work and all its requests
 * end when the limit of the purpose is reached.
 * @throws StoppedError as soon as the signal is aborted
 * @throws Error if GitHub did not answer within the limit, and octokit's errors, each with a message of
 * one line without markup
 */
export async function askGitHub<T>(access: GitHubAccess, work: (octokit: Octokit) => Promise<T>): Promise<T> {
  const { signal, pace } = access;
  const limit = pace?.purpose ?? PURPOSE_LIMIT;
  const end = new AbortController();
  const stop = () => end.abort(new StoppedError());
  const timer = setTimeout(() => end.abort(lateAnswer(limit, {})), limit);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    const endsAt = performance.now() + limit;
    return await orAborted(createOctokit(access, { signal: end.signal, endsAt }).then(work), end.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    // A wait for another attempt must not outlive its purpose.
    end.abort(new StoppedError());
  }
}

/** The end of a client's purpose. */
interface PurposeEnd {
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`, in ms. */
  readonly endsAt: number;
}

/**
 * A client of the GitHub that the job runs on: `GITHUB_API_URL` of `env`, so also an Enterprise Server.
 *
 * A request is sent again up to three times after a broken connection, a 5xx, or an answer that is no JSON,
 * unless it forbids that (`request: { retries: 0 }`). Where GitHub names a rate limit, that is waited for at
 * most twice, at most a minute each time, and only if the purpose still has that time.
 * @param end of the purpose that it serves; without it, only the signal ends its requests
 */
export async function createOctokit(
  { token, env, signal, pace = {} }: GitHubAccess,
  end: PurposeEnd = { signal, endsAt: Number.POSITIVE_INFINITY },
): Promise<Octokit> {
  // Loaded here because these packages take long to load, and because @actions/github reads the event's
  // payload as soon as it is imported: a damaged one would end the run before anything could be said.
  const [github, { retry }, { throttling }] = await Promise.all([
    import("@actions/github"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const baseUrl = env["GITHUB_API_URL"];
  const second = pace.throttle?.retryAfterBaseValue ?? 1000;
  const timeLeft = () => end.endsAt - performance.now();
  /** `seconds` is what GitHub asks to wait, `waits` how often this request has waited already. */
  const isWorthWaiting = (seconds: number, _request: unknown, _octokit: unknown, waits: number) =>
    seconds <= 60 && waits < 2 && seconds * second < timeLeft();
  const options: OctokitOptions = {
    ...(baseUrl ? { baseUrl } : {}),
    // Only the throttling retries 429: two plugins that retry the same answer multiply.
    retry: { doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451], ...pace.retry },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting, ...pace.throttle },
  };
  const longestWait = LONGEST_RETRY_WAIT * (pace.retry?.retryAfterBaseValue ?? 1000);
  const limits = limitRequests(pace.request ?? REQUEST_LIMIT, end.signal, () => timeLeft() > longestWait);
  // The first plugin is next to the network: it sees each attempt by itself.
  return github.getOctokit(token, options, oneServer, limits, retry, throttling);
}

/**
 * A plugin that ends each attempt of a request after `limit` ms and when `signal` is aborted, refuses what
 * is no JSON, and gives every error a message of one line.
 */
function limitRequests(limit: number, signal: AbortSignal, hasTimeToRetry: () => boolean): OctokitPlugin {
  return (octokit) => {
    octokit.hook.wrap("request", async (request, options) => {
      const attempt = new AbortController();
      const end = () => attempt.abort();
      const timer = setTimeout(end, limit);
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      // A new object, because requests may share one; it replaces the old one, because inner hooks read it.
      options.request = { ...options.request, signal: attempt.signal };
      try {
        const response = await request(options);
        // Octokit takes a broken answer for an empty one.
        if (attempt.signal.aborted || !isJsonAnswer(response)) {
          throw new AnswerError(`it sent ${wordsFor(response.data)}`, options);
        }
        return response;
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (!hasTimeToRetry()) options.request = { ...options.request, retries: 0 };
        if (attempt.signal.aborted) throw lateAnswer(limit, options);
        if (error instanceof Error) error.message = oneLine(error) || "an empty answer";
        throw error;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
      }
    });
    return {};
  };
}

/** An invalid answer; octokit's plugins and `statusOf` treat it as a bad gateway. */
class AnswerError extends Error {
  override readonly name = "HttpError";
  readonly status = 502;
  readonly request: object;

  constructor(message: string, request: object) {
    super(message);
    this.request = request;
  }
}

function lateAnswer(limit: number, request: object): AnswerError {
  return new AnswerError(`no answer within ${limit / 1000} s`, request);
}

function isJsonAnswer({ status, data }: { readonly status: number; readonly data: unknown }): boolean {
  // A redirect that is not followed needs only its headers.
  return (
    status === 204 ||
    status === 205 ||
    status === 302 ||
    (typeof data === "object" && !(data instanceof ArrayBuffer))
  );
}

function wordsFor(data: unknown): string {
  const text = typeof data === "string" ? oneLine(data) : "";
  return data === "" ? "an empty answer" : `no JSON${text === "" ? "" : `: ${text}`}`;
}

/** Most pages of a list that are read; of 100 entries each, more than any pull request or run has. */
const MOST_PAGES = 100;

/**
 * All entries of a list that comes in pages.
 * @param pages as `octokit.paginate.iterator` gives them
 * @param what names the entries
 * @throws StagegateError if there are too many pages: a server could name a further page for ever
 */
export async function readPages(
  pages: AsyncIterable<{ readonly data: unknown }>,
  what: string,
): Promise<unknown[]> {
  const entries: unknown[] = [];
  let count = 0;
  for await (const { data } of pages) {
    count += 1;
    if (count > MOST_PAGES)
      throw new StagegateError(
        `the server lists more than ${MOST_PAGES} pages of ${what}`,
        "Check the server and each proxy in front of it: the last page must not name another one.",
      );
    // An answer that is not a list is refused with the entries.
    entries.push(...(Array.isArray(data) ? data : [data]));
  }
  return entries;
}

/** An answer in an unexpected form. */
export class UnexpectedAnswer extends Error {
  /** `is not as expected at head.sha (…)`, for a sentence that begins with the sender of the answer. */
  readonly fault: string;

  constructor(fault: string) {
    super(`GitHub's answer ${fault}`);
    this.fault = fault;
  }
}

/**
 * The answer of GitHub or another forge, if it has the expected form.
 * @throws UnexpectedAnswer if it is not
 */
export function readAnswer<const Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, data);
  if (success) return output;
  const [issue] = issues;
  const path = v.getDotPath(issue);
  throw new UnexpectedAnswer(`is not as expected${path === null ? "" : ` at ${path}`} (${issue.message})`);
}

/** The result of some work; as soon as `signal` is aborted, its reason is thrown. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject);
  });
}
