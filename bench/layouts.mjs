// Images written without an engine, for those of which no engine should be asked to unpack them.
import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { tarOf } from "./images.mjs";

const CONFIG = { architecture: process.arch === "x64" ? "amd64" : process.arch, os: "linux" };

/**
 * Writes an OCI layout with gzipped layers, and the docker archive with the same blobs.
 * @param {string} folder is made
 * @param {string} archive path of the archive
 * @param {readonly import("./images.mjs").Layer[]} layers from the bottom up
 */
export async function writeImage(folder, archive, layers) {
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const written = [];
  for (const layer of layers) written.push(await writeLayer(blobs, layer));
  const config = writeBlob(blobs, {
    ...CONFIG,
    config: { User: "10001" },
    rootfs: { type: "layers", diff_ids: written.map(({ diffId }) => diffId) },
    history: written.map((_, index) => ({ created_by: `ADD layer ${index}` })),
  });
  const manifest = writeBlob(blobs, {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
    layers: written.map(({ digest, size }) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest,
      size,
    })),
  });
  const index = {
    schemaVersion: 2,
    manifests: [{ mediaType: "application/vnd.oci.image.manifest.v1+json", ...manifest }],
  };
  const paths = written.map(({ digest }) => pathOf(digest));
  const files = {
    "oci-layout": { imageLayoutVersion: "1.0.0" },
    "index.json": index,
    "manifest.json": [{ Config: pathOf(config.digest), RepoTags: ["bench:1"], Layers: paths }],
  };
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(value));
  await writeArchive(folder, archive, [
    ...readdirSync(blobs).map((name) => `blobs/sha256/${name}`),
    ...Object.keys(files),
  ]);
}

async function writeLayer(blobs, layer) {
  const [diff, blob] = [createHash("sha256"), createHash("sha256")];
  const path = join(blobs, "layer");
  await pipeline(tarOf(layer), seenBy(diff), createGzip(), seenBy(blob), createWriteStream(path));
  const digest = blob.digest("hex");
  renameSync(path, join(blobs, digest));
  return {
    digest: `sha256:${digest}`,
    size: statSync(join(blobs, digest)).size,
    diffId: `sha256:${diff.digest("hex")}`,
  };
}

function seenBy(hash) {
  return new Transform({
    transform: (chunk, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

function writeBlob(blobs, value) {
  const json = JSON.stringify(value);
  const digest = createHash("sha256").update(json).digest("hex");
  writeFileSync(join(blobs, digest), json);
  return { digest: `sha256:${digest}`, size: json.length };
}

function pathOf(digest) {
  return `blobs/${digest.replace(":", "/")}`;
}

async function writeArchive(folder, archive, names) {
  const tar = pack();
  const written = pipeline(tar, createWriteStream(archive));
  for (const name of names) {
    const path = join(folder, name);
    const entry = tar.entry({ name, size: statSync(path).size, mtime: new Date(0) });
    await pipeline(createReadStream(path), entry);
  }
  tar.finalize();
  await written;
}
