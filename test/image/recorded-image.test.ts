import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exec } from "../../src/host/exec.ts";
import type { Image } from "../../src/image/image.ts";
import { type LocalLayerCache, openLayerCache } from "../../src/image/layer-cache.ts";
import { readImage } from "../../src/image/read.ts";
import { readRecordedImage } from "../../src/image/recorded-image.ts";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";

const layer = (name: string) => [{ name, content: name }];
const FILES = ociLayout([makeImage({ user: "app", layers: [layer("base"), layer("app")] })]);
const blobOf = (digest: string) => String(FILES.get(`blobs/${digest.replace(":", "/")}`) ?? "");
const MANIFEST: string = JSON.parse(String(FILES.get("index.json"))).manifests[0].digest;
const { config: CONFIG, layers: LAYERS } = JSON.parse(blobOf(MANIFEST)) as {
  config: { digest: string };
  layers: { digest: string }[];
};
const METADATA = { "containerimage.digest": MANIFEST, "buildx.build.ref": "ci/ci0/abc" };

let folder: string;
let cache: LocalLayerCache;
let image: Image;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  writeDirectory(join(folder, "layout"), FILES);
  cache = openLayerCache(join(folder, "layers"), () => undefined);
  image = await readImage({ kind: "oci-directory", path: join(folder, "layout") }, { cache });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A mock of buildx that can be made to tell something else of a digest. */
function buildx(
  change: (told: string, digest: string) => string = (told) => told,
): Exec & { asked: string[] } {
  const asked: string[] = [];
  const exec: Exec = async (command, args) => {
    asked.push([command, ...args].join(" "));
    const digest = args.at(-1) ?? "";
    const stdout = change(blobOf(digest), digest);
    return { code: stdout === "" ? 1 : 0, stdout, stderr: stdout === "" ? "not found" : "" };
  };
  return Object.assign(exec, { asked });
}

test("a build record is the same image as its export", async () => {
  const exec = buildx();
  expect(await readRecordedImage(METADATA, null, { exec, builder: "ci", cache })).toEqual(image);
  const ask = "docker buildx history inspect attachment --builder=ci abc";
  expect(exec.asked).toEqual([`${ask} ${MANIFEST}`, `${ask} ${CONFIG.digest}`]);
});

test.each<[what: string, metadata: unknown, platform: string | null, exec: Exec]>([
  ["buildx wrote no metadata", undefined, null, buildx()],
  ["the metadata is null", null, null, buildx()],
  ["the metadata is a text", "ci/ci0/abc", null, buildx()],
  ["the reference is a number", { ...METADATA, "buildx.build.ref": 7 }, null, buildx()],
  ["the digest is null", { ...METADATA, "containerimage.digest": null }, null, buildx()],
  ["buildx wrote no digest", { "buildx.build.ref": "ci/ci0/abc" }, null, buildx()],
  ["buildx wrote no reference", { "containerimage.digest": MANIFEST }, null, buildx()],
  ["the digest is invalid", { ...METADATA, "containerimage.digest": "abc" }, null, buildx()],
  ["the builder has no history", METADATA, null, buildx(() => "")],
  [
    "the builder keeps no configuration",
    METADATA,
    null,
    buildx((told, digest) => (digest === MANIFEST ? told : "")),
  ],
  ["a document is another one", METADATA, null, buildx((told) => `${told} `)],
  ["it is of another platform", METADATA, "linux/s390x", buildx()],
])("an image must be exported if %s", async (_, metadata, platform, exec) => {
  expect(await readRecordedImage(metadata, platform, { exec, builder: null, cache })).toBeNull();
});

test.each<[what: string, diffId: string | null]>([
  ["not known", null],
  ["known as something else", `sha256:${"0".repeat(64)}`],
])("an image must be exported if one of its layers is %s", async (_, diffId) => {
  const find: LocalLayerCache["find"] = async (digest) => {
    const found = await cache.find(digest);
    if (digest !== LAYERS[1]?.digest || found === null) return found;
    return diffId === null ? null : { ...found, diffId };
  };
  expect(
    await readRecordedImage(METADATA, null, { exec: buildx(), builder: null, cache: { find } }),
  ).toBeNull();
});
