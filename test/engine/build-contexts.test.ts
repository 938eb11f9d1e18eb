import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";
import { Repository } from "./repository.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const env = (folder: string) => ({ XDG_CACHE_HOME: join(folder, "cache") });

/** Both stages take the context, so that buildx shares it among their targets. */
const DOCKERFILE = `FROM scratch AS prod
COPY file.txt /
COPY --from=named more.txt /
FROM scratch AS test
COPY file.txt /
`;

describe.each(STORES)("on the %s store", (store) => {
  test.each(["café", "日本", "a b %41 $HOME {x}", "😀/plain", "plain/😀", "Ω\tmega"])(
    "a context named %j is built, and its base, too",
    async (name) => {
      const repository = new Repository({
        [`${name}/Dockerfilé`]: DOCKERFILE,
        [`${name}/file.txt`]: "12345",
        [`named ${name}/more.txt`]: "123",
      });
      folders.push(repository.folder);
      repository.commit({ [`${name}/file.txt`]: "1234567" });
      const argv = ["--target=prod", "--test-target=test", `--context=${name}`, `--file=${name}/Dockerfilé`];
      const { images, stderr } = await gateIn(
        repository.folder,
        store,
        [...argv, `--build-contexts=named=named ${name}`, "--baseline=build"],
        env(repository.folder),
      );
      expect({ stderr, ...images["prod"] }).toMatchObject({
        image: { size: 10 },
        tests: [{ target: "test", status: "passed" }],
        change: { size: 2 },
        context: { folder: name, size: 7 },
        place: { file: `${name}/Dockerfilé`, lines: [1, 1] },
      });
    },
  );

  test("a failed step of a named context has its path", async () => {
    const folder = folderWith({
      "café/Dockerfile": DOCKERFILE.replace("file.txt", "none.txt"),
      "café/file.txt": "12345",
      "café/more.txt": "123",
    });
    folders.push(folder);
    const argv = ["--target=prod", "--test-target=test", "--context=café", "--baseline=none"];
    const named = "--build-contexts=named=café";
    const { images } = await gateIn(folder, store, [...argv, named], env(folder));
    const [finding] = images["prod"]?.findings ?? [];
    expect(finding).toMatchObject({ rule: "build", place: { file: "café/Dockerfile", lines: [2, 2] } });
    expect(JSON.stringify(images)).not.toContain("/contexts/");
  });

  test("contexts of linked bake targets have any folder name", async () => {
    const folder = folderWith({
      "docker-bake.json": JSON.stringify({
        target: {
          base: { context: "naïve" },
          app: { context: "café", contexts: { base: "target:base" } },
        },
      }),
      "naïve/Dockerfile": "FROM scratch\nCOPY file.txt /\n",
      "naïve/file.txt": "123",
      "café/Dockerfile": "FROM base AS prod\nCOPY . /\nFROM base AS test\nCOPY . /\n",
      "café/.dockerignore": "Dockerfile\n.dockerignore\nignored",
      "café/own.txt": "12345",
      "café/ignored": "1",
    });
    folders.push(folder);
    const argv = ["--bake=docker-bake.json", "--bake-targets=app", "--target=prod", "--test-target=test"];
    const { images, stderr } = await gateIn(folder, store, [...argv, "--baseline=none"], env(folder));
    expect({ stderr, images: Object.values(images) }).toMatchObject({
      images: [{ image: { size: 8 }, tests: [{ status: "passed" }] }],
    });
  });

  test("reports in the context do not change the next build", async () => {
    const folder = folderWith({ Dockerfile: "FROM scratch\nCOPY . /\n", "a.txt": "123" });
    const cache = folderWith({});
    folders.push(folder, cache);
    const run = async () => {
      const { images, stderr } = await gateIn(folder, store, ["--baseline=none"], env(cache));
      const [image] = Object.values(images);
      return {
        stderr,
        size: image?.image?.size,
        layers: image?.image?.layers.map(({ diffId }) => diffId),
        context: image?.context?.size,
        cached: image?.steps.map(({ cached }) => cached),
      };
    };
    const first = await run();
    const second = await run();
    expect(first).toMatchObject({ size: 25, context: 25 });
    expect(first.stderr).not.toContain("removed");
    expect(second).toMatchObject({ size: 25, context: 25, layers: first.layers, cached: [true] });

    appendFileSync(join(folder, ".dockerignore"), "out\n");
    await run();
    const before = readFileSync(join(folder, "out/report.json"), "utf8");
    const { stderr, cached } = await run();
    expect(before).toContain('"size": 29');
    expect(cached).toEqual([true]);
    expect(stderr).not.toContain("removed");
  });
});
