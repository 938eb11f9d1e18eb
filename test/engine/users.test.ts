import { execFileSync } from "node:child_process";
import { effectiveUser } from "../../src/measure/user.ts";
import { archiveOf, dockerSave, makeImage, ociLayout } from "../fixtures/images.ts";
import { USER_CASES } from "../fixtures/user-links.ts";
import { readFile } from "../image/reading.ts";
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

  /** `uid:gid` of a process in a container of the image; null where none starts. */
  function idsOf(user: string): string | null {
    const command = ["sh", "-c", "echo $(id -u):$(id -g)"];
    try {
      return docker(env, "run", "--rm", "--network=none", `--user=${user}`, tag, ...command);
    } catch {
      return null;
    }
  }

  it.each(USER_CASES)(
    "a container starts as the user that was found: $name",
    async ({ layers, users }) => {
      const spec = { layers: [base, [{ name: ".wh.etc" }], ...layers] };
      const image = makeImage(spec);
      const named = ociLayout([image], { compression: "raw", name: `docker.io/library/${tag}` });
      const input = archiveOf(new Map([...dockerSave(image, "25", { tag }), ...named]));
      execFileSync("docker", ["load", "--quiet"], { env, input });
      const names = Object.keys(users);
      expect(Object.fromEntries(names.map((user) => [user, idsOf(user)]))).toEqual(users);
      for (const user of names) {
        const archive = archiveOf(dockerSave(makeImage({ ...spec, user }), "25"));
        const { uid, gid } = effectiveUser(await readFile(archive));
        expect([user, uid === null ? null : `${uid}:${gid}`]).toEqual([user, users[user]]);
      }
    },
    120_000,
  );
});
