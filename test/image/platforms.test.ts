import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Exec } from "../../src/host/exec.ts";
import { lastArchive } from "../../src/image/last-archive.ts";
import { readImage } from "../../src/image/read.ts";
import type { ImageSource } from "../../src/image/source.ts";
import { withEntries } from "../fixtures/artifacts.ts";
import {
  archiveOf,
  dockerSave,
  type Files,
  json,
  kanikoArchive,
  makeImage,
  ociLayout,
  sha256,
} from "../fixtures/images.ts";
import { archiveSource, errorOf, layoutSource, platformsIn } from "./reading.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-platforms-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const layout = (files: Files) => layoutSource(folder, files);
const archive = (bytes: Buffer) => archiveSource(folder, bytes);

const images = ["linux/riscv64", "linux/amd64", "linux/amd64/v3", "linux/arm/v7", "linux/arm64/v8"].map(
  (platform) => makeImage({ platform, user: platform }),
);
const [riscv, amd64] = images;
if (riscv === undefined || amd64 === undefined) throw new Error("there are no images");
const LISTED = ["linux/riscv64", "linux/amd64", "linux/amd64/v3", "linux/arm/v7", "linux/arm64"];
const nested = ociLayout(images, { nested: true, attestation: true });

test.each<[string, () => ImageSource]>([
  ["an OCI layout", () => layout(ociLayout(images))],
  ["a nested index", () => layout(nested)],
  ["an index without platforms", () => layout(withoutPlatforms(ociLayout(images)))],
  ["an OCI archive", () => archive(archiveOf(nested))],
  ["a compressed archive", () => archive(gzipSync(archiveOf(nested)))],
  ["an archive of docker save", () => archive(archiveOf(savedWithIndex(nested)))],
])("%s has the platforms of its index, in order, and an image of each", async (_, source) => {
  const from = source();
  expect(await platformsIn(from)).toEqual(LISTED);
  for (const platform of LISTED) {
    const { config } = await readImage(from, { platform });
    expect(config.user.replace("arm64/v8", "arm64")).toBe(platform);
  }
});

test.each<[string, Buffer]>([
  ["of Docker 20.10", archiveOf(dockerSave(riscv, "20.10"))],
  ["of Docker 25", archiveOf(dockerSave(riscv, "25"))],
  ["of the containerd store", archiveOf(dockerSave(riscv, "containerd"))],
  ["of kaniko", archiveOf(kanikoArchive(riscv))],
  ["with an index without targets", archiveOf(new Map(dockerSave(riscv, "25")).set("index.json", json({})))],
])("an archive %s with one image has the platform of the image", async (_, bytes) => {
  expect(await platformsIn(archive(bytes))).toEqual(["linux/riscv64"]);
});

test("missing images of an index are left out", async () => {
  const files = new Map(ociLayout(images));
  for (const image of images.slice(2)) files.delete(manifestOf(files, image.config));
  expect(await platformsIn(layout(files))).toEqual(LISTED.slice(0, 2));
  expect(await platformsIn(archive(archiveOf(files)))).toEqual(LISTED.slice(0, 2));
});

test("an index without any of its images says what is missing", async () => {
  const files = new Map(ociLayout([riscv]));
  files.delete(manifestOf(files, riscv.config));
  const { message } = await errorOf(platformsIn(layout(files)));
  expect(message).toMatch(/layout: blobs\/sha256\/\w+: is missing$/);
});

test("images with several names are an error", async () => {
  const files = withEntries(ociLayout([riscv, amd64]), (entries) =>
    entries.map((entry, at) => ({ ...entry, annotations: { "io.containerd.image.name": `app:${at}` } })),
  );
  const listed = await errorOf(platformsIn(layout(files)));
  expect(listed.message).toMatch(/holds several images: app:0 \(linux\/riscv64\), app:1/);
  const named = { ...layout(files), reference: "app:1" };
  expect(await platformsIn(named)).toEqual(["linux/amd64"]);
});

describe("a wrong platform in an index", () => {
  const arm = { os: "linux", architecture: "arm64" };
  const files = ociLayout([amd64]);
  const lies = withEntries(files, (entries) => entries.map((entry) => ({ ...entry, platform: arm })));
  const twice = withEntries(files, (entries) => [
    ...entries,
    ...entries.map((entry) => ({ ...entry, platform: arm })),
  ]);
  const MESSAGE = /the index says linux\/arm64, but the configuration of the image says linux\/amd64$/;

  test.each([undefined, "linux/arm64"])("is an error with index and configuration: %s", async (platform) => {
    const error = await errorOf(readImage(layout(lies), { platform }));
    expect(error.message).toMatch(MESSAGE);
    expect(error.hint).toMatch(/Build the image for linux\/arm64/);
  });

  test("is an error for an image with two platforms", async () => {
    expect(await platformsIn(layout(twice))).toEqual(["linux/amd64", "linux/arm64"]);
    expect((await readImage(layout(twice), { platform: "linux/amd64" })).config.user).toBe("linux/amd64");
    const error = await errorOf(readImage(layout(twice), { platform: "linux/arm64" }));
    expect(error.message).toMatch(MESSAGE);
  });
});

