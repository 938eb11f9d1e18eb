// Reading tars: the own reader against the library of the tests.
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { importSource } from "../bundled.mjs";
import { IMAGES, tarOf } from "../images.mjs";

export const title = "Reading tar headers";

export const text = `The layers of M, uncompressed and in memory, by stagegate's own reader and by tar-stream: every entry is seen and every
body skipped.`;

const PIECE = 256 * 1024;

export async function measure({ compare, folder }) {
  const { TarReader } = await importSource("src/image/tar.ts", folder);
  const layers = [];
  for (const layer of IMAGES.M) layers.push(await buffer(tarOf(layer)));

  const own = () => {
    let entries = 0;
    for (const layer of layers) {
      const tar = new TarReader();
      for (const piece of pieces(layer))
        for (const part of tar.read(piece)) if (!Buffer.isBuffer(part)) entries += 1;
      tar.end();
    }
    check(entries);
  };
  const library = async () => {
    let entries = 0;
    for (const layer of layers) {
      const tar = extract();
      tar.on("entry", (_header, body, next) => {
        entries += 1;
        body.resume();
        body.on("end", next);
      });
      const read = new Promise((done, fail) => tar.on("finish", done).on("error", fail));
      for (const piece of pieces(layer))
        if (!tar.write(piece)) await new Promise((done) => tar.once("drain", done));
      tar.end();
      await read;
    }
    check(entries);
  };
  let expected = null;
  const check = (entries) => {
    expected ??= entries;
    if (entries !== expected) throw new Error(`one reader sees ${expected} entries, the other ${entries}`);
  };

  const rows = [
    { id: "own", name: "src/image/tar.ts", run: own, against: ["library"] },
    { id: "library", name: "tar-stream", run: library },
  ];
  return { tables: [await compare({ id: "M", title: "M", rows })] };
}

function* pieces(buffer) {
  for (let at = 0; at < buffer.length; at += PIECE) yield buffer.subarray(at, at + PIECE);
}
