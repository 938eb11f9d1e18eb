import { upsertComment } from "../../src/github/comment.ts";
import { type CommentRun, commentMarker } from "../../src/github/comment-marker.ts";
import { writeProblem } from "../../src/github/write-problem.ts";
import { fastOctokit } from "./client.ts";
import {
  badGateway,
  type FakeGitHub,
  PULL_REQUEST,
  secondaryRateLimit,
  startFakeGitHub,
} from "./fake-github.ts";

const BOT = "github-actions[bot]";
/** The marker of older versions. */
const MARKER = "<!-- stagegate:default -->";
const HEAD = "1".repeat(40);
const RUN = { id: 100, attempt: 1, head: HEAD };

let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

async function write(
  body: string,
  { token = "job", key = "default", onlyUpdate = false, run = RUN as CommentRun } = {},
) {
  const octokit = await fastOctokit(github.url, token);
  return upsertComment(octokit, { ...PULL_REQUEST, key, run, body, onlyUpdate });
}

/** The bodies of all comments, without the markers. */
const texts = () => github.comments.map(({ body }) => body.replace(/^<!-- stagegate:.* -->\n/, ""));
/** Requests of a method about comments. */
const requests = (method: string) =>
  github.requests.filter((line) => line.startsWith(`${method} /repos/`) && line.includes("/comments"));

describe("the comment", () => {
  test("is new beside a comment of another author with the same marker", async () => {
    const forged = github.say("mallory", `${MARKER}\nall is well`);
    expect(await write("62 MB")).toMatchObject({ action: "created" });
    expect(await write("63 MB")).toMatchObject({ action: "updated" });
    expect(github.comments).toHaveLength(2);
    expect(forged.body).toBe(`${MARKER}\nall is well`);
  });

  test("is new beside an own comment that quotes the marker", async () => {
    github.say(BOT, `> ${MARKER}\nI do not agree`);
    expect(await write("62 MB")).toMatchObject({ action: "created" });
  });

  test("is the person's own for a person's token", async () => {
    github.say(BOT, `${MARKER}\nof the job`);
    expect(await write("62 MB", { token: "person" })).toMatchObject({ action: "created" });
    expect(await write("63 MB", { token: "person" })).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["of the job", "63 MB"]);
  });

  test.each(["job", "person"])("is found without GraphQL for the token of a %s", async (token) => {
    github.hasGraphql = false;
    github.say("mallory", `${MARKER}\nall is well`);
    expect(await write("62 MB", { token })).toMatchObject({ action: "created" });
    expect(await write("63 MB", { token })).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["all is well", "63 MB"]);
  });

  test("is new if someone minimised the old one", async () => {
    await write("62 MB");
    for (const comment of github.comments) comment.minimized = { reason: "outdated" };
    expect(await write("63 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["62 MB", "63 MB"]);
  });
});

test("`onlyUpdate` updates a comment, and does not create one", async () => {
  expect(await write("62 MB", { onlyUpdate: true })).toBeNull();
  expect(texts()).toEqual([]);
  await write("62 MB");
  expect(await write("63 MB", { onlyUpdate: true })).toMatchObject({ action: "updated" });
  expect(texts()).toEqual(["63 MB"]);
  github.next("PATCH", (carryOut) => {
    github.comments.pop();
    return carryOut();
  });
  expect(await write("64 MB", { onlyUpdate: true })).toBeNull();
  expect(texts()).toEqual([]);
});

describe("the key", () => {
  test("cannot end the marker early", async () => {
    await write("62 MB", { key: "a --> b\n<b>" });
    expect(github.comments[0]?.body).toBe(
      `<!-- stagegate:a%20;--%3e;%20;b%a;%3c;b%3e; run=100.1 head=${HEAD} -->\n62 MB`,
    );
  });

  test.each([
    ["web", "web2"],
    ["a b", "a%20;b"],
    ["\u00e9a", "\u0e9a"],
    ["\ud800", "\ud801"],
  ])("%j differs from %j", async (one, other) => {
    await write("one", { key: one });
    expect(await write("other", { key: other })).toMatchObject({ action: "created" });
    expect(await write("one", { key: one })).toMatchObject({ action: "unchanged" });
  });
});

