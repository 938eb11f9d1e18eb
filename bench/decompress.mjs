// Only decompresses the gzipped blobs of an OCI layout, two at a time, and throws the bytes away: the
// least that any reader of layers has to do.
import { createReadStream, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const folder = join(process.argv[2], "blobs/sha256");
const blobs = readdirSync(folder)
  .map((name) => join(folder, name))
  .filter(isGzip);

async function worker() {
  for (let blob = blobs.pop(); blob !== undefined; blob = blobs.pop()) {
    const nowhere = new Writable({ highWaterMark: 2 ** 20, write: (_chunk, _encoding, done) => done() });
    await pipeline(
      createReadStream(blob, { highWaterMark: 2 ** 20 }),
      createGunzip({ chunkSize: 2 ** 20 }),
      nowhere,
    );
  }
}

function isGzip(path) {
  const magic = Buffer.alloc(2);
  readSync(openSync(path), magic);
  return magic.readUInt16BE() === 0x1f8b;
}

await Promise.all([worker(), worker()]);
