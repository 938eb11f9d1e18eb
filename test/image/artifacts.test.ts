import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Image } from "../../src/image/image.ts";
import { listPlatforms } from "../../src/image/platforms.ts";
import { readImage } from "../../src/image/read.ts";
import {
  type ArtifactSpec,
  entriesOf,
  withArtifact,
  withAttestation,
  withEntries,
} from "../fixtures/artifacts.ts";
import { archiveOf, type Files, json, makeImage, ociLayout, sha256 } from "../fixtures/images.ts";
import { archiveSource, errorOf, layoutSource, platformsIn } from "./reading.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-artifacts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const layout = (files: Files) => layoutSource(folder, files);
const archive = (files: Files) => archiveSource(folder, archiveOf(files));

async function readBoth(files: Files): Promise<Image> {
  const image = await readImage(layout(files));
  expect(await readImage(archive(files))).toEqual(image);
  return image;
}

const app = makeImage({ user: "app" });
const plain = ociLayout([app]);
const digestIn = (files: Files, at = 0): string => entriesOf(files)[at]?.digest ?? "";

const CONFIG = "application/vnd.oci.image.config.v1+json";
const SBOM: ArtifactSpec = {
  manifest: { artifactType: "application/spdx+json" },
  layers: [{ mediaType: "application/spdx+json", content: json({ sbom: 1 }) }],
};
const ARTIFACTS: [name: string, kind: string, spec: ArtifactSpec][] = [
  ["an SBOM", "application/spdx+json", SBOM],
  [
    "an SBOM that its index tells of",
    "application/spdx+json",
    { ...SBOM, descriptor: { artifactType: "application/spdx+json" } },
  ],
  [
    "a sigstore bundle",
    "application/vnd.dev.sigstore.bundle.v0.3+json",
    {
      manifest: { artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json" },
      layers: [{ mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", content: json({}) }],
    },
  ],
  [
    "a signature of cosign, which has an image's configuration",
    "application/vnd.dev.cosign.simplesigning.v1+json",
    {
      config: {
        mediaType: CONFIG,
        content: json({ architecture: "", os: "", config: {}, rootfs: { type: "layers", diff_ids: [] } }),
      },
      layers: [{ mediaType: "application/vnd.dev.cosign.simplesigning.v1+json", content: json({}) }],
    },
  ],
  [
    "a Helm chart, which has no artifact type",
    "application/vnd.cncf.helm.config.v1+json",
    {
      config: { mediaType: "application/vnd.cncf.helm.config.v1+json", content: json({ name: "chart" }) },
      layers: [{ mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", content: json({}) }],
    },
  ],
  [
    "an artifact for the same platform",
    "application/vnd.example",
    {
      manifest: { artifactType: "application/vnd.example" },
      descriptor: { platform: { os: "linux", architecture: "amd64" } },
      layers: [],
    },
  ],
  [
    "a manifest of another kind",
    "application/vnd.oci.artifact.manifest.v1+json",
    { descriptor: { mediaType: "application/vnd.oci.artifact.manifest.v1+json" }, layers: [] },
  ],
];

test.each(ARTIFACTS)("%s beside an image is not an image", async (_, __, spec) => {
  const files = withArtifact(plain, spec);
  expect((await readBoth(files)).config.user).toBe("app");
  expect((await readImage(layout(files), { platform: "linux/amd64" })).config.user).toBe("app");
  expect(await platformsIn(layout(files))).toEqual(["linux/amd64"]);
  expect(await platformsIn(archive(files))).toEqual(["linux/amd64"]);
});

test.each(ARTIFACTS)("%s alone is named by its kind", async (_, kind, spec) => {
  const files = withEntries(withArtifact(plain, spec), (entries) => entries.slice(1));
  const message = `holds no image, only ${kind}`;
  expect((await errorOf(platformsIn(layout(files)))).message).toContain(message);
  const error = await errorOf(readImage(layout(files)));
  expect(error.message).toContain(message);
  expect(error.hint).toMatch(/Name the image itself/);
});

test("an image with the artifact type of its configuration is an image", async () => {
  const files = withEntries(plain, (entries) =>
    entries.map((entry) => ({ ...entry, artifactType: CONFIG, platform: undefined })),
  );
  expect((await readBoth(files)).config.user).toBe("app");
});

test("a manifest with Docker's media types is an image", async () => {
  const manifest = JSON.parse(String(plain.get(`blobs/sha256/${digestIn(plain).slice(7)}`)));
  const docker = json({
    ...manifest,
    mediaType: "application/vnd.docker.distribution.manifest.v2+json",
    config: { ...manifest.config, mediaType: "application/vnd.docker.container.image.v1+json" },
    layers: manifest.layers.map((layer: object) => ({
      ...layer,
      mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip",
    })),
  });
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  const entry = { mediaType, digest: `sha256:${sha256(docker)}`, size: docker.length };
  const files = withEntries(new Map(plain).set(`blobs/sha256/${sha256(docker)}`, docker), () => [entry]);
  expect((await readBoth(files)).config.user).toBe("app");
});

describe("an image described as an artifact", () => {
  const two = ociLayout([app, makeImage({ platform: "linux/arm64", user: "arm" })]);
  const reference = { "vnd.docker.reference.type": "attestation-manifest" };
  const unknown = { os: "unknown", architecture: "unknown" };
  const claimed = (claim: object) =>
    withEntries(two, ([first, second]) => [first ?? {}, { ...second, ...claim }]);

  test.each<[string, object]>([
    ["by an annotation", { annotations: reference }],
    ["by an artifact type", { artifactType: "application/vnd.x" }],
    ["by an unknown platform", { platform: unknown }],
    ["by all three", { platform: unknown, annotations: reference, artifactType: "application/vnd.x" }],
    ["by an annotation, without a platform", { platform: undefined, annotations: reference }],
  ])("%s is an image", async (_, claim) => {
    for (const source of [layout(claimed(claim)), archive(claimed(claim))]) {
      expect(await platformsIn(source)).toEqual(["linux/amd64", "linux/arm64"]);
      expect((await readImage(source, { platform: "linux/arm64" })).config.user).toBe("arm");
    }
  });

  test("is an image by its manifest's artifact type", async () => {
    const manifest = JSON.parse(String(plain.get(`blobs/sha256/${digestIn(plain).slice(7)}`)));
    const content = json({ ...manifest, artifactType: "application/vnd.x" });
    const entry = { ...entriesOf(plain)[0], digest: `sha256:${sha256(content)}`, size: content.length };
    const files = withEntries(new Map(plain).set(`blobs/sha256/${sha256(content)}`, content), () => [entry]);
    expect((await readBoth(files)).config.user).toBe("app");
  });

  test("is an image by its index's artifact type", async () => {
    const content = json({ schemaVersion: 2, artifactType: "application/vnd.x", manifests: entriesOf(two) });
    const entry = {
      mediaType: "application/vnd.oci.image.index.v1+json",
      digest: `sha256:${sha256(content)}`,
      size: content.length,
    };
    const files = withEntries(new Map(two).set(`blobs/sha256/${sha256(content)}`, content), () => [entry]);
    expect(await platformsIn(layout(files))).toEqual(["linux/amd64", "linux/arm64"]);
  });

  test.each<[string, object]>([
    ["an annotation", { annotations: reference }],
    ["an unknown platform", { platform: unknown }],
  ])("is left out with %s and no manifest", async (_, claim) => {
    const files = new Map(claimed(claim));
    files.delete(`blobs/sha256/${digestIn(two, 1).slice(7)}`);
    expect(await platformsIn(layout(files))).toEqual(["linux/amd64"]);
    expect((await readBoth(files)).config.user).toBe("app");
  });
});

describe("an artifact with an image's layers", () => {
  const tar = { mediaType: "application/vnd.oci.image.layer.v1.tar", content: Buffer.alloc(1024) };
  const on = (architecture: string, more: object = {}) => ({
    platform: { os: "linux", architecture },
    ...more,
  });
  const FOO = "application/vnd.foo+json";
  const config = { mediaType: FOO, content: json({}) };

  test.each<[string, ArtifactSpec]>([
    ["a configuration of another kind", { config, layers: [tar], descriptor: on("amd64") }],
    ["an empty configuration", { layers: [tar], descriptor: on("amd64") }],
    [
      "an artifact type in the index",
      { config, layers: [tar], descriptor: on("amd64", { artifactType: "application/vnd.x" }) },
    ],
    ["another spelling of the platform", { config, layers: [tar], descriptor: on("x86_64") }],
    ["another kind of manifest", { config, layers: [tar], descriptor: on("amd64", { mediaType: FOO }) }],
  ])("makes the platform ambiguous: %s", async (_, spec) => {
    const files = withArtifact(plain, spec);
    for (const entries of [files, withEntries(files, (all) => all.toReversed())])
      for (const source of [layout(entries), archive(entries)]) {
        expect(await platformsIn(source)).toEqual(["linux/amd64"]);
        for (const platform of [undefined, "linux/amd64"])
          expect((await errorOf(readImage(source, { platform }))).message).toMatch(
            /holds several images for linux\/amd64: sha256:\w+ \(.*\), sha256:\w+ \(.*\)$/,
          );
      }
  });

  test("is ambiguous for its platform's variant", async () => {
    const descriptor = { platform: { os: "linux", architecture: "amd64", variant: "v3" } };
    const source = layout(withArtifact(plain, { config, layers: [tar], descriptor }));
    expect(await platformsIn(source)).toEqual(["linux/amd64", "linux/amd64/v3"]);
    expect((await readImage(source, { platform: "linux/amd64" })).config.user).toBe("app");
    expect((await errorOf(readImage(source, { platform: "linux/amd64/v3" }))).message).toMatch(
      /holds several images: linux\/amd64\/v3, linux\/amd64$/,
    );
  });

  test("is not an image for its own platform", async () => {
    const source = layout(withArtifact(plain, { config, layers: [tar], descriptor: on("arm64") }));
    expect(await platformsIn(source)).toEqual(["linux/amd64", "linux/arm64"]);
    expect((await readImage(source, { platform: "linux/amd64" })).config.user).toBe("app");
    const error = await errorOf(readImage(source, { platform: "linux/arm64" }));
    expect(error.message).toMatch(/has no image for linux\/arm64, only application\/vnd\.foo\+json$/);
    expect(error.hint).toMatch(/an engine may run it/);
  });
});

test("an image whose descriptor has an unknown media type is an image of its platform", async () => {
  const two = ociLayout([app, makeImage({ platform: "linux/arm64", user: "arm" })]);
  const files = withEntries(two, ([first, second]) => [
    first ?? {},
    { ...second, mediaType: "application/vnd.foo+json" },
  ]);
  for (const source of [layout(files), archive(files)]) {
    expect(await platformsIn(source)).toEqual(["linux/amd64", "linux/arm64"]);
    expect((await readImage(source, { platform: "linux/arm64" })).config.user).toBe("arm");
  }
});

test.each<[string, string[], ArtifactSpec]>([
  [
    "a chart",
    ["linux/arm64 (application/vnd.helm+json)"],
    {
      config: { mediaType: "application/vnd.helm+json", content: json({}) },
      descriptor: { platform: { os: "linux", architecture: "arm64", variant: "v8" } },
      layers: [],
    },
  ],
  [
    "another kind of manifest",
    ["linux/amd64 (application/vnd.foo+json)"],
    {
      descriptor: { mediaType: "application/vnd.foo+json", platform: { os: "linux", architecture: "amd64" } },
      layers: [],
    },
  ],
  [
    "an attestation",
    [],
    { layers: [], descriptor: { platform: { os: "unknown", architecture: "unknown" } } },
  ],
])("%s with a platform in the index is listed apart", async (_, others, spec) => {
  const files = withArtifact(plain, spec);
  for (const source of [layout(files), archive(files)])
    expect(await listPlatforms(source)).toEqual({ platforms: ["linux/amd64"], others });
});

describe("provenance", () => {
  const predicate = { buildDefinition: { a: 1 }, runDetails: {} };
  const two = ociLayout([app, makeImage({ platform: "linux/arm64", user: "arm" })]);

  test.each(["image", "artifact"] as const)("of each platform is read, as %s", async (form) => {
    const v1 = { form, predicate, predicateType: "https://slsa.dev/provenance/v1" };
    const files = withAttestation(
      withAttestation(two, digestIn(two, 1), { form, predicate: { arm: 1 } }),
      digestIn(two),
      v1,
    );
    expect(await readBoth(files)).toMatchObject({ config: { user: "app" }, provenance: predicate });
    const arm = await readImage(layout(files), { platform: "linux/arm64" });
    expect(arm).toMatchObject({ config: { user: "arm" }, provenance: { arm: 1 } });
    expect(await platformsIn(layout(files))).toEqual(["linux/amd64", "linux/arm64"]);
  });

  test("that all platforms share is read for each", async () => {
    const files = withAttestation(withAttestation(two, digestIn(two), { predicate }), digestIn(two, 1), {
      predicate,
    });
    expect(entriesOf(files)[2]?.digest).toBe(entriesOf(files)[3]?.digest);
    for (const platform of ["linux/amd64", "linux/arm64"])
      expect((await readImage(layout(files), { platform })).provenance).toEqual(predicate);
  });

  test("is read by its subject alone", async () => {
    const form = "artifact" as const;
    const bare = { platform: undefined, annotations: undefined };
    const other = withAttestation(plain, `sha256:${"1".repeat(64)}`, {
      form,
      predicate: { other: 1 },
      descriptor: bare,
    });
    const files = withAttestation(other, digestIn(plain), { form, predicate, descriptor: bare });
    expect((await readBoth(files)).provenance).toEqual(predicate);
  });

  test("is read from an archive of docker save", async () => {
    const files = withAttestation(plain, digestIn(plain), { predicate });
    const Layers = app.tars.map((_, at) => {
      const manifest = JSON.parse(String(plain.get(`blobs/sha256/${digestIn(plain).slice(7)}`)));
      return `blobs/sha256/${manifest.layers[at].digest.slice(7)}`;
    });
    const saved = json([{ Config: `blobs/sha256/${sha256(app.config)}`, RepoTags: ["app:1"], Layers }]);
    const source = archive(new Map(files).set("manifest.json", saved));
    expect((await readImage(source)).provenance).toEqual(predicate);
  });

  test("is read beside an SBOM", async () => {
    const sbom = { predicateType: "https://spdx.dev/Document", predicate: { sbom: 1 } };
    const files = withAttestation(withAttestation(plain, digestIn(plain), sbom), digestIn(plain), {
      predicate,
    });
    expect((await readBoth(files)).provenance).toEqual(predicate);
  });

  test("is recognized by its content alone", async () => {
    const layer = { annotations: {} };
    const sbom = { predicateType: "https://spdx.dev/Document", predicate: { sbom: 1 }, layer };
    const files = withAttestation(withAttestation(plain, digestIn(plain), sbom), digestIn(plain), {
      predicate,
      layer,
    });
    expect((await readBoth(files)).provenance).toEqual(predicate);
  });

  const without = (pattern: RegExp) => {
    const files = new Map(withAttestation(plain, digestIn(plain), { predicate }));
    const [path] = [...files].find(([, content]) => pattern.test(String(content))) ?? [""];
    expect(files.delete(path)).toBe(true);
    return files;
  };

  const DAMAGED = "it is damaged";
  const TOO_LARGE = "it is larger than 4 MiB";
  test.each<[string, () => Files, string | undefined]>([
    ["there is none", () => plain, undefined],
    ["it is of another image", () => withAttestation(plain, `sha256:${"0".repeat(64)}`), undefined],
    ["its statement is missing", () => without(/^\{"_type"/), undefined],
    ["its manifest is missing", () => without(/^\{"schemaVersion":2,"config".*in-toto/), undefined],
    [
      "it is not JSON",
      () => withAttestation(plain, digestIn(plain), { statement: Buffer.from("{no") }),
      DAMAGED,
    ],
    [
      "it is not a statement",
      () => withAttestation(plain, digestIn(plain), { statement: json({ a: 1 }) }),
      DAMAGED,
    ],
    [
      "its predicate is not an object",
      () => withAttestation(plain, digestIn(plain), { predicate: "text" }),
      DAMAGED,
    ],
    [
      "it is of another type",
      () => withAttestation(plain, digestIn(plain), { predicateType: "https://slsa.dev/provenance/v9" }),
      undefined,
    ],
    [
      "it is larger than 4 MiB",
      () => withAttestation(plain, digestIn(plain), { layer: { size: 4 * 1024 ** 2 + 1 } }),
      TOO_LARGE,
    ],
    [
      "its manifest has more than 4 MiB",
      () => withAttestation(plain, digestIn(plain), { descriptor: { size: 4 * 1024 ** 2 + 1 } }),
      TOO_LARGE,
    ],
  ])("is left out if %s, and the image is read", async (_, files, fault) => {
    const image = await readBoth(files());
    expect(image.config.user).toBe("app");
    expect(image).not.toHaveProperty("provenance");
    expect(image.provenanceFault).toBe(fault);
  });

  test.each([/^\{"_type"/, /^\{"schemaVersion":2,"config".*in-toto/])(
    "is an error if a document has another digest: %s",
    async (pattern) => {
      const files = new Map(withAttestation(plain, digestIn(plain), { predicate }));
      const [path] = [...files].find(([, content]) => pattern.test(String(content))) ?? [""];
      files.set(path, json({ changed: true }));
      for (const source of [layout(files), archive(files)]) {
        expect((await errorOf(readImage(source))).message).toMatch(/its digest is sha256:\w+, but should be/);
      }
    },
  );
});
