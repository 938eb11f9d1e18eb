import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BaselineStore, folderStore } from "../../src/baseline/store.ts";
import { type ActionsCache, type CacheWorld, openActionsCache } from "../../src/github/actions-cache.ts";
import { StoppedError } from "../../src/host/errors.ts";
import { createExec, type Exec } from "../../src/host/exec.ts";
import { type FakeCache, startFakeCache } from "./fake-cache.ts";
import { HAS_TAR, testWithTar } from "./with-tar.ts";

/** The released bundle. */
const SCRIPT = resolve(import.meta.dirname, "../../dist/cache.cjs");

let cache: FakeCache;
let folder: string;
let warnings: string[];
beforeEach(async () => {
  cache = await startFakeCache();
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  warnings = [];
});
afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true });
});

/** Requests to loopback must not go to a proxy of the machine. */
function withoutProxy(exec: Exec, env: Change["env"] = {}): Exec {
  return (command, args, options) => {
    const { no_proxy = "", NO_PROXY = "", GITHUB_SERVER_URL = "" } = cache.env;
    return exec(command, args, {
      ...options,
      env: { no_proxy, NO_PROXY, GITHUB_SERVER_URL, ...env, ...options?.env },
    });
  };
}

interface Change {
  readonly env?: Readonly<Record<string, string>>;
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly script?: string;
  readonly trust?: CacheWorld["trust"];
}

const trustAll: CacheWorld["trust"] = async () => () => true;

/** The cache as one job has it. */
function cacheOf({ env, limit, signal, script = SCRIPT, trust = trustAll }: Change = {}): ActionsCache {
  return openActionsCache({
    exec: withoutProxy(createExec(signal ?? new AbortController().signal), env),
    env: { ...cache.env, ...env },
    script,
    trust,
    warn: (message) => warnings.push(message),
    ...(limit === undefined ? {} : { limit }),
  });
}

/** The store of measurements as one job has it. */
function storeOf(change: Change = {}): BaselineStore {
  return cacheOf(change).storeOver(folderStore(join(folder, "fallback")));
}

const bytes = Buffer.from([0, 1, 2, 255, 254, 10, 13]);

testWithTar("one job saves an entry, and another finds it", async () => {
  await storeOf().keep("stagegate-a-1", bytes);
  expect(await storeOf().find(["stagegate-a-1"])).toEqual({ key: "stagegate-a-1", bytes });
  expect(warnings).toEqual([]);
});

testWithTar("an entry is found from another workspace and temporary folder", async () => {
  await storeOf({
    env: { GITHUB_WORKSPACE: "/runner/a", RUNNER_TEMP: "/runner/_temp" },
  }).keep("stagegate-a-1", bytes);
  const entry = await storeOf({ env: { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder } }).find([
    "stagegate-a-1",
  ]);
  expect(entry?.bytes).toEqual(bytes);
  expect(readdirSync(folder)).toEqual([]);
});

testWithTar("the first of several keys in the cache counts", async () => {
  const job = storeOf();
  await job.keep("stagegate-a-2", Buffer.from("2"));
  await job.keep("stagegate-a-3", Buffer.from("3"));
  const keys = ["stagegate-a-1", "stagegate-a-2", "stagegate-a-3"];
  expect(await job.find(keys)).toEqual({ key: "stagegate-a-2", bytes: Buffer.from("2") });
  expect(await job.find(keys.toReversed())).toEqual({ key: "stagegate-a-3", bytes: Buffer.from("3") });
  expect(cache.calls.filter((name) => name === "GetCacheEntryDownloadURL")).toHaveLength(2);
  expect(warnings).toEqual([]);
});

test("a search without a match is no problem", async () => {
  expect(await storeOf().find(["stagegate-a-1", "stagegate-a-2"])).toBeNull();
  expect(await storeOf().find([])).toBeNull();
  expect(warnings).toEqual([]);
});

testWithTar("a key does not match by prefix", async () => {
  await storeOf().keep("stagegate-a-12", bytes);
  expect(await storeOf().find(["stagegate-a-1"])).toBeNull();
});

testWithTar("a search by prefix finds the whole key", async () => {
  await storeOf().keep("stagegate-a-2-classic", bytes);
  expect(await storeOf().findLike(["stagegate-a-1-", "stagegate-a-2-"])).toBe("stagegate-a-2-classic");
  expect(await storeOf().findLike(["stagegate-b-"])).toBeNull();
  expect(warnings).toEqual([]);
});

