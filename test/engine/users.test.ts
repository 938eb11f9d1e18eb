import { execFileSync } from "node:child_process";
import { effectiveUser } from "../../src/measure/user.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { USER_CASES } from "../fixtures/user-links.ts";
import { readBytes } from "../image/reading.ts";
import { docker, engineEnv, STORES } from "./engine.ts";

/** Something to run, with no `/etc` below the layers of a case. */
const BASE = "alpine:3.22";

describe.each(STORES)("on the %s store", (store) => {
  const env = engineEnv(store);
  const tag = `stagegate-test-users-${Date.now()}:x`;
  let base: Buffer;
  beforeAll(() => {
    const id = docker(env, "create", BASE);
    base = execFileSync("docker", ["export", id], { env, maxBuffer: 2 ** 28 });
    docker(env, "rm", id);
  });
  afterAll(() => {
    docker(env, "image", "rm", "--force", tag);
  });

  /** `uid:gid` of a container's process; null where none starts. */
  function idsOf(archive: Buffer): string | null {
    execFileSync("docker", ["load", "--quiet"], { env, input: archive });
    try {
      return docker(env, "run", "--rm", "--network=none", tag, "sh", "-c", "echo $(id -u):$(id -g)");
    } catch {
      return null;
    }
  }

  it.each(USER_CASES)(
    "a container starts as the user that was found: $name",
    async ({ layers, users }) => {
      const started: Record<string, string | null> = {};
      for (const user of Object.keys(users)) {
        const all = [base, [{ name: ".wh.etc" }], ...layers];
        const archive = archiveOf(dockerSave(makeImage({ layers: all, user }), "25", { tag }));
        started[user] = idsOf(archive);
        const { uid, gid } = effectiveUser(await readBytes(archive));
        expect([user, uid === null ? null : `${uid}:${gid}`]).toEqual([user, started[user]]);
      }
      expect(started).toEqual(users);
    },
    120_000,
  );
});
