import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A mock of GitLab's API for the notes of one merge request, after https://docs.gitlab.com/api/notes/. */
export interface FakeGitLab {
  readonly url: string;
  /** Oldest first. */
  readonly notes: FakeNote[];
  readonly requests: string[];
  /** SHA of the last commit of the merge request. */
  head: string;
  /** Origin of the links to further pages, as a proxy or a stranger's server may write it; null for its own. */
  linkOrigin: string | null;
  /** Whether each page names a further one. */
  isEndless: boolean;
  /** The target of a redirect for every request for notes; null for an answer. */
  redirect: string | null;
  /** The status of every write of a note; null for the usual answer. */
  refuse: number | null;
  say(author: number, body: string): FakeNote;
  close(): Promise<void>;
}

export interface FakeNote {
  readonly id: number;
  readonly author: { readonly id: number; readonly username: string };
  body: string;
}

/** The merge request that the mock knows. */
export const MERGE_REQUEST = "/group/sub/app/-/merge_requests/7";
const API = "/api/v4/projects/group%2Fsub%2Fapp/merge_requests/7";
const BOT = 42;

/** Starts the mock on a free loopback port. Its token is `glpat-1`, that of the user 42. */
export async function startFakeGitLab(): Promise<FakeGitLab> {
  let lastId = 100;
  const gitLab: FakeGitLab = {
    url: "",
    notes: [],
    requests: [],
    head: "1".repeat(40),
    linkOrigin: null,
    isEndless: false,
    redirect: null,
    refuse: null,
    say(author, body) {
      lastId += 1;
      const note = { id: lastId, body, author: { id: author, username: `user${author}` } };
      gitLab.notes.push(note);
      return note;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    gitLab.requests.push(`${method} ${url}`);
    const sent = await text(request);
    const answer = answerOf(gitLab, method, url, headers["private-token"] === "glpat-1", sent);
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.data === undefined ? undefined : JSON.stringify(answer.data));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(gitLab, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function answerOf(gitLab: FakeGitLab, method: string, url: string, isKnown: boolean, sent: string): Answer {
  const { pathname, searchParams } = new URL(url, gitLab.url);
  if (!isKnown) return { status: 401, data: { message: "401 Unauthorized" } };
  if (pathname === "/api/v4/user") return { status: 200, data: { id: BOT, username: "bot" } };
  if (pathname === API) return { status: 200, data: { iid: 7, sha: gitLab.head } };
  const id = new RegExp(`^${API}/notes(?:/(\\d+))?$`).exec(pathname);
  if (id === null) return { status: 404, data: { message: "404 Not Found" } };
  if (method === "GET" && gitLab.redirect !== null)
    return { status: 302, data: {}, headers: { location: gitLab.redirect } };
  if (method === "GET") return page(gitLab, searchParams);
  if (gitLab.refuse !== null)
    return { status: gitLab.refuse, data: { message: `${gitLab.refuse} Forbidden` } };
  const body = method === "DELETE" ? "" : (JSON.parse(sent) as { body: string }).body;
  if (id[1] === undefined) return { status: 201, data: gitLab.say(BOT, body) };
  const note = gitLab.notes.find((one) => one.id === Number(id[1]));
  if (note === undefined) return { status: 404, data: { message: "404 Not found" } };
  if (method === "DELETE") {
    gitLab.notes.splice(gitLab.notes.indexOf(note), 1);
    return { status: 204 };
  }
  return { status: 200, data: Object.assign(note, { body }) };
}

function page(gitLab: FakeGitLab, query: URLSearchParams): Answer {
  const [size, number] = [Number(query.get("per_page") ?? 20), Number(query.get("page") ?? 1)];
  const all = query.get("sort") === "asc" ? gitLab.notes : gitLab.notes.toReversed();
  const next = `<${gitLab.linkOrigin ?? gitLab.url}${API}/notes?per_page=${size}&sort=${query.get("sort")}&page=${number + 1}>; rel="next"`;
  return {
    status: 200,
    data: all.slice((number - 1) * size, number * size),
    headers: gitLab.isEndless || number * size < all.length ? { link: next } : {},
  };
}
