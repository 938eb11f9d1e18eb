import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { compareBase } from "../../src/baseline/base-comparison.ts";
import { plan } from "../../src/build/plan.ts";
import { loadSettings } from "../../src/config/load.ts";
import { execWith, newRepository, type Repository, removeFolders } from "./repository.ts";

afterAll(removeFolders);

const FROM_FOO = "FROM foo\nUSER 10001\n";
const contexts = (text: string) => `images: {app: {build-contexts: {${text}}}}\n`;

async function imageOf({ folder }: Repository) {
  const exec = execWith();
  const settings = await loadSettings(new Map(), folder, exec);
  const [image] = await plan(settings.images, exec, folder, (path) => path.slice(folder.length + 1));
  if (image === undefined) throw new Error("there is no image");
  return image;
}

/** Compares the base image of the working tree with the one of the last commit. */
async function baseOf(
  source: string,
  change: Readonly<Record<string, string>> = {},
  dockerfile = FROM_FOO,
): Promise<string> {
  const repository = newRepository();
  symlinkSync("lay", join(repository.folder, "link"));
  repository.commit({
    Dockerfile: dockerfile,
    ".dockerignore": "*\n",
    "ctx/a": "1",
    "lay/index.json": "1",
    "lay/oci-layout": "{}",
    ".stagegate.yml": contexts(`foo: "${source}"`),
  });
  const before = { configured: await imageOf(repository), root: repository.folder };
  repository.write(change);
  repository.git("add", "--all");
  const git = await repository.open();
  return compareBase(await imageOf(repository), before, repository.git("rev-parse", "HEAD"), git);
}

const to = (source: string) => ({ ".stagegate.yml": contexts(`foo: "${source}"`) });

test.each<[string, string, Readonly<Record<string, string>>]>([
  ["a folder", "ctx", { "ctx/a": "2" }],
  ["a new file of a folder", "ctx", { "ctx/b": "2" }],
  ["the folder of a context", "ctx", to("lay")],
  ["the index of a layout", "oci-layout://lay:1", { "lay/index.json": "2" }],
  ["the tag of a layout", "oci-layout://lay:1", to("oci-layout://lay:2")],
  ["the digest of a layout", "oci-layout://lay@sha256:00", to("oci-layout://lay@sha256:01")],
  ["a layout that a link leads to", "oci-layout://link:1", { "lay/index.json": "2" }],
  ["an image", "docker-image://alpine:3.21", to("docker-image://alpine:3.22")],
  ["a URL", "https://example.org/a.git#v1", to("https://example.org/a.git#v2")],
  ["the source by one of another kind", "ctx", to("docker-image://alpine:3.22")],
  ["how git checks files out", "ctx", { ".gitattributes": "* text\n" }],
])("a change of %s may explain growth of the base image", async (_, source, change) => {
  expect(await baseOf(source, change)).toBe("open");
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ["nothing", "ctx", {}],
  ["files beside a folder", "ctx", { "ctx2/a": "1", "lay/index.json": "2" }],
  ["files beside a layout", "oci-layout://lay:1", { "ctx/a": "2" }],
  ["a layout behind its digest", "oci-layout://lay@sha256:00", { "lay/index.json": "2" }],
  ["files beside an image", "docker-image://alpine:3.22", { "ctx/a": "2", "lay/index.json": "2" }],
  ["files beside a URL", "https://example.org/a.git", { "ctx/a": "2" }],
])("a change of %s leaves the base image the same", async (_, source, change) => {
  expect(await baseOf(source, change)).toBe("same");
});

test.each([
  ["FROM alpine:3.22\nCOPY --from=foo a /\n", "same"],
  ["FROM scratch\nCOPY --from=foo a /\n", "same"],
  ["FROM foo AS one\nFROM one\n", "open"],
  ["FROM alpine:3.22 AS foo\nFROM foo\n", "open"],
  ["FROM docker.io/library/foo:latest\n", "open"],
  ["ARG BASE=foo\nFROM $BASE\n", "open"],
])("a context counts only if FROM leads to it: %j", async (dockerfile, inputs) => {
  expect(await baseOf("ctx", { "ctx/a": "2" }, dockerfile)).toBe(inputs);
});
