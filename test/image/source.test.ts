import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { looksLikePath, type NamedSource, namesFile, parseSource } from "../../src/image/source.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "stagegate-source-"));
  mkdirSync(join(directory, "layout"));
  writeFileSync(join(directory, "layout", "oci-layout"), "{}");
  mkdirSync(join(directory, "redis"));
  writeFileSync(join(directory, "app.tar"), "");
  writeFileSync(join(directory, "archive"), "");
  writeFileSync(join(directory, "a:b.tar"), "");
});
afterEach(() => rmSync(directory, { recursive: true }));

const digest = `sha256:${"a".repeat(64)}`;
const reference = (name: string): NamedSource => ({ kind: "reference", name, place: null });

it.each<[string, (root: string) => NamedSource]>([
  ["layout", (root) => ({ kind: "oci-directory", path: join(root, "layout") })],
  ["./layout/", (root) => ({ kind: "oci-directory", path: join(root, "layout/") })],
  ["app.tar", (root) => ({ kind: "archive", path: join(root, "app.tar") })],
  ["archive", (root) => ({ kind: "archive", path: join(root, "archive") })],
  ["redis", () => reference("redis")],
  ["app", () => reference("app")],
  ["app:1.2", () => reference("app:1.2")],
  ["ghcr.io/o/app", () => reference("ghcr.io/o/app")],
  ["localhost:5000/app", () => reference("localhost:5000/app")],
  ["localhost:5000/app:1", () => reference("localhost:5000/app:1")],
  [`app@${digest}`, () => reference(`app@${digest}`)],
  [`app:1@${digest}`, () => reference(`app:1@${digest}`)],
  ["docker-archive:app.tar", (root) => ({ kind: "archive", path: join(root, "app.tar") })],
  [
    "docker-archive:app.tar:app:1.2",
    (root) => ({ kind: "archive", path: join(root, "app.tar"), reference: "app:1.2" }),
  ],
  [
    "docker-archive:./app.tar:localhost:5000/app:1.2",
    (root) => ({ kind: "archive", path: join(root, "app.tar"), reference: "localhost:5000/app:1.2" }),
  ],
  ["oci-archive:archive:1.2", (root) => ({ kind: "archive", path: join(root, "archive"), reference: "1.2" })],
  ["oci:layout", (root) => ({ kind: "oci-directory", path: join(root, "layout") })],
  ["oci:layout:1.2", (root) => ({ kind: "oci-directory", path: join(root, "layout"), reference: "1.2" })],
  ["oci:./layout:1.2", (root) => ({ kind: "oci-directory", path: join(root, "layout"), reference: "1.2" })],
  ["oci:a:b.tar", (root) => ({ kind: "archive", path: join(root, "a:b.tar") })],
  ["oci:a:b.tar:c", (root) => ({ kind: "archive", path: join(root, "a:b.tar"), reference: "c" })],
  ["oci:latest", () => reference("oci:latest")],
  ["docker-daemon:app:1", () => ({ kind: "reference", name: "app:1", place: "engine" })],
  ["docker-daemon:6171cda521a5", () => ({ kind: "reference", name: "6171cda521a5", place: "engine" })],
  ["containers-storage:app:1", () => ({ kind: "reference", name: "app:1", place: "podman" })],
  ["registry:ghcr.io/o/app", () => ({ kind: "registry", name: "ghcr.io/o/app" })],
  ["registry:alpine:3.22", () => ({ kind: "registry", name: "alpine:3.22" })],
  [`registry:o/app@${digest}`, () => ({ kind: "registry", name: `o/app@${digest}` })],
  // An image of Docker Hub is called so.
  ["registry:2", () => reference("registry:2")],
  [`registry:2@${digest}`, () => reference(`registry:2@${digest}`)],
  // No file may have such a name, so the engine says what is wrong with it.
  [`${"a".repeat(300)}:1`, () => reference(`${"a".repeat(300)}:1`)],
  ["a\0b", () => reference("a\0b")],
])("%s is a source", (text, expected) => {
  expect(parseSource(text, directory)).toEqual(expected(directory));
});

it("an absolute path is a source", () => {
  const path = join(directory, "app.tar");
  expect(parseSource(path, "/nowhere")).toEqual({ kind: "archive", path });
});

