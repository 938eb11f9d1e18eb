import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { docker, engineEnv, folderWith, STORES, storeOf } from "./engine.ts";
import { type Gated, gateIn } from "./gated.ts";
import { type Files, Repository } from "./repository.ts";

const NONCE = Date.now();

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const gate = ({ folder }: Repository, store: string, ...argv: string[]): Promise<Gated> =>
  gateIn(folder, store, argv, { XDG_CACHE_HOME: join(folder, "cache") });

const SMALL = 1000;
const LARGE = 900_000;

/** An image whose only file has that size. */
const imageOf = (size: number) =>
  makeImage({ layers: [[{ name: "base.bin", content: Buffer.alloc(size, String(size)) }]], user: "1000" });

/** A layout with an image whose only file has that size, in a folder of the repository. */
function writeLayout({ folder }: Repository, size: number, name = "lay"): void {
  rmSync(join(folder, name), { recursive: true, force: true });
  writeDirectory(join(folder, name), ociLayout([imageOf(size)], { name: "1" }));
}

/** An image of the engine, which has that name; the tests remove it. */
function loadImage(store: string, name: string, size: number): void {
  const context = folderWith({ Dockerfile: "FROM scratch\nCOPY base.bin /\n", "base.bin": "x".repeat(size) });
  docker(
    engineEnv(store),
    "buildx",
    "build",
    "--quiet",
    "--load",
    "--provenance=false",
    "--tag",
    name,
    context,
  );
  rmSync(context, { recursive: true });
}

const DOCKERFILE = "FROM foo\nCOPY own.txt /\nUSER 1000\n";
const configuration = (source: string) => `defaults: {max-growth: 100kB}
images:
  app:
    build-contexts: {foo: "${source}"}
    rules: {size: off}
`;

interface Kind {
  readonly files?: Files;
  readonly source: string;
  /** Creates the source before the first commit. */
  readonly prepare?: (repository: Repository) => void;
  /** The change of the pull request. */
  readonly change: (repository: Repository) => void;
}