test("two images for the same platform are named by their digests", async () => {
  const files = withEntries(
    ociLayout(["one", "two"].map((user) => makeImage({ platform: "linux/arm64", user }))),
    ([first, second]) => [
      first ?? {},
      { ...second, platform: { os: "linux", architecture: "arm64", variant: "v8" } },
    ],
  );
  const [error, same] = await Promise.all([
    errorOf(readImage(layout(files), { platform: "linux/arm64" })),
    errorOf(readImage(layout(files))),
  ]);
  expect(same.message).toBe(error.message);
  expect(error.message).toMatch(
    /holds several images for linux\/arm64: sha256:\w+ \(linux\/arm64\), sha256:\w+ \(linux\/arm64\/v8\)$/,
  );
  expect(error.hint).toMatch(
    /^These platforms are the same to an engine\. Make the index again with one of the images, for example /,
  );
});

test("an image is chosen by a feature that only the index lists", async () => {
  const users = ["plain", "feature"];
  const files = withEntries(
    ociLayout(users.map((user) => makeImage({ platform: "linux/amd64", user }))),
    ([first, second]) => [
      first ?? {},
      { ...second, platform: { os: "linux", architecture: "amd64", "os.features": ["x"] } },
    ],
  );
  for (const source of [layout(files), archive(archiveOf(files))]) {
    const listed = await platformsIn(source);
    expect(listed).toEqual(["linux/amd64", "linux(+x)/amd64"]);
    for (const [at, platform] of listed.entries())
      expect((await readImage(source, { platform })).config).toMatchObject({ user: users[at], platform });
  }
});

describe("images for Windows", () => {
  const versions = ["10.0.17763.6532", "10.0.20348.2849"];
  const windows = versions.map((version) => makeImage({ platform: "windows/amd64", user: version }));
  const files = withEntries(ociLayout([riscv, ...windows]), ([first, ...entries]) => [
    first ?? {},
    ...entries.map((entry, at) => ({
      ...entry,
      platform: { os: "windows", architecture: "amd64", "os.version": versions[at] },
    })),
  ]);
  const full = versions.map((version) => `windows(${version})/amd64`);

  test("that differ only by version are listed and read by it", async () => {
    const source = layout(files);
    expect(await platformsIn(source)).toEqual(["linux/riscv64", ...full]);
    for (const [at, platform] of full.entries()) {
      const { config } = await readImage(source, { platform });
      expect(config).toMatchObject({ user: versions[at], platform: "windows/amd64" });
    }
    const newest = await readImage(source, { platform: "windows(10.0.20348)/amd64" });
    expect(newest.config.user).toBe(versions[1]);
  });

  test("are named by their versions if both match", async () => {
    const error = await errorOf(readImage(layout(files), { platform: "windows/amd64" }));
    expect(error.message).toMatch(
      /holds several images: windows\(10\.0\.17763\.6532\)\/amd64, windows\(10\.0\.20348\.2849\)\/amd64$/,
    );
    expect(error.hint).toBe("Choose one by its platform, for example windows(10.0.17763.6532)/amd64.");
  });

  test("are listed without a version if there is only one", async () => {
    const one = withEntries(files, (entries) => entries.slice(0, 2));
    expect(await platformsIn(layout(one))).toEqual(["linux/riscv64", "windows/amd64"]);
    expect((await readImage(layout(one), { platform: "windows/amd64" })).config.user).toBe(versions[0]);
  });
});

test("a compressed archive is read once for many platforms", async () => {
  const archives = lastArchive();
  const bytes = gzipSync(archiveOf(nested));
  const source = archive(bytes);
  utimesSync(join(folder, "app.tar"), 1, 1);
  expect(await platformsIn(source, { archives })).toEqual(LISTED);
  // A file of the same size and age, of which nothing could be read.
  archive(Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(bytes.length - 4)]));
  utimesSync(join(folder, "app.tar"), 1, 1);
  for (const platform of LISTED) {
    const { config } = await readImage(source, { platform, archives });
    expect(config.user.replace("arm64/v8", "arm64")).toBe(platform);
  }
  utimesSync(join(folder, "app.tar"), 2, 2);
  expect((await errorOf(readImage(source, { archives }))).message).toMatch(/compressed data is damaged/);
});

