import type { LayerEntry } from "../../../src/image/image.ts";
import { copiedFiles } from "../../../src/measure/trace/copied-files.ts";
import { readStageFiles } from "../../../src/measure/trace/stage-files.ts";

/** A file of its own content: the path where it was made is all of it. */
function file(path: string, content = path): Extract<LayerEntry, { kind: "file" }> {
  const crc = [...content].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2 ** 32, 7);
  return { kind: "file", path, size: content.length, mode: 0o644, crc };
}

const STAGE = ["venv/bin/python", "venv/lib/a.so", "venv/lib/b.so", "out/app", "out/app.map", "etc/app.conf"];

function link(path: string, target: string): LayerEntry {
  return { kind: "symlink", path, target };
}

interface Case {
  readonly from: string;
  readonly to: string;
  /** Path of a file of the COPY. */
  readonly path: string;
  /** Where the stage made its content. */
  readonly made: string;
}

/** Where a file of a COPY comes from. */
function sourceOf(
  { from, to, path, made }: Case,
  layers: readonly (readonly LayerEntry[] | null)[] = [STAGE.map((one) => file(one))],
): string | null {
  const copied = { ...file(made), path };
  const { name } = copiedFiles([{ source: from, destination: to }], readStageFiles(layers)).sourceOf(copied);
  return name?.path ?? null;
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
])("a file is found at the source of its COPY: %s", (_, from, to, path, made) => {
  expect(sourceOf({ from, to, path, made })).toBe(made);
});

test("a file with other content than its source is not traced", () => {
  const copy = { from: "/out/app", to: "/usr/bin/server", path: "usr/bin/server", made: "something else" };
  expect(sourceOf(copy)).toBeNull();
});

test("a file of a rebuilt stage is found by its path", () => {
  const stage = readStageFiles([[...STAGE, "current/app"].map((one) => file(one))]);
  const copy = copiedFiles([{ source: "/out", destination: "/srv" }], stage, true);
  const sourceOf = (path: string, made: string) => copy.sourceOf({ ...file(made), path }).name?.path;
  expect(sourceOf("srv/app", "something else")).toBe("out/app");
  expect(sourceOf("srv/app", "current/app")).toBe("current/app");
  expect(sourceOf("srv/other", "something else")).toBeUndefined();
});

const LINKED = [
  ...["real/app-1.2", "real/lib/a.so", "real/lib/b/c.so", "bin/tool"].map((path) => file(path)),
  link("cur", "real"),
  link("bin/app", "../cur/app-1.2"),
  link("bin/again", "app"),
  link("bin/lib", "/real/lib"),
  link("loop", "/loop"),
];

test.each([
  ["a folder that is a symlink", "/cur", "/srv", "srv/lib/a.so", "real/lib/a.so"],
  ["a folder above the source", "/cur/lib/", "/srv/", "srv/b/c.so", "real/lib/b/c.so"],
  ["a file that is a symlink", "/bin/app", "/srv/server", "srv/server", "real/app-1.2"],
  ["a file that is a symlink to a symlink", "/bin/again", "/srv/", "srv/again", "real/app-1.2"],
  ["a folder above a pattern", "/cur/l*", "/srv/", "srv/b/c.so", "real/lib/b/c.so"],
  ["a file that a pattern matches", "/bin/a*", "/srv/", "srv/again", "real/app-1.2"],
  ["a folder that a pattern matches", "/bin/*", "/srv/", "srv/a.so", "real/lib/a.so"],
])("a source is followed through a symlink: %s", (_, from, to, path, made) => {
  const others = [file("x/app", made), file(`y/${path}`, made)];
  for (const layers of [
    [[...LINKED, ...others]],
    [null, [...LINKED, ...others]],
    [
      [...others, file("cur/old", made)],
      [{ kind: "removed", path: "cur" } as const, ...LINKED],
    ],
  ])
    expect(sourceOf({ from, to, path, made }, layers)).toBe(made);
});

test("a symlink in the middle of a pattern is not followed", () => {
  const twice = [...LINKED, file("other/lib/a.so", "real/lib/a.so")];
  const copy = { from: "/c*/lib", to: "/srv", path: "srv/a.so", made: "real/lib/a.so" };
  expect(sourceOf(copy, [twice])).toBeNull();
});

test("a symlink to itself has no target", () => {
  expect(sourceOf({ from: "/loop", to: "/srv", path: "srv", made: "nothing" }, [LINKED])).toBeNull();
});

test("a folder that the base image merged into /usr is found", () => {
  const layers = [null, [file("usr/lib/x/a.so"), file("out/a.so", "usr/lib/x/a.so")]];
  const copy = { from: "/lib/x", to: "/srv", path: "srv/a.so", made: "usr/lib/x/a.so" };
  expect(sourceOf(copy, layers)).toBe("usr/lib/x/a.so");
});

test("a destination behind a symlink is found by the path of the COPY", () => {
  const layers = [
    null,
    [file("out/x/a.so"), file("out/b.so", "out/x/a.so"), file("else/x/a.so", "out/x/a.so")],
  ];
  const copy = { from: "/out", to: "/lib/", path: "usr/lib/x/a.so", made: "out/x/a.so" };
  expect(sourceOf(copy, layers)).toBe("out/x/a.so");
});

test.each([
  ["all", [], "made/a.so"],
  ["all but the base image's", [null], null],
])("moved content is found in a stage with known files: %s", (_, base, path) => {
  const copy = { from: "/elsewhere", to: "/srv", path: "srv/a.so", made: "made/a.so" };
  expect(sourceOf(copy, [...base, [file("made/a.so")]])).toBe(path);
});

test.each([
  ["several places", ["a/x", "b/x"], { name: null, mayBe: true }],
  ["no place", ["a/y"], { name: null, mayBe: false }],
])("content that a stage has at %s is not traced", (_, places, expected) => {
  const stage = readStageFiles([places.map((path) => file(path, path.endsWith("x") ? "same" : "other"))]);
  const copy = copiedFiles([{ source: "/elsewhere", destination: "/" }], stage);
  expect(copy.sourceOf(file("x", "same"))).toEqual(expected);
});

test("content under another file name is found", () => {
  const stage = readStageFiles([null, [file("made/cli-1.2", "short")]]);
  const copy = copiedFiles([{ source: "/bin/cli", destination: "/" }], stage);
  expect(copy.sourceOf(file("cli", "short"))).toEqual({ name: null, mayBe: true });
});

test.each([
  ["folders", ["/a", "/b"]],
  ["files of a pattern", ["/[ab]/x"]],
])("the last of several %s for one path counts", (_, sources) => {
  const stage = readStageFiles([[file("b/x", "same"), file("a/x", "same")]]);
  const paths = sources.map((source) => ({ source, destination: "/srv/" }));
  expect(copiedFiles(paths, stage).sourceOf(file("srv/x", "same")).name?.path).toBe("b/x");
});
