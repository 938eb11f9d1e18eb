import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoppedError } from "../../src/host/errors.ts";
import type { Exec } from "../../src/host/exec.ts";
import type { Image } from "../../src/image/image.ts";
import { openImageCache } from "../../src/image/image-cache.ts";
import { openLayerCache } from "../../src/image/layer-cache.ts";
import { hostPlatform } from "../../src/image/platform.ts";
import { readImage } from "../../src/image/read.ts";
import {
  archiveOf,
  dockerSave,
  type FixtureImage,
  makeImage,
  ociLayout,
  sha256,
  writeDirectory,
} from "../fixtures/images.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const IMAGE = makeImage({
  layers: [[{ name: "a", content: "abc" }], [{ name: "b", content: "b" }]],
  user: "app",
  labels: { a: "b" },
  platform: hostPlatform(),
});
/** In bytes: what its layers and documents take as they are stored. */
const PACKED = [...ociLayout([IMAGE]).values()].reduce((sum, file) => sum + (file as Buffer).length, 0);
/** In bytes, of which the history tells two. */
const UNPACKED = 50_000_000;

/** An engine of the containerd store that has one image, and counts its size as those of late 2026 do. */
interface FakeEngine {
  /** Put over what it says of the image. */
  readonly inspection?: object;
  readonly createdBy?: string;
  /** What its builder exports; null where that fails. */
  readonly exported?: FixtureImage | null;
  readonly context?: number;
  /** Done while an image is exported or saved. */
  readonly meanwhile?: (engine: { id: string }) => void;
}

/** Reads its image as one run does, and notes what docker was asked for. */
async function read(fake: FakeEngine = {}): Promise<{ image: Image; asked: string[] }> {
  const asked: string[] = [];
  const state = { id: `sha256:${sha256(Buffer.from("its manifest"))}` };
  const inspection = () => ({
    Id: state.id,
    RepoTags: ["app:latest"],
    Os: IMAGE.platform.split("/")[0],
    Architecture: IMAGE.platform.split("/")[1],
    Config: { User: "app", Labels: { a: "b" } },
    RootFS: { Layers: IMAGE.tars.map((tar) => `sha256:${sha256(tar)}`) },
    Size: PACKED + 2 * UNPACKED,
    Descriptor: {},
    ...fake.inspection,
  });
  const history = [
    ["CMD", 0] as const,
    ["COPY layer 1", UNPACKED] as const,
    [fake.createdBy ?? "COPY layer 0", UNPACKED] as const,
  ];
  const answer = (text: string) => ({ code: 0, stdout: text, stderr: "" });
  const exec: Exec = async (command, args, { input } = {}) => {
    expect(command).toBe("docker");
    const [word = ""] = args;
    asked.push(word);
    if (word === "image") return answer(JSON.stringify(inspection()));
    if (word === "context") return { ...answer("office\n"), code: fake.context ?? 0 };
    if (word === "history") {
      const lines = history.map(([CreatedBy, size]) => ({ CreatedBy, Comment: "", Size: String(size) }));
      return answer(lines.map((line) => JSON.stringify(line)).join("\n"));
    }
    expect([word, input, args[2]]).toEqual(["buildx", "FROM app:latest\n", "--builder=office"]);
    fake.meanwhile?.(state);
    const directory = args.map((arg) => /dest=(.*)$/.exec(arg)?.[1]).find((dest) => dest !== undefined) ?? "";
    if (fake.exported === null) return { code: 1, stdout: "", stderr: "" };
    exportInto(directory, fake.exported ?? IMAGE);
    return answer("");
  };
  async function* saveImage(): AsyncGenerator<Uint8Array> {
    asked.push("save");
    fake.meanwhile?.(state);
    yield archiveOf(dockerSave(IMAGE, "containerd"));
  }
  const cache = openLayerCache(join(home, "layers"), (message) => {
    throw new Error(message);
  });
  const folder = join(home, "private");
  mkdirSync(folder, { recursive: true });
  const images = openImageCache(join(home, "images"), String);
  const { signal } = new AbortController();
  const engine = { exec, signal, folder, prepareLayout: cache.putPlaceholders, images };
  const reading = readImage({ kind: "engine", name: "app:latest" }, { saveImage, cache, engine });
  const image = await reading.finally(() => expect(readdirSync(folder)).toEqual([]));
  return { image, asked };
}

