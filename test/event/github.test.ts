import { readFile } from "node:fs/promises";
import { isDefaultBranchPush, readEvent } from "../../src/event/github.ts";
import { StagegateError } from "../../src/host/errors.ts";

const HEAD = "1".repeat(40);
const BASE = "2".repeat(40);
const SHA = "3".repeat(40);
const repository = { owner: "octocat", repo: "hello-world", defaultBranch: "main" };
const pull = {
  kind: "pull_request",
  ...repository,
  number: 7,
  headSha: HEAD,
  baseSha: BASE,
  baseRef: "main",
  labels: [],
};
const push = { kind: "push", ...repository, sha: SHA, ref: "refs/heads/main", before: BASE, forced: false };

/** The environment and the payload of `events/NAME.json`. */
async function fixture(name: string) {
  const text = await readFile(new URL(`events/${name}.json`, import.meta.url), "utf8");
  return JSON.parse(text) as { env: Record<string, string>; payload: { pull_request?: object } };
}

test.each([
  ["pull_request", { ...pull, labels: ["image-size-ok", "dependencies"], fork: false, target: false }],
  ["pull_request_fork", { ...pull, fork: true, target: false }],
  ["pull_request_deleted_fork", { ...pull, fork: true, target: false }],
  ["pull_request_target", { ...pull, fork: true, target: true }],
  ["push", push],
  ["push_forced", { ...push, ref: "refs/heads/work", forced: true }],
  ["push_new_tag", { ...push, ref: "refs/tags/main", before: null }],
  ["push_by_hand", { ...push, defaultBranch: null, ref: null, before: null }],
  ["merge_group", { kind: "merge_group", ...repository, sha: SHA, baseSha: BASE, baseRef: "main" }],
  ["schedule", { kind: "other", ...repository, defaultBranch: "develop", sha: SHA, fork: false }],
  ["workflow_dispatch", { kind: "other", ...repository, sha: SHA, fork: false }],
  ["workflow_run", { kind: "other", ...repository, sha: SHA, fork: false }],
  ["workflow_run_fork", { kind: "other", ...repository, sha: SHA, fork: true }],
  ["workflow_run_deleted_fork", { kind: "other", ...repository, sha: SHA, fork: true }],
])("the event %s has its commit, repository and change", async (name, expected) => {
  const { env, payload } = await fixture(name);
  const read = async (path: string) => {
    expect(path).toBe(env["GITHUB_EVENT_PATH"]);
    return JSON.stringify(payload);
  };
  expect(await readEvent(env, read)).toEqual(expected);
});

test.each([
  ["push", true],
  ["push_forced", false],
  ["push_new_tag", false],
  ["push_by_hand", false],
  ["pull_request", false],
  ["workflow_dispatch", false],
])("%s is a push to the default branch: %j", async (name, expected) => {
  const { env, payload } = await fixture(name);
  expect(isDefaultBranchPush(await readEvent(env, async () => JSON.stringify(payload)))).toBe(expected);
});

test.each([
  ["that is unreadable", async () => Promise.reject(new Error("ENOENT: no such file"))],
  ["that is no JSON", async () => "{"],
  ["that is null", async () => "null"],
  ["of another shape", async () => '{"repository":7,"merge_group":null,"before":1,"forced":"true","ref":{}}'],
])("a commit event works with a payload %s", async (_, read) => {
  const names = ["push", "merge_group", "schedule", "workflow_run"] as const;
  const events = await Promise.all(names.map(async (name) => readEvent((await fixture(name)).env, read)));
  const common = { ...repository, defaultBranch: null, sha: SHA };
  expect(events).toEqual([
    { ...common, kind: "push", ref: null, before: null, forced: false },
    { ...common, kind: "merge_group", baseSha: null, baseRef: null },
    { ...common, kind: "other", fork: false },
    // The run may be of a fork.
    { ...common, kind: "other", fork: true },
  ]);
});

