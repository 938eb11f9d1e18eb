// What the rule `secret` adds to reading files.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { importSource } from "../bundled.mjs";
import { difference } from "../figures.mjs";
import { IMAGES, tarOf } from "../images.mjs";

export const title = "Looking for secrets";

export const text = `The files of S and M in memory, of which every byte is summed up in any case (CRC-32), with and without a look for
secrets; and the same of the sources in this repository's own node_modules as if an application had them, which is the most
that there is to look at: no folder of packages, and almost nothing but text.`;

const PIECE = 256 * 1024;

export async function measure({ compare, folder }) {
  const { SecretReader } = await importSource("src/image/secret-reader.ts", folder);
  const { Allowance, DEFAULT_READ_LIMITS } = await importSource("src/image/limits.ts", folder);
  const { TarReader } = await importSource("src/image/tar.ts", folder);
  const corpora = [
    ["S", "S", await filesOf(IMAGES.S, TarReader)],
    ["M", "M", await filesOf(IMAGES.M, TarReader)],
    ["sources", "Sources of node_modules", sourcesBelow("node_modules")],
  ];
  const tables = [];
  const cells = [];
  for (const [id, name, files] of corpora) {
    const read = (reader) => {
      for (const { path, pieces, size } of files) {
        let sum = 0;
        reader?.file(path, size);
        for (const piece of pieces) {
          sum = crc32(piece, sum);
          reader?.body(piece);
        }
      }
    };
    const rows = [
      {
        id: "secrets",
        name: "with a look for secrets",
        run: () => read(new SecretReader(new Allowance(DEFAULT_READ_LIMITS))),
        against: ["files"],
      },
      { id: "files", name: "without", run: () => read(null) },
    ];
    const table = await compare({ id, title: name, rows });
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    cells.push([name, bytes, Math.round(difference(table.rows[0], table.rows[1]) / (bytes / 1e9))]);
    tables.push(table);
  }
  const head = ["Files", "Bytes", "ms more for each GB"];
  return { tables: [...tables, { id: "per GB", title: "What the rule costs", head, cells }] };
}

async function filesOf(layers, TarReader) {
  const files = [];
  for (const layer of layers) {
    const tar = new TarReader();
    const bytes = await buffer(tarOf(layer));
    for (let at = 0; at < bytes.length; at += PIECE) {
      for (const part of tar.read(bytes.subarray(at, at + PIECE))) {
        if (Buffer.isBuffer(part)) files.at(-1).pieces.push(part);
        else files.push({ path: part.name, size: part.size, pieces: [] });
      }
    }
  }
  return files;
}

function sourcesBelow(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]s|json|md|map|ya?ml|css|html)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths.sort().map((path) => {
    const bytes = readFileSync(path);
    return { path: path.replaceAll("node_modules", "app"), size: bytes.length, pieces: [bytes] };
  });
}