/** As a builder does, which leaves alone the blobs that are there with their size. */
function exportInto(directory: string, image: FixtureImage): void {
  const files = [...ociLayout([image])].filter(([path, bytes]) => {
    const there = statSync(join(directory, path), { throwIfNoEntry: false });
    return there?.size !== (bytes as Buffer).length;
  });
  writeDirectory(directory, new Map(files));
}

const EXPORTED = ["image", "context", "history", "buildx"];

test("an export has the image's layers and the engine's configuration", async () => {
  const saved = await read({ exported: null });
  expect(saved.asked).toEqual([...EXPORTED, "save", "image"]);
  rmSync(home, { recursive: true });
  // A build adds a PATH where there is none.
  const config = JSON.parse(IMAGE.config.toString());
  const exported = {
    ...IMAGE,
    config: Buffer.from(JSON.stringify({ ...config, config: { Env: ["PATH=/"] } })),
  };
  const cold = await read({ exported });
  expect(cold).toEqual({ image: saved.image, asked: [...EXPORTED, "image"] });
  expect(await read()).toEqual({ image: saved.image, asked: ["image"] });
});

test("known layers are not exported, and the image is the same", async () => {
  const { image } = await read();
  rmSync(join(home, "images"), { recursive: true });
  expect(await read()).toEqual({ image, asked: [...EXPORTED, "image"] });
});

const OTHER = makeImage({ layers: [[{ name: "a", content: "abc" }], [{ name: "b", content: "c" }]] });

test.each<[string, FakeEngine, string[]]>([
  ["has triggers for a build upon it", { inspection: { Config: { OnBuild: ["RUN x"] } } }, ["image"]],
  ["has no tag", { inspection: { RepoTags: [] } }, ["image"]],
  ["is for another platform", { inspection: { Architecture: "s390x" } }, ["image"]],
  ["is small", { inspection: { Size: 20_000_000 } }, ["image"]],
  ["is in an unknown store", { inspection: { Descriptor: null } }, ["image"]],
  ["is in an engine whose context has no name", { context: 1 }, ["image", "context", "history"]],
  ["can't be exported", { exported: null }, EXPORTED],
  ["is a different image in the export", { exported: OTHER }, EXPORTED],
  ["has another history in the export", { createdBy: "COPY something else" }, EXPORTED],
  ["has other blobs in the export", { inspection: { Size: PACKED + 40_000 + 2 * UNPACKED } }, EXPORTED],
  ["has larger blobs in the export", { inspection: { Size: 2 * UNPACKED + 10 } }, EXPORTED],
])("an image that %s is read by docker save", async (_, fake, before) => {
  const { image, asked } = await read(fake);
  expect(asked).toEqual([...before, "save", "image"]);
  expect(image.layers.map(({ diffId }) => diffId)).toEqual(IMAGE.tars.map((tar) => `sha256:${sha256(tar)}`));
  expect((await read(fake)).asked).toEqual(["image"]);
});

test.each<[string, FakeEngine]>([
  ["exported", {}],
  ["saved", { exported: null }],
])("a name that moves to another image while it is %s is not cached", async (_, fake) => {
  const meanwhile = (engine: { id: string }) => {
    engine.id = `sha256:${"0".repeat(64)}`;
  };
  const { asked } = await read({ ...fake, meanwhile });
  expect((await read(fake)).asked).toEqual(asked);
});

test.each([
  ["answers like another program", { inspection: { Id: "4f8a" } }],
  ["does not name its operating system", { inspection: { Os: undefined } }],
])("an image is read by docker save if the engine %s", async (_, fake) => {
  expect((await read(fake)).asked).toEqual(["image", "save"]);
});

test("a stopped export leaves no files and ends the read", async () => {
  const meanwhile = () => {
    throw new StoppedError();
  };
  await expect(read({ meanwhile })).rejects.toThrow(StoppedError);
});
