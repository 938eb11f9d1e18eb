import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImageSource, looksLikePath, namesFile, parseSource } from "../../src/image/source.ts";

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
const engine = (name: string): ImageSource => ({ kind: "engine", name });

it.each<[string, (root: string) => ImageSource]>([
  ["layout", (root) => ({ kind: "oci-directory", path: join(root, "layout") })],
  ["./layout/", (root) => ({ kind: "oci-directory", path: join(root, "layout/") })],
  ["app.tar", (root) => ({ kind: "archive", path: join(root, "app.tar") })],
  ["archive", (root) => ({ kind: "archive", path: join(root, "archive") })],
  ["redis", () => engine("redis:latest")],
  ["app", () => engine("app:latest")],
  ["app:1.2", () => engine("app:1.2")],
  ["ghcr.io/o/app", () => engine("ghcr.io/o/app:latest")],
  ["localhost:5000/app", () => engine("localhost:5000/app:latest")],
  ["localhost:5000/app:1", () => engine("localhost:5000/app:1")],
  [`app@${digest}`, () => engine(`app@${digest}`)],
  [`app:1@${digest}`, () => engine(`app:1@${digest}`)],
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
  ["oci:latest", () => engine("oci:latest")],
  // No file may have such a name, so the engine says what is wrong with it.
  [`${"a".repeat(300)}:1`, () => engine(`${"a".repeat(300)}:1`)],
  ["a\0b", () => engine("a\0b:latest")],
])("%s is a source", (text, expected) => {
  expect(parseSource(text, directory)).toEqual(expected(directory));
});

it("takes an absolute path as it is", () => {
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
  ["./redis", "./redis: is no OCI layout"],
  [".", ".: is no OCI layout"],
  ["", "no image is named"],
])("%j is an error that shows a right example", (text, message) => {
  expect(() => parseSource(text, directory)).toThrow(
    expect.objectContaining({
      name: "StagegateError",
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/`.+`/),
    }),
  );
});

it.each([
  ["docker-archive:none.tar:app:1.2", "./none.tar: there is no such file or directory"],
  ["oci-archive:none", "./none: there is no such file or directory"],
  ["oci:./none:1", "./none: there is no such file or directory"],
  ["oci:redis:1", "./redis: is no OCI layout (it has no file oci-layout) and no archive"],
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
])("%s looks like a path: %s, names a file wherever it is read: %s", (text, isPath, isFile) => {
  expect([looksLikePath(text), namesFile(text)]).toEqual([isPath, isFile]);
});