describe("an engine", () => {
  const ID = `sha256:${"1".repeat(64)}`;
  const inspection = {
    Id: ID,
    Os: "linux",
    Architecture: "amd64",
    RootFS: { Layers: [] },
    Descriptor: { mediaType: "application/vnd.oci.image.index.v1+json" },
  };
  const image = (platform: object, Available = true) => ({
    Available,
    Kind: "image",
    ImageData: { Platform: platform },
  });
  const manifests = [
    image({ os: "linux", architecture: "amd64" }),
    image({ os: "linux", architecture: "arm", variant: "v7" }, false),
    image({ os: "linux", architecture: "arm64", variant: "v8" }),
    {
      Available: true,
      Kind: "attestation",
      Descriptor: { platform: { os: "unknown", architecture: "unknown" } },
      AttestationData: { For: "x" },
    },
  ];
  const answered = (body: unknown, status = "200 OK") =>
    `HTTP/1.0 ${status}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}`;

  async function list(inspected: object, manifestAnswer: string): Promise<[readonly string[], string[]]> {
    const asked: string[] = [];
    const exec: Exec = async (_, args, { input = "" } = {}) => {
      asked.push(args[0] ?? "");
      if (args[0] === "image") return { code: 0, stdout: JSON.stringify(inspected), stderr: "" };
      expect(input).toMatch(`GET /v1.48/images/${ID}/json?manifests=1 HTTP/1.0\r\n`);
      return { code: 0, stdout: manifestAnswer, stderr: "" };
    };
    async function* saveImage(): AsyncGenerator<Uint8Array> {
      asked.push("save");
      yield archiveOf(savedWithIndex(nested));
    }
    const signal = new AbortController().signal;
    const engine = {
      exec,
      signal,
      folder,
      prepareLayout: async () => undefined,
      images: { find: async () => null, keep: async () => undefined },
    };
    const source = { kind: "engine", name: "app:latest" } as const;
    return [await platformsIn(source, { engine, saveImage }), asked];
  }

  test("has the platforms that it has pulled of an index", async () => {
    expect(await list(inspection, answered({ Manifests: manifests }))).toEqual([
      ["linux/amd64", "linux/arm64"],
      ["image", "system"],
    ]);
  });

  test.each([
    ["of the classic store", { ...inspection, Descriptor: null, GraphDriver: { Data: {} } }],
    [
      "of a single platform",
      { ...inspection, Descriptor: { mediaType: "application/vnd.oci.image.manifest.v1+json" } },
    ],
  ])("has the one platform of an image %s", async (_, inspected) => {
    expect(await list(inspected, "")).toEqual([["linux/amd64"], ["image"]]);
  });

  test.each([
    ["is too old", answered({ message: "client version 1.48 is too new" }, "400 Bad Request")],
    ["has another format", "no"],
    ["does not list manifests", answered({})],
    ["has pulled none", answered({ Manifests: manifests.slice(1, 2) })],
    [
      "takes an annotated image for an attestation",
      answered({
        Manifests: [
          manifests[0],
          { ...manifests[3], Descriptor: { platform: { os: "linux", architecture: "arm64" } } },
        ],
      }),
    ],
  ])("has the platform of the image if it %s", async (_, answer) => {
    expect(await list(inspection, answer)).toEqual([LISTED, ["image", "system", "save"]]);
  });
});

/** The layout's files with what docker save adds, of its second image. */
function savedWithIndex(files: Files): Files {
  const manifest = JSON.parse(String(files.get(manifestOf(files, amd64?.config ?? Buffer.alloc(0)))));
  const path = ({ digest }: { digest: string }) => `blobs/sha256/${digest.slice(7)}`;
  const saved = [{ Config: path(manifest.config), RepoTags: ["app:1"], Layers: manifest.layers.map(path) }];
  return new Map(files).set("manifest.json", json(saved));
}

function withoutPlatforms(files: Files): Files {
  return withEntries(files, (entries) => entries.map(({ platform, ...entry }) => entry));
}

/** Path of the manifest with this configuration. */
function manifestOf(files: Files, config: Buffer): string {
  const [path] = [...files].find(
    ([name, content]) => name.startsWith("blobs/") && isManifestOf(String(content), sha256(config)),
  ) ?? [""];
  return path;
}

function isManifestOf(content: string, config: string): boolean {
  return content.startsWith("{") && JSON.parse(content).config?.digest === `sha256:${config}`;
}