test("labels without a name do not count", async () => {
  const { env, payload } = await fixture("pull_request");
  const labels = [null, 7, {}, { name: 7 }, { name: "image-size-ok" }];
  const changed = { ...payload, pull_request: { ...payload.pull_request, labels } };
  expect(await readEvent(env, async () => JSON.stringify(changed))).toHaveProperty("labels", [
    "image-size-ok",
  ]);
});

test.each([null, undefined, 7, "image-size-ok", {}])("labels of the form %j do not count", async (labels) => {
  const { env, payload } = await fixture("pull_request");
  const changed = { ...payload, pull_request: { ...payload.pull_request, labels } };
  expect(await readEvent(env, async () => JSON.stringify(changed))).toHaveProperty("labels", []);
});

test("an invalid part does not hide the others", async () => {
  const { env, payload } = await fixture("push");
  const changed = { ...payload, repository: [] };
  const read = async () => JSON.stringify(changed);
  expect(await readEvent(env, read)).toEqual({ ...push, defaultBranch: null });
});

test.each(["GITHUB_EVENT_NAME", "GITHUB_REPOSITORY", "GITHUB_EVENT_PATH"])(
  "a pull request without %s is an error with its name",
  async (name) => {
    const { env, payload } = await fixture("pull_request");
    const event = readEvent({ ...env, [name]: undefined }, async () => JSON.stringify(payload));
    await expect(event).rejects.toThrow(new StagegateError(`${name} is not set`));
    await expect(event).rejects.toHaveProperty("hint", expect.stringContaining("npx stagegate"));
  },
);

test("a push without GITHUB_SHA is an error with its name", async () => {
  const { env } = await fixture("push");
  const event = readEvent({ ...env, GITHUB_SHA: "" }, async () => "{}");
  await expect(event).rejects.toThrow(new StagegateError("GITHUB_SHA is not set"));
});

test.each(["hello-world", "/hello-world", "octocat/", "octocat/hello-world/extra"])(
  "%j is no repository",
  async (name) => {
    const { env, payload } = await fixture("pull_request");
    const event = readEvent({ ...env, GITHUB_REPOSITORY: name }, async () => JSON.stringify(payload));
    await expect(event).rejects.toThrow(new StagegateError(`GITHUB_REPOSITORY is "${name}"`));
  },
);

test.each([
  ["null", "number"],
  ["{}", "number"],
  ["[]", "number"],
  ['"text"', "number"],
  ['{"pull_request":null}', "number"],
  ['{"pull_request":7}', "number"],
  ['{"pull_request":{"number":"7"}}', "number"],
  ['{"pull_request":{"number":7,"head":null}}', "head.sha"],
  ['{"pull_request":{"number":7,"head":"1"}}', "head.sha"],
  ['{"pull_request":{"number":7,"head":{"sha":1}}}', "head.sha"],
  [
    '{"pull_request":{"number":7,"head":{"sha":"1"},"base":{"sha":"2","repo":"octocat"}}}',
    "base.repo.full_name",
  ],
  ['{"pull_request":{"number":7}}', "head.sha"],
  ['{"pull_request":{"number":7,"head":{"sha":"1"}}}', "base.sha"],
  ['{"pull_request":{"number":7,"head":{"sha":"1"},"base":{"sha":"2"}}}', "base.repo.full_name"],
])("the error about the payload %s names the missing part", async (payload, missing) => {
  const { env } = await fixture("pull_request");
  const event = readEvent(env, async () => payload);
  await expect(event).rejects.toThrow(
    new StagegateError(`the event's payload /github/event.json has no pull_request.${missing}`),
  );
});

test("an unreadable or invalid payload is an error with the reason", async () => {
  const { env } = await fixture("pull_request");
  const message = "the event's payload cannot be read: /github/event.json: ";
  await expect(readEvent(env, async () => "{")).rejects.toThrow(message);
  const unreadable = readEvent(env, async () => Promise.reject(new Error("ENOENT: no such file")));
  await expect(unreadable).rejects.toThrow(`${message}ENOENT: no such file`);
  await expect(unreadable).rejects.toBeInstanceOf(StagegateError);
});
