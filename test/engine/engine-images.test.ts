import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createExec, type Exec } from "../../src/host/exec.ts";
import type { SaveImage } from "../../src/image/docker-save.ts";
import type { Image } from "../../src/image/image.ts";
import { openImageCache } from "../../src/image/image-cache.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { LAYER_FORMAT } from "../../src/image/layer-file.ts";
import { readImage } from "../../src/image/read.ts";
import { errorOf } from "../image/reading.ts";
import {
  docker,
  dockerVariables,
  ENGINES,
  engineEnv,
  folderWith,
  saveFrom,
  stagegate,
  storeOf,
} from "./engine.ts";

const NONCE = Date.now();
/** In bytes; large enough for an export. */
const LARGE = 34_000_000;

let home: string;
beforeEach(() => {
  home = folderWith({});
});
afterEach(() => rmSync(home, { recursive: true }));

describe.each(ENGINES)("on the %s engine", (engine) => {
  const env = engineEnv(engine);
  const made: string[] = [];
  afterAll(() => {
    if (made.length > 0) docker(env, "image", "rm", "--force", ...made);
  });

  /** A name that is new to the engine and removed after the tests. */
  function tagOf(name: string): string {
    const tag = `stagegate-test-${NONCE}:${name}`;
    made.push(tag);
    return tag;
  }

  function build(name: string, dockerfile: string): string {
    const tag = tagOf(name);
    const flags = ["--builder=default", "--quiet", "--load", "--provenance=false", `--tag=${tag}`];
    execFileSync("docker", ["buildx", "build", ...flags, "-"], { env, input: dockerfile });
    return tag;
  }

  /** The commands of docker. */
  type Asked = "inspect" | "history" | "context" | "build" | "save";

  /** Reads an image like a run with the caches of earlier runs in `home`. */
  async function read(name: string, platform?: string): Promise<{ image: Image; asked: Asked[] }> {
    const asked: Asked[] = [];
    const never = new AbortController().signal;
    const exec: Exec = (command, args, options) => {
      asked.push(args[0] === "history" || args[0] === "context" ? args[0] : (args[1] as Asked));
      return createExec(never)(command, args, { ...options, env: dockerVariables(env) });
    };
    const saveImage: SaveImage = (name) => {
      asked.push("save");
      return saveFrom(env)(name);
    };
    const cache = openLayerCache(join(home, "layers"), fail);
    const images = openImageCache(join(home, "images"), String);
    const folder = join(home, "private");
    mkdirSync(folder, { recursive: true });
    const engine = { exec, signal: never, folder, prepareLayout: cache.putPlaceholders, images };
    const image = await readImage({ kind: "engine", name }, { platform, saveImage, engine, cache });
    await cache.close();
    expect(readdirSync(folder)).toEqual([]);
    return { image, asked };
  }

  /** The same image by `docker save`, without a cache. */
  function saved(name: string): Promise<Image> {
    return readImage({ kind: "engine", name }, { saveImage: saveFrom(env) });
  }

  function fail(message: string): never {
    throw new Error(message);
  }

  const random = (bytes: number, path: string) => `RUN head -c ${bytes} /dev/urandom > ${path}\n`;
  const small = () => build("small", `FROM alpine:3.22\n${random(1000, "/small")}`);
  let large: string;
  let savedLarge: Image;
  beforeAll(async () => {
    large = build("large", `FROM alpine:3.22\n${random(LARGE, "/large")}`);
    savedLarge = await saved(large);
  });

  test("a small image is saved once and then cached", async () => {
    const name = small();
    const [cold, warm] = [await read(name), await read(name)];
    expect(cold.asked).toEqual(["inspect", "save", "inspect"]);
    expect(warm.asked).toEqual(["inspect"]);
    expect(cold.image).toEqual(await saved(name));
    expect(warm.image).toEqual(cold.image);
  });

  test("a large image equals docker save and is then cached", async () => {
    const [cold, warm] = [await read(large), await read(large)];
    expect(cold.asked.sort()).toEqual(
      engine === "classic"
        ? ["inspect", "inspect", "save"]
        : ["build", "context", "history", "inspect", "inspect"],
    );
    expect(warm.asked).toEqual(["inspect"]);
    expect(cold.image).toEqual(savedLarge);
    expect(warm.image).toEqual(cold.image);
  });

  test("another label causes no layer to be read again", async () => {
    await read(large);
    const labelled = build("labelled", `FROM ${large}\nLABEL a="1 < 2 & é"\nUSER app\n`);
    const { image, asked } = await read(labelled);
    expect(asked.sort()).toEqual(
      engine === "classic" ? ["history", "inspect"] : ["build", "context", "history", "inspect", "inspect"],
    );
    expect(image).toEqual(await saved(labelled));
    expect(image.config).toMatchObject({ user: "app", labels: { a: "1 < 2 & é" } });
    expect((await read(labelled)).asked).toEqual(["inspect"]);
  });

  test("a name that moves is the new image", async () => {
    const name = tagOf("moving");
    docker(env, "tag", small(), name);
    const first = await read(name);
    docker(env, "tag", build("other", `FROM alpine:3.22\nLABEL is=other\n`), name);
    const second = await read(name);
    expect(second.image.config.labels).toMatchObject({ is: "other" });
    docker(env, "tag", small(), name);
    expect(await read(name)).toEqual({ image: first.image, asked: ["inspect"] });
  });

  test("an id is a name", async () => {
    const id = docker(env, "image", "inspect", "--format={{.Id}}", large);
    const { image } = await read(id);
    expect(image).toEqual(savedLarge);
    expect(await read(large)).toEqual({ image, asked: ["inspect"] });
  });

  test("triggers of ONBUILD are not part of an image", async () => {
    const name = build("onbuild", `FROM ${large}\nONBUILD RUN touch /triggered\nONBUILD USER app\n`);
    const { image, asked } = await read(name);
    expect(asked).not.toContain("build");
    expect(image).toEqual(await saved(name));
    expect((await read(name)).image).toEqual(image);
  });

  test.each([
    ["an image", "images"],
    ["its layers", `layers/v${LAYER_FORMAT}`],
  ])("a damaged cache of %s is not used", async (_, folder) => {
    const name = small();
    const { image } = await read(name);
    for (const file of readdirSync(join(home, folder))) truncateSync(join(home, folder, file), 100);
    const again = await read(name);
    expect(again.image).toEqual(image);
    expect(again.asked.length).toBeGreaterThan(1);
    expect((await read(name)).asked).toEqual(["inspect"]);
  });

  test("another platform is the same error with a cache", async () => {
    const name = small();
    await read(name);
    const error = await errorOf(read(name, "linux/s390x"));
    expect(error.message).toMatch(/has no image for linux\/s390x|is for linux\/\w+, not for linux\/s390x/);
    const { config } = (await read(name)).image;
    expect((await read(name, config.platform)).image.config).toEqual(config);
  });

  test("a stopped inspection leaves no files", async () => {
    const real = execFileSync("bash", ["-c", "type -P docker"], { env, encoding: "utf8" }).trim();
    // Stops the reader of the image's layers and continues.
    const script = `#!/bin/sh\ncase $1 in buildx|save) kill -TERM $PPID ;; esac\nexec '${real}' "$@"\n`;
    writeFileSync(join(home, "docker"), script, { mode: 0o755 });
    const TMPDIR = join(home, "temporary");
    mkdirSync(TMPDIR);
    const world = { ...env, PATH: `${home}:${env["PATH"]}`, XDG_CACHE_HOME: home, TMPDIR };
    const { code, stdout } = await stagegate(["inspect", large], ".", world);
    expect({ code, stdout }).toEqual({ code: 143, stdout: "" });
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("the command line caches engine images and layers", async () => {
    const name = small();
    const archive = join(home, "small.tar");
    docker(env, "save", "--output", archive, name);
    const cache = join(home, "cache");
    const inspect = async (source: string, XDG_CACHE_HOME: string) => {
      const ended = await stagegate(["inspect", "--json", source], ".", { ...env, XDG_CACHE_HOME });
      expect(ended.code).toBe(0);
      const { source: readFrom, ...image } = JSON.parse(ended.stdout);
      return { image, kind: readFrom.kind, stderr: ended.stderr };
    };
    const { image, kind } = await inspect(archive, cache);
    expect(kind).toBe("archive");
    expect(readdirSync(join(cache, "stagegate"))).toEqual(["layers"]);
    expect(await inspect(name, cache)).toEqual({ image, kind: "engine", stderr: "" });
    expect(readdirSync(join(cache, "stagegate")).sort()).toEqual(["images", "layers"]);
    // A folder that can't be made: in a file.
    const elsewhere = await inspect(name, join(archive, "cache"));
    expect(elsewhere.image).toEqual(image);
    expect(elsewhere.stderr).toContain("Layers cannot be stored");
  });

  test("a missing image is an error with a hint", async () => {
    const error = await errorOf(read("stagegate-test-none:1"));
    expect(error.message).toBe("the engine has no image stagegate-test-none:1");
    expect(error.hint).toContain("docker pull stagegate-test-none:1");
  });

  test.each<[string, (tag: string) => void]>([
    [
      "imported",
      (tag) => {
        const input = execFileSync("tar", ["--create", "--directory", home, "."]);
        execFileSync("docker", ["import", "-", tag], { env, input });
      },
    ],
    [
      "committed",
      (tag) => {
        const container = docker(env, "create", "alpine:3.22", "true");
        docker(env, "commit", "--change=USER app", container, tag);
        docker(env, "rm", container);
      },
    ],
    [
      "from the legacy builder",
      (tag) => {
        const input = "FROM alpine:3.22\nWORKDIR /made\nRUN true\nENV A=1\nRUN echo a > /a\nUSER 1\n";
        execFileSync("docker", ["build", "--tag", tag, "-"], {
          env: { ...env, DOCKER_BUILDKIT: "0" },
          input,
          stdio: ["pipe", "ignore", "ignore"],
        });
      },
    ],
  ])("an image %s is the same from each source", async (what, make) => {
    const name = tagOf(what.replaceAll(" ", "-"));
    make(name);
    const expected = await saved(name);
    expect((await read(name)).image).toEqual(expected);
    rmSync(join(home, "images"), { recursive: true });
    expect((await read(name)).image).toEqual(expected);
    expect(await read(name)).toEqual({ image: expected, asked: ["inspect"] });
  });

  test("an image without layers is read", async () => {
    const name = build("no-layers", `FROM scratch\nLABEL n=${NONCE}\nUSER 7\n`);
    const { image } = await read(name);
    expect(image).toMatchObject({ config: { user: "7", labels: { n: String(NONCE) } }, layers: [] });
    expect(image.config.history.map(({ emptyLayer }) => emptyLayer)).toEqual([true, true]);
  });

  if (engine === "classic") {
    test.each([
      [
        "instructions without a layer",
        'ENV A=1 B="x y"\nLABEL a=b\nUSER 7\nEXPOSE 80\nVOLUME /v\nCMD ["a"]\n',
      ],
      ["more of them", 'ARG A=1\nSHELL ["/bin/ash"]\nSTOPSIGNAL 9\nENTRYPOINT x\nHEALTHCHECK CMD true\n'],
      ["a health check that is off", "HEALTHCHECK NONE\nMAINTAINER somebody\n"],
      [
        "folders that are new, that exist, and the root",
        "WORKDIR /made\nWORKDIR /made\nWORKDIR /tmp\nWORKDIR /\n",
      ],
      ["steps without files", "RUN true\nRUN rm /etc/passwd\nRUN touch /a && rm /a\n"],
      [
        "layers of no size beside some of a size",
        "RUN echo a > /a\nWORKDIR /b\nRUN true\nUSER 1\nRUN echo c > /tmp/c\n",
      ],
      [
        "tabs, quotes, lines and arguments",
        "ARG A=1\nRUN echo\ta \\\n\t\t\"b\" \\\n  && echo '<&>' é > /a\n",
      ],
      ["here-documents", "RUN <<EOF\n\techo a > /a\necho b\nEOF\nCOPY <<EOF /b\n\tb\nEOF\n"],
      ["empty files", "COPY <<EOF /empty\nEOF\nCOPY --link <<EOF /linked\nEOF\n"],
      ["triggers", "ONBUILD RUN true\nONBUILD COPY . /a\nRUN echo ONBUILD > /a\n"],
    ])("the configuration equals docker save: %s", async (_, instructions) => {
      const name = build("config", `FROM alpine:3.22\nLABEL n=${NONCE}\n${instructions}`);
      const { image } = await read(name);
      rmSync(join(home, "images"), { recursive: true });
      const again = await read(name);
      expect(again.asked).toEqual(["inspect", "history"]);
      expect(again.image).toEqual(image);
      expect(again.image).toEqual(await saved(name));
    });
  }

  if (storeOf(engine) === "containerd") {
    test.each(["zstd", "uncompressed"])("layers that are %s have their own transfer sizes", async (kind) => {
      // The builder knows the same layers by gzip blobs, from having built them.
      const name = tagOf(kind);
      const archive = join(home, "image.tar");
      const output = `type=oci,name=${name},dest=${archive},compression=${kind},force-compression=true`;
      const flags = ["--builder=default", "--quiet", "--provenance=false", `--output=${output}`];
      execFileSync("docker", ["buildx", "build", ...flags, "-"], { env, input: `FROM ${large}\n` });
      docker(env, "load", "--input", archive);
      const other = await read(name);
      expect(other.asked.slice(-2)).toEqual(["save", "inspect"]);
      const sizes = ({ layers }: Image) => layers.map(({ transferSize }) => transferSize);
      const contents = ({ layers }: Image) => layers.map(({ transferSize, ...layer }) => layer);
      expect(contents(other.image)).toEqual(contents(savedLarge));
      expect(sizes(other.image)).not.toEqual(sizes(savedLarge));
      if (kind === "uncompressed") expect(sizes(other.image)).toEqual([null, null]);
      expect(await read(name)).toEqual({ image: other.image, asked: ["inspect"] });
    });
  }
});