describe("parallel jobs", () => {
  test("keep the first created comment, with the latest text", async () => {
    github.next("POST", (carryOut) => {
      github.say(BOT, `${MARKER}\nof the other job`);
      return carryOut();
    });
    const written = await write("62 MB");
    expect(texts()).toEqual(["62 MB"]);
    expect(written).toEqual({ url: github.comments[0]?.html_url, action: "updated" });
    expect(requests("DELETE")).toHaveLength(1);
  });

  test("delete the second created comment", async () => {
    github.next("POST", (carryOut) => {
      const answer = carryOut();
      github.say(BOT, `${MARKER}\nof the other job`);
      return answer;
    });
    const written = await write("62 MB");
    expect(texts()).toEqual(["62 MB"]);
    expect(written).toEqual({ url: github.comments[0]?.html_url, action: "created" });
  });

  test("that create at the same moment leave one comment", async () => {
    // Neither may create before both have searched, so the first waits for the second.
    const bothHaveLooked = new Promise<void>((resolve) => {
      github.next("POST", async (carryOut) => {
        await bothHaveLooked;
        return carryOut();
      });
      github.next("POST", (carryOut) => {
        resolve();
        return carryOut();
      });
    });
    await Promise.all([write("of one"), write("of the other")]);
    expect(texts()).toHaveLength(1);
    expect(["of one", "of the other"]).toContain(texts()[0]);
  });

  test("clean up after an aborted job", async () => {
    github.say(BOT, `${MARKER}\nold`);
    github.say(BOT, `${MARKER}\nold too`);
    expect(await write("62 MB")).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["62 MB"]);
  });

  test("tolerate that another one cleaned up first", async () => {
    github.say(BOT, `${MARKER}\nold`);
    github.say(BOT, `${MARKER}\nold too`);
    github.next("DELETE", (carryOut) => {
      carryOut();
      return carryOut();
    });
    expect(await write("62 MB")).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["62 MB"]);
  });

  test("recreate a comment deleted during its update", async () => {
    await write("62 MB");
    github.next("PATCH", (carryOut) => {
      github.comments.pop();
      return carryOut();
    });
    expect(await write("63 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("keep the own comment if the older one disappears", async () => {
    github.next("POST", (carryOut) => {
      github.say(BOT, `${MARKER}\nof the other job`);
      return carryOut();
    });
    github.next("PATCH", (carryOut) => {
      github.comments.shift();
      return carryOut();
    });
    expect(await write("62 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["62 MB"]);
  });
});

describe("runs out of order", () => {
  const [OLD, NEW] = ["1".repeat(40), "2".repeat(40)];
  const earlier = { id: 100, attempt: 1, head: OLD };
  const later = { id: 200, attempt: 1, head: NEW };

  beforeEach(() => {
    github.head = NEW;
  });

  test("keep the text of the later run", async () => {
    const written = await write("63 MB", { run: later });
    expect(await write("62 MB", { run: earlier })).toEqual({ url: written?.url, action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
    expect(requests("PATCH")).toEqual([]);
  });

  test("keep the text of the later run in a re-run of the earlier one", async () => {
    await write("63 MB", { run: later });
    const again = { ...earlier, attempt: 2 };
    expect(await write("62 MB", { run: again })).toMatchObject({ action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("ignore a higher id if its commit is no longer the head", async () => {
    await write("63 MB", { run: { ...later, id: 100 } });
    expect(await write("62 MB", { run: { ...earlier, id: 200 } })).toMatchObject({ action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("count by id if the token cannot read pull requests", async () => {
    github.head = null;
    await write("63 MB", { run: later });
    expect(await write("62 MB", { run: earlier })).toMatchObject({ action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("replace the text of an earlier run and an earlier attempt", async () => {
    await write("62 MB", { run: earlier });
    expect(await write("63 MB", { run: later })).toMatchObject({ action: "updated" });
    expect(await write("64 MB", { run: { ...later, attempt: 2 } })).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["64 MB"]);
  });

  test("of one commit, pushed again, count by the last run", async () => {
    github.head = OLD;
    await write("63 MB", { run: later });
    expect(await write("62 MB", { run: { ...earlier, id: 300 } })).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["62 MB"]);
  });

  test("ignore a forged marker of a later run", async () => {
    github.say("mallory", `<!-- stagegate:default run=999.9 head=${NEW} -->\nall is well`);
    expect(await write("62 MB", { run: later })).toMatchObject({ action: "created" });
  });

  test("drop the comment of an earlier run, created second", async () => {
    github.next("POST", async (carryOut) => {
      await write("63 MB", { run: later });
      return carryOut();
    });
    expect(await write("62 MB", { run: earlier })).toMatchObject({ action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("keep the new comment of the later run", async () => {
    github.next("POST", async (carryOut) => {
      const answer = carryOut();
      await write("63 MB", { run: later });
      return answer;
    });
    expect(await write("62 MB", { run: earlier })).toMatchObject({ action: "superseded" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("move the latest text into the oldest of several comments", async () => {
    const oldest = github.say(BOT, `${commentMarker("default", earlier)}\n62 MB`);
    github.say(BOT, `${commentMarker("default", { ...later, attempt: 2 })}\n64 MB`);
    github.say(BOT, `${MARKER}\nold`);
    expect(await write("63 MB", { run: later })).toMatchObject({ action: "superseded" });
    expect(github.comments).toEqual([oldest]);
    expect(texts()).toEqual(["64 MB"]);
  });
});

describe("failures", () => {
  test.each([
    ["a 502", badGateway],
    ["a broken connection", "reset"],
  ] as const)("%s after the creation of the comment does not create it twice", async (_, answer) => {
    github.next("POST", (carryOut) => {
      carryOut();
      return answer;
    });
    expect(await write("62 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["62 MB"]);
    expect(requests("POST")).toHaveLength(1);
  });

  test.each([
    ["a 502", badGateway],
    ["a broken connection", "reset"],
  ] as const)("%s before the creation leads to a second attempt", async (_, answer) => {
    github.next("POST", () => answer);
    expect(await write("62 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["62 MB"]);
    const comments = "/repos/octocat/hello-world/issues/7/comments";
    const all = github.requests.filter((line) => line.includes("/comments"));
    expect(all.map((line) => line.replace("?per_page=100", ""))).toEqual([
      `GET ${comments}`,
      `POST ${comments}`,
      `GET ${comments}`,
      `POST ${comments}`,
      `GET ${comments}`,
    ]);
  });

  test("end the creation after three attempts", async () => {
    for (const _ of [1, 2, 3]) github.next("POST", () => badGateway);
    await expect(write("62 MB")).rejects.toMatchObject({ status: 502 });
    expect(requests("POST")).toHaveLength(3);
    expect(texts()).toEqual([]);
  });

  test.each(["GET", "PATCH"])("of a %s lead to another request", async (method) => {
    await write("62 MB");
    github.next(method, () => badGateway);
    github.next(method, () => "reset");
    expect(await write("63 MB")).toMatchObject({ action: "updated" });
    expect(texts()).toEqual(["63 MB"]);
  });

  test("of an update do not lead to a second comment", async () => {
    await write("62 MB");
    github.next("PATCH", () => ({ status: 403, data: { message: "Forbidden" } }));
    await expect(write("63 MB")).rejects.toMatchObject({ status: 403 });
    expect(texts()).toEqual(["62 MB"]);
  });

  test.each([0, 1])("with a secondary rate limit lead to a wait (retry-after: %d)", async (seconds) => {
    github.next("POST", () => secondaryRateLimit(seconds));
    expect(await write("62 MB")).toMatchObject({ action: "created" });
    expect(texts()).toEqual(["62 MB"]);
  });

  test("with a secondary rate limit lead to two waits at most", async () => {
    for (const _ of [1, 2, 3]) github.next("POST", () => secondaryRateLimit(1));
    await expect(write("62 MB")).rejects.toThrow("secondary rate limit");
    expect(requests("POST")).toHaveLength(3);
  });

  test("with a secondary rate limit lead to no wait over a minute", async () => {
    github.next("POST", () => secondaryRateLimit(61));
    await expect(write("62 MB")).rejects.toThrow("secondary rate limit");
    expect(requests("POST")).toHaveLength(1);
  });

  test("with status 429 are not repeated", async () => {
    github.next("GET", () => ({ status: 429, data: { message: "Too many requests" } }));
    await expect(write("62 MB")).rejects.toMatchObject({ status: 429 });
    expect(requests("GET")).toHaveLength(1);
  });
});

describe("the warning about a comment", () => {
  const own = { fork: false, target: false };
  const problem = async (attempt: Promise<unknown>, from = own) =>
    writeProblem(
      "comment",
      await attempt.then(
        () => "nothing failed",
        (error: unknown) => error,
      ),
      from,
    );
  const NO_COMMENT = "The pull request comment could not be written: ";

  test.each([
    ["a pull request of the repository", own],
    ["a fork's, under pull_request_target", { fork: true, target: true }],
  ])("names the missing permission for %s", async (_, from) => {
    expect(await problem(write("62 MB", { token: "read-only" }), from)).toBe(
      `${NO_COMMENT}the token lacks a permission; give the job \`permissions: pull-requests: write\`.`,
    );
    expect(requests("POST")).toHaveLength(1);
  });

  test("says that no permission helps a fork's pull request", async () => {
    const fork = { fork: true, target: false };
    expect(await problem(write("62 MB", { token: "read-only" }), fork)).toBe(
      `${NO_COMMENT}the token of a pull request from a fork is always read-only, whatever \`permissions:\` says; the report is in the job summary, and docs/forks.md of stagegate has a workflow that comments.`,
    );
  });

  test("names the rejected token", async () => {
    expect(await problem(write("62 MB", { token: "expired" }))).toBe(
      `${NO_COMMENT}GitHub does not accept the \`github-token\` (Bad credentials).`,
    );
  });

  test("says that the token cannot see the pull request", async () => {
    const octokit = await fastOctokit(github.url, "job");
    const elsewhere = upsertComment(octokit, {
      ...PULL_REQUEST,
      number: 8,
      key: "default",
      run: RUN,
      body: "62 MB",
    });
    expect(await problem(elsewhere)).toBe(
      `${NO_COMMENT}GitHub finds no such pull request with this \`github-token\` (Not Found).`,
    );
  });

  test("says that the conversation is locked", async () => {
    github.isLocked = true;
    expect(await problem(write("62 MB"))).toBe(
      `${NO_COMMENT}the conversation of the pull request is locked.`,
    );
  });

  test("repeats GitHub's reason against the text", async () => {
    expect(await problem(write("x".repeat(65_536)))).toBe(
      `${NO_COMMENT}GitHub refuses the text (Validation Failed: body is too long (maximum is 65536 characters)).`,
    );
  });

  test("says that the rate limit is exhausted", async () => {
    github.next("POST", () => secondaryRateLimit(61));
    expect(await problem(write("62 MB"))).toContain("GitHub's rate limit is used up (You have exceeded");
  });

  test("shortens a proxy's page to one sentence", async () => {
    const page = {
      status: 403,
      data: `<html>\n<h1>Blocked</h1>\n<p>${"by the proxy ".repeat(40)}</p></html>`,
    };
    github.next("GET", () => page);
    const sentence = await problem(write("62 MB"));
    expect(sentence).toMatch(
      /^The pull request comment .*: GitHub forbids it \(Blocked by the proxy .*…\)\.$/,
    );
    expect(sentence.length).toBeLessThan(300);
  });

  test("says that GitHub is unreachable", async () => {
    const octokit = await fastOctokit("http://127.0.0.1:1", "job");
    const attempt = upsertComment(octokit, { ...PULL_REQUEST, key: "default", run: RUN, body: "62 MB" });
    expect(await problem(attempt)).toMatch(
      /GitHub failed or could not be reached \(.+\); run the job again to write it\.$/,
    );
  });

  test.each([
    [
      "a person's token without permission",
      Object.assign(new Error("Resource not accessible by personal access token"), { status: 403 }),
      "the `github-token` lacks a permission; let it write pull requests",
    ],
    ["an internal error", new Error("of\nour own"), "of our own; run the job again to write it"],
    ["a thrown value that is no error", "thrown", "thrown; run the job again to write it"],
  ])("explains %s", (_, error, words) => {
    expect(writeProblem("comment", error, own)).toBe(`${NO_COMMENT}${words}.`);
  });
});
