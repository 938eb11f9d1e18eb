// node bench/decompress.mjs FOLDER: only decompresses the gzipped blobs of an OCI layout and looks at none of
// their bytes. As fast as Node does it: a thread for each core, the largest blob first, zlib called without
// streams between, into one buffer that is used again. No reader of layers can take less.
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { constants, createGunzip } from "node:zlib";

const PIECE = 256 * 1024;

if (isMainThread) {
  const folder = join(process.argv[2], "blobs/sha256");
  const blobs = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter(isGzip)
    .sort((one, other) => statSync(one).size - statSync(other).size);
  for (let thread = 0; thread < Math.min(availableParallelism(), blobs.length); thread++) {
    const worker = new Worker(new URL(import.meta.url));
    const next = () => worker.postMessage(blobs.pop() ?? null);
    worker.on("message", next);
    next();
  }
} else {
  const [input, output] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
  parentPort.on("message", (blob) => {
    if (blob === null) return parentPort.close();
    decompress(blob, input, output);
    parentPort.postMessage("done");
  });
}

function decompress(blob, input, output) {
  // What createGunzip itself calls: its streams cost as much again as zlib does.
  const { _handle: zlib, _writeState: state } = createGunzip({ chunkSize: PIECE });
  const file = openSync(blob);
  for (let length = readSync(file, input); length > 0; length = readSync(file, input)) {
    let from = 0;
    do {
      zlib.writeSync(constants.Z_NO_FLUSH, input, from, length - from, output, 0, PIECE);
      from = length - state[1];
    } while (state[0] === 0);
  }
  closeSync(file);
}

function isGzip(path) {
  const magic = Buffer.alloc(2);
  const file = openSync(path);
  readSync(file, magic);
  closeSync(file);
  return magic.readUInt16BE() === 0x1f8b;
}
