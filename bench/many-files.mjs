// node bench/many-files.mjs FOLDER FILES BYTES: an OCI layout of one gzip layer with so many files of so
// many bytes on average, as a large node_modules has them. The same arguments give the same image.
import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";

const [folder, files, bytes] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const blobs = join(folder, "blobs/sha256");
mkdirSync(blobs, { recursive: true });

let seed = 1;
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

// Halves of random letters compress to about a third, as programs do.
const content = Buffer.alloc(40 * bytes);
for (let at = 0; at < content.length; at++)
  content[at] = at % 256 < 128 ? 97 : 97 + Math.floor(26 * random());

function* entries() {
  for (let file = 0; file < files; file++) {
    const home = `app/node_modules/package-${Math.floor(file / 40)}/dist/esm`;
    if (file % 40 === 0) yield [{ name: `${home}/`, type: "directory" }];
    // Most are small, and a few are large.
    const size = Math.floor(8 * bytes * random() ** 7);
    const from = Math.floor((content.length - size) * random());
    yield [
      { name: `${home}/${random().toString(36).slice(2, 14)}.js`, size },
      content.subarray(from, from + size),
    ];
  }
}

const tar = pack();
const [tarHash, blobHash] = [createHash("sha256"), createHash("sha256")];
let size = 0;
const tap = (see) =>
  new Transform({
    transform: (chunk, _encoding, done) => {
      see(chunk);
      done(null, chunk);
    },
  });
const written = pipeline(
  tar,
  tap((chunk) => tarHash.update(chunk)),
  createGzip({ level: 5 }),
  tap((chunk) => {
    blobHash.update(chunk);
    size += chunk.length;
  }),
  createWriteStream(join(blobs, "layer")),
);
for (const entry of entries()) await new Promise((done) => tar.entry(...entry, done));
tar.finalize();
await written;

function addBlob(value) {
  const json = JSON.stringify(value);
  const digest = createHash("sha256").update(json).digest("hex");
  writeFileSync(join(blobs, digest), json);
  return { digest: `sha256:${digest}`, size: json.length };
}

const layer = blobHash.digest("hex");
renameSync(join(blobs, "layer"), join(blobs, layer));
const platform = { os: "linux", architecture: process.arch === "x64" ? "amd64" : process.arch };
const config = addBlob({
  ...platform,
  config: {},
  rootfs: { type: "layers", diff_ids: [`sha256:${tarHash.digest("hex")}`] },
});
const manifest = addBlob({
  schemaVersion: 2,
  config,
  layers: [{ digest: `sha256:${layer}`, size }],
});
writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
writeFileSync(
  join(folder, "index.json"),
  JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest, platform }] }),
);
