import { askGitHub, type Octokit, type Pace } from "../../src/github/octokit.ts";
import { StoppedError } from "../../src/host/errors.ts";
import { FAST } from "./client.ts";
import {
  type Answer,
  type FakeGitHub,
  PULL_REQUEST,
  secondaryRateLimit,
  startFakeGitHub,
} from "./fake-github.ts";

const { owner, repo, number: pull_number } = PULL_REQUEST;

let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

const getPull = (octokit: Octokit) => octokit.rest.pulls.get({ owner, repo, pull_number });

/** The error of a request for the pull request; "nothing" without one. */
async function failure({
  pace = {},
  signal = new AbortController().signal,
  work = getPull as (octokit: Octokit) => Promise<unknown>,
  url = github.url,
}: {
  pace?: Pace;
  signal?: AbortSignal;
  work?: (octokit: Octokit) => Promise<unknown>;
  url?: string;
} = {}): Promise<unknown> {
  const access = { token: "job", env: { GITHUB_API_URL: url }, signal, pace: { ...FAST, ...pace } };
  return askGitHub(access, work).then(
    () => "nothing",
    (error: unknown) => error,
  );
}

describe("GitHub without an answer", () => {
  test.each(["silent", "endless"] as const)(
    "%s: each attempt ends, and the last one fails",
    async (trouble) => {
      github.always = () => trouble;
      expect(await failure({ pace: { request: 300 } })).toMatchObject({
        message: "no answer within 0.3 s",
        status: 502,
      });
      expect(github.requests).toHaveLength(4);
    },
  );

  test.each(["silent", "endless"] as const)(
    "%s: the time limit of the whole ends the attempts",
    async (trouble) => {
      github.always = () => trouble;
      expect(await failure({ pace: { request: 10_000, purpose: 500 } })).toMatchObject({
        message: "no answer within 0.5 s",
      });
      expect(github.requests).toHaveLength(1);
    },
  );

  test.each(["silent", "endless"] as const)("%s once: the next attempt succeeds", async (trouble) => {
    github.always = () => {
      github.always = null;
      return trouble;
    };
    expect(await failure({ pace: { request: 500 } })).toBe("nothing");
    expect(github.requests).toHaveLength(2);
  });

  test("many requests end together at their common limit", async () => {
    github.always = (_, path) => (path.includes("page=9") ? "silent" : { status: 200, data: [] });
    const work = async (octokit: Octokit) => {
      for (let page = 1; page < 10; page += 1)
        await octokit.rest.issues.listComments({ owner, repo, issue_number: pull_number, page });
    };
    expect(await failure({ work, pace: { purpose: 200 } })).toMatchObject({ message: /0\.2 s/ });
  });

  test("a stop ends the request at once", async () => {
    const stop = new AbortController();
    github.always = () => {
      stop.abort();
      return "silent";
    };
    expect(await failure({ signal: stop.signal })).toBeInstanceOf(StoppedError);
  });

  test("no request follows a stop", async () => {
    expect(await failure({ signal: AbortSignal.abort() })).toBeInstanceOf(StoppedError);
    expect(github.requests).toEqual([]);
  });

  test("a rate limit beyond the time limit is not waited for", async () => {
    github.always = () => secondaryRateLimit(30);
    const pace = { ...FAST, throttle: { ...FAST.throttle, retryAfterBaseValue: 1000 }, purpose: 5000 };
    expect(await failure({ pace })).toMatchObject({ status: 403 });
    expect(github.requests).toHaveLength(1);
  });

  test("a retry beyond the time limit does not start", async () => {
    github.always = () => ({ status: 502, data: { message: "Server Error" } });
    const pace = { ...FAST, retry: { retryAfterBaseValue: 1000 }, purpose: 8000 };
    expect(await failure({ pace })).toMatchObject({ status: 502, message: "Server Error" });
    expect(github.requests).toHaveLength(1);
  });
});

const PAGE = `<!DOCTYPE html><html><head><title>Unicorn!</title><style>p { color: red }</style>
<script>if (a < b) alert("x")</script></head><body><!-- hidden --><p>We&nbsp;are   busy.</p></body></html>`;
const html = { "content-type": "text/html; charset=utf-8" };

test.each<[string, Answer, string]>([
  ["a page", { status: 200, text: PAGE, headers: html }, "it sent no JSON: Unicorn! We are busy"],
  ["a page as JSON", { status: 200, text: PAGE }, "it sent no JSON: Unicorn! We are busy"],
  ["a page with 503", { status: 503, text: PAGE, headers: html }, "Unicorn! We are busy"],
  ["a page that breaks off in a tag", { status: 503, text: "<p>Busy<div class=", headers: html }, "Busy"],
  ["JSON that breaks off", { status: 200, text: '{"head": {"sha":' }, 'it sent no JSON: {"head": {"sha":'],
  ["nothing", { status: 200, text: "" }, "it sent an empty answer"],
  ["nothing with 503", { status: 503, text: "" }, "an empty answer"],
  ["bytes", { status: 200, text: "\0\x01", headers: { "content-type": "image/png" } }, "it sent no JSON"],
  [
    "a long text with 500",
    { status: 500, text: "word ".repeat(9999), headers: html },
    `${"word ".repeat(40)}…`,
  ],
  [
    "a redirect to itself",
    { status: 302, headers: { location: "/again" } },
    expect.stringMatching(/^http:.* redirects more than 5 times$/),
  ],
  [
    "a redirect to another server",
    { status: 301, headers: { location: "http://127.0.0.1:1/" } },
    expect.stringMatching(/^http:.* redirects to http:.*:1, which does not get the token$/),
  ],
])("%s as the answer is an error of one line", async (_, answer, message) => {
  github.always = () => answer;
  expect(await failure()).toMatchObject({ message, status: expect.any(Number) });
});

test("a redirect inside the server, after a rename, is followed", async () => {
  const pages = (octokit: Octokit) =>
    octokit.paginate(octokit.rest.issues.listComments, { owner, repo, issue_number: 7, per_page: 2 });
  for (const text of ["one", "two", "three"]) github.say("octocat", text);
  const path = `/repos/${owner}/${repo}/issues/7/comments?per_page=2`;
  github.next("GET", () => ({ status: 301, data: {}, headers: { location: path } }));
  const bodies = async (octokit: Octokit) => expect(await pages(octokit)).toHaveLength(3);
  expect(await failure({ work: bodies })).toBe("nothing");
  expect(github.requests).toEqual([`GET ${path}`, `GET ${path}`, `GET ${path}&page=2`]);
});

test("a server without TLS at an https address is an error of one line", async () => {
  const error = await failure({ url: github.url.replace("http:", "https:") });
  expect(error).toMatchObject({ status: 500 });
  expect((error as Error).message).toMatch(/^.{5,200}$/);
});

test("an unreachable server is an error of one line", async () => {
  expect(await failure({ url: "http://127.0.0.1:1" })).toMatchObject({
    message: expect.stringMatching(/ECONNREFUSED|bad port/),
  });
});