describe.each(STORES)("on the %s store", (store) => {
  const [small, large] = [`stagegate-test-${NONCE}:small`, `stagegate-test-${NONCE}:large`];
  const moving = `stagegate-test-${NONCE}:moving`;
  beforeAll(() => {
    loadImage(store, small, SMALL);
    loadImage(store, large, LARGE);
  });
  afterAll(() => {
    docker(engineEnv(store), "image", "rm", small, large);
  });

  const kinds: Readonly<Record<string, () => Kind>> = {
    "a folder": () => ({
      files: { "ctx/base.bin": "x".repeat(SMALL) },
      source: "./ctx",
      change: (repository) => repository.write({ "ctx/base.bin": "x".repeat(LARGE) }),
    }),
    "an OCI layout": () => ({
      source: "oci-layout://./lay:1",
      prepare: (repository) => writeLayout(repository, SMALL),
      change: (repository) => writeLayout(repository, LARGE),
    }),
    "another OCI layout": () => ({
      source: "oci-layout://lay:1",
      prepare: (repository) => {
        writeLayout(repository, SMALL);
        writeLayout(repository, LARGE, "other");
      },
      change: (repository) => repository.write({ ".stagegate.yml": configuration("oci-layout://other:1") }),
    }),
    "an image": () => ({
      source: `docker-image://${small}`,
      change: (repository) =>
        repository.write({ ".stagegate.yml": configuration(`docker-image://${large}`) }),
    }),
    "a target": () => ({
      files: {
        "docker-bake.json": JSON.stringify({
          target: {
            base: { dockerfile: "base.Dockerfile" },
            app: { contexts: { foo: "target:base" } },
          },
        }),
        ".stagegate.yml":
          "defaults: {max-growth: 100kB}\nbake: docker-bake.json\nbake-targets: app\nimages: {app: {rules: {size: off}}}\n",
        "base.Dockerfile": "FROM scratch\nCOPY base.bin /\n",
        "base.bin": "x".repeat(SMALL),
      },
      source: "",
      change: (repository) => repository.write({ "base.bin": "x".repeat(LARGE) }),
    }),
    "a layout of a target": () => ({
      files: {
        "docker-bake.json": JSON.stringify({
          target: {
            base: { dockerfile: "base.Dockerfile", contexts: { bar: "oci-layout://lay:1" } },
            app: { contexts: { foo: "target:base" } },
          },
        }),
        ".stagegate.yml":
          "defaults: {max-growth: 100kB}\nbake: docker-bake.json\nbake-targets: app\nimages: {app: {rules: {size: off}}}\n",
        "base.Dockerfile": "FROM bar\nCOPY base.Dockerfile /\n",
      },
      source: "",
      prepare: (repository) => writeLayout(repository, SMALL),
      change: (repository) => writeLayout(repository, LARGE),
    }),
  };

  // The builder of an engine with the classic store reads no layouts.
  const readsLayouts = storeOf(store) === "containerd";
  const names = Object.keys(kinds).filter((name) => readsLayouts || !name.includes("layout"));
  test.each(names)("a named context that is %s grows by its change", async (name) => {
    const {
      files = {},
      source,
      prepare,
      change,
    } = kinds[name]?.() ?? { source: "", change: () => undefined };
    const repository = new Repository({});
    folders.push(repository.folder);
    prepare?.(repository);
    repository.commit({
      Dockerfile: DOCKERFILE,
      "own.txt": "1",
      ".stagegate.yml": configuration(source),
      ".dockerignore": "*\n!own.txt\n!base.bin\n!base.Dockerfile\n",
      ...files,
    });
    repository.git("checkout", "--quiet", "-b", "change");
    change(repository);
    repository.commit({});
    for (const baseline of ["auto", "auto", "stored", "build"]) {
      const { code, images, stderr } = await gate(repository, store, `--baseline=${baseline}`);
      const { change = null, baseline: compared } = images["app"] ?? {};
      expect({ baseline, stderr, compared, change }).toMatchObject({
        change: { growth: LARGE - SMALL, drift: 0 },
      });
      expect(code).toBe(1);
    }
  });

  test("a moved tag of a named context is drift", async () => {
    loadImage(store, moving, SMALL);
    const repository = new Repository({
      Dockerfile: DOCKERFILE,
      "own.txt": "1",
      ".stagegate.yml": configuration(`docker-image://${moving}`),
    });
    folders.push(repository.folder);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "own.txt": "12" });
    try {
      await gate(repository, store);
      loadImage(store, moving, LARGE);
      const { code, images } = await gate(repository, store);
      expect(images["app"]?.change).toMatchObject({ growth: 1, drift: LARGE - SMALL });
      expect(code).toBe(0);
    } finally {
      docker(engineEnv(store), "image", "rm", moving);
    }
  });

  if (readsLayouts)
    test("a layout is relative to the configuration file", async () => {
      const repository = new Repository({
        "a@b:c/sub/.stagegate.yml": configuration("oci-layout://../lay:1"),
        "a@b:c/sub/Dockerfile": DOCKERFILE,
        "a@b:c/sub/own.txt": "1",
      });
      folders.push(repository.folder);
      writeLayout(repository, SMALL, "a@b:c/lay");
      const run = await gate(repository, store, "--config=a@b:c/sub/.stagegate.yml", "--baseline=none");
      expect({ stderr: run.stderr, size: run.images["app"]?.image?.size }).toMatchObject({ size: SMALL + 1 });
    });

  test("an absolute path names the folder of the base", async () => {
    const repository = new Repository({
      Dockerfile: "FROM scratch\nCOPY --from=foo base.bin /\nUSER 1000\n",
      "ctx/base.bin": "x".repeat(SMALL),
    });
    folders.push(repository.folder);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "ctx/base.bin": "x".repeat(LARGE) });
    const { images } = await gate(repository, store, `--build-contexts=foo=${repository.folder}/ctx`);
    expect(Object.values(images)[0]?.change).toMatchObject({ growth: LARGE - SMALL });
  });

  test("a linked context has its former target in the base", async () => {
    const repository = new Repository({
      ".stagegate.yml": "defaults: {max-growth: 100kB}\nimages: {app: {context: ./link, file: Dockerfile}}\n",
      Dockerfile: "FROM scratch\nCOPY base.bin /\nUSER 1000\n",
      "one/base.bin": "x".repeat(SMALL),
      "two/base.bin": "x".repeat(LARGE),
    });
    folders.push(repository.folder);
    const link = join(repository.folder, "link");
    symlinkSync("one", link);
    repository.commit({});
    repository.git("checkout", "--quiet", "-b", "change");
    rmSync(link);
    symlinkSync("two", link);
    repository.commit({});
    for (const baseline of ["auto", "stored"]) {
      const { code, images } = await gate(repository, store, `--baseline=${baseline}`);
      expect(images["app"]?.change).toMatchObject({ growth: LARGE - SMALL, drift: 0 });
      expect(code).toBe(1);
    }
  });
});