it.each([
  ["./app", "./app: there is no such file or directory"],
  ["../none/app", "../none/app: there is no such file or directory"],
  ["/none/app", "/none/app: there is no such file or directory"],
  ["other.tar", "other.tar: there is no such file or directory"],
  ["other.tgz", "other.tgz: there is no such file or directory"],
  ["dist/other.tar.gz", "dist/other.tar.gz: there is no such file or directory"],
  ["other.tar.zst", "other.tar.zst: there is no such file or directory"],
  [
    "app.tar:new/app:1.1",
    "app.tar:new/app:1.1: the name of an image in an archive needs the prefix docker-archive:",
  ],
  ["./app.tar:app", "./app.tar:app: the name of an image in an archive needs the prefix docker-archive:"],
  ["./layout:1.2", "./layout:1.2: the name of an image in a directory needs the prefix oci:"],
  ["./redis", "./redis: is neither an OCI layout (it has no file oci-layout) nor an archive"],
  [".", ".: is neither an OCI layout (it has no file oci-layout) nor an archive"],
  ["", "no image is named"],
  ["registry:o/App", '"o/App" is not a valid image reference'],
  ["registry:o/app.tar:", '"o/app.tar:" is not a valid image reference'],
  ["registry:host.example:65536/app", '"host.example:65536/app" is not a valid image reference'],
])("%j is an error with a valid example", (text, message) => {
  expect(() => parseSource(text, directory)).toThrow(
    expect.objectContaining({
      name: "StagegateError",
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/`.+`/),
    }),
  );
});

it.each([
  ["bob:s3cret@ghcr.io/octo/app:1", "ghcr.io/octo/app:1"],
  ["bob:s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["bob:s3cr/s3cret@@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["bob:s3cret@localhost", "localhost"],
  ["s3cret@localhost", "localhost"],
  ["s3cret@ghcr.io", "ghcr.io"],
  ["s3cret@registry:5000", "registry:5000"],
  ["registry:s3cret@10.0.0.1:5000", "10.0.0.1:5000"],
  ["https://bob:s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["bob:s3cret@ghcr.io/octo/app.tar", "ghcr.io/octo/app.tar"],
  ["registry:bob:s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["docker-daemon:bob:s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  ["containers-storage:bob:s3cret@ghcr.io/octo/app", "ghcr.io/octo/app"],
  [`bob:s3cret@ghcr.io/octo/app@${digest}`, `ghcr.io/octo/app@${digest}`],
])("credentials in %j are not shown", (text, rest) => {
  expect(() => parseSource(text, directory)).toThrow(
    expect.objectContaining({
      message: `"…@${rest}" is not a valid image reference: it contains credentials`,
      hint: expect.stringContaining("`docker login`"),
    }),
  );
});

it.each(["app@latest", "app@1.2.3", "app@v2", "app@3.22-rc1", `app@${digest}`])(
  "%s has no credentials",
  (text) => {
    expect(parseSource(text, directory)).toMatchObject({ kind: "reference", name: text });
  },
);

it.each([
  ["docker-archive:none.tar:app:1.2", "./none.tar: there is no such file or directory"],
  ["oci-archive:none", "./none: there is no such file or directory"],
  ["oci:./none:1", "./none: there is no such file or directory"],
  ["oci:redis:1", "./redis: is neither an OCI layout (it has no file oci-layout) nor an archive"],
])("%s is an error", (text, message) => {
  expect(() => parseSource(text, directory)).toThrow(message);
});

it.each<[string, boolean, boolean]>([
  ["app.tar", true, true],
  ["app.tar.xz", true, true],
  ["./layout", true, true],
  ["app:1.2", false, false],
  ["docker-archive:app.tar", false, true],
  ["oci-archive:app:1.2", false, true],
  ["oci:./layout:1.2", false, true],
  ["oci:latest", false, false],
  ["registry:ghcr.io/o/app.tar", false, false],
  ["docker-daemon:app.tar", false, false],
  ["containers-storage:app.tar", false, false],
])("%s looks like a path: %s, and is a file in any folder: %s", (text, isPath, isFile) => {
  expect([looksLikePath(text), namesFile(text)]).toEqual([isPath, isFile]);
});
