import { gitHubCacheAccess, isGitHubCache, withAccess } from "../../src/docker/github-cache.ts";

const V1 = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_CACHE_URL: "http://v1/" };
const V2 = { ...V1, ACTIONS_RESULTS_URL: "http://v2/", ACTIONS_CACHE_SERVICE_V2: "True" };

test.each<[string, Record<string, string>, string | null]>([
  ["no cache", {}, null],
  ["a token alone", { ACTIONS_RUNTIME_TOKEN: "t" }, null],
  ["no token", { ...V2, ACTIONS_RUNTIME_TOKEN: "" }, null],
  ["a cache of version 1", V1, "token=t,url=http://v1/"],
  ["a cache of version 2", V2, "token=t,url=http://v1/,url_v2=http://v2/"],
  ["version 2 switched off", { ...V2, ACTIONS_CACHE_SERVICE_V2: "0" }, "token=t,url=http://v1/"],
  ["one address for both", { ...V2, ACTIONS_CACHE_URL: "" }, "token=t,url=http://v2/,url_v2=http://v2/"],
])("the access of a job with %s", (_, env, attributes) => {
  const access = gitHubCacheAccess(env);
  expect(access === null ? null : withAccess("type=gha", access)).toBe(
    attributes === null ? null : `type=gha,${attributes}`,
  );
});

test.each([
  ["type=gha,scope=app,mode=max", "type=gha,scope=app,mode=max,token=t,url=http://v1/,url_v2=http://v2/"],
  ["type=gha,token=own,url=http://own/", "type=gha,token=own,url=http://own/,url_v2=http://v2/"],
  ["type=gha,version=1", "type=gha,version=1,token=t,url=http://v1/"],
  ['type=gha,"scope=a,b"', 'type=gha,"scope=a,b",token=t,url=http://v1/,url_v2=http://v2/'],
  ["type=registry,ref=example.org/cache", "type=registry,ref=example.org/cache"],
  ["example.org/cache", "example.org/cache"],
])("%s with access", (entry, expected) => {
  const access = gitHubCacheAccess(V2);
  expect(access === null ? null : withAccess(entry, access)).toBe(expected);
});

test("the last type of an entry says whether it is GitHub's cache", () => {
  expect(["type=gha", "scope=a,TYPE=gha", "type=local,type=gha"].map(isGitHubCache)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["type=local", "gha", "ref=type=gha", "type=gha,type=s3"].map(isGitHubCache)).toEqual(
    Array(4).fill(false),
  );
});
