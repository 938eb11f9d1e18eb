import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/**
 * A mock of GitHub's API, for what the `emulate` package lacks: the user of a token by GraphQL, the permissions
 * of a token, and failures. It only has the comments of one pull request. The texts of its errors
 * are GitHub's own.
 */
export interface FakeGitHub {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  /** The comments of the pull request, oldest first. */
  readonly comments: FakeComment[];
  /** `METHOD /path` of every request so far, in order. */
  readonly requests: string[];
  /** Tokens with their users; any other token gets a 401. */
  readonly tokens: Map<string, Token>;
  /** False for a server that has no GraphQL. */
  hasGraphql: boolean;
  isLocked: boolean;
  /** Origin of the links to further pages; null for its own. */
  linkOrigin: string | null;
  /** Whether each page of comments names a further one. */
  isEndless: boolean;
  /** SHA of the pull request's head; null where the token may not read pull requests. */
  head: string | null;
  /** Names of the labels of the pull request. */
  labels: string[];
  /** Open pull requests, as they are listed; only one of them has comments. */
  readonly pulls: FakePull[];
  /** Check runs of all commits, oldest first. */
  readonly checks: FakeCheck[];
  /** Artifacts of runs, oldest first. */
  readonly artifacts: FakeArtifact[];
  /** The answer to every request; null for the usual ones. */
  always: Fault | null;
  /** Someone writes a comment, not by a request. */
  say(login: string, body: string): FakeComment;
  /** Sets the answer to the next request of this method about comments or caches, in the order of the calls. */
  next(method: string, answer: Fault): void;
  close(): Promise<void>;
}

/** Gives the answer, or a fault; `carryOut` executes the request. */
export type Fault = (carryOut: () => Answer, path: string) => Answer | Trouble | Promise<Answer | Trouble>;

/** A connection that breaks; no answer, for ever; an answer that begins and never ends. */
export type Trouble = "reset" | "silent" | "endless";

export interface Answer {
  readonly status: number;
  /** Sent as JSON; undefined for none. */
  readonly data?: unknown;
  /** Sent as it is, in place of `data`. */
  readonly text?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeComment {
  readonly id: number;
  readonly html_url: string;
  readonly user: { readonly login: string };
  body: string;
  minimized: { reason: string } | null;
}

export interface FakeCheck {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly conclusion: string;
  readonly details_url?: string;
  readonly output: {
    readonly title: string;
    readonly summary: string;
    readonly annotations: readonly object[];
  };
}

export interface FakePull {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { full_name: string } | null };
}

export interface FakeArtifact {
  readonly run: number;
  readonly id: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly expired: boolean;
}

interface Token {
  readonly login: string;
  readonly mayWrite: boolean;
  /** Whether it may write check runs, if it may write. */
  readonly mayCheck?: boolean;
  /** A job's token cannot ask who it is by REST. */
  readonly isJobs: boolean;
}

/** The pull request that the mock knows. */
export const PULL_REQUEST = { owner: "octocat", repo: "hello-world", number: 7 };

const COMMENTS = "/repos/octocat/hello-world/issues/7/comments";
const LABELS = "/repos/octocat/hello-world/issues/7/labels";
const PULLS = "/repos/octocat/hello-world/pulls";
const PULL = "/repos/octocat/hello-world/pulls/7";
const CHECKS = "/repos/octocat/hello-world/check-runs";
const LONGEST_BODY = 65_536;
const LONGEST_SUMMARY = 65_535;
const MOST_ANNOTATIONS = 50;

const refusal = (status: number, message: string): Answer => ({
  status,
  data: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
});

/** GitHub's answer to too many writes in a row. */
export const secondaryRateLimit = (retryAfter: number): Answer => ({
  ...refusal(
    403,
    "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.",
  ),
  headers: { "retry-after": String(retryAfter) },
});

export const badGateway: Answer = { status: 502, data: { message: "Server Error" } };

