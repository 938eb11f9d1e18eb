import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { effectiveUser } from "../../src/measure/user.ts";
import {
  archiveOf,
  dockerSave,
  type Files,
  type ImageSpec,
  json,
  makeImage,
  ociLayout,
} from "../fixtures/images.ts";
import { USER_CASES, type UserCase } from "../fixtures/user-links.ts";
import { readFile } from "../image/reading.ts";
import { docker, engineEnv, STORES } from "./engine.ts";

/** Something to run, with no `/etc` below the layers of a case. */
const BASE = "alpine:3.22";
/** Number of containers that start at the same time: more are not faster on two cores. */
const CONCURRENCY = 4;
const REPOSITORY = `stagegate-test-users-${process.pid}`;
const CASES = USER_CASES.map((one, at) => ({ ...one, tag: `${REPOSITORY}:${at}` }));

const [STORE = ""] = STORES;
/** Cases that a store may unpack differently; for the others, the source of the files does not matter. */
const UNPACKED = CASES.filter(
  ({ layers }) =>
    layers.length > 1 || layers.flat().some(({ flag, name }) => flag === "1" || isWhiteout(name)),
);
const base = exportBase(engineEnv(STORE));

test.each(CASES)("the effective user is found: $name", async (one) => {
  for (const [user, ids] of Object.entries(one.users)) {
    const archive = archiveOf(dockerSave(makeImage({ ...specOf(one), user }), "25"));
    const { uid, gid } = effectiveUser(await readFile(archive));
    expect([user, uid === null ? null : `${uid}:${gid}`]).toEqual([user, ids]);
  }
});

describe.each(STORES)("on the %s store", (store) => {
  const env = engineEnv(store);
  const cases = store === STORE ? CASES : UNPACKED;
  const started = new Map<string, string | null>();

  beforeAll(async () => {
    execFileSync("docker", ["load", "--quiet"], { env, input: archiveOfAll(cases) });
    const waiting = cases.flatMap(({ tag, users }) => Object.keys(users).map((user) => ({ tag, user })));
    const startNext = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        started.set(`${next.tag} ${next.user}`, await idsOf(env, next.tag, next.user));
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, startNext));
  });
  afterAll(() => {
    docker(env, "image", "rm", "--force", ...cases.map(({ tag }) => tag));
  });

  test.each(cases)("a container starts as the same user: $name", ({ tag, users }) => {
    const names = Object.keys(users);
    expect(Object.fromEntries(names.map((user) => [user, started.get(`${tag} ${user}`)]))).toEqual(users);
  });
});

/** The root of `BASE` as one layer. */
function exportBase(env: NodeJS.ProcessEnv): Buffer {
  const id = docker(env, "create", BASE);
  try {
    return execFileSync("docker", ["export", id], { env, maxBuffer: 2 ** 28 });
  } finally {
    docker(env, "rm", id);
  }
}

function isWhiteout(name: string | Buffer): boolean {
  return String(name).startsWith(".wh.") || String(name).includes("/.wh.");
}

function specOf({ layers }: UserCase): ImageSpec {
  return { layers: [base, [{ name: ".wh.etc" }], ...layers] };
}

/** Cases as one archive that an engine loads into either store. */
function archiveOfAll(cases: typeof CASES): Buffer {
  const saved = cases.map((one): Files => {
    const image = makeImage(specOf(one));
    const named = ociLayout([image], { compression: "raw", name: `docker.io/library/${one.tag}` });
    return new Map([...dockerSave(image, "25", { tag: one.tag }), ...named]);
  });
  const lists = (name: string) => saved.map((files) => JSON.parse(String(files.get(name))));
  const files = new Map(saved.flatMap((one) => [...one]));
  files.set("manifest.json", json(lists("manifest.json").flat()));
  files.set("index.json", json({ schemaVersion: 2, manifests: lists("index.json").flatMap(manifestsOf) }));
  return archiveOf(files);
}

function manifestsOf({ manifests }: { readonly manifests: readonly object[] }): readonly object[] {
  return manifests;
}

/** `uid:gid` of a process in a container of the image; null if none starts. */
async function idsOf(env: NodeJS.ProcessEnv, tag: string, user: string): Promise<string | null> {
  const command = ["sh", "-c", "echo $(id -u):$(id -g)"];
  try {
    const args = ["run", "--rm", "--network=none", `--user=${user}`, tag, ...command];
    return (await promisify(execFile)("docker", args, { env })).stdout.trim();
  } catch {
    return null;
  }
}