testWithTar("an existing key stays unchanged without a warning", async () => {
  await storeOf().keep("stagegate-a-1", Buffer.from("first"));
  await storeOf().keep("stagegate-a-1", Buffer.from("second"));
  expect(await storeOf().find(["stagegate-a-1"])).toEqual({
    key: "stagegate-a-1",
    bytes: Buffer.from("first"),
  });
  expect(warnings).toEqual([]);
});

test("a job without a cache uses the fallback", async () => {
  const job = storeOf({ env: { ACTIONS_RESULTS_URL: "" } });
  await job.keep("stagegate-a-1", bytes);
  expect(await job.find(["stagegate-a-1"])).toEqual({ key: "stagegate-a-1", bytes });
  expect(readdirSync(join(folder, "fallback"))).toHaveLength(1);
  expect([cache.calls, warnings]).toEqual([[], []]);
});

const DENIED = {
  status: 403,
  body: JSON.stringify({ code: "permission_denied", msg: "cache read denied: no scopes" }),
};
const BROKEN = { status: 500, body: "{}" };

test.each([
  ["without permission to read", DENIED, undefined, "(403) Forbidden: cache read denied: no scopes"],
  // The client retries these until the limit, which may come before the first answer on a busy machine.
  ["of a service that fails", BROKEN, 1000, ""],
  ["of a service that answers with a page", { status: 200, body: "<html>" }, 1000, ""],
])("a cache %s is one warning, and is not asked again", async (_, fault, limit, why) => {
  cache.faults.set("GetCacheEntryDownloadURL", fault);
  const job = storeOf(limit === undefined ? {} : { limit });
  expect(await job.find(["stagegate-a-1"])).toBeNull();
  const { length } = cache.calls;
  expect(await job.find(["stagegate-a-2"])).toBeNull();
  expect(warnings).toEqual([expect.stringContaining(why)]);

  expect(warnings[0]).toMatch(/^The baseline could not be read from GitHub's cache: /);
  expect(cache.calls).toHaveLength(length);
});

testWithTar("a failed read does not stop writes, and both failing are one warning", async () => {
  cache.faults.set("GetCacheEntryDownloadURL", DENIED);
  const job = storeOf();
  expect(await job.find(["stagegate-a-1"])).toBeNull();
  await job.keep("stagegate-a-2", bytes);
  expect(cache.entries).toHaveLength(1);
  cache.faults.set("CreateCacheEntry", DENIED);
  await job.keep("stagegate-a-3", bytes);
  const { length } = cache.calls;
  await job.keep("stagegate-a-4", bytes);
  expect(cache.calls).toHaveLength(length);
  expect(warnings).toHaveLength(1);
});

test("parallel reads cause one warning", async () => {
  cache.faults.set("GetCacheEntryDownloadURL", DENIED);
  const job = storeOf();
  expect(await Promise.all([job.find(["stagegate-a-1"]), job.find(["stagegate-b-1"])])).toEqual([null, null]);
  expect(warnings).toHaveLength(1);
});

testWithTar("a measurement that cannot be saved is a warning with the service's reason", async () => {
  const body = JSON.stringify({ code: "resource_exhausted", msg: "the quota is used up" });
  cache.faults.set("CreateCacheEntry", { status: 429, body });
  await storeOf().keep("stagegate-a-1", bytes);
  expect(warnings).toEqual([
    expect.stringMatching(/^The baseline could not be stored in GitHub's cache: .*the quota is used up/),
  ]);
});

test.each([
  ["read", true, false],
  ["write-only", false, true],
  ["none", false, false],
])("a job of cache mode %s uses its permissions without a warning", async (mode, mayRead, mayWrite) => {
  if (HAS_TAR) await storeOf().keep("stagegate-a-1", bytes);
  const job = storeOf({ env: { ACTIONS_CACHE_MODE: mode } });
  expect((await job.find(["stagegate-a-1"])) !== null).toBe(HAS_TAR && mayRead);
  await job.keep("stagegate-a-2", bytes);
  expect(cache.entries.some(({ key }) => key === "stagegate-a-2")).toBe(HAS_TAR && mayWrite);
  expect(warnings).toEqual([]);
});

testWithTar("an untrusted entry is not used, and the search ends there", async () => {
  await storeOf().keep("stagegate-a-1", bytes);
  await cacheOf().layers.save("stagegate-layers-a-1", bytes);
  const keys: string[] = [];
  const trust: CacheWorld["trust"] = async () => (key) => {
    keys.push(key);
    return false;
  };
  const job = cacheOf({ trust });
  const store = job.storeOver(folderStore(join(folder, "fallback")));
  expect(await store.find(["stagegate-a-1"])).toBeNull();
  expect(await job.layers.restore("stagegate-layers-a-")).toBeNull();
  expect(keys).toEqual(["stagegate-a-1", "stagegate-layers-a-1"]);
  expect(warnings).toEqual([]);
});

testWithTar("the trust request and the cache read run in parallel", async () => {
  await storeOf().keep("stagegate-a-1", bytes);
  // This answers only after a request to the cache, so the read must not wait for it.
  const trust: CacheWorld["trust"] = async () => {
    const begin = cache.calls.length;
    while (cache.calls.length === begin) await new Promise(setImmediate);
    return () => true;
  };
  expect(await storeOf({ trust }).find(["stagegate-a-1"])).toEqual({ key: "stagegate-a-1", bytes });
});

test.each([
  ["cut off", (whole: Buffer) => whole.subarray(0, whole.length - 8)],
  ["with other content", () => Buffer.from("no archive")],
  ["empty", () => Buffer.alloc(0)],
])("an entry that arrives %s is ignored with a warning", async (_, damage) => {
  await storeOf().keep("stagegate-a-1", bytes);
  for (const entry of cache.entries) entry.bytes = damage(entry.bytes);
  expect(await storeOf().find(["stagegate-a-1"])).toBeNull();
  expect(warnings).toEqual([expect.stringContaining("tar")]);
});

test("an unreachable service is a warning", async () => {
  await storeOf({ env: { ACTIONS_RESULTS_URL: "http://127.0.0.1:9/" } }).find(["stagegate-a-1"]);
  expect(warnings).toEqual([expect.stringMatching(/Unable to make request: ECONNREFUSED\.$/)]);
});

test("a script that cannot run is a warning too", async () => {
  expect(await storeOf({ script: join(folder, "missing.cjs") }).find(["stagegate-a-1"])).toBeNull();
  expect(warnings).toEqual([expect.stringContaining("Cannot find module")]);
});

test.each([
  ["is killed", "process.kill(process.pid, 'SIGKILL')", "was ended by SIGKILL"],
  ["ends with a code of its own", "process.exit(3)", "ended with exit code 3"],
])("a process that %s is a warning with the reason", async (_, program, why) => {
  const script = join(folder, "program.cjs");
  writeFileSync(script, program);
  expect(await storeOf({ script }).find(["stagegate-a-1"])).toBeNull();
  expect(warnings).toEqual([`The baseline could not be read from GitHub's cache: its process ${why}.`]);
});

test("a machine that starts no process is a warning for reads and writes", async () => {
  const exec = () => Promise.reject(new Error("spawn EAGAIN"));
  const job = () =>
    openActionsCache({
      exec,
      script: SCRIPT,
      env: {},
      trust: trustAll,
      warn: (message) => warnings.push(message),
    }).storeOver(folderStore(join(folder, "fallback")));
  expect(await job().find(["stagegate-a-1"])).toBeNull();
  await job().keep("stagegate-a-1", bytes);
  expect(warnings).toEqual([
    "The baseline could not be read from GitHub's cache: spawn EAGAIN.",
    "The baseline could not be stored in GitHub's cache: spawn EAGAIN.",
  ]);
});

test("a silent service costs no more than the limit", async () => {
  cache.faults.set("GetCacheEntryDownloadURL", null);
  expect(await storeOf({ limit: 300 }).find(["stagegate-a-1"])).toBeNull();
  expect(warnings).toEqual([
    "The baseline could not be read from GitHub's cache: it did not answer within 0.3 s.",
  ]);
});

test("a stop ends the request", async () => {
  const job = storeOf({ signal: AbortSignal.abort() });
  await expect(job.find(["stagegate-a-1"])).rejects.toThrow(StoppedError);
  await expect(job.keep("stagegate-a-1", bytes)).rejects.toThrow(StoppedError);
  expect(warnings).toEqual([]);
});

test("no files are left, whether or not the cache answers", async () => {
  const used: string[] = [];
  const exec = withoutProxy(createExec(new AbortController().signal));
  const job = openActionsCache({
    exec: (command, args, options) => {
      used.push(args[2] ?? "");
      expect(existsSync(args[2] ?? "")).toBe(true);
      return exec(command, args, options);
    },
    env: cache.env,
    trust: trustAll,
    script: SCRIPT,
    warn: (message) => warnings.push(message),
  }).storeOver(folderStore(join(folder, "fallback")));
  await job.keep("stagegate-a-1", bytes);
  await job.find(["stagegate-a-1"]);
  cache.faults.set("GetCacheEntryDownloadURL", DENIED);
  await job.find(["stagegate-a-1"]);
  expect(used.map((path) => existsSync(path))).toEqual([false, false, false]);
});

testWithTar("the newest layers with the prefix of a key are found", async () => {
  const { layers } = cacheOf();
  expect(await layers.restore("stagegate-layers-a-")).toBeNull();
  await layers.save("stagegate-layers-a-1", Buffer.from("1"));
  await layers.save("stagegate-layers-b-3", Buffer.from("3"));
  await layers.save("stagegate-layers-a-2", Buffer.from("2"));
  const entry = await cacheOf().layers.restore("stagegate-layers-a-");
  expect(entry).toEqual({ key: "stagegate-layers-a-2", bytes: Buffer.from("2") });
  expect(warnings).toEqual([]);
});

test("a job without a cache finds and saves no layers", async () => {
  const { layers } = cacheOf({ env: { ACTIONS_RESULTS_URL: "" } });
  await layers.save("stagegate-layers-a-1", bytes);
  expect(await layers.restore("stagegate-layers-a-")).toBeNull();
  expect([cache.calls, warnings]).toEqual([[], []]);
});

test.each(["read", "none"])("a job of cache mode %s saves no layers, without a warning", async (mode) => {
  const { layers } = cacheOf({ env: { ACTIONS_CACHE_MODE: mode } });
  await layers.save("stagegate-layers-a-1", bytes);
  expect(await layers.restore("stagegate-layers-a-")).toBeNull();
  expect([cache.entries, warnings]).toEqual([[], []]);
});

testWithTar("a failing cache is one warning for baseline and layers together", async () => {
  cache.faults.set("GetCacheEntryDownloadURL", DENIED);
  cache.faults.set("CreateCacheEntry", DENIED);
  const job = cacheOf();
  const store = job.storeOver(folderStore(join(folder, "fallback")));
  const results = await Promise.all([
    job.layers.restore("stagegate-layers-a-"),
    store.find(["stagegate-a-1"]),
  ]);
  expect(results).toEqual([null, null]);
  await job.layers.save("stagegate-layers-a-1", bytes);
  await store.keep("stagegate-a-1", bytes);
  expect(cache.calls.filter((name) => name === "CreateCacheEntry")).toHaveLength(1);
  expect(warnings).toEqual([
    expect.stringMatching(/^The (?:baseline|layer cache) could not be read from GitHub's cache: /),
  ]);
});

testWithTar("damaged layers do not affect the baseline", async () => {
  const job = cacheOf();
  const store = job.storeOver(folderStore(join(folder, "fallback")));
  await job.layers.save("stagegate-layers-a-1", bytes);
  for (const entry of cache.entries) entry.bytes = Buffer.from("no archive");
  await store.keep("stagegate-a-1", bytes);
  expect(await job.layers.restore("stagegate-layers-a-")).toBeNull();
  expect(await store.find(["stagegate-a-1"])).toEqual({ key: "stagegate-a-1", bytes });
  expect(warnings).toEqual([expect.stringMatching(/^The layer cache could not be read from .*tar/)]);
});

test("a service that timed out once is not asked again", async () => {
  cache.faults.set("GetCacheEntryDownloadURL", null);
  const job = cacheOf({ limit: 300 });
  expect(await job.layers.restore("stagegate-layers-a-")).toBeNull();
  const { length } = cache.calls;
  await job.layers.save("stagegate-layers-a-1", bytes);
  expect(await job.storeOver(folderStore(join(folder, "fallback"))).find(["stagegate-a-1"])).toBeNull();
  expect(cache.calls).toHaveLength(length);
  expect(warnings).toEqual([
    "The layer cache could not be read from GitHub's cache: it did not answer within 0.3 s.",
  ]);
});

test.each([
  "",
  "{",
  "null",
  "7",
  "{}",
  '{"kind":"stored"}',
  '{"kind":"restored"}',
  '{"kind":"restored","key":7}',
  '{"kind":"saved","isKept":"yes"}',
])("a process that answers %j is a warning, without a result", async (answer) => {
  const openJob = () =>
    openActionsCache({
      exec: async () => ({ code: 0, stdout: `Cache hit\n${answer}\n`, stderr: "" }),
      env: cache.env,
      trust: trustAll,
      script: SCRIPT,
      warn: (message) => warnings.push(message),
    }).layers;
  expect(await openJob().restore("stagegate-layers-a-")).toBeNull();
  await openJob().save("stagegate-layers-a-1", bytes);
  expect(warnings).toEqual([
    "The layer cache could not be read from GitHub's cache: it did not answer within 20 s.",
    "The layer cache could not be stored in GitHub's cache: it did not answer within 20 s.",
  ]);
});
