import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator } from "emulate";
import { mergeBaseByApi } from "../../src/github/merge-base.ts";
import type { Octokit } from "../../src/github/octokit.ts";
import { fastOctokit } from "./client.ts";

/** An independent emulator of GitHub, with commits like GitHub's. */
const REPOSITORY = { owner: "octocat", repo: "hello-world" };

let emulator: Emulator;
let octokit: Octokit;
beforeAll(async () => {
  emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { "a-token": { login: "octocat", scopes: ["repo"] } },
      github: {
        users: [{ login: "octocat" }],
        repos: [{ owner: "octocat", name: "hello-world", auto_init: true }],
      },
    },
  });
  octokit = await fastOctokit(emulator.url, "a-token");
});
afterAll(() => emulator.close());

/** A commit with one file on top of another commit, or a first commit. */
async function commit(name: string, parent?: string): Promise<string> {
  const { git } = octokit.rest;
  const tree = [{ path: name, mode: "100644", type: "blob", content: name }] as const;
  const { data: made } = await git.createTree({ ...REPOSITORY, tree: [...tree] });
  const parents = parent === undefined ? [] : [parent];
  const { data } = await git.createCommit({ ...REPOSITORY, message: name, tree: made.sha, parents });
  return data.sha;
}

/** Gives a branch its name. */
async function point(branch: string, sha: string): Promise<void> {
  await octokit.rest.git.createRef({ ...REPOSITORY, ref: `refs/heads/${branch}`, sha });
}

test("the merge base is the last common commit, by SHA and by name", async () => {
  const first = await commit("first");
  const base = await commit("base", first);
  const work = await commit("work", await commit("more work", base));
  const main = await commit("main", base);
  await point("release/1.x", main);
  const ask = mergeBaseByApi(octokit, REPOSITORY);
  expect(await ask(main, work)).toBe(base);
  expect(await ask("release/1.x", work)).toBe(base);
  expect(await ask(first, work)).toBe(first);
});

test("a commit that GitHub lacks is an error of octokit", async () => {
  const ask = mergeBaseByApi(octokit, REPOSITORY);
  await expect(ask("1".repeat(40), "main")).rejects.toHaveProperty("status", 404);
});

/** The client of a server with one answer for every request. */
async function clientOf(status: number, type: string, text: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": type });
    response.end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { client: await fastOctokit(url, "a-token"), close };
}

test("unrelated histories have no merge base", async () => {
  // The emulator has no answer of its own for this case; the words are GitHub's.
  const message = "No common ancestor between main and other.";
  const { client, close } = await clientOf(404, "application/json", JSON.stringify({ message }));
  expect(await mergeBaseByApi(client, REPOSITORY)("main", "other")).toBeNull();
  close();
});

test.each([
  ["a page", "text/html", "<html><title>Unicorn!</title></html>", "it sent no JSON: Unicorn!"],
  [
    "JSON of another form",
    "application/json",
    "{}",
    "GitHub's answer is not as expected at merge_base_commit",
  ],
])("%s is an error of one line", async (_, type, text, message) => {
  const { client, close } = await clientOf(200, type, text);
  await expect(mergeBaseByApi(client, REPOSITORY)("main", "other")).rejects.toThrow(message);
  close();
});
