import { gzipSync } from "node:zlib";
import {
  archiveOf,
  dockerSave,
  kanikoArchive,
  makeImage,
  ociLayout,
  pax,
  zstdFrame,
} from "../fixtures/images.ts";

/** An image with one of each kind of entry. */
export const image = makeImage({
  user: "app",
  labels: { "org.opencontainers.image.title": "app" },
  layers: [
    [
      { name: "etc/", flag: "5" },
      { name: "etc/passwd", content: "root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/:/bin/sh\n" },
      { name: "etc/group", content: "root:x:0:\napp:x:1000:\n" },
      { name: "usr/bin/tool", content: Buffer.alloc(900, "0123456789") },
      { name: "usr/bin/same", flag: "1", link: "usr/bin/tool" },
      { name: "bin", flag: "2", link: "usr/bin" },
      { name: "dev/null", flag: "3" },
      { name: "var/cache/apt/pkgcache.bin", content: Buffer.alloc(700, "apt") },
      {
        name: "root/.npmrc",
        content: "//registry.npmjs.org/:_authToken=npm_abcdefghijklmnopqrstuvwxyz0123456789\n",
      },
    ],
    [
      pax({ path: `app/${"long/".repeat(30)}name.js` }),
      { name: "app/name.js", content: "console.log(1)\n" },
      { name: "usr/bin/tool", content: Buffer.alloc(901, "0123456789") },
      { name: "var/cache/.wh.apt", content: "" },
      { name: "app/node_modules/typescript/lib/tsc.js", content: Buffer.alloc(600, "tsc") },
      pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "5000", "GNU.sparse.name": "app/sparse" }),
      { name: "app/GNUSparseFile.0/sparse", content: "1\n0\n512\n" },
    ],
    [{ name: "app/.wh..wh..opq" }, { name: "app/main.js", content: "console.log(2)\n" }],
  ],
});

const arm = makeImage({ platform: "linux/arm64/v8", layers: [[{ name: "hello", content: "hello" }]] });

/** Archives of that image as programs write them, of several ages. */
export const archives: readonly Buffer[] = [
  archiveOf(dockerSave(image, "20.10")),
  archiveOf(dockerSave(image, "25")),
  archiveOf(dockerSave(image, "containerd")),
  archiveOf(dockerSave(image, "containerd", { compression: "zstd" })),
  archiveOf(kanikoArchive(image)),
  archiveOf(ociLayout([image, arm], { nested: true, attestation: true, name: "app:latest" })),
  archiveOf(ociLayout([image], { compression: "zstd" })),
  gzipSync(archiveOf(dockerSave(image, "25"))),
  zstdFrame(archiveOf(dockerSave(image, "containerd", { compression: "raw" }))),
];

/** The same as OCI layouts only. */
export const layouts: readonly Buffer[] = [
  archiveOf(ociLayout([image])),
  archiveOf(ociLayout([image], { compression: "raw", nested: true })),
  archiveOf(ociLayout([image, arm], { compression: "zstd", nested: true, attestation: true })),
];
