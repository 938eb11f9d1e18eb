import { archiveOf, dockerSave, makeImage, ociLayout } from "../fixtures/images.ts";
import { OPENSSH } from "../secrets/made.ts";
import { cli } from "./world.ts";

const image = makeImage({
  layers: [
    [{ name: "etc/passwd", content: "app:x:1000:1000::/:\n" }],
    [{ name: "big", content: Buffer.alloc(5000) }],
  ],
  user: "app",
});
const archive = archiveOf(dockerSave(image, "25"));

const CONFIG = `
images:
  good: {image: ./app.tar, max-size: 6kB, run-as: app}
  cut: {image: ./cut.tar, max-size: 6kB}
  large: {image: ./app.tar, max-size: 5kB}
`;
const FILES = {
  ".stagegate.yml": CONFIG,
  "app.tar": archive,
  "cut.tar": archive.subarray(0, archive.length / 2),
};

// This environment has no engine, so the command must not need one.
test.each([
  ["good", 0, "✓ the image passes"],
  ["cut", 2, "! the image could not be judged"],
  ["good,cut", 2, "1 of 2 images could not be judged"],
  ["good,cut,large", 1, "✗ 1 of 3 images fails, 1 of 3 images could not be judged"],
])("existing images %s end with %d", async (only, expected, headline) => {
  const { code, stdout, stderr } = await cli(["--only", only], FILES);
  expect(stdout).toContain(headline);
  expect({ code, stderr }).toEqual({ code: expected, stderr: "" });
});

test("the tests of an existing image are not run here", async () => {
  const { stdout } = await cli(["--only", "good"], FILES);
  expect(stdout).toContain("not run here");
});

test("a relative image starts from the file, or for a flag from the working folder", async () => {
  const files = { "one/ci/gate.yml": "images: {app: {image: app, run-as: app}}\n", "one/ci/app": archive };
  expect((await cli(["--config", "one/ci/gate.yml"], files)).code).toBe(0);
  expect((await cli(["--image", "app"], { app: archive })).code).toBe(0);
  const { code } = await cli(["--config", "one/ci/gate.yml", "--image", "app"], {
    ...files,
    app: "no archive",
  });
  expect(code).toBe(0);
});

test("an unreadable image is named with advice", async () => {
  const { stdout } = await cli(["--only", "cut"], FILES);
  expect(stdout).toMatch(/cut could not be read: CWD\/cut\.tar: .*is cut off.*save it again/);
});

test("inspect reads an archive without an engine", async () => {
  const { code, stdout } = await cli(["inspect", "app.tar"], FILES);
  expect(stdout).toMatchSnapshot();
  expect(code).toBe(0);
  const { stdout: json } = await cli(["inspect", "--json", "app.tar"], FILES);
  expect(JSON.parse(json)).toMatchObject({
    size: 5020,
    transferSize: null,
    user: { name: "app", uid: 1000 },
    baseImage: null,
    layers: [{ size: 20 }, { size: 5000 }],
  });
});

test("inspect shows one of several platforms, and names the others", async () => {
  const images = ["linux/amd64", "linux/arm64", "linux/arm/v7"].map((platform) =>
    makeImage({ platform, user: platform === "linux/arm64" ? "0" : "1000" }),
  );
  const files = { "several.tar": archiveOf(ociLayout(images)), "one.tar": archiveOf(ociLayout([image])) };
  const { stdout, stderr } = await cli(
    ["inspect", "several.tar", "--platform", "linux/arm64", "--json"],
    files,
  );
  expect(JSON.parse(stdout)).toMatchObject({ platform: "linux/arm64", user: { uid: 0 } });
  expect(stderr).toBe(
    "The image has 3 platforms: linux/amd64, linux/arm64, linux/arm/v7. This is linux/arm64; choose another one with --platform.\n",
  );
  expect((await cli(["inspect", "one.tar"], files)).stderr).toBe("");
});

