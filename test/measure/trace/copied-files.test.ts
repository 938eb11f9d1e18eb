import type { LayerEntry } from "../../../src/image/image.ts";
import { mergeLayers } from "../../../src/measure/filesystem.ts";
import { copiedFiles } from "../../../src/measure/trace/copied-files.ts";

/** A file of its own content: the path where it was made is all of it. */
function file(path: string, content = path): Extract<LayerEntry, { kind: "file" }> {
  const crc = [...content].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2 ** 32, 7);
  return { kind: "file", path, size: content.length, mode: 0o644, crc };
}

const STAGE = ["venv/bin/python", "venv/lib/a.so", "venv/lib/b.so", "out/app", "out/app.map", "etc/app.conf"];

/** Where a file of the image that holds what the stage has at `made` comes from. */
function sourceOf(
  source: string,
  destination: string,
  path: string,
  made: string,
  stage = STAGE,
): string | null {
  const filesystem = mergeLayers([stage.map((one) => file(one))]);
  const copied = { ...file(made), path };
  return copiedFiles([{ source, destination }], filesystem).sourceOf(copied).name?.path ?? null;
}

test.each([
  ["a folder's contents", "/venv", "/opt/venv", "opt/venv/lib/a.so", "venv/lib/a.so"],
  ["a folder with a slash", "/venv/", "/opt/venv/", "opt/venv/bin/python", "venv/bin/python"],
  ["a file into a folder", "/out/app", "/usr/bin/", "usr/bin/app", "out/app"],
  ["a file into a folder without a slash", "/out/app", "/usr/bin", "usr/bin/app", "out/app"],
  ["a renamed file", "/out/app", "/usr/bin/server", "usr/bin/server", "out/app"],
  ["files of a pattern", "/out/app*", "/srv/", "srv/app.map", "out/app.map"],
  ["a folder of a pattern", "/ve?v", "/srv", "srv/lib/b.so", "venv/lib/b.so"],
  ["a set of characters", "/venv/lib/[!a].so", "/srv/", "srv/b.so", "venv/lib/b.so"],
  ["an escaped letter", "/out/\\app", "/srv/", "srv/app", "out/app"],
  ["everything", "/", "/", "etc/app.conf", "etc/app.conf"],
  ["--parents, as BuildKit carries it out", "/", "/srv/", "srv/venv/lib/a.so", "venv/lib/a.so"],
])("file is found where COPY took it from: %s", (_, source, destination, path, made) => {
  expect(sourceOf(source, destination, path, made)).toBe(made);
});

test("file with other content than at its source is not traced", () => {
  expect(sourceOf("/out/app", "/usr/bin/server", "usr/bin/server", "something else")).toBeNull();
});

test("file of a stage that was built again is found by its path", () => {
  const stage = mergeLayers([[...STAGE, "current/app"].map((one) => file(one))]);
  const sourceOf = (path: string, made: string) =>
    copiedFiles([{ source: "/out", destination: "/srv" }], stage, true).sourceOf({ ...file(made), path }).name
      ?.path;
  expect(sourceOf("srv/app", "something else")).toBe("out/app");
  expect(sourceOf("srv/app", "current/app")).toBe("current/app");
  expect(sourceOf("srv/other", "something else")).toBeUndefined();
});

test("file behind a symlink is found by content and base name", () => {
  expect(sourceOf("/current", "/srv", "srv/lib/a.so", "venv/lib/a.so")).toBe("venv/lib/a.so");
});

test("content that two files of that name have is not guessed", () => {
  const twice = mergeLayers([[file("a/x", "same"), file("b/x", "same")]]);
  const copy = copiedFiles([{ source: "/elsewhere", destination: "/" }], twice);
  expect(copy.sourceOf(file("x", "same"))).toEqual({ name: null, mayBe: true });
});

test("last of several sources of one path wins", () => {
  const stage = mergeLayers([[file("a/x", "same"), file("b/x", "same")]]);
  const paths = ["/a", "/b"].map((source) => ({ source, destination: "/srv/" }));
  expect(copiedFiles(paths, stage).sourceOf(file("srv/x", "same")).name?.path).toBe("b/x");
});
