import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openActionsCache } from "../../src/github/actions-cache.ts";
import { createExec } from "../../src/host/exec.ts";
import type { Layer } from "../../src/image/image.ts";
import {
  LAYER_FORMAT,
  packLayer,
  packLayerFiles,
  readLayerFile,
  unpackLayerFiles,
} from "../../src/image/layer-file.ts";
import { type FakeCache, startFakeCache } from "../github/fake-cache.ts";
import { annotations, type JobRun, makeRepository, type Repository, type Trigger } from "./act.ts";
import { type EmulatedGitHub, REPOSITORY, startGitHub, TOKEN } from "./github.ts";

/**
 * Layers from runner to runner: each job starts on a new machine that only has an engine.
 * GitHub is emulated, its cache service is a mock.
 */
const DOCKERFILE = "FROM alpine:3.22\nCOPY app /app\nUSER 10001\n";
const PREFIX = "stagegate-layers-";

let repository: Repository;
let github: EmulatedGitHub;
let cache: FakeCache;
let folder: string;
let machines: number;

beforeAll(async () => {
  repository = makeRepository();
  github = await startGitHub();
  await github.octokit.rest.issues.create({ ...REPOSITORY, title: "Stands for the pull request" });
  repository.commit({ "growing/Dockerfile": DOCKERFILE, "growing/app/a.bin": new Uint8Array(1_000_000) });
});
afterAll(async () => {
  repository.remove();
  await github.close();
});
beforeEach(async () => {
  cache = await startFakeCache();
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  machines = 0;
});
afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true });
});

/** The result of a job, and the names of the layers that its machine knows after it. */
interface Ended extends JobRun {
  readonly known: readonly string[];
}

/** Runs the job on a new machine. */
async function run(trigger: Omit<Trigger, "apiUrl" | "token" | "env">): Promise<Ended> {
  machines += 1;
  const HOME = join(folder, `home-${machines}`);
  const XDG_CACHE_HOME = join(HOME, ".cache");
  const env = { ...cache.env, HOME, XDG_CACHE_HOME };
  const job = await repository.run("growing", { ...trigger, apiUrl: github.url, token: TOKEN, env });
  const layers = join(XDG_CACHE_HOME, "stagegate/layers", `v${LAYER_FORMAT}`);
  const known = existsSync(layers) ? readdirSync(layers).sort() : [];
  return { ...job, known };
}

const push = () => {
  const payload = { ref: "refs/heads/change", forced: false, repository: { default_branch: "main" } };
  return run({ event: "push", payload });
};

function pull(owner: "octocat" | "stranger") {
  const side = (name: string) => ({
    sha: repository.git("rev-parse", "HEAD"),
    ref: "main",
    repo: { full_name: name },
  });
  const pull = {
    number: 1,
    head: side(`${owner}/hello-world`),
    base: side("octocat/hello-world"),
    labels: [],
  };
  return run({
    event: "pull_request",
    payload: { pull_request: pull, repository: { default_branch: "main" } },
  });
}

const keysOfLayers = () => cache.entries.map(({ key }) => key).filter((key) => key.startsWith(PREFIX));

/** Adds a newer entry to the cache, with a key that starts like the layers' keys. */
async function replaceLayers(change: (packed: Buffer) => Promise<Buffer>): Promise<void> {
  const exec = createExec(new AbortController().signal);
  const { layers } = openActionsCache({
    exec: (command, args, options) =>
      exec(command, args, { ...options, env: { ...cache.env, ...options?.env } }),
    env: cache.env,
    trust: async () => () => true,
    script: resolve(import.meta.dirname, "../../dist/cache.cjs"),
    warn: (message) => {
      throw new Error(message);
    },
  });
  const found = await layers.restore(PREFIX);
  if (found === null) throw new Error("the cache holds no layers");
  await layers.save(`${found.key}-replaced`, await change(found.bytes));
}

/** The same layers with another size. */
async function resized(packed: Buffer): Promise<Buffer> {
  const files = unpackLayerFiles(packed).map(async ({ digest, blobSize, layer }) => {
    const { contents, ...own } = await layer();
    const changed: Layer = { ...own, contents: { ...contents, size: 5_000_000 } };
    return readLayerFile(await packLayer(digest, blobSize, changed)) ?? [];
  });
  return packLayerFiles((await Promise.all(files)).flat());
}

test("a job on a new machine has all layers from the cache", async () => {
  const first = await push();
  expect([first.result, first.known.length]).toEqual(["success", 2]);
  expect(keysOfLayers()).toHaveLength(1);

  const second = await push();
  expect(second.outputs).toEqual({ ...first.outputs, report: second.outputs["report"] });
  expect(second.known).toEqual(first.known);
  expect(keysOfLayers()).toHaveLength(1);

  // A measurement that differs from the layers shows that it comes from the cache.
  await replaceLayers(resized);
  const third = await push();
  expect(third.outputs["size"]).toBe("10000000");
  expect(annotations(third, "warning")).toEqual([]);
});

test("damaged layers of the cache are read and saved again", async () => {
  const first = await push();
  await replaceLayers(async (packed) => {
    const damaged = await resized(packed);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1);
    damaged.writeUInt8(damaged.readUInt8(100) ^ 1, 100);
    return damaged;
  });
  const second = await push();
  expect(second.outputs["size"]).toBe(first.outputs["size"]);
  expect(second.known).toEqual(first.known);
  expect(annotations(second, "warning")).toEqual([]);
  expect(keysOfLayers()).toHaveLength(3);
});

test.each(["octocat", "stranger"] as const)(
  "a job for a pull request of %s restores layers and saves none",
  async (owner) => {
    await pull(owner);
    expect(keysOfLayers()).toEqual([]);
    await push();
    await replaceLayers(resized);
    const keys = keysOfLayers();
    const pulled = await pull(owner);
    expect(pulled.outputs["size"]).toBe("10000000");
    expect(keysOfLayers()).toEqual(keys);
  },
);

test("a failing cache service is one warning", async () => {
  for (const method of ["GetCacheEntryDownloadURL", "CreateCacheEntry"]) {
    const body = JSON.stringify({ code: "permission_denied", msg: "denied: no scopes" });
    cache.faults.set(method, { status: 403, body });
  }
  const { result, known, ...job } = await pull("octocat");
  expect([result, known.length]).toEqual(["success", 2]);
  expect(annotations({ ...job, result }, "warning").map(({ text }) => text)).toEqual([
    expect.stringMatching(/^The (?:layer cache|baseline) could not be read from GitHub's cache: .*no scopes/),
  ]);
});
