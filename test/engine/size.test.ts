import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { extract } from "tar-stream";
import { docker, ENGINES, engineEnv, folderWith, stagegate } from "./engine.ts";

// Both stores hold it: the second one got it from the first.
const IMAGE = "debian:trixie-slim";

const home = folderWith({});
afterAll(() => rmSync(home, { recursive: true }));

async function inspect(
  engine: string,
  image = IMAGE,
): Promise<{
  size: number;
  transferSize: number | null;
  layers: { diffId: string; size: number; files: number }[];
}> {
  const env = { ...engineEnv(engine), XDG_CACHE_HOME: home };
  const { stdout } = await stagegate(["inspect", "--json", image], ".", env);
  return JSON.parse(stdout);
}

test("an image has the same size on every engine, to the byte", async () => {
  const measured = await Promise.all(ENGINES.map((engine) => inspect(engine)));
  const [first] = measured;
  for (const { size, layers } of measured) {
    expect(size).toBe(first?.size);
    expect(layers.map(({ diffId, size: own, files }) => ({ diffId, own, files }))).toEqual(
      first?.layers.map(({ diffId, size: own, files }) => ({ diffId, own, files })),
    );
  }
});

test("a Dockerfile that copies a file twice differs by engine", async () => {
  const Dockerfile = "FROM scratch\nCOPY a /a\nCOPY a /a\n";
  const folder = folderWith({ Dockerfile, a: "a".repeat(100_000) });
  const name = "stagegate-size-copied:latest";
  const sizes = await Promise.all(
    ENGINES.map(async (engine) => {
      const env = engineEnv(engine);
      docker(
        env,
        "buildx",
        "build",
        "--builder=default",
        "--load",
        "--provenance=false",
        "--tag",
        name,
        folder,
      );
      return (await inspect(engine, name).finally(() => docker(env, "image", "rm", name))).size;
    }),
  );
  rmSync(folder, { recursive: true });
  expect(sizes).toEqual(ENGINES.map((engine) => (engine === "classic" ? 200_000 : 100_000)));
});

for (const engine of ENGINES.filter((name) => name === "classic")) {
  test("the size equals the classic store's, without symbolic links", async () => {
    const env = engineEnv(engine);
    const counted = Number(docker(env, "image", "inspect", "--format", "{{.Size}}", IMAGE));
    expect((await inspect(engine)).size).toBe(counted - (await symlinkBytes(env)));
  });
}

/** The lengths of all symbolic links' targets in the image's layers, read by tar-stream from `docker save`. */
async function symlinkBytes(env: NodeJS.ProcessEnv): Promise<number> {
  const save = spawn("docker", ["save", IMAGE], { env, stdio: ["ignore", "pipe", "inherit"] });
  let bytes = 0;
  for await (const blob of save.stdout.pipe(extract())) {
    if (blob.header.size < 1_000_000) {
      blob.resume();
      continue;
    }
    for await (const entry of blob.pipe(extract())) {
      if (entry.header.type === "symlink") bytes += Buffer.byteLength(entry.header.linkname ?? "");
      entry.resume();
    }
  }
  return bytes;
}