/** Starts the mock on a free loopback port. */
export async function startFakeGitHub(): Promise<FakeGitHub> {
  const faults = new Map<string, Fault[]>();
  let lastId = 1000;

  const github: FakeGitHub = {
    url: "",
    comments: [],
    requests: [],
    tokens: new Map([
      ["job", { login: "github-actions[bot]", mayWrite: true, isJobs: true }],
      ["comments-only", { login: "github-actions[bot]", mayWrite: true, mayCheck: false, isJobs: true }],
      ["read-only", { login: "github-actions[bot]", mayWrite: false, isJobs: true }],
      ["person", { login: "octocat", mayWrite: true, isJobs: false }],
    ]),
    hasGraphql: true,
    isLocked: false,
    linkOrigin: null,
    isEndless: false,
    head: "1".repeat(40),
    labels: [],
    pulls: [],
    checks: [],
    artifacts: [],
    always: null,
    say(login, body) {
      lastId += 1;
      const html_url = `${github.url}/octocat/hello-world/pull/7#issuecomment-${lastId}`;
      const comment: FakeComment = { id: lastId, html_url, user: { login }, body, minimized: null };
      github.comments.push(comment);
      return comment;
    },
    next(method, answer) {
      faults.set(method, [...(faults.get(method) ?? []), answer]);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    github.requests.push(`${method} ${url}`);
    const sent = await text(request);
    const carryOut = () => usualAnswer(github, request, sent === "" ? {} : JSON.parse(sent));
    const isAbout = url.includes("/comments") || url.includes("/actions/caches");
    const next = isAbout ? faults.get(method)?.shift() : undefined;
    const fault = next ?? github.always;
    send(response, fault === null ? carryOut() : await fault(carryOut, url));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(github, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function usualAnswer(github: FakeGitHub, request: IncomingMessage, sent: { body?: string }): Answer {
  const { pathname: whole, searchParams } = new URL(request.url ?? "", github.url);
  // The path of an Enterprise Server and Gitea.
  const pathname = whole.replace(/^\/api(?:\/v\d)?(?=\/)/, "");
  // The storage of artifacts is outside the API, and rejects its tokens.
  const blob = github.artifacts.find(({ id }) => pathname === `/storage/${id}`);
  if (blob !== undefined && searchParams.get("sig") === "secret")
    return request.headers.authorization === undefined
      ? { status: 200, text: blob.zip }
      : refusal(400, "Authentication information is not given in the correct format");
  const token = github.tokens.get(request.headers.authorization?.replace("token ", "") ?? "");
  if (token === undefined) return refusal(401, "Bad credentials");
  const notAccessible = refusal(403, "Resource not accessible by integration");

  if (pathname === "/graphql") {
    if (!github.hasGraphql) return refusal(404, "Not Found");
    return { status: 200, data: { data: { viewer: { login: token.login } } } };
  }
  if (pathname === "/user")
    return token.isJobs ? notAccessible : { status: 200, data: { login: token.login } };

  if (pathname === PULLS) return { status: 200, data: pullsOf(github, searchParams) };
  const run = Number(/^\/repos\/octocat\/hello-world\/actions\/runs\/(\d+)\/artifacts$/.exec(pathname)?.[1]);
  if (run > 0) {
    const artifacts = github.artifacts.filter((artifact) => artifact.run === run).map(artifactOf);
    return { status: 200, data: { total_count: artifacts.length, artifacts } };
  }
  const artifact = /^\/repos\/octocat\/hello-world\/actions\/artifacts\/(\d+)\/zip$/.exec(pathname)?.[1];
  if (artifact !== undefined)
    return { status: 302, text: "", headers: { location: `${github.url}/storage/${artifact}?sig=secret` } };
  if (pathname === PULL) return pullOf(github);
  if (pathname === LABELS) return { status: 200, data: github.labels.map((name) => ({ name })) };
  const commit = /^\/repos\/octocat\/hello-world\/commits\/(\w+)\/check-runs$/.exec(pathname)?.[1];
  if (commit !== undefined) {
    const name = searchParams.get("check_name");
    const matches = github.checks.filter((check) => check.head_sha === commit && check.name === name);
    return { status: 200, data: { total_count: matches.length, check_runs: matches } };
  }
  if (pathname === CHECKS) {
    if (!token.isJobs) return refusal(403, "You must authenticate via a GitHub App.");
    return token.mayWrite && token.mayCheck !== false
      ? createCheck(github, sent as FakeCheck)
      : notAccessible;
  }
  if (request.method === "GET" && pathname === COMMENTS) return page(github, searchParams);
  const id = Number(/^\/repos\/octocat\/hello-world\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]);
  const comment = github.comments.find((one) => one.id === id);
  if (pathname !== COMMENTS && comment === undefined) return refusal(404, "Not Found");
  if (!token.mayWrite) return notAccessible;
  if (github.isLocked) return refusal(403, "Unable to create comment because issue is locked.");
  if ((sent.body?.length ?? 0) > LONGEST_BODY) {
    return refusal(422, `Validation Failed: body is too long (maximum is ${LONGEST_BODY} characters)`);
  }
  if (comment === undefined) return { status: 201, data: github.say(token.login, sent.body ?? "") };
  if (request.method === "DELETE") {
    github.comments.splice(github.comments.indexOf(comment), 1);
    return { status: 204 };
  }
  return { status: 200, data: Object.assign(comment, sent) };
}

function createCheck(github: FakeGitHub, check: FakeCheck): Answer {
  const { summary, annotations } = check.output;
  if (Buffer.byteLength(summary) > LONGEST_SUMMARY || annotations.length > MOST_ANNOTATIONS)
    return refusal(422, "Invalid request.");
  github.checks.push(check);
  return {
    status: 201,
    data: { html_url: `${github.url}/octocat/hello-world/runs/${github.checks.length}` },
  };
}

function pullsOf({ pulls }: FakeGitHub, query: URLSearchParams) {
  const base = { sha: "2".repeat(40), ref: "main" };
  return pulls
    .filter(({ head }) => `${head.repo?.full_name.split("/")[0]}:${head.ref}` === query.get("head"))
    .map((pull) => ({ ...pull, base, labels: [] }));
}

function artifactOf({ id, name, zip, expired }: FakeArtifact) {
  return { id, name, size_in_bytes: zip.length, expired };
}

function pullOf({ head }: FakeGitHub): Answer {
  if (head === null) return refusal(403, "Resource not accessible by integration");
  return { status: 200, data: { head: { sha: head } } };
}

function page(github: FakeGitHub, query: URLSearchParams): Answer {
  const size = Number(query.get("per_page") ?? 30);
  const number = Number(query.get("page") ?? 1);
  const next = `<${github.linkOrigin ?? github.url}${COMMENTS}?per_page=${size}&page=${number + 1}>; rel="next"`;
  return {
    status: 200,
    data: github.comments.slice((number - 1) * size, number * size),
    headers: github.isEndless || number * size < github.comments.length ? { link: next } : {},
  };
}

function send(response: ServerResponse, answer: Answer | Trouble): void {
  if (answer === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer === "silent") return;
  if (answer === "endless") {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
    response.write("[");
    return;
  }
  const { status, data, text, headers } = answer;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(text ?? (data === undefined ? undefined : JSON.stringify(data)));
}
