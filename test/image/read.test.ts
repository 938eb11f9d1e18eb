import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Image } from "../../src/image/image.ts";
import { readImage } from "../../src/image/read.ts";
import {
  archiveOf,
  dockerSave,
  type Files,
  json,
  kanikoArchive,
  makeImage,
  ociLayout,
  sha256,
  writeDirectory,
  zstdFrame,
} from "../fixtures/images.ts";
import { errorOf, fileSource, readBytes } from "./reading.ts";

const base = [
  { name: "etc/", flag: "5" },
  { name: "etc/passwd", content: "root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/:/bin/sh\n" },
  { name: "bin/sh", content: Buffer.alloc(150_000, "shell") },
];
const image = makeImage({
  layers: [base, [{ name: "app/.wh.old" }, { name: "app/new", content: "123" }], base],
  user: "app",
  labels: { "org.opencontainers.image.title": "app" },
  platform: "linux/amd64",
});
const SKIPPABLE_FRAME = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const transferSizes = (read: Image) => read.layers.map((layer) => layer.transferSize);
const withoutTransfer = (read: Image) => ({
  ...read,
  layers: read.layers.map((layer) => ({ ...layer, transferSize: null })),
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "stagegate-read-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function readDirectory(files: Files, platform?: string): Promise<Image> {
  writeDirectory(directory, files);
  return readImage(fileSource(directory), { platform });
}

function readFile(bytes: Buffer, platform?: string): Promise<Image> {
  writeFileSync(join(directory, "app.tar"), bytes);
  return readImage(fileSource("app.tar", directory), { platform });
}

describe("the same image from every source", () => {
  const sources: [string, () => Promise<Image>][] = [
    ["docker save 20.10, with a layer that is a link", () => readFile(archiveOf(dockerSave(image, "20.10")))],
    ["docker save 25", () => readFile(archiveOf(dockerSave(image, "25")))],
    ["docker save, containerd store", () => readFile(archiveOf(dockerSave(image, "containerd")))],
    [
      "docker save, containerd store, zstd",
      () => readFile(archiveOf(dockerSave(image, "containerd", { compression: "zstd" }))),
    ],
    ["kaniko", () => readFile(archiveOf(kanikoArchive(image)))],
    ["OCI archive", () => readFile(archiveOf(ociLayout([image])))],
    [
      "OCI archive with index.json first",
      () => readFile(archiveOf(new Map([...ociLayout([image])].reverse()))),
    ],
    ["archive in gzip", () => readFile(gzipSync(archiveOf(dockerSave(image, "25"))))],
    ["archive in zstd", () => readFile(zstdFrame(archiveOf(dockerSave(image, "containerd"))))],
    ["OCI directory, gzip", () => readDirectory(ociLayout([image]))],
    ["OCI directory, zstd", () => readDirectory(ociLayout([image], { compression: "zstd" }))],
    ["OCI directory, uncompressed", () => readDirectory(ociLayout([image], { compression: "raw" }))],
    [
      "OCI directory, nested index and attestation",
      () => readDirectory(ociLayout([image], { nested: true, attestation: true })),
    ],
    ["OCI directory, zstd:chunked: many frames", () => readDirectory(inParts(zstdFrame, SKIPPABLE_FRAME))],
    ["OCI directory, eStargz: many gzip members", () => readDirectory(inParts(gzipSync))],
    [
      "archive in several zstd frames",
      () => readFile(parts(archiveOf(dockerSave(image, "25")), zstdFrame, SKIPPABLE_FRAME)),
    ],
    ["engine", () => readBytes(archiveOf(dockerSave(image, "containerd")))],
    ["engine, byte by byte", () => readBytes(archiveOf(dockerSave(image, "containerd")), {}, 1)],
  ];

  it.each(sources)("%s", async (_, read) => {
    const found = await read();

    expect(withoutTransfer(found)).toEqual(
      withoutTransfer(await readBytes(archiveOf(dockerSave(image, "25")))),
    );
  });

  it("is the image that the test made", async () => {
    expect(await readDirectory(ociLayout([image]))).toEqual({
      config: {
        platform: "linux/amd64",
        user: "app",
        labels: { "org.opencontainers.image.title": "app" },
        env: [],
        healthcheck: false,
        history: [
          { createdBy: "COPY layer 0", emptyLayer: false },
          { createdBy: "COPY layer 1", emptyLayer: false },
          { createdBy: "COPY layer 2", emptyLayer: false },
          { createdBy: "CMD", emptyLayer: true },
        ],
      },
      layers: [0, 1, 2].map((position) => ({
        diffId: `sha256:${sha256(image.tars[position] as Buffer)}`,
        transferSize: gzipSync(image.tars[position] as Buffer).length,
        contents:
          position === 1
            ? {
                size: 3,
                files: 1,
                watched: new Map(),
                secrets: [],
                entries: [
                  { kind: "removed", path: "app/old" },
                  { kind: "file", path: "app/new", size: 3, mode: 0o644, crc: 0x884863d2 },
                ],
              }
            : {
                size: 150_053,
                files: 2,
                watched: new Map([["etc/passwd", base[1]?.content && Buffer.from(base[1].content)]]),
                secrets: [],
                entries: [
                  { kind: "directory", path: "etc" },
                  { kind: "file", path: "etc/passwd", size: 53, mode: 0o644, crc: 0xe6ce5c46 },
                  { kind: "file", path: "bin/sh", size: 150_000, mode: 0o644, crc: 0x47e3649f },
                ],
              },
      })),
    });
  });

  it("has a transfer size only with compression", async () => {
    const gzip = image.tars.map((tar) => gzipSync(tar).length);
    const zstd = image.tars.map((tar) => zstdFrame(tar).length);
    expect(transferSizes(await readBytes(archiveOf(dockerSave(image, "containerd"))))).toEqual(gzip);
    expect(
      transferSizes(await readBytes(archiveOf(dockerSave(image, "containerd", { compression: "zstd" })))),
    ).toEqual(zstd);
    expect(transferSizes(await readBytes(archiveOf(dockerSave(image, "20.10"))))).toEqual([null, null, null]);
    expect(transferSizes(await readDirectory(ociLayout([image], { compression: "raw" })))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("has a layer whose first name looks like JSON", async () => {
    const odd = makeImage({ layers: [[{ name: "{id}.js", content: "12345" }]] });
    expect((await readBytes(archiveOf(dockerSave(odd, "25")))).layers[0]?.contents.size).toBe(5);
  });

  it.each(["20.10", "25", "containerd"] as const)("has no layers in docker save %s", async (layout) => {
    expect((await readBytes(archiveOf(dockerSave(makeImage({ layers: [] }), layout)))).layers).toEqual([]);
  });

  it.each([{ User: null, Labels: null }, null, undefined])(
    "has no user and labels if config is %j",
    async (config) => {
      const plain = await readBytes(
        archiveOf(dockerSave(makeImage({ config: { config, history: null } }), "25")),
      );
      expect(plain.config).toEqual({
        platform: "linux/amd64",
        user: "",
        labels: {},
        env: [],
        healthcheck: false,
        history: [],
      });
    },
  );
});

describe("platforms", () => {
  const amd64 = makeImage({ platform: "linux/amd64", user: "amd" });
  const arm64 = makeImage({ platform: "linux/arm64/v8", user: "arm" });
  const riscv = makeImage({ platform: "linux/riscv64", user: "risc" });
  const layouts: [string, Files][] = [
    ["in index.json", ociLayout([amd64, arm64, riscv])],
    ["in a nested index", ociLayout([amd64, arm64, riscv], { nested: true, attestation: true })],
  ];

  it.each(layouts)("takes the requested one, %s", async (_, files) => {
    for (const [platform, user] of [
      ["linux/amd64", "amd"],
      ["linux/arm64", "arm"],
      ["linux/arm64/v8", "arm"],
      ["linux/riscv64", "risc"],
    ] as const) {
      expect((await readDirectory(files, platform)).config.user).toBe(user);
      expect((await readFile(archiveOf(files), platform)).config.user).toBe(user);
    }
  });

  it.each([
    ["linux/arm64", "linux/arm64/v8"],
    ["linux/arm/v7", "linux/arm"],
    ["linux/arm/v7", "linux/arm/v7"],
    ["linux/amd64", "linux/x86_64"],
    ["linux/arm64", "linux/aarch64"],
  ])("takes an image for %s if %s is requested", async (platform, wanted) => {
    const files = ociLayout([makeImage({ platform }), makeImage({ platform: "linux/s390x" })]);
    expect((await readDirectory(files, wanted)).config.platform).toBe(platform);
  });

  it("takes no higher variant", async () => {
    const files = ociLayout([makeImage({ platform: "linux/arm/v7" })]);
    expect((await errorOf(readDirectory(files, "linux/arm/v6"))).message).toMatch(
      /no image for linux\/arm\/v6/,
    );
  });

  it.each([
    ["linux/amd64", "plain"],
    ["linux/amd64/v3", "v3"],
    ["linux/amd64/v2", "plain"],
    ["linux/amd64/v4", "v3"],
    ["linux/386", "386"],
  ])("takes for %s the best variant, %s", async (wanted, user) => {
    const files = ociLayout([
      makeImage({ platform: "linux/amd64/v3", user: "v3" }),
      makeImage({ platform: "linux/386", user: "386" }),
      makeImage({ platform: "linux/amd64", user: "plain" }),
    ]);
    expect((await readDirectory(files, wanted)).config.user).toBe(user);
    expect((await readFile(archiveOf(files), wanted)).config.user).toBe(user);
  });

  it("takes the variant of the index if the configuration has none", async () => {
    const v6 = { ...makeImage({ platform: "linux/arm" }), platform: "linux/arm/v6" };
    const read = await readDirectory(ociLayout([v6]), "linux/arm/v6");
    expect(read.config.platform).toBe("linux/arm/v6");
  });

  it("defaults to the host", async () => {
    const host = { x64: "amd", arm64: "arm", riscv64: "risc" }[process.arch as "x64" | "arm64" | "riscv64"];
    expect((await readDirectory(ociLayout([amd64, arm64, riscv]))).config.user).toBe(host);
  });

  it("defaults to the only one", async () => {
    expect(
      (await readDirectory(ociLayout([riscv], { nested: true, attestation: true }))).config.platform,
    ).toBe("linux/riscv64");
  });

  it.each(["platform", "annotation"] as const)(
    "takes no attestation, known by its %s",
    async (attestation) => {
      expect((await readDirectory(ociLayout([riscv], { attestation }))).config.user).toBe("risc");
    },
  );

  it("needs only the blobs of the requested platform", async () => {
    const files = new Map(ociLayout([amd64, arm64], { nested: true }));
    files.delete(`blobs/sha256/${sha256(arm64.config)}`);
    expect((await readDirectory(files, "linux/amd64")).config.user).toBe("amd");
  });

  it("takes index.json if manifest.json is for another platform", async () => {
    const files = new Map([...ociLayout([amd64, arm64], { nested: true }), ...dockerManifest(amd64)]);
    expect((await readFile(archiveOf(files), "linux/arm64")).config.user).toBe("arm");
    expect((await readFile(archiveOf(files))).config.user).toBe("amd");
  });

  it("lists each platform once, in the syntax of the flag", async () => {
    await expect(readDirectory(ociLayout([amd64, arm64]), "linux/s390x")).rejects.toMatchObject({
      message: expect.stringMatching(/ has no image for linux\/s390x\. It has: linux\/amd64, linux\/arm64$/),
      hint: "Choose one: --platform linux/amd64",
    });
  });

  it.each<[string, () => Promise<Image>, RegExp]>([
    [
      "OCI directory",
      () => readDirectory(ociLayout([amd64, arm64]), "linux/s390x"),
      /has no image for linux\/s390x. It has: .*linux\/amd64.*linux\/arm64/,
    ],
    ["single image", () => readDirectory(ociLayout([amd64]), "linux/arm64"), /has no image for linux\/arm64/],
    [
      "docker archive",
      () => readFile(archiveOf(dockerSave(amd64, "20.10")), "linux/arm64"),
      /the image is for linux\/amd64, not for linux\/arm64/,
    ],
    [
      "a lie in the index",
      () => readDirectory(ociLayout([{ ...amd64, platform: "linux/arm64" }]), "linux/arm64"),
      /the index says linux\/arm64, but the configuration of the image says linux\/amd64/,
    ],
  ])("refuses another platform: %s", async (_, read, message) => {
    expect((await errorOf(read())).message).toMatch(message);
  });
});

describe("a name for one of several images", () => {
  const other = makeImage({ layers: [[{ name: "other", content: "other" }]] });
  const files = new Map([...dockerSave(image, "25", { tag: "app:1" }), ...dockerSave(other, "25")]);
  const entry = (one: typeof image, ...RepoTags: string[]) => ({
    Config: `blobs/sha256/${sha256(one.config)}`,
    RepoTags,
    Layers: one.tars.map((tar) => `blobs/sha256/${sha256(tar)}`),
  });
  const saved = archiveOf(
    files.set(
      "manifest.json",
      json([entry(image, "app:1", "app:latest"), entry(other, "ghcr.io/o/other:2")]),
    ),
  );
  const indexOf = (...names: [typeof image, Record<string, string>][]) =>
    json({
      schemaVersion: 2,
      manifests: names.flatMap(([one, annotations]) => {
        const index = ociLayout([one], { compression: "raw" }).get("index.json") as Buffer;
        const [manifest] = (JSON.parse(index.toString()) as { manifests: object[] }).manifests;
        return [{ ...manifest, annotations }];
      }),
    });
  const layout = new Map([
    ...ociLayout([image], { compression: "raw" }),
    ...ociLayout([other], { compression: "raw" }),
    [
      "index.json",
      indexOf(
        [image, { "org.opencontainers.image.ref.name": "1" }],
        [image, { "org.opencontainers.image.ref.name": "stable" }],
        [other, { "io.containerd.image.name": "docker.io/library/other:2" }],
      ),
    ] as const,
  ]);
  const from = (bytes: Buffer, source: string) => {
    writeFileSync(join(directory, "app.tar"), bytes);
    return readImage(fileSource(source, directory));
  };
  const fromLayout = (source: string) => {
    writeDirectory(join(directory, "several"), layout);
    return readImage(fileSource(source, directory));
  };
  const diffIds = ({ layers }: Image) => layers.map(({ diffId }) => diffId);
  const idsOf = ({ tars }: typeof image) => tars.map((tar) => `sha256:${sha256(tar)}`);

  it.each([
    ["docker-archive:app.tar:app:1", image],
    ["docker-archive:app.tar:app", image],
    ["docker-archive:app.tar:docker.io/library/app:1", image],
    ["docker-archive:app.tar:ghcr.io/o/other:2", other],
  ])("is %s", async (source, expected) => {
    expect(diffIds(await from(saved, source))).toEqual(idsOf(expected));
  });

  it.each([
    [":1", image],
    [":stable", image],
    [":other:2", other],
    [":docker.io/library/other:2", other],
  ])("selects the image of an OCI layout: %s", async (name, expected) => {
    expect(diffIds(await from(archiveOf(layout), `oci-archive:app.tar${name}`))).toEqual(idsOf(expected));
    expect(diffIds(await fromLayout(`oci:several${name}`))).toEqual(idsOf(expected));
  });

  it.each<[string, () => Promise<Image>, RegExp, RegExp]>([
    [
      "no name",
      () => from(saved, "app.tar"),
      /^[^:]*\/app\.tar holds several images: app:1, ghcr\.io\/o\/other:2$/,
      /^Name one of them, for example `docker-archive:\/.*\/app\.tar:app:1`\.$/,
    ],
    [
      "another name",
      () => from(saved, "docker-archive:app.tar:app:2"),
      /holds no image "app:2"\. It holds: app:1, app:latest, ghcr\.io\/o\/other:2$/,
      /^Name one of them, for example `docker-archive:\/.*\/app\.tar:app:1`\.$/,
    ],
    [
      "no name of an OCI archive",
      () => from(archiveOf(layout), "app.tar"),
      /holds several images: 1 \(linux\/amd64\), docker\.io\/library\/other:2 \(linux\/amd64\)$/,
      /^Name one of them, for example `oci-archive:\/.*\/app\.tar:1`\.$/,
    ],
    [
      "another name of an OCI layout",
      () => fromLayout("oci:several:3"),
      /holds no image "3"\. It holds: 1, stable, docker\.io\/library\/other:2$/,
      /^Name one of them, for example `oci:\/.*\/several:1`\.$/,
    ],
    [
      "a name of an image without",
      () => from(archiveOf(ociLayout([image])), "oci-archive:app.tar:3"),
      /holds no image "3": its images have no names$/,
      /^Leave out the name: `oci-archive:\/.*\/app\.tar`\.$/,
    ],
  ])("is an error with %s", async (_, read, message, hint) => {
    const error = await errorOf(read());
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });
});

describe("a foreign layer", () => {
  const diffId = `sha256:${sha256(image.tars[0] as Buffer)}`;
  const blob = `blobs/sha256/${sha256(image.tars[0] as Buffer)}`;
  /** The files with a foreign media type in place of the layers' own, and without the first layer. */
  function foreign(mediaType: string, of = image): Files {
    const files = new Map(ociLayout([of], { compression: "raw" }));
    const index = JSON.parse(String(files.get("index.json"))) as { manifests: { digest: string }[] };
    const [at] = index.manifests;
    const path = `blobs/sha256/${at?.digest.slice(7)}`;
    const manifest = Buffer.from(
      String(files.get(path)).replaceAll("application/vnd.oci.image.layer.v1.tar", mediaType),
    );
    files.set(`blobs/sha256/${sha256(manifest)}`, manifest);
    const descriptor = { ...at, digest: `sha256:${sha256(manifest)}`, size: manifest.length };
    files.set("index.json", json({ ...index, manifests: [descriptor] }));
    files.delete(blob);
    return files;
  }

  it.each([
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
  ])("is an error that names it if it is missing: %s", async (mediaType) => {
    for (const read of [
      () => readFile(archiveOf(foreign(mediaType))),
      () => readDirectory(foreign(mediaType)),
    ]) {
      const error = await errorOf(read());
      expect(error.message).toContain(
        `${blob}: is missing: it is a foreign layer, which is not distributed with the image`,
      );
      expect(error.hint).toMatch(/Pull the image/);
    }
  });

  const windows = makeImage({
    layers: [base, [{ name: "Files/app.exe", content: "123" }]],
    platform: "windows/amd64",
  });
  const mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  const known = { diffId: `sha256:${sha256(windows.tars[1] as Buffer)}`, contents: { size: 3, files: 1 } };

  it("has unknown contents if a Windows image lacks it", async () => {
    const missing = {
      diffId,
      transferSize: image.tars[0]?.length,
      isMissing: true,
      contents: { size: 0, entries: [] },
    };
    const files = foreign(mediaType, windows);
    for (const read of [readFile(archiveOf(files)), readDirectory(files)])
      expect((await read).layers).toMatchObject([missing, known]);
    expect((await readBytes(archiveOf(files))).layers).toMatchObject([missing, known]);
  });

  it("has unknown contents in a Windows image of docker save", async () => {
    const files = new Map(dockerSave(windows, "25"));
    const [saved] = JSON.parse(String(files.get("manifest.json"))) as object[];
    files.set("manifest.json", json([{ ...saved, LayerSources: { [diffId]: { mediaType, size: 1 } } }]));
    expect((await readFile(archiveOf(files))).layers[0]).not.toHaveProperty("isMissing");
    files.delete(blob);
    const read = await readFile(archiveOf(files));
    expect(read.layers).toMatchObject([{ diffId, transferSize: null, isMissing: true }, known]);
  });

  it("is an error of a cut archive", async () => {
    const files = new Map(foreign(mediaType, windows));
    files.delete(`blobs/sha256/${sha256(windows.tars[1] as Buffer)}`);
    const cut = archiveOf(files).subarray(0, -1024);
    expect((await errorOf(readFile(cut))).message).toMatch(/is missing: it is a foreign layer/);
  });

  it("is an error in docker save if it is missing", async () => {
    const files = new Map(dockerSave(image, "25"));
    const [saved] = JSON.parse(String(files.get("manifest.json"))) as object[];
    const mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    files.set("manifest.json", json([{ ...saved, LayerSources: { [diffId]: { mediaType, size: 1 } } }]));
    expect(await readFile(archiveOf(files))).toMatchObject({ layers: image.tars.map(() => ({})) });
    files.delete(blob);
    expect((await errorOf(readFile(archiveOf(files)))).message).toContain("it is a foreign layer");
  });

  it("is read if it exists beside a missing one", async () => {
    const files = new Map(ociLayout([image], { compression: "raw" }));
    files.delete(blob);
    expect((await errorOf(readDirectory(files))).message).toMatch(/: is missing$/);
  });
});

describe("an unsupported format", () => {
  const formats: [string, string, string][] = [
    ["xz", "fd377a585a0000", "xz --decompress"],
    ["bzip2", "425a6839314159", "bzip2 --decompress"],
    ["lzma", "5d000080000000", "xz --decompress"],
    ["lz4", "04224d18000000", "lz4 --decompress"],
    ["lzip", "4c5a4950010c00", "lzip --decompress"],
    ["compress", "1f9d9000000000", "gzip --decompress"],
    ["zip", "504b0304000000", "unzip"],
    ["7z", "377abcaf271c00", "7z x"],
  ];

  it.each(formats)("is named if the whole archive is %s", async (name, magic, command) => {
    for (const rest of [0, 5000]) {
      const error = await errorOf(
        readFile(Buffer.concat([Buffer.from(magic, "hex"), Buffer.alloc(rest, "x")])),
      );
      expect(error.message).toMatch(
        new RegExp(`/app\\.tar: is compressed with ${name}, which stagegate does not read$`),
      );
      expect(error.hint).toBe(`Unpack it: \`${command} app.tar\`.`);
    }
  });

  it.each(formats)("is named if a layer is %s", async (name, magic) => {
    const layer = Buffer.concat([Buffer.from(magic, "hex"), Buffer.alloc(5000, "x")]);
    const error = await errorOf(readFile(archiveOf(dockerSave(makeImage({ layers: [layer] }), "25"))));
    expect(error.message).toMatch(
      new RegExp(`/app\\.tar: blobs/sha256/\\w+: is compressed with ${name}, which stagegate does not read$`),
    );
    expect(error.hint).toMatch(/layers that are compressed with gzip or zstd/);
  });
});

describe("a source without exactly one image", () => {
  const other = makeImage({ user: "other" });
  it.each<[string, () => Promise<Image>, RegExp]>([
    [
      "two images of one platform",
      () => readDirectory(ociLayout([image, other])),
      /holds several images for linux\/amd64: sha256:\w+ \(linux\/amd64\), sha256:\w+ \(linux\/amd64\)/,
    ],
    [
      "two names",
      () =>
        readDirectory(
          merged(
            ociLayout([image], { name: "a:1" }),
            ociLayout([makeImage({ platform: "linux/arm64" })], { name: "b:2" }),
          ),
        ),
      /holds several images: a:1 \(linux\/amd64\), b:2 \(linux\/arm64\)/,
    ],
    [
      "two images in manifest.json",
      () =>
        readFile(
          archiveOf(
            new Map([
              ...dockerSave(image, "25"),
              ...dockerSave(other, "25"),
              ["manifest.json", json([...saved(image, "a:1"), ...saved(other, "b:2")])],
            ]),
          ),
        ),
      /holds several images: a:1, b:2/,
    ],
    [
      "an empty manifest.json",
      () => readFile(archiveOf(new Map([["manifest.json", json([])]]))),
      /\/app\.tar: holds no image$/,
    ],
    ["an empty index", () => readDirectory(ociLayout([])), /holds no image/],
    ["only an attestation", () => readDirectory(ociLayout([], { attestation: true })), /holds no image/],
    [
      "another tar",
      () => readFile(archiveOf(new Map([["hello", Buffer.from("hello")]]))),
      /app\.tar: is not an image archive: it has neither manifest\.json nor index\.json/,
    ],
    ["an empty tar", () => readFile(Buffer.alloc(1024)), /is not an image archive/],
    [
      "a file that is not a tar",
      () => readFile(Buffer.alloc(2000, "text")),
      /app\.tar: is not an image archive: a tar header's/,
    ],
    [
      "a short text",
      () => readFile(Buffer.from("text")),
      /app\.tar: is not an image archive, or cut off within the first header$/,
    ],
    ["an empty file", () => readFile(Buffer.alloc(0)), /app\.tar: is empty or cut off: it has neither/],
    [
      "a manifest in place of an index",
      () => readDirectory(new Map([...ociLayout([image]), ["index.json", json({ config: {}, layers: [] })]])),
      /index\.json/,
    ],
    [
      "text that is not UTF-8",
      () =>
        readDirectory(
          new Map([
            ...ociLayout([image]),
            ["index.json", Buffer.from('{"manifests": [], "x": "\xff"}', "latin1")],
          ]),
        ),
      /index\.json: is not valid JSON/,
    ],
    [
      "invalid JSON",
      () => readDirectory(new Map([...ociLayout([image]), ["index.json", Buffer.from("{")]])),
      /index\.json: is not valid JSON/,
    ],
  ])("%s", async (_, read, message) => {
    const error = await errorOf(read());
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/`.+`/);
  });

  it("is accepted if two names are one image", async () => {
    const twice = json([...saved(image, "a:1"), ...saved(image, "a:latest")]);
    const read = await readFile(archiveOf(new Map([...dockerSave(image, "25"), ["manifest.json", twice]])));
    expect(read.config.user).toBe("app");
  });
});

describe("an inconsistent image", () => {
  const wrong = `sha256:${"0".repeat(64)}`;
  const right = image.tars.map((tar) => `sha256:${sha256(tar)}`);
  const withDiffIds = (diff_ids: unknown) => ({
    ...image,
    config: makeImage({ config: { rootfs: { diff_ids } } }).config,
  });
  const layer = `blobs/sha256/${sha256(gzipSync(image.tars[1] as Buffer))}`;
  const changed = (path: string, bytes: Buffer) => new Map([...ociLayout([image]), [path, bytes]]);
  // Of gzip's header the system: it expands to the same.
  const otherBlob = gzipSync(image.tars[1] as Buffer);
  otherBlob.writeUInt8(otherBlob.readUInt8(9) ^ 1, 9);
  const withoutSizes = () => {
    const files = ociLayout([image]);
    const [{ digest }] = JSON.parse(String(files.get("index.json"))).manifests;
    const { config, layers } = JSON.parse(String(files.get(`blobs/sha256/${digest.slice(7)}`)));
    const manifest = json({ config, layers: layers.map(({ digest }: { digest: string }) => ({ digest })) });
    const manifests = [{ digest: `sha256:${sha256(manifest)}` }];
    return new Map([
      ...files,
      [`blobs/sha256/${sha256(manifest)}`, manifest],
      ["index.json", json({ manifests })],
    ]);
  };

  it.each<[string, Files, string]>([
    [
      "fewer diff ids",
      ociLayout([withDiffIds(right.slice(1))]),
      "the configuration has 2 layers, but the manifest has 3",
    ],
    ["no diff ids", ociLayout([withDiffIds(null)]), "the configuration has 0 layers, but the manifest has 3"],
    [
      "a wrong diff id",
      ociLayout([withDiffIds([right[0], wrong, right[2]])]),
      `${layer}: the uncompressed layer's digest is ${right[1]}, but should be ${wrong}`,
    ],
    [
      "diff ids in another order",
      ociLayout([withDiffIds([right[1], right[0], right[2]])]),
      "the uncompressed layer's digest is",
    ],
    [
      "another layer's blob",
      changed(layer, otherBlob),
      `${layer}: the blob's digest is sha256:${sha256(otherBlob)}, but should be sha256:${layer.slice(13)}`,
    ],
    [
      "a blob that is shorter than its descriptor says",
      changed(layer, gzipSync(Buffer.alloc(1024))),
      `${layer}: is ${gzipSync(Buffer.alloc(1024)).length} bytes, but its descriptor says ${otherBlob.length}`,
    ],
    [
      "a blob that is longer than its descriptor says",
      changed(layer, Buffer.concat([otherBlob, Buffer.alloc(9)])),
      `${layer}: is ${otherBlob.length + 9} bytes, but its descriptor says ${otherBlob.length}`,
    ],
    ["a blob without a size", withoutSizes(), "the descriptor of sha256:"],
    [
      "a diff id that is a path",
      ociLayout([withDiffIds(["../../../etc/passwd"])]),
      '"../../../etc/passwd" is not a sha256 digest',
    ],
    [
      "another configuration",
      changed(`blobs/sha256/${sha256(image.config)}`, makeImage({ user: "root" }).config),
      `blobs/sha256/${sha256(image.config)}: its digest is`,
    ],
    [
      "a user that is not a string",
      ociLayout([makeImage({ config: { config: { User: 0 } } })]),
      "config.User is not a string",
    ],
    [
      "an index with a path as digest",
      changed("index.json", json({ manifests: [{ digest: "sha256:../../x" }] })),
      '"sha256:../../x" is not a sha256 digest',
    ],
  ])("%s", async (_, files, message) => {
    for (const read of [() => readDirectory(files), () => readFile(archiveOf(files))]) {
      const error = await errorOf(read());
      expect(error.message).toContain(message);
      expect(error.message).toContain(directory);
    }
  });

  it.each<[string, Files]>([
    ["an OCI layout", ociLayout([image])],
    ["docker save 20.10", dockerSave(image, "20.10")],
    ["docker save 25", dockerSave(image, "25")],
    ["docker save, containerd store", dockerSave(image, "containerd")],
    ["kaniko", kanikoArchive(image)],
  ])("lacks a blob in %s", async (_, files) => {
    const blobs = [...files.keys()].filter(
      (path) => !/^oci-layout|^index.json|VERSION|\/json$|manifest\.json$/.test(path),
    );
    const messages = await Promise.all(
      blobs.map(async (path) => {
        const archive = archiveOf(new Map([...files].filter(([other]) => other !== path)));
        return readBytes(archive).then(
          () => `${path}: unused`,
          (error: Error) => error.message,
        );
      }),
    );
    const unused = messages.filter((message) => message.endsWith("unused")).length;
    // Of a docker archive with an index only manifest.json is followed: the index's own blobs are not.
    expect(messages.filter((message) => message.includes("is missing")).length).toBe(blobs.length - unused);
    expect(blobs.length - unused).toBeGreaterThanOrEqual(3);
  });

  it("has a changed configuration in an old archive", async () => {
    const files = new Map([
      ...dockerSave(image, "20.10"),
      [`${sha256(image.config)}.json`, makeImage({ user: "root" }).config],
    ]);
    expect((await errorOf(readBytes(archiveOf(files)))).message).toContain(
      `${sha256(image.config)}.json: its digest is`,
    );
  });
});

/** The bytes compressed in parts, with something before and between them that says nothing. */
function parts(
  bytes: Buffer,
  compressPart: (part: Buffer) => Buffer,
  between: Buffer = Buffer.alloc(0),
): Buffer {
  const compressed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 10_000) {
    compressed.push(between, compressPart(bytes.subarray(at, at + 10_000)));
  }
  return Buffer.concat(compressed);
}

/** The image's OCI layout with layers that are compressed in parts. */
function inParts(compressPart: (part: Buffer) => Buffer, between?: Buffer): Files {
  const inOne = new Map(ociLayout([image], { compression: "raw" }));
  const layers = image.tars.map((tar) => {
    const blob = parts(tar, compressPart, between);
    inOne.set(`blobs/sha256/${sha256(blob)}`, blob);
    return { digest: `sha256:${sha256(blob)}`, size: blob.length };
  });
  const manifest = json({ config: { digest: `sha256:${sha256(image.config)}` }, layers });
  inOne.set(`blobs/sha256/${sha256(manifest)}`, manifest);
  return inOne.set("index.json", json({ manifests: [{ digest: `sha256:${sha256(manifest)}` }] }));
}

function saved(of: typeof image, tag: string): object[] {
  return JSON.parse(String(dockerSave(of, "25", { tag }).get("manifest.json")));
}

function dockerManifest(of: typeof image): Files {
  return new Map([["manifest.json", dockerSave(of, "containerd").get("manifest.json") as Buffer]]);
}

function merged(one: Files, two: Files): Files {
  const manifests = [one, two].flatMap((files) => JSON.parse(String(files.get("index.json"))).manifests);
  return new Map([...one, ...two, ["index.json", json({ manifests })]]);
}
