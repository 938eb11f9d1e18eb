import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createExec, type Exec } from "../../src/host/exec.ts";
import { hostPlatform } from "../../src/image/platform.ts";
import { readImage } from "../../src/image/read.ts";
import { fileSource, platformsIn } from "../image/reading.ts";
import { docker, dockerVariables, ENGINES, engineEnv, folderWith, saveFrom } from "./engine.ts";

const PLATFORMS = ["linux/amd64", "linux/arm64"];
const FILES = { Dockerfile: "FROM scratch\nCOPY a /a\nUSER 1000\n", a: "hello" };

let folder: string;
beforeEach(() => {
  folder = folderWith(FILES);
});
afterEach(() => rmSync(folder, { recursive: true }));

// The docker driver of the classic store builds for one platform.
const several = ENGINES.filter((engine) => engine !== "classic");

describe.each(several)("on the %s engine", (engine) => {
  const env = engineEnv(engine);

  function build(...flags: string[]): void {
    const common = ["--builder=default", "--quiet", `--platform=${PLATFORMS.join(",")}`];
    execFileSync("docker", ["buildx", "build", ...common, ...flags, folder], { env });
  }

  test.each([
    ["an image manifest", "false", "v0.2"],
    ["an OCI artifact", "true", "v1"],
  ])("platforms of an archive have provenance, as %s", async (_, isArtifact, version) => {
    const path = join(folder, "app.tar");
    build(
      `--provenance=mode=max,version=${version}`,
      `--output=type=oci,oci-artifact=${isArtifact},dest=${path}`,
    );
    const source = fileSource(path);
    expect(await platformsIn(source)).toEqual(PLATFORMS);
    for (const platform of PLATFORMS) {
      const image = await readImage(source, { platform });
      expect(image.config).toMatchObject({ platform, user: "1000" });
      expect(image.layers.map(({ contents }) => contents.size)).toEqual([5]);
      expect(image.provenance).toHaveProperty(version === "v1" ? "buildDefinition" : "buildConfig");
    }
  });

  test("an image has its pulled platforms and provenance", async () => {
    const tag = `stagegate-test-platforms-${Date.now()}:x`;
    build("--provenance=mode=max", `--tag=${tag}`, "--output=type=docker");
    try {
      const never = new AbortController().signal;
      const asked: string[] = [];
      const exec: Exec = (command, args, options) => {
        asked.push(args[0] ?? "");
        return createExec(never)(command, args, { ...options, env: dockerVariables(env) });
      };
      mkdirSync(join(folder, "private"));
      const engine = {
        exec,
        signal: never,
        folder: join(folder, "private"),
        prepareLayout: async () => undefined,
        images: { find: async () => null, keep: async () => undefined },
      };
      const source = { kind: "engine", name: tag } as const;
      expect(await platformsIn(source, { engine, saveImage: saveFrom(env) })).toEqual(PLATFORMS);
      expect(asked).toEqual(["image", "system"]);
      const image = await readImage(source, { platform: "linux/arm64", saveImage: saveFrom(env) });
      expect(image).toMatchObject({ config: { platform: "linux/arm64" }, provenance: expect.anything() });
    } finally {
      docker(env, "image", "rm", "--force", tag);
    }
  });
});

for (const engine of ENGINES.filter((name) => name === "classic"))
  test("an image of the classic engine has one platform", async () => {
    const env = engineEnv(engine);
    const exec: Exec = (command, args, options) =>
      createExec(new AbortController().signal)(command, args, { ...options, env: dockerVariables(env) });
    const reader = {
      exec,
      signal: new AbortController().signal,
      folder,
      prepareLayout: async () => undefined,
      images: { find: async () => null, keep: async () => undefined },
    };
    expect(await platformsIn({ kind: "engine", name: "alpine:3.22" }, { engine: reader })).toEqual([
      hostPlatform(),
    ]);
  });
