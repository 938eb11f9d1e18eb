// node bench/decompress-streams.mjs FOLDER: only decompresses the gzipped blobs of an OCI layout, as
// decompress.mjs does, but by Node's streams, two at a time, the largest first.
import { createReadStream, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const PIECE = 256 * 1024;

const folder = join(process.argv[2], "blobs/sha256");
const blobs = readdirSync(folder)
  .map((name) => join(folder, name))
  .filter(isGzip)
  .sort((one, other) => statSync(one).size - statSync(other).size);

async function worker() {
  for (let blob = blobs.pop(); blob !== undefined; blob = blobs.pop()) {
    const nowhere = new Writable({ highWaterMark: PIECE, write: (_chunk, _encoding, done) => done() });
    const source = createReadStream(blob, { highWaterMark: PIECE });
    await pipeline(source, createGunzip({ chunkSize: PIECE }), nowhere);
  }
}

function isGzip(path) {
  const magic = Buffer.alloc(2);
  readSync(openSync(path), magic);
  return magic.readUInt16BE() === 0x1f8b;
}

await Promise.all([worker(), worker()]);