test("a Windows image without its base layers has no known size", async () => {
  const windows = makeImage({
    layers: [[{ name: "Files/Windows/a", content: "1234" }], [{ name: "Files/app.exe", content: "123" }]],
    user: "ContainerUser",
    platform: "windows/amd64",
  });
  const saved = new Map(dockerSave(windows, "25"));
  const [manifest] = JSON.parse(String(saved.get("manifest.json")));
  const diffId = manifest.Layers[0].replace("blobs/sha256/", "sha256:");
  const mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  saved.set(
    "manifest.json",
    Buffer.from(JSON.stringify([{ ...manifest, LayerSources: { [diffId]: { mediaType } } }])),
  );
  saved.delete(manifest.Layers[0]);
  const files = { "windows.tar": archiveOf(saved) };
  const { stdout } = await cli(["inspect", "windows.tar"], files);
  expect(stdout).toMatchSnapshot();
  const { stdout: json } = await cli(["inspect", "--json", "windows.tar"], files);
  expect(JSON.parse(json)).toMatchObject({
    size: 3,
    unknownLayers: 1,
    layers: [{ size: null }, { size: 3 }],
    user: { name: "ContainerUser", uid: null, problem: null },
  });
  const gated = await cli(["--image", "windows.tar", "--max-size", "1GB"], files);
  expect(gated.stdout).toContain(
    "the size of windows.tar is unknown: the image's source lacks 1 foreign layer",
  );
  expect(gated.code).toBe(1);
  const whole = { ...files, "whole.tar": archiveOf(dockerSave(windows, "25")) };
  const compared = await cli(["--image", "windows.tar", "--baseline", "whole.tar"], whole);
  expect(compared.stdout).toContain("other layers of unknown size");
});

test("explain matches an archive with its Dockerfile", async () => {
  const history = [
    { created_by: "ADD rootfs.tar / # buildkit" },
    { created_by: 'CMD ["/bin/sh"]', empty_layer: true },
    { created_by: "COPY big /big # buildkit" },
    { created_by: "USER app", empty_layer: true },
  ];
  const built = makeImage({
    layers: [[{ name: "a", content: Buffer.alloc(1000) }], [{ name: "big", content: Buffer.alloc(3000) }]],
    config: { history },
  });
  const files = {
    "built.tar": archiveOf(dockerSave(built, "25")),
    Dockerfile: "FROM alpine:3.22\nCOPY big /big\nUSER app\n",
  };
  const { code, stdout, stderr } = await cli(["explain", "built.tar", "--file", "Dockerfile"], files);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchSnapshot();
});

test("explain names a key that a later layer deletes", async () => {
  const image = makeImage({
    layers: [[{ name: "app/id_ed25519", content: OPENSSH }], [{ name: "app/.wh.id_ed25519" }]],
  });
  const files = { "keys.tar": archiveOf(dockerSave(image, "25")) };
  const { stdout } = await cli(["explain", "keys.tar"], files);
  expect(stdout).toMatch(
    /^secrets\n\/app\/id_ed25519 +a private key \(OpenSSH\), hidden by a later layer +COPY layer 0 \(by history\)$/m,
  );
  expect(stdout).not.toContain(OPENSSH.slice(40, 60));
});

test("--verbose of inspect prints to standard error, and nothing else changes", async () => {
  const plain = await cli(["inspect", "app.tar"], FILES);
  const verbose = await cli(["inspect", "app.tar", "--verbose"], FILES);
  expect(plain.stderr).toBe("");
  expect(verbose.stdout).toBe(plain.stdout);
  expect(verbose.stderr).toMatch(/^\d+\.\d{3} s {2}cache {2}hit \S+\/layers\/v\d+\/[0-9a-f]{64}$/m);
  // A later command of the same process is silent again.
  expect((await cli(["inspect", "app.tar"], FILES)).stderr).toBe("");
});

test("--verbose of the gate prints its plan and programs", async () => {
  const { code, stderr } = await cli(["--only", "good", "--verbose"], FILES);
  expect(stderr).toMatch(/ s {2}plan {2}good: reads archive CWD\/app\.tar$/m);
  expect(stderr).toMatch(
    / s {2}command {2}exit 128 after \d+ ms: git .*rev-parse .*: fatal: not a git repository/m,
  );
  expect(stderr).toMatch(/ s {2}baseline {2}good: none \(.+\)$/m);
  expect(code).toBe(0);
});

test("build settings in defaults do not affect an existing image", async () => {
  const files = {
    ".stagegate.yml":
      "defaults: {test-target: test, pull: true}\nimages: {app: {image: ./app.tar, no-cache: false, run-as: app}}\n",
    "app.tar": archive,
  };
  expect(await cli([], files)).toMatchObject({ code: 0, stderr: "" });
});
